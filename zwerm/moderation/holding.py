"""What waits for a moderator before others read it: by the rules of a group, and never by anything else.

A room asks when somebody posts, in the transaction in which it would write: `asked(group, Wrote(...), by=member)`.
Where a reason comes back, it keeps the words by itself and lets them wait (`Case.hold`). In a group without rules nothing is looked up:
the rules of all groups are remembered together, and a line of the log that changes one makes every process forget them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import memory
from zwerm.moderation import matters
from zwerm.moderation.desk.keeper import EVERYWHERE
from zwerm.moderation.spam.features import LINK
from zwerm.moderation.spam.judge import Judge, Mark

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member


class Why(models.TextChoices):
    """Why something waits."""

    FIRST = "first", pgettext_lazy("why it waits", "Among the first of a new member here")
    LINK = "link", pgettext_lazy("why it waits", "A link, by a new member here")
    SPAM = "spam", pgettext_lazy("why it waits", "Reads like spam")


@dataclass(frozen=True)
class Limits:
    """The rules of a group as plain values; of nothing at all nothing waits."""

    #: So many posts of a member wait, their first in this group.
    first: int = 0
    #: What has a link in it waits until its writer has so many posts in this group.
    links: int = 0
    #: The mark of the judge from which something waits, or nothing.
    spam: str = ""

    @property
    def holds_any(self) -> bool:
        return bool(self.first or self.links or self.spam)

    @property
    def most(self) -> int:
        """How many posts of somebody have to be counted, and no more."""
        return max(self.first, self.links)

    def why(self, words: str, source: str, *, earlier: int, days: float | None, judge: Judge | None) -> list[Why]:
        """Why these words wait; nothing when they do not.

        Args:
            words: as readers see them.
            source: as they were written, with the addresses of their links.
            earlier: how many posts of their writer stand in the group, as far as `most`.
            days: how long their writer has been a member.
            judge: who knows what reads like spam here; None when too little was decided to tell.
        """
        found = [Why.FIRST] if earlier < self.first else []
        if earlier < self.links and has_link(source):
            found.append(Why.LINK)
        if self.spam and judge and judge.probability(words, days) >= judge.marks[Mark(self.spam)]:
            found.append(Why.SPAM)
        return found


NOTHING = Limits()
_limits = memory.Shelf(most=1)
_WHOLE_LINK = re.compile(rf"(?:{LINK.pattern})[^\s()\[\]<>\"]*", re.IGNORECASE)


def has_link(source: str) -> bool:
    """Whether it leads somebody out of this house."""
    return LINK.search(source.replace(settings.SITE_URL, "")) is not None


def links(source: str) -> set[str]:
    """Where it leads out of this house."""
    return {found[0].rstrip(".,;:!?").lower() for found in _WHOLE_LINK.finditer(source.replace(settings.SITE_URL, ""))}


class Asked(TypedDict):
    """What the rules ask beside the words."""

    earlier: int
    days: float | None
    judge: Judge | None


@dataclass(frozen=True)
class Wrote:
    """What somebody is about to post; what takes a while is asked only where a rule asks for it."""

    words: Callable[[], str]
    #: As it was written, with the addresses of its links.
    source: str
    #: How many posts of its writer stand in the group, as far as a number.
    earlier: Callable[[int], int]


def asked(group: Group, wrote: Wrote, *, by: Member, stood: Wrote | None = None) -> list[Why]:
    """Why what `by` is about to post in `group` waits; nothing when it does not.

    Args:
        stood: what it changes. Then only what is new in it is a reason: a link that was not there, and reading like spam where what
            stood did not. That somebody is new is none: their words were looked at when they posted them.
    """
    limits = limits_of(group.pk)
    if not limits.holds_any or is_trusted(by, group):
        return []
    if stood is not None:
        limits = replace(limits, first=0, links=limits.links if links(wrote.source) - links(stood.source) else 0)
    count = wrote.earlier(limits.most) if limits.most else 0
    given: Asked = {"earlier": count, "days": matters.days(by, timezone.now()), "judge": judge_for(limits)}
    found = limits.why(wrote.words(), wrote.source, **given)
    if stood is not None and Why.SPAM in found and Why.SPAM in limits.why(stood.words(), stood.source, **given):
        found.remove(Why.SPAM)
    return found


def limits_of(group: int) -> Limits:
    return _limits.known("all", [], _all_limits).get(group, NOTHING)


def judge_for(limits: Limits) -> Judge | None:
    """The judge, where a rule asks for it."""
    from zwerm.moderation.models import Learned  # models name the reasons of this module

    return Learned.judge() if limits.spam else None


def is_trusted(member: Member, group: Group) -> bool:
    """Who keeps the community, and helps it live, waits nowhere; nor does who leads or moderates the group."""
    return member.holds(*EVERYWHERE) or bool(group.roles_of(member))


def _all_limits() -> Mapping[int, Limits]:
    from zwerm.moderation.models import HoldingRules  # models name the reasons of this module

    rows = HoldingRules.objects.values_list("group", "first", "links", "spam")
    return {group: Limits(first, links, spam) for group, first, links, spam in rows}
