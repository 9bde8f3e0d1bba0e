"""One act to many: everybody is told once, whoever is killed, and nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.activity.models import Delivery, Entry
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group, Membership
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications import notices, roads, spreading
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Spread, Wish
from zwerm.notifications.samples import tell

#: 15000 with ZWERM_TEST_FOLLOWERS=15000, and more kills with ZWERM_TEST_KILLS.
FOLLOWERS = int(os.environ.get("ZWERM_TEST_FOLLOWERS", "240"))
KILLS = int(os.environ.get("ZWERM_TEST_KILLS", "3"))


def make_crowd(group: Group, many: int) -> list[int]:
    """So many members in a group; quickly, and without a line in the log."""
    people = [Member(handle=f"volger-{one}", name=f"Volger {one}", email=f"v{one}@example.org") for one in range(many)]
    keys = [member.pk for member in Member.objects.bulk_create(people, batch_size=1000)]
    Membership.objects.bulk_create((Membership(group=group, member_id=key) for key in keys), batch_size=1000)
    Group.objects.filter(pk=group.pk).update(member_count=many + 1)
    return keys


@pytest.fixture
def group(db: None) -> Group:
    make_community()
    return make_group("Iedereen", owner=make_member("Carla"))


def announce(group: Group) -> Topic:
    return make_topic("De zaal is dicht", group=group, by=group.created_by, kind=Topic.Kind.ANNOUNCEMENT)


def test_an_announcement_reaches_everybody_once_however_often_the_worker_is_killed(
    elsewhere: dict[str, str], record_testsuite_property: Callable[[str, object], None]
) -> None:
    make_community()
    group = make_group("Iedereen", owner=make_member("Carla"))
    crowd = make_crowd(group, FOLLOWERS)
    at_once = crowd[::3]
    Wish.objects.bulk_create(Wish(member_id=key, sort="announcement", when=When.AT_ONCE) for key in at_once)
    announce(group)

    batch = str(max(FOLLOWERS // 12, 5) if FOLLOWERS < 5000 else spreading.BATCH)
    command = [sys.executable, "-m", "zwerm.notifications.tests.spreader", "7", str(KILLS), batch]
    seconds = subprocess.run(command, env=elsewhere, stdout=subprocess.PIPE, text=True, check=True).stdout

    record_testsuite_property("announced to", FOLLOWERS)
    record_testsuite_property("seconds to the last notice, with its kills", seconds.strip())
    told = Notice.objects.filter(kind="announcement").order_by("member")
    assert list(told.values_list("member", flat=True)) == crowd
    sent = Delivery.objects.filter(channel="nowhere").order_by("member").values_list("member", flat=True)
    assert list(sent) == at_once
    spread = Spread.objects.order_by("-entry").first()
    assert (spread.done, spread.expected, spread.last_error) == (FOLLOWERS, FOLLOWERS + 1, "")
    assert not Spread.objects.filter(finished_at=None).exists()


def test_each_batch_costs_the_same_however_many_follow(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "BATCH", 10)
    make_crowd(group, 60)
    tell()
    announce(group)
    tell_first()
    counts = []
    while spreading._due().exists():
        with CaptureQueriesContext(connection) as queries:
            spreading.step()
        counts.append(len(queries))

    assert len(counts) == 7
    assert set(counts[:-1]) == {counts[0]}
    assert counts[0] <= 20


def tell_first() -> None:
    """Let the reader note it, and nothing be spread."""
    spreading.read(list(Entry.objects.filter(verb="topic.started")))


def test_who_changes_their_mind_before_their_batch_comes_is_not_told(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "BATCH", 10)
    monkeypatch.setattr(spreading, "FEW", 10)
    crowd = make_crowd(group, 40)
    tell()
    announce(group)
    tell_first()
    spreading.step()
    late = Member.objects.get(pk=crowd[-1])
    Wish.choose(late, group, {Wish.ALL: When.NEVER})
    Membership.objects.get(group=group, member=crowd[-2]).leave()
    tell()

    told = set(Notice.objects.filter(kind="announcement").values_list("member", flat=True))
    assert told == set(crowd[:-2])


def test_a_small_act_does_not_wait_for_a_large_one(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "BATCH", 10)
    crowd = make_crowd(group, 60)
    topic = announce(group)
    tell_first()
    spreading.step()
    make_reply(topic, by=Member.objects.get(pk=crowd[0]))
    spreading.read(list(Entry.objects.filter(verb="post.written")))
    spreading.step()

    assert Notice.objects.filter(kind="reply", member=group.created_by).exists()
    assert Spread.objects.filter(finished_at=None).count() == 1


def test_what_cannot_be_told_waits_and_holds_nobody_up(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = make_topic(group=group)
    tell()
    broken = (0, lambda made: made[: 1 // all(one.kind != "mention" for one in made)])
    monkeypatch.setattr(roads, "_roads", {"broken": broken})
    make_reply(topic, by=make_member("Daan"), body="Dag @carla")
    make_reply(topic, by=make_member("Eva"))
    tell()

    assert list(Notice.objects.filter(member=group.created_by, kind__in=("mention", "reply")).values_list("kind")) == [
        ("reply",)
    ]
    (stuck,) = Spread.objects.filter(finished_at=None)
    assert "ZeroDivisionError" in stuck.last_error

    monkeypatch.setattr(roads, "_roads", {})
    Spread.objects.filter(pk=stuck.pk).update(retry_at=stuck.begun_at)
    tell()
    assert Notice.objects.filter(member=group.created_by, kind="mention").count() == 1


def test_replies_that_concern_few_are_told_by_the_reader_in_as_many_questions_as_one(group: Group) -> None:
    daan, eva = make_member("Daan"), make_member("Eva")
    topic = make_topic(group=group)
    tell()

    def asked(replies: int) -> int:
        for _ in range(replies):
            make_reply(topic, by=daan)
        with CaptureQueriesContext(connection) as queries:
            spreading.read(list(Entry.objects.filter(verb="post.written")))
        assert spreading.step() == 0
        return len([one for one in queries if not one["sql"].startswith("INSERT INTO notifications_spread")])

    asked(1)
    one, five = asked(1), asked(5)

    assert not Notice.objects.filter(member=eva).exclude(kind="welcome").exists()
    assert Notice.objects.filter(member=group.created_by, kind="reply").count() == 7
    assert five == one <= 20


def test_a_reader_that_begins_anew_tells_nothing_twice(group: Group) -> None:
    make_reply(make_topic(group=group), by=make_member("Daan"))
    tell()
    before = list(Notice.objects.values_list("pk"))
    spreading.read(list(Entry.objects.filter(verb__in=notices.verbs())))
    tell()

    assert list(Notice.objects.values_list("pk")) == before


def test_what_came_with_an_import_or_is_old_is_told_to_nobody(group: Group) -> None:
    topic = make_topic(group=group)
    make_reply(topic, by=make_member("Daan"))
    Entry.objects.filter(verb="post.written").update(source=Entry.Source.IMPORT)
    tell()

    assert not Notice.objects.filter(kind="reply").exists()
