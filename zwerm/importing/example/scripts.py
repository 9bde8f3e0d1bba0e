"""The words: conversations written by hand, one file of `talk/` for each place, and how they are read.

A file reads like a play. `===` begins a conversation, `---` a reply:

    === question | Who does the dishes? | zorg core
    The first post.
    --- A gemeente
    A reply to the first post by somebody, called A from here on, who works for a municipality.
    --- asker to A solution
    A reply to A's last words by the one who began; `solution` marks what solved the question, `later:21` waits three weeks.
    === more back
    --- Remarks for longer conversations: by somebody new, somebody again, the asker, or back to a reply.

Holes in the words: `{A}` and `{asker}` are first names, `@{A}` is a mention, `{parent}` is who one answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

ASKER = "asker"
SECTORS = frozenset(
    [
        "advies",
        "bouw",
        "finance",
        "gemeente",
        "industrie",
        "it",
        "logistiek",
        "onderwijs",
        "retail",
        "student",
        "werving",
        "zorg",
    ]
)
KINDS = ("question", "discussion", "blog", "announcement")
POOLS = ("new", "again", "back", "asker")
HOLE = re.compile(r"@?\{(\w+)\}")


@dataclass(frozen=True)
class Line:
    """One reply."""

    text: str
    by: str
    to: str = ""
    sector: str = ""
    solution: bool = False
    later: int = 0
    """Not before so many days after the first post."""
    after: frozenset[int] = frozenset()
    """The lines that must have been said before, by their place in the script."""
    count: int = 0
    """How many lines must have been said before; all of them for the asker's last words."""


@dataclass(frozen=True)
class Script:
    """One conversation: its first post and the replies that fit it, in an order that makes sense."""

    place: str
    kind: str
    title: str
    text: str
    sector: str = ""
    options: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()

    @property
    def section(self) -> str:
        return next((name for name in ("promotions", "jobs") if name in self.options), "discussions")

    @property
    def is_finished(self) -> bool:
        """Nothing is to be added to it but what it says itself."""
        return "quiet" in self.options or self.kind in ("blog", "announcement") or self.section != "discussions"

    @property
    def ago(self) -> int | None:
        """About how many days ago it should have begun, where that matters."""
        return next((int(one.removeprefix("ago:")) for one in self.options if one.startswith("ago:")), None)


@dataclass
class Talk:
    """Everything that is said in one place."""

    language: str
    scripts: list[Script] = field(default_factory=list)
    more: dict[str, list[Line]] = field(default_factory=lambda: {pool: [] for pool in POOLS})


class Misprint(ValueError):
    """A talk file is not written as this module's docstring says; the message names the place."""


@cache
def library() -> dict[str, Talk]:
    """All talk by the slug of its place; `hr-en-werk` holds the Dutch remarks that fit anywhere, `international` the English ones."""
    talks = {}
    for language in ("nl", "en"):
        for file in sorted((files("zwerm.importing.example") / "talk" / language).iterdir(), key=lambda one: one.name):
            place = file.name.removesuffix(".txt")
            talks[place] = read(file.read_text(encoding="utf-8"), place, language)
    return talks


def read(source: str, place: str, language: str) -> Talk:
    """The talk of one file.

    Raises:
        Misprint: something is not as it should be.
    """
    talk = Talk(language)
    for part in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        first, *replies = re.split(r"^--- ?", body, flags=re.MULTILINE)
        if head.startswith("more "):
            pool = talk.more[head.removeprefix("more ").strip()]
            pool.extend(_line("someone\n" + reply.partition("\n")[2]) for reply in replies)
        else:
            talk.scripts.append(_script(place, head, first, replies))
    return talk


def _script(place: str, head: str, first: str, replies: list[str]) -> Script:
    kind, title, *rest = (one.strip() for one in head.split("|"))
    options = frozenset(rest[0].split()) if rest else frozenset()
    if kind not in KINDS:
        raise Misprint(f"{place}: {kind} is no kind of conversation")
    lines: list[Line] = []
    for reply in replies:
        try:
            lines.append(_in_turn(_line(reply), lines))
        except LookupError as missing:
            raise Misprint(f"{place}, {title}: {missing} has not spoken before {reply[:60]!r}") from None
    return Script(place, kind, title, first.strip(), _sector(options), options - SECTORS, tuple(lines))


def _line(source: str) -> Line:
    head, _, text = source.partition("\n")
    by, *words = head.split()
    to = words[words.index("to") + 1] if "to" in words else ""
    later = next((int(word.removeprefix("later:")) for word in words if word.startswith("later:")), 0)
    return Line(text.strip(), by, to, _sector(frozenset(words)), "solution" in words, later)


def _in_turn(line: Line, before: list[Line]) -> Line:
    """The line with what must come before it: what it answers, who it names, what the same person said."""
    last = {one.by: number for number, one in enumerate(before)}
    named = ({line.to} | set(HOLE.findall(line.text))) - {"", "parent", ASKER, line.by}
    after = {last[actor] for actor in named}
    after |= {last[actor] for actor in (line.by, line.to) if actor in last and (actor != ASKER or line.to == ASKER)}
    closing = line.by == ASKER and not line.to
    return replace(line, after=frozenset(after), count=len(before) if closing else 0)


def _sector(options: frozenset[str]) -> str:
    return next(iter(options & SECTORS), "")
