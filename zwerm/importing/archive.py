"""What a format hands to the importer: people, and conversations with their replies, in plain shapes.

A format reads somebody else's files and knows nothing of Zwerm's tables; the importer (`moving.py`)
writes tables and knows nothing of the files. `docs/importing.md` tells how to add a format.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol


class Unreadable(Exception):
    """The files cannot be read. The message says which one, and what the reader can do about it."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote in the archive, or had an account there."""

    key: str
    name: str
    at: datetime
    had_account: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """One contribution. `body` is called only for what is really written, because it costs the most."""

    key: str
    kind: str
    author: str
    at: datetime
    body: Callable[[], str]
    answers: str | None = None
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A first post and the replies to it, oldest first."""

    kind: str
    title: str
    opening: Post
    replies: list[Post]
    solution: str | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None


class Progress(Protocol):
    """Told now and then how far the work is; `total` is 0 when nobody can know."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...


class Archive(Protocol):
    """An opened archive: wholly read once, so that a damaged file is known before anything is written.

    `origin` names the place the archive was taken from and stays the same in a later dump of that place;
    `name` is a name for a group when the reader gives none.
    """

    origin: str
    name: str

    def people(self) -> Iterator[Person]: ...

    def conversations(self) -> Iterator[Conversation]: ...

    def left_out(self) -> dict[str, int]:
        """What does not come along: a code that `Format.explain` knows, and how often it occurs."""

    def sizes(self) -> dict[str, int]:
        """How many people and conversations there are: `{"people": 272, "conversations": 54}`."""

    def close(self) -> None: ...


class Format(Protocol):
    """One kind of archive. `source` is the word on the command line; `title` is its name for people."""

    source: str
    title: str

    def open(self, path: Path, progress: Progress) -> Archive:
        """Read and check the files at `path`. Raises `Unreadable`."""

    def explain(self, code: str) -> tuple[str, str]:
        """What was left out, and why, in the reader's language."""
