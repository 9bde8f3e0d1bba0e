"""The facilitator's desk: everything to read since one was here, and what asks for a hand, each with its one next act.

A *keeper* sits at the desk: who keeps the community sees every group they may see, who leads or moderates a group sees that one. Rooms
lend *sections* (`desk.section(...)` in their `hooks.py`) and show what stands in the *stream* (`desk.stream(...)`). Nobody is scored
here, and nothing says who is slow: a row is about a conversation, a group or somebody to welcome. Who takes up a row has it in *hand*
for a while; what they do with it is a *prompt*, and what follows within a week says so in the log (prompting.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils.functional import Promise

from zwerm.activity.models import Entry
from zwerm.moderation.desk.keeper import Keeper

#: Rows of a section; when these are done, the next ones come.
MOST = 8
#: Somebody is new for a month.
NEW = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """One thing that asks for a hand, and the one next act."""

    #: What it is about: a conversation, a group. There is one row about it in its section.
    subject: Model
    title: str
    url: str
    act: str | Promise
    act_url: str
    at: datetime
    says: str = ""
    place: str = ""

    @property
    def key(self) -> int:
        return int(self.subject.pk)


@dataclass(frozen=True)
class Section:
    order: int
    name: str
    heading: str | Promise
    #: What one reads when there is nothing to do.
    nothing: str | Promise
    rows: Callable[[Keeper], Sequence[Row]]


@dataclass(frozen=True)
class Said:
    """What one line of the stream shows: somebody's words in their place."""

    title: str
    url: str
    by: str
    photo: str
    place: str
    at: datetime
    html: str


Show = Callable[[Keeper, Sequence[Entry]], Mapping[int, Said]]

_sections: dict[str, Section] = {}
_streams: dict[str, Show] = {}


def section(
    name: str, *, order: int, heading: str | Promise, nothing: str | Promise, rows: Callable[[Keeper], Sequence[Row]]
) -> None:
    """Lend the desk a section; `rows` answers in as many queries however much there is."""
    _sections[name] = Section(order, name, heading, nothing, rows)


def stream(*verbs: str, show: Show) -> None:
    """Let lines with these verbs be read in the stream; `show` says by their keys what may be seen of them."""
    _streams.update(dict.fromkeys(verbs, show))


def sections() -> list[Section]:
    return sorted(_sections.values(), key=lambda one: (one.order, one.name))


def streamed() -> dict[str, Show]:
    """How each verb of the stream is shown."""
    return _streams
