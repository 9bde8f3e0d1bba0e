"""Which readers have something to read; the others are brought past it together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils import timezone

from zwerm.activity.models import Cursor, Entry
from zwerm.activity.order import Point, beyond, up_to
from zwerm.activity.readers import Reader, settled_end, waiting_before
from zwerm.core import turns

#: So many lines are looked at to see which readers they concern.
NEAR = 500


def called() -> list[Reader]:
    """The waiting readers that have something to read; those that stand together before lines that they do not want go past them.

    Most lines concern few readers: so the others cost one statement together, and not a transaction each.
    """
    end = settled_end()
    if end is None:
        return []
    stand = waiting_before(end)
    behind = [one for one, _cursor in stand]
    points = {one.name: cursor.point for one, cursor in stand if cursor and not cursor.failures}
    if len(behind) < 2 or not points:
        return behind
    ((here, _how_many),) = Counter(points.values()).most_common(1)
    past = _past(here, end, [one for one in behind if points.get(one.name) == here])
    return [one for one in behind if one.name not in past]


def _past(here: Point, end: Point, stand: Sequence[Reader]) -> set[str]:
    """Bring those who stand `here`, and want nothing of what lies up to `end`, to that end; a long way is left to each."""
    said = list(Entry.objects.filter(beyond(here), up_to(end)).values_list("verb", flat=True)[: NEAR + 1])
    past = {one.name for one in stand if one.verbs and not one.verbs.intersection(said)} if len(said) <= NEAR else set()
    if past:
        still = Cursor.objects.filter(reader__in=past, transaction=here[0], entry_id=here[1])
        with turns.turn():
            still.update(transaction=end[0], entry_id=end[1], read_at=timezone.now())
    return past
