"""Sources: what can be found. A room registers one in its `hooks.py`, and search names no room but those below it.

    sources.register(Posts())

A source tells what is indexed of a record, which lines of the log touch it, and how what was found is shown to somebody.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet

from zwerm.activity.models import Entry
from zwerm.search.models import Row

#: What a line touches: the key of a record, or a scope of them (models.Sweep) with its key.
Touch = int | tuple[str, int]


@dataclass(frozen=True)
class Text:
    """What is indexed of one record, in the words of people."""

    key: int
    thread: int
    at: datetime
    title: str = ""
    body: str = ""
    #: What finds it beside its own words: the title of the conversation that a reply stands in.
    context: str = ""
    place: int | None = None
    #: What may be written there, the likeliest first.
    languages: Sequence[str] = ()
    marks: Sequence[str] = ()
    part: int = 0
    weight: float = 1
    #: The title is somebody's name, which has no stem.
    is_name: bool = False


@dataclass(frozen=True)
class Hit:
    """What was found, as somebody may see it now."""

    title: str
    url: str
    #: The words from which an excerpt is taken.
    text: str
    #: What it is, in one word, as it is shown: question, group, person.
    kind: str
    #: The name of a picture that says the same.
    icon: str = ""
    languages: Sequence[str] = ()
    by: str = ""
    at: datetime | None = None
    place: str = ""
    place_url: str = ""
    solved: bool = False
    is_solution: bool = False


class Source(ABC):
    """Records of one kind that can be found."""

    #: Under which its documents are kept.
    name: ClassVar[str]
    #: Lines of the log that say of its records that they changed.
    verbs: ClassVar[Sequence[str]]
    #: What it does, in an operator's words.
    does: ClassVar[Any] = ""

    @abstractmethod
    def touched(self, entry: Entry) -> Iterable[Touch]:
        """What changed by this line."""

    @abstractmethod
    def records(self, scope: str, of: int) -> QuerySet[Any]:
        """The records of a scope (models.Sweep)."""

    @abstractmethod
    def texts(self, keys: Sequence[int]) -> Iterable[Text]:
        """What is indexed of these records now: nothing of those that are gone, or that nobody finds."""

    @abstractmethod
    def shown(self, person: Any, found: Sequence[Row]) -> Mapping[int, Hit]:
        """By the keys of documents: those that `person` may see now, asked of the room's own door."""


@dataclass
class Register:
    sources: dict[str, Source] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Source]:
        return iter(list(self.sources.values()))


registered = Register()
