"""What stands beside a title that is being written: how often that is what was said before, beside plain search for any of its words."""

from statistics import fmean

from tools.relevance.judged import Question, titles
from tools.relevance.measures import GLANCE, interval, reciprocal_rank, success

NAMES = {"zwerm": "Zwerm", "OR": "FTS5, any word"}
Given = list[list[str]]


def show(beside: dict[str, Given], *, misses: bool) -> None:
    """Print one line for each half of the titles and each search; `misses`: also those that may be tuned on and lack what is like them."""
    asked = titles()
    print(f"\n| titles | search | MRR (95%) | success at {GLANCE} (95%) |\n|---|---|---|---|")
    for label, held_out in (("tuned on", False), ("held out", True)):
        for name, given in beside.items():
            pairs = [
                pair for pair in zip(asked, given, strict=True) if pair[0].held_out is held_out and pair[0].answers
            ]
            print(f"| {label} ({len(pairs)}) | {NAMES[name]} | {_row(pairs)} |")
    for name, given in beside.items():
        print(f"\n{NAMES[name]}: {_offered(asked, given)}")
    if misses:
        _print_misses(asked, beside["zwerm"])


def _row(pairs: list[tuple[Question, list[str]]]) -> str:
    ranks = [reciprocal_rank(given, one.answers) for one, given in pairs]
    first = [success(given, one.answers, GLANCE) for one, given in pairs]
    return " | ".join("{:.2f} ({:.2f} to {:.2f})".format(fmean(values), *interval(values)) for values in (ranks, first))


def _offered(asked: list[Question], given: Given) -> str:
    """What it costs to look at what is offered."""
    like = [len(some) for one, some in zip(asked, given, strict=True) if one.answers]
    unlike = [some for one, some in zip(asked, given, strict=True) if not one.answers]
    idle = sum(bool(some) for some in unlike)
    return f"{fmean(like):.1f} conversations beside a title; something beside {idle} of {len(unlike)} that nothing is like."


def _print_misses(asked: list[Question], given: Given) -> None:
    for one, some in zip(asked, given, strict=True):
        if not one.held_out and one.answers and not success(some, one.answers, GLANCE):
            print(f"{one.asked}\n" + "".join(f"        {key}\n" for key in some))
