"""The queue: who sees which cases, everything on one page, two who do not do the same, several at once."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.members.samples import make_member
from zwerm.moderation.models import Case, Claim, Decision, Objection
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import signed_in


@pytest.fixture
def case(cast: SimpleNamespace, post: Post) -> Case:
    return make_report(post, by=cast.gijs, words="Al de derde keer.").case


def test_a_moderator_of_a_group_sees_that_group_only(cast: SimpleNamespace, case: Case) -> None:
    there = make_report(make_topic(group=cast.elsewhere, by=cast.eva).posts.get(), by=cast.gijs).case
    seen = {
        name: set(Case.objects.visible_to(getattr(cast, name))) for name in ("anna", "bram", "carla", "eva", "gijs")
    }

    assert seen == {"anna": {case, there}, "bram": {case}, "carla": {case}, "eva": set(), "gijs": set()}
    assert signed_in(cast.bram).get(there.get_absolute_url()).status_code == 404
    assert signed_in(cast.gijs).get("/moderation/").status_code == 403


def test_nobody_decides_about_their_own_words(cast: SimpleNamespace, topic: Topic) -> None:
    own = make_report(make_reply(topic, by=cast.bram), by=cast.gijs).case

    assert signed_in(cast.bram).get(own.get_absolute_url()).status_code == 404
    assert own.words not in signed_in(cast.bram).get("/moderation/").content.decode()
    assert signed_in(cast.fem).get(own.get_absolute_url()).status_code == 200


def test_all_that_is_needed_stands_on_one_page(cast: SimpleNamespace, case: Case, topic: Topic) -> None:
    make_reply(topic, by=cast.carla, body="Dat hoort bij Reclame.")
    earlier = make_report(make_reply(topic, by=cast.daan, body="Eerder al."), by=cast.gijs, reason="spam").case
    make_decision(earlier, "warn", by=cast.bram, reason="spam")
    page = signed_in(cast.bram).get(case.get_absolute_url()).content.decode()

    for words in (
        *("Koop nu mijn boek over leren!", topic.title, "Bij ons zakt het", "Dat hoort bij Reclame."),
        *("Al de derde keer.", "Gijs", "here since", "Warn, spam", "The rules of the house", 'data-key="x"'),
    ):
        assert words in page, words


def test_what_was_decided_long_ago_or_put_back_is_not_held_against_somebody(
    cast: SimpleNamespace, case: Case, topic: Topic
) -> None:
    old = make_decision(make_report(make_reply(topic, by=cast.daan), by=cast.gijs).case, "warn", by=cast.bram)
    Decision.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=400))
    wrong = make_decision(make_report(make_reply(topic, by=cast.daan), by=cast.gijs).case, "warn", by=cast.bram)
    Objection.make(wrong, words="Nee.").close(by=cast.anna, reversed=True, answer="Klopt.")
    page = signed_in(cast.bram).get(case.get_absolute_url()).content.decode()

    assert "Nothing was decided about words of theirs in this place in the last year." in page


def test_out_of_a_closed_group_a_report_brings_the_words_and_nothing_around_them(
    cast: SimpleNamespace, case: Case, topic: Topic
) -> None:
    cast.group.change(by=cast.carla, visibility=Group.Visibility.HIDDEN)
    anna = signed_in(cast.anna)
    page, queue = (anna.get(address).content.decode() for address in (case.get_absolute_url(), "/moderation/"))

    assert "Koop nu mijn boek over leren!" in page
    assert "Koop nu mijn boek over leren!" in queue
    for words in (cast.group.name, topic.title, "Bij ons zakt het"):
        assert words not in page
        assert words not in queue


def test_two_do_not_have_the_same_case_in_hand(cast: SimpleNamespace, case: Case) -> None:
    bram, fem = signed_in(cast.bram), signed_in(cast.fem)
    bram.get(case.get_absolute_url())
    page = fem.get(case.get_absolute_url()).content.decode()
    assert "Bram has this in hand until" in page
    assert 'value="remove"' not in page

    fem.post(f"{case.get_absolute_url()}claim/")
    assert 'value="remove"' in fem.get(case.get_absolute_url()).content.decode()
    assert Claim.objects.get().by == cast.fem

    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert 'value="remove"' in bram.get(case.get_absolute_url()).content.decode()


def test_after_a_decision_comes_the_next_that_nobody_has_in_hand(
    cast: SimpleNamespace, case: Case, topic: Topic
) -> None:
    taken = make_report(make_reply(topic, by=cast.daan), by=cast.gijs).case
    later = make_report(make_reply(topic, by=cast.daan), by=cast.gijs).case
    Claim.take(taken, by=cast.fem)
    bram = signed_in(cast.bram)
    fine = {"kind": "fine", "reason": "advert"}

    assert (
        bram.post(f"{case.get_absolute_url()}decision/?in=group", fine)["Location"]
        == f"{later.get_absolute_url()}?in=group"
    )
    assert (
        bram.post(f"{later.get_absolute_url()}decision/?in=group", fine)["Location"]
        == f"/groups/{cast.group.slug}/moderation/"
    )
    assert bram.delete(f"{taken.get_absolute_url()}claim/").status_code == 302


def test_who_leaves_one_after_another_to_others_comes_past_each_in_the_order_of_the_queue(
    cast: SimpleNamespace, case: Case, topic: Topic
) -> None:
    urgent = make_report(make_reply(topic, by=cast.daan), by=cast.gijs, reason="unlawful").case
    last = make_report(make_reply(topic, by=cast.carla), by=cast.gijs).case
    here, seen = urgent, []
    for _ in range(3):
        answer = signed_in(cast.bram).delete(f"{here.get_absolute_url()}claim/")
        here = Case.objects.get(pk=answer["Location"].split("/")[-2])
        seen.append(here)

    assert list(Case.objects.waiting()) == [urgent, case, last]
    assert seen == [case, last, urgent]


def test_adverts_are_decided_about_at_once(cast: SimpleNamespace, topic: Topic) -> None:
    adverts = [make_report(make_reply(topic, by=cast.daan), by=cast.gijs).case for _ in range(3)]
    foreign = make_report(make_topic(group=cast.elsewhere, by=cast.eva).posts.get(), by=cast.gijs).case
    chosen = {"case": [adverts[0].pk, adverts[2].pk, foreign.pk], "kind": "remove", "reason": "advert"}
    signed_in(cast.bram).post("/moderation/decisions/", chosen)

    assert set(Case.objects.filter(open=True)) == {adverts[1], foreign}
    assert Decision.objects.count() == 2


def test_where_a_decision_does_not_fit_the_report_still_waits_and_one_reads_that(
    cast: SimpleNamespace, case: Case, topic: Topic
) -> None:
    begun = make_report(make_topic(group=cast.group, by=cast.daan).posts.get(), by=cast.gijs).case
    bram = signed_in(cast.bram)
    bram.post("/moderation/decisions/", {"case": [case.pk, begun.pk], "kind": "promotions", "reason": "advert"})

    assert list(Case.objects.filter(open=True)) == [case]
    assert "the report still waits: 1." in bram.get("/moderation/").content.decode()


def test_what_cannot_wait_stands_first(cast: SimpleNamespace, case: Case, topic: Topic) -> None:
    urgent = make_report(make_reply(topic, by=cast.daan), by=cast.gijs, reason="private").case

    assert list(Case.objects.waiting()) == [urgent, case]


def test_a_reason_that_several_name_is_said_once(cast: SimpleNamespace, case: Case, post: Post) -> None:
    make_report(post, by=cast.anna)

    assert case.reports.count() == 2
    assert signed_in(cast.bram).get("/moderation/").content.decode().count("<small>An advert</small>") == 1


def test_where_nothing_waits_the_page_says_so(cast: SimpleNamespace) -> None:
    assert "Nothing waits for a decision" in signed_in(cast.bram).get("/moderation/").content.decode()


@pytest.mark.parametrize("number", [1, 20])
def test_the_queue_costs_the_same_however_much_waits(
    cast: SimpleNamespace, topic: Topic, number: int, django_assert_num_queries: object
) -> None:
    for _ in range(number):
        make_report(make_reply(topic, by=cast.daan), by=cast.gijs)
    client = signed_in(cast.bram)
    client.get("/moderation/")
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get("/moderation/")


@pytest.mark.parametrize("number", [1, 8])
def test_a_case_costs_the_same_however_many_reported_it(
    cast: SimpleNamespace, post: Post, number: int, django_assert_num_queries: object
) -> None:
    for _ in range(number):
        reporter = make_member()
        cast.group.let_in(reporter)
        case = make_report(post, by=reporter).case
        make_reply(post.topic, by=reporter)
    client = signed_in(cast.bram)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(21):  # type: ignore[operator]
        client.get(case.get_absolute_url())


def test_first_page_says_that_reports_wait(cast: SimpleNamespace, case: Case) -> None:
    assert "Reports wait for your decision" in signed_in(cast.bram).get("/").content.decode()
    assert "Reports wait for your decision" not in signed_in(cast.gijs).get("/").content.decode()
