"""How search is measured is measured itself: a checker that cannot fail checks nothing."""

from tools.relevance.judged import questions
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


def test_what_search_is_compared_with_does_what_it_is_said_to() -> None:
    texts = [("one", "Verzuim", "over beleid"), ("two", "Koffie", "verzuim is duur"), ("two", "Koffie", "en beleid")]
    assert Plain(texts, "AND").find("verzuim beleid", 10) == ["one"]
    assert Plain(texts, "OR").find('verzuim? "is duur" -', 10)[0] == "two"


def test_compounds_are_judged_by_hand_and_a_lexicon_without_words_splits_none() -> None:
    assert set(verdicts({})) == {"missed", "left alone"}
    assert verdicts({"start": 9, "punt": 9})["right"] == 1
    assert verdicts({"opschr": 9, "ijven": 9})["wrong"] == 1
