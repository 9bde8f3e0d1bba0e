"""Everything since I was here: what was said in all groups I keep, the oldest unread first, in the order of the log.

The order of the log is one in which nothing is ever put in front of what was read (activity/order.py), so that a mark in it is enough:
nothing is skipped and nothing comes twice, whoever else writes meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.activity.order import beyond, lined_up, settled, verb_as_seen
from zwerm.moderation import desk
from zwerm.moderation.desk import Said
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.models import DeskMark

#: Lines on one page.
PAGE = 20
#: Who sits at the desk for the first time begins this long ago.
BEGINS = timedelta(days=7)


@dataclass(frozen=True)
class Page:
    said: Sequence[Said]
    #: The last line of this page, to which the mark moves on; None when everything was read.
    last: int | None
    more: bool


def page(keeper: Keeper) -> Page:
    """The next lines to read."""
    lines = list(lines_of(keeper)[: PAGE + 1])
    read = lines[:PAGE]
    shown = _shown(keeper, read)
    return Page([shown[line.pk] for line in read if line.pk in shown], read[-1].pk if read else None, len(lines) > PAGE)


def lines_of(keeper: Keeper) -> QuerySet[Entry]:
    """What others said since, in the groups that `keeper` keeps; what an import brought of longer ago is no news."""
    begun = timezone.now() - BEGINS
    mark = DeskMark.objects.filter(member=keeper.person).first()
    since = beyond(mark.point) if mark else Q(at__gt=begun)
    lines = settled(Entry.objects.filter(since, place_id__in=keeper.groups.values("pk")))
    lines = (
        lines.exclude(source=Entry.Source.IMPORT, at__lt=begun)
        .alias(said=verb_as_seen)
        .filter(said__in=sorted(desk.streamed()))
    )
    return lined_up(lines.exclude(actor=keeper.person.pk))


def move_on(keeper: Keeper, to: int | None) -> None:
    """Everything up to this line was read; up to the newest of all for None. The mark never moves back."""
    lines = settled(Entry.objects.all())
    line = lines.filter(pk=to).first() if to else lined_up(lines, backwards=True).first()
    if line is not None:
        DeskMark.reach(keeper.person, (line.transaction, line.pk))


def _shown(keeper: Keeper, lines: Sequence[Entry]) -> Mapping[int, Said]:
    """By the key of the line: what may still be seen of it."""
    streamed = desk.streamed()
    shown: dict[int, Said] = {}
    for show in dict.fromkeys(streamed.values()):
        shown |= show(keeper, [line for line in lines if streamed[line.verb] is show])
    return shown
