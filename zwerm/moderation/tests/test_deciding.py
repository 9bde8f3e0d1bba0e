"""Decisions: each does what it says, says why, can be taken back at once, and is undone whole when an objection is heard."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.core import permissions
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import GroupRole, Membership
from zwerm.members.samples import make_administrator
from zwerm.moderation import deciding
from zwerm.moderation.models import Case, Decision, Objection, Restriction
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import hear, signed_in

A_WEEK = timedelta(days=7)


@pytest.fixture
def case(cast: SimpleNamespace, post: Post) -> Case:
    return make_report(post, by=cast.gijs).case


def anew(post: Post) -> Post:
    return Post.objects.select_related("topic__group", "deletion").get(pk=post.pk)


def reversed_by(decision: Decision, anna: object) -> None:
    deciding.answer(Objection.make(decision, words="Niet waar."), by=anna, reversed=True, words="Je hebt gelijk.")  # type: ignore[arg-type]


def test_fine_closes_the_case_and_tells_the_author_nothing(cast: SimpleNamespace, case: Case, post: Post) -> None:
    make_decision(case, "fine", by=cast.bram)

    assert not anew(post).is_removed
    assert not Case.objects.get().open
    assert list(Decision.objects.visible_to(cast.daan)) == []


def test_removed_words_come_back_whole(cast: SimpleNamespace, case: Case, post: Post) -> None:
    post.topic.mark_solution(post, by=cast.daan)
    case = Case.objects.get()
    decision = make_decision(case, "remove", by=cast.bram)
    assert anew(post).is_removed

    reversed_by(decision, cast.anna)

    assert not anew(post).is_removed
    assert anew(post).topic.solution_id == post.pk


def test_hidden_words_are_changed_by_their_author_and_looked_at_again(
    cast: SimpleNamespace, case: Case, post: Post
) -> None:
    decision = make_decision(case, "hide", by=cast.bram)
    client = signed_in(cast.daan)
    shown = client.get(decision.get_absolute_url()).content.decode()
    assert f"/posts/{post.pk}/source/" in shown
    assert "Koop nu" not in signed_in(cast.gijs).get(post.topic.get_absolute_url()).content.decode()

    client.post(f"/posts/{post.pk}/", {"_method": "PUT", "body": "Wie kent een goed boek over leren?"})
    hear()

    case = Case.objects.get()
    assert case.open
    returned = Entry.objects.get(verb="case.returned")
    assert returned.prompted_by == Entry.objects.get(verb="case.decided")
    assert "Wie kent een goed boek" in signed_in(cast.bram).get(case.get_absolute_url()).content.decode()


def test_an_author_changes_what_was_removed_no_more(cast: SimpleNamespace, case: Case, post: Post) -> None:
    make_decision(case, "remove", by=cast.bram)

    assert signed_in(cast.daan).get(f"/posts/{post.pk}/source/").status_code == 403


def test_who_is_asked_to_change_it_does_and_it_comes_back(cast: SimpleNamespace, case: Case, post: Post) -> None:
    make_decision(case, "change", by=cast.bram, away="hide")
    assert anew(post).is_removed

    anew(post).edit("Anders gezegd.", by=cast.daan)
    hear()

    assert Case.objects.get().open


def test_a_conversation_moves_to_promotions_and_back(cast: SimpleNamespace, topic: Topic) -> None:
    first = topic.posts.get(number=1)
    case = make_report(first, by=cast.gijs).case
    assert "promotions" in deciding.possible(case, cast.bram)

    decision = make_decision(case, "promotions", by=cast.bram)
    assert Topic.objects.get(pk=topic.pk).section == "promotions"
    reversed_by(decision, cast.anna)

    assert Topic.objects.get(pk=topic.pk).section == "discussions"


def test_a_reply_does_not_move_by_itself(cast: SimpleNamespace, case: Case) -> None:
    assert deciding.possible(case, cast.bram) == ["fine", "change", "hide", "remove", "warn", "pause", "block"]


def test_who_is_paused_reads_and_does_not_write_until_a_day(cast: SimpleNamespace, case: Case, post: Post) -> None:
    until = timezone.now() + A_WEEK
    make_decision(case, "pause", by=cast.bram, until=until)
    client = signed_in(cast.daan)
    refused = client.post(f"/topics/{post.topic_id}/posts/", {"body": "Toch."})

    assert client.get(post.topic.get_absolute_url()).status_code == 200
    assert refused.status_code == 403
    assert "You read here and do not write until" in refused.content.decode()
    assert client.get(f"/groups/{cast.group.slug}/topics/").status_code == 403
    assert client.post(f"/posts/{post.pk}/", {"_method": "PUT", "body": "Toch."}).status_code == 403
    cast.elsewhere.let_in(cast.daan)
    assert permissions.may(cast.daan, "groups.talk_in_group", cast.elsewhere)


def test_a_pause_ends_by_itself(cast: SimpleNamespace, case: Case) -> None:
    make_decision(case, "pause", by=cast.bram, until=timezone.now() + A_WEEK)
    assert not permissions.may(cast.daan, "groups.talk_in_group", cast.group)

    Restriction.objects.update(until=timezone.now() - timedelta(seconds=1))
    Membership.objects.filter(member=cast.daan).update(paused_until=timezone.now() - timedelta(seconds=1))
    cast.daan.forget()
    assert permissions.may(cast.daan, "groups.talk_in_group", cast.group)

    Restriction.end_past()
    assert Membership.objects.get(member=cast.daan).paused_until is None
    assert Entry.objects.get(verb="restriction.ended").actor is None


def test_a_pause_everywhere_is_of_every_group(cast: SimpleNamespace, case: Case) -> None:
    cast.elsewhere.let_in(cast.daan)
    make_decision(case, "pause", by=cast.anna, until=timezone.now() + A_WEEK, everywhere=True)
    cast.daan.refresh_from_db()

    assert not permissions.may(cast.daan, "groups.talk_in_group", cast.elsewhere)
    assert not permissions.may(cast.daan, "groups.start_group", None)
    assert not permissions.may(cast.daan, "members.invite_person")


def test_who_is_put_out_of_a_group_does_not_come_in_again_before_the_day(cast: SimpleNamespace, case: Case) -> None:
    decision = make_decision(case, "block", by=cast.bram, until=timezone.now() + A_WEEK, away="remove")

    assert not cast.group.has(cast.daan)
    assert signed_in(cast.daan).post(f"/groups/{cast.group.slug}/membership/").status_code == 403
    reversed_by(decision, cast.anna)
    assert cast.group.has(cast.daan)


def test_who_is_put_out_of_the_community_cannot_sign_in_and_still_objects(
    cast: SimpleNamespace, case: Case, post: Post
) -> None:
    client = signed_in(cast.daan)
    decision = make_decision(case, "block", by=cast.anna, everywhere=True, away="remove")
    assert client.get("/me/decisions/").status_code == 302

    stranger = signed_in(None)
    page = stranger.get(decision.open_url).content.decode()
    assert "You were put out of De Vakgenoten, without an end." in page
    assert stranger.post(decision.open_url, {"words": "Dat boek is gratis."}).status_code == 302

    deciding.answer(Objection.objects.get(), by=make_administrator("Iris"), reversed=True, words="Klopt.")
    cast.daan.refresh_from_db()
    assert cast.daan.is_active
    assert not anew(post).is_removed
    assert stranger.get("/decisions/something/").status_code == 404


def test_whoever_moderates_is_restricted_by_who_keeps_the_community_only(cast: SimpleNamespace, topic: Topic) -> None:
    of_fem = make_report(topic.reply(by=cast.fem, body="Onzin."), by=cast.gijs).case

    assert "pause" not in deciding.possible(of_fem, cast.bram)
    assert "pause" in deciding.possible(of_fem, cast.anna)


def test_roles_come_back_with_who_was_put_out_wrongly(cast: SimpleNamespace, topic: Topic) -> None:
    of_fem = make_report(topic.reply(by=cast.fem, body="Onzin."), by=cast.gijs).case
    decision = make_decision(of_fem, "block", by=cast.anna)
    assert not GroupRole.objects.at().filter(member=cast.fem).exists()

    reversed_by(decision, make_administrator("Iris"))

    assert GroupRole.objects.at().filter(member=cast.fem, kind="moderator").exists()


def test_a_slip_is_taken_back_before_anybody_hears_of_it(cast: SimpleNamespace, case: Case, post: Post) -> None:
    client = signed_in(cast.bram)
    client.post(f"{case.get_absolute_url()}decision/", {"kind": "remove", "reason": "advert"})
    assert anew(post).is_removed
    Decision.tell_due()

    assert f"{case.get_absolute_url()}decision/" in client.get("/moderation/").content.decode()
    client.post(f"{case.get_absolute_url()}decision/", {"_method": "DELETE"})

    assert not anew(post).is_removed
    assert Case.objects.get().open
    assert not Entry.objects.filter(verb="decision.told").exists()


def test_what_the_author_was_told_is_not_taken_back_in_silence(cast: SimpleNamespace, case: Case) -> None:
    decision = make_decision(case, "remove", by=cast.bram)

    with pytest.raises(deciding.ToldAlready):
        deciding.take_back(decision, by=cast.bram)


def test_two_who_decide_at_one_moment_decide_once(cast: SimpleNamespace, case: Case) -> None:
    other = Case.objects.get()
    deciding.decide(case, "fine", by=cast.bram, reason="advert")

    with pytest.raises(deciding.DecidedAlready):
        deciding.decide(other, "remove", by=cast.fem, reason="advert")


def test_words_that_nobody_changed_belong_to_the_reason_that_was_chosen(cast: SimpleNamespace, case: Case) -> None:
    client = signed_in(cast.bram)
    form = client.get(case.get_absolute_url()).context["form"]
    data = {"kind": "remove", "reason": "unkind", "words": form.initial["words"]}
    client.post(f"{case.get_absolute_url()}decision/", data)

    assert Decision.objects.get().words.startswith("The tone of this")


def test_the_words_are_in_the_authors_language(cast: SimpleNamespace, case: Case) -> None:
    cast.daan.language = "nl"
    cast.daan.save()

    assert make_decision(Case.objects.get(), "remove", by=cast.bram).words.startswith("Wat je schreef leest")


def test_how_long_a_pause_lasts_stands_in_sight_of_who_presses_its_key(cast: SimpleNamespace, post: Post) -> None:
    """One key pauses somebody: nothing that it does is folded away."""
    page = signed_in(cast.bram).get(make_report(post, by=cast.gijs).case.get_absolute_url()).content.decode()
    beside = page[page.index('name="words"') : page.index('name="away"')]

    assert '<option value="7" selected>a week</option>' in beside
    assert "<details" not in beside
    assert "(may stay empty)" not in beside
