"""`python -m tools.spam`: how well the house tells spam from talk that it has not seen, beside simpler rules, on public labelled sets."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tools.install import ROOT
from tools.spam import texts
from tools.spam.measures import Verdict, measured
from zwerm.moderation.spam.features import LINK
from zwerm.moderation.spam.judge import Example, Mark, learn

DATA = os.environ.get("ZWERM_TEST_DATA", str(ROOT.parent / "shared" / "data"))

#: Of each set in the order of time, so much is learned from, and the rest is asked.
LEARNED = 2 / 3

Rule = Callable[[Example], bool]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.spam", description=__doc__)
    parser.add_argument("--data", default=DATA, help="the folder with moderation/spam (ZWERM_TEST_DATA)")
    folder = Path(parser.parse_args(arguments).data)
    sets = texts.sets(folder)
    if not sets:
        raise SystemExit(f"spam: no sets in {folder / 'moderation' / 'spam'}.")
    plain = _plain_rules(folder)
    whole: dict[str, list[Verdict]] = {}
    print("| asked | texts | rule | precision | recall | of what is fine, taken for spam |\n|---|---|---|---|---|---|")
    for name, learned, asked in _trials(sets):
        for rule, verdicts in _asked(learned, asked, plain).items():
            whole.setdefault(f"{name[0]}|{rule}", []).extend(verdicts)
            _print(name[1], rule, verdicts)
    for key, verdicts in whole.items():
        kind, _, rule = key.partition("|")
        _print(f"**all, {kind}**", rule, verdicts)
    return 0


def _trials(sets: dict[str, list[Example]]) -> Iterator[tuple[tuple[str, str], list[Example], list[Example]]]:
    """Each set in turn, learned from the others; then its last part, learned from what came before in the same set."""
    for name, asked in sets.items():
        learned = [example for other, examples in sets.items() if other != name for example in examples]
        yield ("other sets", f"{name}, by the others"), learned, asked
    for name, examples in sets.items():
        until = int(len(examples) * LEARNED)
        yield ("by time", f"{name}, its last third"), examples[:until], examples[until:]


def _plain_rules(folder: Path) -> dict[str, Rule]:
    """What needs no learning: a link, and a word of the operator's own list where there is one."""
    bad = texts.listed(folder / "moderation/badwords/en") | texts.listed(folder / "moderation/badwords/nl")
    disposable = texts.listed(folder / "moderation/disposable/disposable_email_blocklist.conf")
    rules: dict[str, Rule] = {"links only": lambda example: bool(LINK.search(example.words))}
    if bad:
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(bad)))})\b", re.IGNORECASE)
        rules["bad words only"] = lambda example: bool(pattern.search(example.words))
    if disposable:
        domain = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b")
        rules["disposable domains only"] = lambda example: bool(disposable & set(domain.findall(example.words.lower())))
    return rules


def _asked(learned: list[Example], asked: list[Example], plain: dict[str, Rule]) -> dict[str, list[Verdict]]:
    """What every rule says of what is asked; the house by each of its marks, which it set without seeing that."""
    judge = learn(learned)
    if judge is None:
        raise SystemExit("spam: too little to learn from.")
    given = [(judge.probability(example.words), example.spam) for example in asked]
    verdicts = {f"Zwerm, {mark}": [(p >= judge.marks[mark], spam) for p, spam in given] for mark in Mark}
    return verdicts | {name: [(rule(example), example.spam) for example in asked] for name, rule in plain.items()}


def _print(name: str, rule: str, verdicts: list[Verdict]) -> None:
    print(f"| {name} | {len(verdicts)} | {rule} | {' | '.join(map(str, measured(verdicts)))} |")


if __name__ == "__main__":
    sys.exit(main())
