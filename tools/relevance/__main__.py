"""`python -m tools.relevance`: how well search finds, on judged questions over real texts, beside full-text search as it comes with SQLite."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean
from typing import Any

from tools import postgres
from tools.bench.dataset import Surroundings, surroundings
from tools.install import ROOT
from tools.relevance import beside
from tools.relevance.judged import Question, questions
from tools.relevance.measures import interval, reciprocal_rank, success

DATA = os.environ.get("ZWERM_TEST_DATA", str(ROOT.parent / "shared" / "data"))
NAMES = {"zwerm": "Zwerm", "AND": "FTS5, all words", "OR": "FTS5, any word"}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.relevance", description=__doc__)
    parser.add_argument("--data", default=DATA, help="the folder with nl-knowledge and stackexchange (ZWERM_TEST_DATA)")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL too")
    parser.add_argument("--misses", action="store_true", help="which tuned questions are not answered first")
    options = parser.parse_args(arguments)
    for engine in ("SQLite", *(["PostgreSQL"] if options.postgres else [])):
        with _place(engine) as where:
            told = _ask(options.data, where)
        print(f"\n{engine}: {len(questions())} questions\n")
        _print_whole(told["answers"])
        _print_kinds(told["answers"])
        _print_duels(told["answers"])
        beside.show(told["beside"], misses=options.misses)
        print("\nCompounds: " + ", ".join(f"{count} {verdict}" for verdict, count in sorted(told["splits"].items())))
        if options.misses:
            _print_misses(told["answers"]["zwerm"])
    return 0


@contextmanager
def _place(engine: str) -> Iterator[Surroundings]:
    with tempfile.TemporaryDirectory(prefix="zwerm-relevance-") as folder:
        if engine == "SQLite":
            yield surroundings(Path(folder))
        else:
            with postgres.server() as url:
                yield surroundings(Path(folder), url)


def _ask(data: str, where: Surroundings) -> Any:
    command = [sys.executable, "-m", "tools.relevance.inside", data]
    done = subprocess.run(command, cwd=ROOT, env=where, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit("relevance: stopped at the message above.")
    return json.loads(done.stdout.splitlines()[-1])


def _print_whole(answers: dict[str, list[list[str]]]) -> None:
    print("| questions | search | MRR (95%) | success at 5 (95%) |\n|---|---|---|---|")
    for label, held_out in (("tuned on", False), ("held out", True)):
        chosen = [nth for nth, question in enumerate(questions()) if question.held_out is held_out]
        for name in answers:
            print(f"| {label} ({len(chosen)}) | {NAMES[name]} | {_row(answers[name], chosen)} |")


def _row(given: list[list[str]], chosen: list[int]) -> str:
    asked = questions()
    cells = []
    for measure in (reciprocal_rank, success):
        values = [measure(given[nth], asked[nth].answers) for nth in chosen]
        low, high = interval(values)
        cells.append(f"{fmean(values):.2f} ({low:.2f} to {high:.2f})")
    return " | ".join(cells)


def _print_kinds(answers: dict[str, list[list[str]]]) -> None:
    """The mean reciprocal rank of each kind of question, all of them together."""
    print(
        "\n| kind | questions | "
        + " | ".join(NAMES[name] for name in answers)
        + " |\n|---|---|"
        + "---|" * len(answers)
    )
    kinds = dict.fromkeys((question.language, question.kind) for question in questions())
    for kind in kinds:
        chosen = [nth for nth, question in enumerate(questions()) if (question.language, question.kind) == kind]
        means = [fmean(_ranks(answers[name], chosen)) for name in answers]
        print(f"| {kind[0]}, {kind[1]} | {len(chosen)} | " + " | ".join(f"{mean:.2f}" for mean in means) + " |")


def _print_duels(answers: dict[str, list[list[str]]]) -> None:
    """On how many questions the first right answer stands higher, and on how many lower."""
    every = list(range(len(questions())))
    ours = _ranks(answers["zwerm"], every)
    print()
    for name in list(answers)[1:]:
        pairs = list(zip(ours, _ranks(answers[name], every), strict=True))
        higher, lower = sum(own > other for own, other in pairs), sum(own < other for own, other in pairs)
        print(
            f"Against “{NAMES[name]}”: higher on {higher} questions, lower on {lower}, the same on {len(pairs) - higher - lower}."
        )


def _ranks(given: list[list[str]], chosen: list[int]) -> list[float]:
    asked = questions()
    return [reciprocal_rank(given[nth], asked[nth].answers) for nth in chosen]


def _print_misses(given: list[list[str]]) -> None:
    """Only of questions that may be tuned on."""
    for question, answers in zip(questions(), given, strict=True):
        if not question.held_out and (rank := reciprocal_rank(answers, question.answers)) < 1:
            print(
                f"{rank:.2f}  {question.asked}\n"
                + "".join(f"        {mark(answer, question)}\n" for answer in answers[:4])
            )


def mark(answer: str, question: Question) -> str:
    return f"{'+' if answer in question.answers else ' '} {answer}"


if __name__ == "__main__":
    sys.exit(main())
