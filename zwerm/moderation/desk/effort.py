"""What somebody did themselves in the last weeks: shown to nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zwerm.activity.models import Entry
from zwerm.groups.models import Membership
from zwerm.members.models import Member
from zwerm.moderation.desk import NEW
from zwerm.moderation.desk.taking_over import monday

WEEKS = 12
#: Lines of one person that are looked at, the newest.
MOST = 5000
KINDS: dict[str, str | Promise] = {
    "answered": pgettext_lazy("column of effort", "Answered"),
    "greeted": pgettext_lazy("column of effort", "Greeted"),
    "started": pgettext_lazy("column of effort", "Started"),
    "moved": pgettext_lazy("column of effort", "Moved"),
    "decided": pgettext_lazy("column of effort", "Decided"),
}
VERBS = {
    "post.written": "answered",
    "topic.started": "started",
    "topic.moved": "moved",
    "case.decided": "decided",
    "thanks.given": "",
    "helped.given": "",
}
#: What moves a conversation leaves a line of its own.
MOVING = ("promotions", "jobs")


@dataclass(frozen=True)
class Week:
    begins: date
    #: In the order of `KINDS`.
    counts: Sequence[int]


def weeks_of(member: Member) -> Sequence[Week]:
    """One's own last weeks, the oldest first; nothing where there was nothing."""
    this = monday(timezone.localdate())
    begins = [this - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    done = Counter(_done(member, begins[0]))
    return [Week(week, [done[week, kind] for kind in KINDS]) for week in begins] if done else []


def _done(member: Member, since: date) -> Iterator[tuple[date, str]]:
    """The week and the kind of each act; what greets somebody, once in their month, is a greeting and nothing else."""
    begin = midnight(since)
    mine = Entry.objects.filter(actor=member, at__gte=begin, verb__in=VERBS)
    lines = sorted(mine.order_by("-at", "-pk")[:MOST], key=lambda line: (line.at, line.pk))
    came, greeted = _came(lines, begin), set[int]()
    for line in lines:
        named = [one for one in _named(line) if one in came and came[one] <= line.at < came[one] + NEW]
        new = {member for _place, member in named} - greeted
        greeted |= new
        kind = VERBS[line.verb] if line.data.get("kind") not in MOVING else ""
        for each in ["greeted"] * len(new) or [kind]:
            if each:
                yield monday(timezone.localdate(line.at)), each


def _named(line: Entry) -> set[tuple[int | None, int]]:
    """Whom a line says something to, and where."""
    if VERBS[line.verb] in ("moved", "decided"):
        return set()
    named = {*line.data.get("mentions", ()), *([line.target_id] if line.target_id else [])}
    return {(line.place_id, member) for member in named if member != line.actor_id}


def _came(lines: Sequence[Entry], since: datetime) -> dict[tuple[int | None, int], datetime]:
    """When those whom these lines name came into the group."""
    named = {member for line in lines for _place, member in _named(line)}
    new = Membership.objects.newcomers(since - NEW).filter(member__in=named)
    return {(group, member): at for group, member, at in new.values_list("group", "member", "joined_at")}


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
