"""The ways in which it comes about that somebody is to hear no more of the reply of `other` in their conversation."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from zwerm.discussions.models import Reading, Topic, Watch
from zwerm.groups.models import Group
from zwerm.members.models import Block, Member
from zwerm.notifications.choices import When
from zwerm.notifications.models import Pause, Trouble, Wish
from zwerm.privacy.leaving import leave


def _go_outside(member: Member, topic: Topic, other: Member) -> None:
    topic.group.memberships.filter(member=member).delete()
    Group.objects.update(visibility=Group.Visibility.HIDDEN)


def _change_password(member: Member, topic: Topic, other: Member) -> None:
    member.set_password("een ander wachtwoord")
    member.save(update_fields=["password"])


def _lose_address(member: Member, topic: Topic, other: Member) -> None:
    Trouble.objects.create(member=member, address=str(member.email), off_since=timezone.now())


SILENCE: dict[str, Callable[[Member, Topic, Member], object]] = {
    "read": lambda member, topic, other: Reading.reach(member, topic, 2),
    "paused": lambda member, topic, other: Pause.begin(member),
    "muted": lambda member, topic, other: Watch.choose(topic, Watch.Level.MUTE, by=member),
    "blocked": lambda member, topic, other: Block.put_up(by=member, against=other),
    "never": lambda member, topic, other: Wish.stop(member, "reply"),
    "quiet group": lambda member, topic, other: Wish.choose(member, topic.group, {Wish.ALL: When.NEVER}),
    "off": _lose_address,
    "removed": lambda member, topic, other: topic.posts.get(number=2).remove(by=other),
    "outside": _go_outside,
    "left": lambda member, topic, other: leave(member, words=False),
    "password": _change_password,
}
