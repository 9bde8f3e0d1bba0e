"""Registering what people are told of: rooms say it in their `hooks.py`, and this room does the rest.

    notices.sort("reply", title=_("Somebody replies to you"), default=When.AT_ONCE)
    topics = notices.Thing("topic", of=..., shown=..., leads=..., wanted=...)
    notices.kind("reply", topics, sort="reply", verbs=("post.written",), receivers=..., says=..., strength=80)

A line of the log makes at most one notice for each member, of the strongest kind that names them. Who did it is never told of it, nor
is anybody whom a block stands between; whoever may not see the thing, has muted it or has read it is left out by the thing's `wanted`,
which is asked when a batch is told, and again when something is about to leave the house (`roads.as_wished`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise

from zwerm.activity.models import Entry
from zwerm.notifications.choices import When


class Spot(NamedTuple):
    """Which thing a line of the log is about, and where in it."""

    key: int
    position: int = 0


class Shown(NamedTuple):
    """A thing as somebody sees it."""

    title: str
    url: str


#: Keys of members in rising order, at most `most` of those above `after`. So that 15,000 never sit in memory at once.
Receivers = Callable[[Entry, int, int], Sequence[int]]
#: Those of these members who may and want to hear of it now; and the same of many lines at once, in a few questions.
Wanted = Callable[[Entry, Sequence[int]], Collection[int]]
Asked = tuple[Entry, Sequence[int]]
WantedOfMany = Callable[[Sequence[Asked]], Sequence[Collection[int]]]


def _everybody(entry: Entry, members: Sequence[int]) -> Collection[int]:
    return members


def each(wanted: Wanted) -> WantedOfMany:
    """For a thing of which little is told: each line is asked about by itself."""
    return lambda asked: [wanted(entry, members) for entry, members in asked]


@dataclass(frozen=True)
class Thing:
    """What notices are about: a conversation, a group, somebody's place in the community."""

    name: str
    #: Which one a line is about; None when it is there no more.
    of: Callable[[Entry], Spot | None]
    #: Those of these keys that a person may see, by key.
    shown: Callable[[Any, Sequence[int]], Mapping[int, Shown]]
    #: Where a notice of this line leads.
    leads: Callable[[Entry], str]
    wanted: WantedOfMany = lambda asked: [members for _entry, members in asked]
    #: Inside, what its receivers and `of` ask about these lines was asked for all of them at once.
    looked_up: Callable[[Sequence[Entry]], AbstractContextManager[None]] = lambda entries: nullcontext()
    #: To what one answers by mail: the purpose and key of an address (letterbox/addresses.py); None where one cannot.
    answered: Callable[[Entry], tuple[str, int] | None] = lambda entry: None
    #: What was said there, as it was written, for whoever reads it in a mail.
    words: Callable[[Entry], str] = lambda entry: ""


@dataclass(frozen=True)
class Sort:
    """Kinds that one wishes alike: one row among the wishes."""

    name: str
    title: str | Promise
    default: When
    #: Whether it may be wished otherwise in one group.
    in_groups: bool
    order: int


@dataclass(frozen=True)
class Kind:
    name: str
    thing: Thing
    #: As what it is wished; one without a sort is always told, and waits for the digest.
    sort: str
    verbs: frozenset[str]
    receivers: Receivers
    #: Whole sentences by variant: lazy plurals over `count`, with the holes %(who)s and %(title)s.
    says: Mapping[str, Any]
    #: Of two kinds that name the same member for one line, the stronger is told.
    strength: int
    #: Which of the sentences a line gets; its verb, unless the room says something else.
    variant: Callable[[Entry], str] = lambda entry: entry.verb
    wanted: Wanted = _everybody
    #: About how many it concerns, for the console; 0 where nobody counts.
    expected: Callable[[Entry], int] = lambda entry: 0
    #: Whether it is told to nobody but who wants it at once: what is new in a group, of which the digest tells by itself.
    at_once_only: bool = False
    #: Whether it is told to who did it: a welcome.
    own: bool = False
    #: Lines that make it untrue: the notices about the same subject go; of the same actor only, when `undone_by_actor`.
    undone_by: frozenset[str] = frozenset()
    undone_by_actor: bool = False

    def sentence(self, entry: Entry) -> Any:
        return self.says.get(self.variant(entry)) or next(iter(self.says.values()))


_kinds: dict[str, Kind] = {}
_sorts: dict[str, Sort] = {}
_of_verb: dict[str, list[Kind]] = {}
_undone_by: dict[str, list[Kind]] = {}
_heard: list[Callable[[], None]] = []


def sort(
    name: str, *, title: str | Promise, default: When = When.DIGEST, in_groups: bool = True, order: int = 50
) -> None:
    """Register what people may wish: at once, in the digest, in the page only or never; `default` for who has not said. Lower orders come first."""
    _sorts[name] = Sort(name, title, default, in_groups, order)


def kind(
    name: str,
    thing: Thing,
    *,
    sort: str,
    verbs: Sequence[str],
    says: Any,
    undone_by: Sequence[str] = (),
    **more: Any,
) -> Kind:
    """Register a kind of notice; `says` is one sentence, or several by variant. Registering a name again replaces it."""
    sentences = says if isinstance(says, Mapping) else {"": says}
    made = Kind(name, thing, sort, verbs=frozenset(verbs), says=sentences, undone_by=frozenset(undone_by), **more)
    _kinds[name] = made
    _of_verb.clear()
    _undone_by.clear()
    for hear in _heard:
        hear()
    return made


def on_change(hear: Callable[[], None]) -> None:
    """Let `hear` know of every registration."""
    _heard.append(hear)
    hear()


def kinds() -> list[Kind]:
    """Every kind, the strongest first."""
    return sorted(_kinds.values(), key=lambda one: (-one.strength, one.name))


def sorts() -> list[Sort]:
    """Every sort, in the order in which they stand among the wishes."""
    return sorted(_sorts.values(), key=lambda one: (one.order, one.name))


def sort_of(kind: Kind) -> Sort | None:
    return _sorts.get(kind.sort)


def get(name: str) -> Kind | None:
    """The kind of this name; None when the room that had it is there no more."""
    return _kinds.get(name)


def of_verb(verb: str) -> list[Kind]:
    """The kinds that lines of this verb make, the strongest first."""
    return _of_verb.get(verb) or _of_verb.setdefault(verb, [one for one in kinds() if verb in one.verbs])


def undone_by(verb: str) -> list[Kind]:
    """The kinds of which lines of this verb take some back."""
    if verb not in _undone_by:
        _undone_by[verb] = [one for one in kinds() if verb in one.undone_by]
    return _undone_by[verb]


def things() -> dict[str, Thing]:
    return {one.thing.name: one.thing for one in _kinds.values()}


def verbs() -> set[str]:
    """All that must be read of the log."""
    return set().union(*(one.verbs | one.undone_by for one in _kinds.values()))


def listed(members: Collection[int | None], after: int, most: int) -> list[int]:
    """For `receivers` that know whom they name: those above `after`, in order."""
    return sorted(key for key in set(members) if key is not None and key > after)[:most]
