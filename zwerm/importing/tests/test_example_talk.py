"""The words of the example: there are enough of them, they fit together, and they are ours."""

import re

import pytest

from zwerm.importing.example.places import settings
from zwerm.importing.example.scripts import HOLE, Misprint, Script, library, read

pytestmark = pytest.mark.once


def every_script() -> list[Script]:
    return [script for talk in library().values() for script in talk.scripts]


def every_text() -> list[str]:
    scripts = every_script()
    replies = [line.text for script in scripts for line in script.lines]
    remarks = [line.text for talk in library().values() for pool in talk.more.values() for line in pool]
    return [script.text for script in scripts] + replies + remarks


def test_every_group_has_something_to_talk_about():
    assert {setting.slug for setting in settings(300)} == set(library())
    assert all(talk.scripts for talk in library().values())


def test_twenty_topics_never_show_the_same_words_twice():
    assert len(every_script()) >= 60
    assert len({script.title for script in every_script()}) == len(every_script())
    assert len(every_text()) >= 350
    assert len(set(every_text())) == len(every_text())


def test_titles_fit():
    assert max(len(script.title) for script in every_script()) <= 120


def test_dutch_is_informal_and_calm():
    dutch = [text for text in every_text() if text not in set(_english())]
    assert not [text for text in dutch if re.search(r"\b[Uu]w?\b", text)]
    assert sum(text.count("!") for text in every_text()) <= 3


def _english() -> list[str]:
    talk = library()["international"]
    lines = [line.text for script in talk.scripts for line in script.lines]
    return lines + [script.text for script in talk.scripts]


def test_nobody_is_named_who_does_not_speak():
    for script in every_script():
        actors = {"asker", *(line.by for line in script.lines)}
        assert set(HOLE.findall(script.title + script.text)) <= {"asker"}
        assert all(set(HOLE.findall(line.text)) <= actors for line in script.lines), script.title


def test_a_question_has_at_most_one_solution_and_nothing_else_has_any():
    for script in every_script():
        solutions = [line for line in script.lines if line.solution]
        assert len(solutions) <= (script.kind == "question"), script.title


def test_a_play_is_read_with_what_must_come_first():
    script = read(
        "=== question | Wie? | zorg\nEerst.\n--- A\nEen.\n--- asker to A\nTwee.\n--- asker\nSlot.", "x", "nl"
    ).scripts[0]
    assert script.sector == "zorg"
    assert [line.by for line in script.lines] == ["A", "asker", "asker"]
    assert [line.after for line in script.lines] == [frozenset(), frozenset({0}), frozenset()]
    assert [line.count for line in script.lines] == [0, 0, 2]


def test_a_misprint_says_where_it_is():
    with pytest.raises(Misprint, match="Wie"):
        read("=== question | Wie?\nEerst.\n--- A to B\nEen.", "x", "nl")
    with pytest.raises(Misprint, match="rant"):
        read("=== rant | Wie?\nEerst.", "x", "nl")
