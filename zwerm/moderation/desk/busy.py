"""Who is busy with which row of the desk, so that two facilitators do not greet the same newcomer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.moderation import desk
from zwerm.moderation.desk import Row, Section
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.models import Hand


@dataclass(frozen=True)
class Shown:
    """A row, and the colleague who is busy with it."""

    row: Row
    hand: Hand | None


def rows_of(keeper: Keeper) -> Sequence[tuple[Section, Sequence[Shown]]]:
    """All that asks for a hand, in one query more than the sections ask."""
    others = Hand.objects.holding().exclude(by=keeper.person).select_related("by")
    hands = {(hand.section, hand.subject_type, hand.subject_id): hand for hand in others}
    return [
        (section, [Shown(row, hands.get((section.name, *_about(row)))) for row in section.rows(keeper)])
        for section in desk.sections()
    ]


def row(keeper: Keeper, named: str) -> tuple[Section, Row] | None:
    """The row that a button names, if it still asks for a hand: `unanswered 12`."""
    name, _, key = named.rpartition(" ")
    for section in desk.sections():
        if section.name == name:
            return next(((section, row) for row in section.rows(keeper) if str(row.key) == key), None)
    return None


def _about(row: Row) -> tuple[str, int]:
    return row.subject._meta.label_lower, row.key
