"""How the judge of spam is measured is measured itself, and what it reaches on sets that it has not seen is held."""

import os
from pathlib import Path

import pytest

from tools.spam import texts
from tools.spam.__main__ import main
from tools.spam.measures import measured, precision, recall, wronged
from zwerm.moderation.spam.judge import Mark, learn

VERDICTS = [(True, True)] * 3 + [(True, False)] + [(False, True)] * 3 + [(False, False)] * 3
ROWS = "COMMENT_ID,AUTHOR,DATE,CONTENT,CLASS\nb,Bo,2014-02-01,later &amp; fine<br />yes,0\na,Al,2014-01-01,first,1\n"


def test_precision_recall_and_what_was_wronged() -> None:
    assert (precision(VERDICTS), recall(VERDICTS), wronged(VERDICTS)) == (0.75, 0.5, 0.25)


def test_the_bounds_hold_the_value_and_are_the_same_every_run() -> None:
    first = measured(VERDICTS)[0]
    assert first.value is not None
    assert first.low < first.value < first.high
    assert measured(VERDICTS)[0] == first


def test_of_nothing_that_was_taken_no_share_is_told() -> None:
    assert str(measured([(False, True), (False, False)])[0]) == "none taken"


def test_a_set_is_read_in_the_order_of_time_and_without_html(tmp_path: Path) -> None:
    folder = tmp_path / "moderation" / "spam"
    folder.mkdir(parents=True)
    (folder / "One.csv").write_text(ROWS, encoding="utf-8")
    assert [(example.words, example.spam) for example in texts.sets(tmp_path)["One"]] == [
        ("first", True),
        ("later & fine\nyes", False),
    ]


def test_a_list_that_the_operator_does_not_have_is_empty(tmp_path: Path) -> None:
    assert texts.listed(tmp_path / "none") == frozenset()


def test_where_there_are_no_sets_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no sets"):
        main(["--data", str(tmp_path)])


@pytest.mark.skipif("ZWERM_TEST_DATA" not in os.environ, reason="ZWERM_TEST_DATA points to the labelled sets")
def test_a_set_that_was_not_seen_is_judged_far_better_than_by_its_links() -> None:
    sets = texts.sets(Path(os.environ["ZWERM_TEST_DATA"]))
    *learned, asked = sets.values()
    judge = learn([example for examples in learned for example in examples])
    assert judge is not None
    verdicts = [(judge.probability(one.words) >= judge.marks[Mark.USUAL], one.spam) for one in asked]
    assert precision(verdicts) > 0.95
    assert recall(verdicts) > 0.7
