"""How search is measured is measured itself: a checker that cannot fail checks nothing."""

import pytest

from tools.relevance import beside
from tools.relevance.judged import questions, titles
from tools.relevance.measures import interval, reciprocal_rank, success
from tools.relevance.plain import Plain
from tools.relevance.splitting import verdicts

GOOD = frozenset({"b", "f"})


def test_the_first_good_answer_counts_by_its_place() -> None:
    assert [reciprocal_rank(given, GOOD) for given in (["b"], ["a", "b"], ["a"], [], [*"aaaaaaaaaa", "b"])] == [
        1,
        0.5,
        0,
        0,
        0,
    ]


def test_success_looks_at_five_answers() -> None:
    assert (success([*"aaaab"], GOOD), success([*"aaaaab"], GOOD)) == (1, 0)


def test_the_interval_holds_the_mean_and_is_the_same_every_run() -> None:
    values = [0.0, 1.0, 1.0, 0.5] * 10
    low, high = interval(values)
    assert low < 0.625 < high
    assert interval(values) == (low, high)


def test_a_third_of_the_questions_is_held_out_and_no_question_is_asked_twice() -> None:
    every = questions()
    assert 60 <= len(every) == len({question.asked for question in every})
    assert abs(sum(question.held_out for question in every) - len(every) / 3) < 2
    assert all(question.answers for question in every)


def test_titles_are_judged_in_two_languages_and_some_have_nothing_like_them() -> None:
    every = titles()
    judged = [one for one in every if one.answers]
    assert 40 <= len(judged) < len(every) == len({one.asked for one in every})
    assert {one.language for one in judged} == {"Dutch", "English"}
    assert abs(sum(one.held_out for one in every) - len(every) / 3) < 1


def test_what_stands_beside_a_title_is_told_with_what_stands_there_for_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Right beside each title, but below two others; and something beside a title that nothing is like."""
    given = [["x", "y", min(one.answers)] if one.answers else ["x"] for one in titles()]

    beside.show({"zwerm": given, "OR": [[] for _one in given]}, misses=False)

    told = capsys.readouterr().out
    assert told.count("Zwerm | 0.33 (0.33 to 0.33) | 1.00 (1.00 to 1.00)") == 2
    assert told.count("FTS5, any word | 0.00 (0.00 to 0.00) | 0.00 (0.00 to 0.00)") == 2
    assert "Zwerm: 3.0 conversations beside a title; something beside 8 of 8 that nothing is like." in told


def test_what_search_is_compared_with_does_what_it_is_said_to() -> None:
    texts = [("one", "Verzuim", "over beleid"), ("two", "Koffie", "verzuim is duur"), ("two", "Koffie", "en beleid")]
    assert Plain(texts, "AND").find("verzuim beleid", 10) == ["one"]
    assert Plain(texts, "OR").find('verzuim? "is duur" -', 10)[0] == "two"


def test_compounds_are_judged_by_hand_and_a_lexicon_without_words_splits_none() -> None:
    assert set(verdicts({})) == {"missed", "left alone"}
    assert verdicts({"start": 9, "punt": 9})["right"] == 1
    assert verdicts({"opschr": 9, "ijven": 9})["wrong"] == 1
