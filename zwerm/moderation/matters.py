"""What can be reported. A room says in its `hooks.py` how its things are shown to who decides, and which decisions exist for them:

    matters.register(Matter("post", model=Post, author=..., place=..., shown=..., effects={Kind.REMOVE: Effect(remove, restore)}))

The room moderation itself knows no kind of thing; what concerns people (a warning, a pause, a block) it does without asking.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from zwerm.activity import readers
from zwerm.activity.models import Entry

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member

#: What undoing needs to know, as JSON.
Memo = dict[str, Any]


@dataclass(frozen=True)
class Effect:
    """What a decision does to a thing, and how that is undone."""

    do: Callable[[Any, Member], Memo]
    undo: Callable[[Any, Member, Memo], None]
    #: Whether it can be done to this one: only a whole conversation moves, only to where its group has a section.
    fits: Callable[[Any], bool] = lambda subject: True


@dataclass(frozen=True)
class Line:
    """What stands near a reported thing."""

    name: str
    words: str


@dataclass(frozen=True)
class Shown:
    """A reported thing as who decides reads it; `html` is safe."""

    title: str
    html: str
    #: The same as plain text.
    words: str
    address: str
    at: datetime
    before: Sequence[Line] = ()
    after: Sequence[Line] = ()
    gone: bool = False
    #: Of a change that waits: what others read until then; safe.
    stands: str = ""


@dataclass(frozen=True)
class Written:
    """Something that stands, as the judge of spam reads it."""

    words: str
    author: Member
    at: datetime


@dataclass(frozen=True)
class Past:
    """Something that was written, as the rules of a group would have found it at that moment."""

    words: str
    #: With the addresses of its links.
    source: str
    author: Member
    at: datetime
    #: The highest of the numbers that were asked, of which its writer had as many posts in the group before.
    earlier: int
    #: Somebody else than its writer took it away since.
    taken: bool
    address: str = ""


@dataclass(frozen=True)
class Matter:
    """A kind of thing that can be reported."""

    #: As it stands in addresses.
    name: str
    #: What people call one, such as "post".
    label: str | Promise
    model: type[Model]
    author: Callable[[Any], Member]
    place: Callable[[Any], Group | None]
    shown: Callable[[Any], Shown]
    #: Where its author changes it.
    change_at: Callable[[Any], str]
    #: By kind of decision.
    effects: Mapping[str, Effect] = field(default_factory=dict)
    #: What of it is read in the same query.
    joined: Sequence[str] = ()
    #: The latest that stand since before a moment, at most so many, without those whose keys are given.
    written: Callable[[datetime, int, QuerySet[Any]], Iterable[Written]] | None = None
    #: Verbs of the log by which its author changed it.
    changed_by: Sequence[str] = ()
    #: Things of this kind wait before others read them: they are let pass or refused, and nobody reports them.
    waits: bool = False
    #: What was written in a group since a moment, the latest, at most so many: to try the rules of a group on. The numbers are those
    #: of earlier posts that the rules ask about.
    lately: Callable[[Group, datetime, int, Sequence[int]], Iterable[Past]] | None = None

    @property
    def subject_type(self) -> str:
        return self.model._meta.label_lower

    def subject(self, key: int) -> Any:
        """The thing of this key, whoever may see it; None when it is gone."""
        things = self.model._base_manager.filter(pk=key)
        return things.select_related(*self.joined).first() if self.joined else things.first()

    def possible(self, subject: Any) -> list[str]:
        """The decisions that exist for this one thing."""
        return [kind for kind, effect in self.effects.items() if effect.fits(subject)]


_matters: dict[str, Matter] = {}
_returning: list[Callable[[Sequence[Entry]], None]] = []


def register(matter: Matter, *, does: str | Promise) -> None:
    """Let things of this kind be reported; `does` tells in the console what the reader of its changes is for."""
    _matters[matter.name] = matter
    if matter.changed_by:
        readers.register(f"changed {matter.name}", _read, verbs=tuple(matter.changed_by), does=does)


def when_changed(deed: Callable[[Sequence[Entry]], None]) -> None:
    """What happens when an author changed a thing: the lines of the log that say so are given to `deed`."""
    _returning.append(deed)


def named(name: str) -> Matter | None:
    return _matters.get(name)


def registered() -> Collection[Matter]:
    return _matters.values()


def days(author: Member, at: datetime) -> float | None:
    """How long somebody had been a member when they wrote something; of words that were brought from elsewhere nobody knows."""
    return (at - author.joined_at) / timedelta(days=1) if at >= author.joined_at else None


def of(subject_type: str) -> Matter:
    """The kind of a thing of this type (`app.model`)."""
    return next(matter for matter in _matters.values() if matter.subject_type == subject_type)


def _read(entries: Sequence[Entry]) -> None:
    for deed in _returning:
        deed(entries)
