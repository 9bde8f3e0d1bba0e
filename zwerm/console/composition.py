"""Of whom the community is made: how many members say what of their own work, through the privacy gate, once a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from zwerm.activity.models import Entry
from zwerm.console.models import Figure
from zwerm.core import privacy_gate
from zwerm.core.privacy_gate import Cell, Table
from zwerm.members.models import Member, RoleType

NAME = "composition"
#: What changes the question that members answer.
OTHER_CHOICES = ("role_type.added", "role_type.renamed", "role_type.removed")


@dataclass(frozen=True)
class Line:
    """One role as the page shows it; percentages are whole, and None with `value` where the gate keeps them."""

    label: str
    state: str
    value: int | None
    low: int | None
    high: int | None


def keep() -> None:
    """Make the table of this quarter, unless it is there. One in which nothing could be shown is made anew."""
    period = privacy_gate.quarter(timezone.localdate())
    with transaction.atomic():
        kept = Figure.objects.select_for_update().filter(name=NAME, period=period).first()
        if kept is None or kept.is_empty:
            fields = {"cells": _cells(_table()), "made_at": timezone.now()}
            Figure.objects.update_or_create(name=NAME, period=period, defaults=fields)


def latest() -> Figure | None:
    return Figure.objects.filter(name=NAME).order_by("-period").first()


def lines(figure: Figure) -> list[Line]:
    """A figure's cells under the names that the roles have today, the total first."""
    labels = {str(one.pk): one.label for one in RoleType.objects.all()}
    labels["total"] = pgettext("row of a table about members", "All members")
    labels["None"] = pgettext("row of a table about members", "Has not chosen")
    gone = pgettext("row of a table about members", "A role that is no longer on the list")
    return [_line(labels.get(cell["key"], gone), cell) for cell in figure.cells]


def _table() -> Table:
    parts: dict[int | None, list[int]] = {key: [] for key in RoleType.objects.values_list("pk", flat=True)}
    for member, role_type in Member.objects.people().values_list("pk", "role_type"):
        parts.setdefault(role_type, []).append(member)
    asked_anew = Entry.objects.filter(verb__in=OTHER_CHOICES, at__date__gte=privacy_gate.quarter(timezone.localdate()))
    return privacy_gate.counts(parts, attributes=["role type"], measurement_changed=asked_anew.exists())


def _cells(table: Table) -> list[dict[str, Any]]:
    return [_cell("total", table.total), *(_cell(str(key), cell) for key, cell in table.cells.items())]


def _cell(key: str, cell: Cell) -> dict[str, Any]:
    share = cell.share
    known = {"low": share.low if share else None, "high": share.high if share else None}
    return {"key": key, "state": cell.state, "value": cell.value, **known}


def _line(label: str, cell: dict[str, Any]) -> Line:
    low, high = (None if cell[end] is None else round(100 * cell[end]) for end in ("low", "high"))
    return Line(label, cell["state"], cell["value"] if cell["value"] is None else int(cell["value"]), low, high)
