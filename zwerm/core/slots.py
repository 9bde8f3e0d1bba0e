"""Slots: places in a page that rooms above may fill.

A page below says `{% slot "group.sections" group=group %}` and does not know who answers. A room above says, in its
`hooks.py`, `slots.fill("group.sections", section_tabs, order=10)`. A filler is called with the request (or None inside a
shared body, which knows nobody) and the slot's named values, and returns HTML, or an empty string for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[..., str]


@dataclass(frozen=True, order=True)
class Filling:
    order: int
    name: str
    filler: Filler


_slots: dict[str, list[Filling]] = {}


def fill(slot: str, filler: Filler, order: int = 50) -> None:
    """Let `filler(request, **values) -> str` answer for `slot`; lower orders come first."""
    fillings = _slots.setdefault(slot, [])
    name = f"{filler.__module__}.{filler.__qualname__}"
    if any(filling.name == name for filling in fillings):
        return
    fillings.append(Filling(order, name, filler))
    fillings.sort(key=lambda filling: (filling.order, filling.name))


def parts(slot: str, request: HttpRequest | None, **values: Any) -> list[str]:
    """What each room says in `slot`, in order, the silent ones left out."""
    answers = (filling.filler(request, **values) for filling in _slots.get(slot, []))
    return [answer for answer in answers if answer]


def at(request: HttpRequest, *names: str) -> str:
    """Which of these pages the request is for, by its name; nothing when it is for another."""
    match = request.resolver_match
    return match.view_name if match is not None and match.view_name in names else ""


def html(slot: str, request: HttpRequest | None, **values: Any) -> SafeString:
    """All of a slot as one piece of HTML; fillers return escaped or rendered HTML."""
    return mark_safe("".join(parts(slot, request, **values)))  # noqa: S308
