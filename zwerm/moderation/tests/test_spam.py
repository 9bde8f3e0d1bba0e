"""What reads like spam is learned from decisions made here; it is said beside a case, and decides nothing."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.moderation.models import Case, Decision, Learned, Objection
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.spam import judge as judging
from zwerm.moderation.spam.features import COLUMNS, Fact, features
from zwerm.moderation.spam.judge import LEAST, Example, Judge, Mark, learn
from zwerm.moderation.spam.learning import learn_again
from zwerm.moderation.tests.conftest import signed_in

ADVERT = "Koop nu mijn cursus {} met korting, kijk op www.cursus.nl!!!"
TALK = "Bij ons werkte een gesprek met de leidinggevende over vraag {} het beste."


def examples(count: int = LEAST) -> list[Example]:
    return [Example(text.format(n), text is ADVERT) for n in range(count) for text in (ADVERT, TALK)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four decisions are enough to learn from."""
    for module in ("judge", "learning"):
        monkeypatch.setattr(f"zwerm.moderation.spam.{module}.LEAST", 4)


def decided(cast: SimpleNamespace, *, adverts: int = 4, told: bool = True) -> list[Decision]:
    """Four adverts that were removed, and four posts that stood for a month."""
    topic = make_topic(group=cast.group, by=cast.daan)
    for number in range(4):
        make_reply(topic, by=cast.gijs, body=TALK.format(number))
    Post.objects.update(created_at=timezone.now() - timedelta(days=30))
    reports = [
        make_report(make_reply(topic, by=cast.daan, body=ADVERT.format(n)), by=cast.gijs) for n in range(adverts)
    ]
    return [make_decision(report.case, "remove", by=cast.bram, told=told) for report in reports]


def test_adverts_are_told_from_talk_with_the_words_that_weighed_most() -> None:
    judge = learn(examples())
    assert judge is not None
    advert, talk = judge.score("Koop mijn boek met korting op www.boek.nl"), judge.score("Een gesprek over het beste")
    assert advert.mark == Mark.MILD
    assert advert.probability > 0.8
    assert {"koop", "korting"} & set(advert.signs)
    assert len(advert.signs) <= 5
    assert talk.mark is None
    assert "gesprek" in talk.against


def test_too_few_examples_of_either_kind_teach_nothing() -> None:
    assert learn(examples(LEAST - 1)) is None
    assert learn([example for example in examples(LEAST * 2) if example.spam]) is None


def test_what_was_learned_is_kept_in_few_bytes_and_says_the_same() -> None:
    judge = learn(examples())
    assert judge is not None
    again = Judge.unpacked(judge.packed(), judge.marks)
    assert again.probability(TALK) == pytest.approx(judge.probability(TALK), abs=1e-3)
    assert len(judge.packed()) < 3 * COLUMNS


def test_the_same_examples_teach_the_same() -> None:
    one, other = learn(examples()), learn(examples())
    assert one is not None
    assert other is not None
    assert one.packed() == other.packed()


def test_a_mark_that_is_less_strict_needs_more() -> None:
    judge = learn(examples())
    assert judge is not None
    assert judge.marks[Mark.STRICT] <= judge.marks[Mark.USUAL] <= judge.marks[Mark.MILD]


def test_an_empty_text_reads_like_nothing() -> None:
    judge = learn(examples())
    assert judge is not None
    assert judge.score("").signs == ()


@pytest.mark.parametrize(
    ("words", "days", "facts"),
    [
        ("Zie https://zwerm.example/x", None, {Fact.LINK}),
        ("www.een.nl en www.twee.nl", None, {Fact.LINK, Fact.LINKS}),
        ("KOOP NU DEZE GROTE cursus", None, {Fact.CAPITALS}),
        ("Jaaaaa!!!", None, {Fact.REPEATED}),
        ("Hallo", 0.5, {Fact.NEW}),
        ("Hallo", 12, {Fact.YOUNG}),
        ("Hallo", 400, set()),
    ],
)
def test_plain_facts_are_seen(words: str, days: float | None, facts: set[Fact]) -> None:
    assert {feature.source for feature in features(words, days) if isinstance(feature.source, Fact)} == facts


def test_it_learns_from_what_was_removed_against_what_stood(cast: SimpleNamespace, few: None) -> None:
    assert len(decided(cast)) == 4
    learn_again()
    judge = Learned.judge()
    assert judge is not None
    assert judge.probability(ADVERT) > 0.6 > 0.4 > judge.probability(TALK)


def test_too_few_decisions_teach_nothing_and_what_was_known_is_forgotten(cast: SimpleNamespace, few: None) -> None:
    decisions = decided(cast)
    learn_again()
    assert Learned.judge() is not None
    objection = Objection.make(decisions[0], words="Dit was geen reclame.")
    objection.close(by=cast.fem, reversed=True, answer="Je hebt gelijk.")
    learn_again()
    assert Learned.judge() is None


def test_a_decision_that_may_still_be_taken_back_is_not_learned_from(cast: SimpleNamespace, few: None) -> None:
    decided(cast, told=False)
    learn_again()
    assert Learned.judge() is None


def test_it_does_not_learn_again_when_nothing_was_decided(
    cast: SimpleNamespace, few: None, django_assert_num_queries: object
) -> None:
    decided(cast)
    learn_again()
    with django_assert_num_queries(3):  # type: ignore[operator]
        learn_again()


def test_weights_of_another_version_say_nothing(cast: SimpleNamespace, few: None) -> None:
    decided(cast)
    learn_again()
    Learned.objects.update(version=Learned.VERSION + 1)
    assert Learned.judge() is None


def case_page(cast: SimpleNamespace, body: str) -> str:
    topic = make_topic(group=cast.group, by=cast.gijs)
    case: Case = make_report(make_reply(topic, by=cast.daan, body=body), by=cast.gijs).case
    return signed_in(cast.bram).get(case.get_absolute_url()).content.decode()


def test_a_case_says_that_it_reads_like_what_was_removed_and_why(
    cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = learn(examples())
    assert judge is not None
    Learned.keep(judge)
    page = case_page(cast, ADVERT)
    assert "This reads very much like adverts that were removed here before." in page
    assert "and that decides nothing" in page
    assert "“korting”" in page
    assert "several" not in page
    assert "adverts that were removed" not in case_page(cast, TALK)


def test_a_case_says_nothing_where_too_little_was_decided(cast: SimpleNamespace) -> None:
    assert judging.is_enough(examples(1)) is False
    assert "adverts that were removed" not in case_page(cast, ADVERT)
