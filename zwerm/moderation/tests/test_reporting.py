"""Reporting: two steps, one case a thing, and nobody's name but to who decides."""

from __future__ import annotations

from types import SimpleNamespace

from zwerm.activity.models import Entry
from zwerm.core import permissions
from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_topic
from zwerm.moderation.models import Case, Report
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import signed_in


def test_a_member_reports_a_post_in_two_steps_and_is_told_what_happens(cast: SimpleNamespace, post: Post) -> None:
    client = signed_in(cast.gijs)
    conversation = client.get(post.topic.get_absolute_url()).content.decode()
    assert f"/report/post/{post.pk}/" in conversation

    form = client.get(f"/report/post/{post.pk}/").content.decode()
    assert "Koop nu mijn boek" in form
    thanked = client.post(f"/report/post/{post.pk}/", {"reason": "advert"}, follow=True).content.decode()

    assert "A moderator looks at it, and you hear what they decide." in thanked
    assert Report.objects.get().case.words == "Koop nu mijn boek over leren!"
    line = Entry.objects.get(verb="report.made")
    assert (line.actor, line.place_id, line.target) == (cast.gijs, cast.group.pk, None)


def test_something_else_needs_a_sentence(cast: SimpleNamespace, post: Post) -> None:
    client = signed_in(cast.gijs)

    assert client.post(f"/report/post/{post.pk}/", {"reason": "other"}).status_code == 422
    assert client.post(f"/report/post/{post.pk}/", {}).status_code == 422
    assert client.post(f"/report/post/{post.pk}/", {"reason": "other", "words": "Zomaar."}).status_code == 302


def test_several_reports_of_one_thing_are_one_case(cast: SimpleNamespace, post: Post) -> None:
    first, second = make_report(post, by=cast.gijs), make_report(post, by=cast.carla, reason="unkind")
    again = make_report(post, by=cast.gijs, reason="spam")

    assert first.case == second.case == again.case
    assert Report.objects.count() == 2
    assert Case.objects.get().urgent


def test_what_was_decided_and_is_reported_again_is_a_new_case(cast: SimpleNamespace, post: Post) -> None:
    case = make_report(post, by=cast.gijs).case
    make_decision(case, "fine", by=cast.bram)

    assert make_report(post, by=cast.carla).case != case


def test_nobody_reports_their_own_words(cast: SimpleNamespace, post: Post) -> None:
    assert signed_in(cast.daan).get(f"/report/post/{post.pk}/").status_code == 403
    assert f"/report/post/{post.pk}/" not in signed_in(cast.daan).get(post.topic.get_absolute_url()).content.decode()


def test_what_one_cannot_see_one_cannot_report(cast: SimpleNamespace, post: Post) -> None:
    cast.group.change(by=cast.carla, visibility="hidden")

    assert signed_in(cast.eva).get(f"/report/post/{post.pk}/").status_code == 404
    assert signed_in(cast.gijs).get("/report/nothing/1/").status_code == 404


def test_a_profile_is_reported_to_who_keeps_the_community(cast: SimpleNamespace) -> None:
    case = make_report(cast.daan, by=cast.gijs).case

    assert case.group is None
    assert permissions.may(cast.anna, "moderation.view_case", case)
    assert not permissions.may(cast.bram, "moderation.view_case", case)
    assert f"/report/profile/{cast.daan.pk}/" in signed_in(cast.gijs).get("/members/daan/").content.decode()


def test_the_author_reads_nowhere_who_reported(cast: SimpleNamespace, post: Post) -> None:
    decision = make_decision(make_report(post, by=cast.gijs).case, "remove", by=cast.bram)
    client = signed_in(cast.daan)
    pages = [client.get(address).content.decode() for address in ("/me/decisions/", decision.get_absolute_url())]

    assert all("Koop nu" in page for page in pages)
    assert not any("Gijs" in page for page in pages)


def test_in_a_line_of_the_queue_a_title_does_not_run_into_the_words(cast: SimpleNamespace) -> None:
    topic = make_topic("Teamleider gezocht", group=cast.group, by=cast.daan, body="Wij zoeken er een.\n\nBel mij")
    make_report(topic.posts.get(), by=cast.gijs)

    assert (
        "Teamleider gezocht · Wij zoeken er een. Bel mij<" in signed_in(cast.bram).get("/moderation/").content.decode()
    )
