"""The public log tells everything and names nobody."""

from __future__ import annotations

from types import SimpleNamespace

from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply
from zwerm.groups.models import Group
from zwerm.members.samples import make_member
from zwerm.moderation import public_log
from zwerm.moderation.models import Decision, Objection
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import signed_in


def test_everybody_reads_what_was_decided_why_how_fast_and_what_objections_came_to(
    cast: SimpleNamespace, post: Post
) -> None:
    decision = make_decision(make_report(post, by=cast.gijs, reason="spam").case, "remove", by=cast.bram, reason="spam")
    Objection.make(decision, words="Nee.").close(by=cast.fem, reversed=True, answer="Klopt.")
    page = signed_in(None).get("/moderation/log/").content.decode()

    for words in ("Remove · spam", "within a day", "Put back after an objection", "The rules of the house"):
        assert words in page, words
    for words in ("Daan", "Bram", "Gijs", post.topic.title, "Koop nu", cast.group.name):
        assert words not in page, words


def test_a_group_is_named_where_enough_people_are_in_it_to_hide_among(cast: SimpleNamespace, post: Post) -> None:
    Group.objects.filter(pk=cast.group.pk).update(member_count=10)
    make_decision(make_report(post, by=cast.gijs).case, "remove", by=cast.bram)
    make_decision(make_report(make_reply(post.topic, by=cast.daan), by=cast.gijs).case, "warn", by=cast.bram)
    places = {line.kind: line.place for line in public_log.lines(cast.eva)}

    assert places == {"Remove": cast.group.name, "Warn": ""}
    cast.group.change(by=cast.carla, visibility=Group.Visibility.HIDDEN)
    assert {line.place for line in public_log.lines(cast.daan)} == {""}


def test_what_was_taken_back_or_not_told_yet_is_not_in_it(cast: SimpleNamespace, post: Post) -> None:
    make_decision(make_report(post, by=cast.gijs).case, "remove", by=cast.bram, told=False)

    assert public_log.lines(cast.eva) == []


def test_a_number_is_shown_of_ten_people_and_not_of_nine(cast: SimpleNamespace, topic: Topic) -> None:
    authors = [make_member() for _ in range(10)]
    for author in authors:
        make_decision(make_report(make_reply(topic, by=author), by=cast.gijs).case, "remove", by=cast.bram)
    for author in authors[:9]:
        unkind = make_report(make_reply(topic, by=author), by=cast.gijs).case
        make_decision(unkind, "warn", by=cast.bram, reason="unkind")
    told = Decision.objects.exclude(told_at=None)

    shown = {number.label: number.cell.value for number in public_log.counted(told)}
    assert shown == {"An advert": 10, "Unkind": None}
