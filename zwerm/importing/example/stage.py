"""One conversation being performed: who says which line, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from zwerm.importing.example.scripts import ASKER, Line, Script

#: A remark of one of the pools, or None when there is none left: `remark("back")`.
Remark = Callable[[str], Line | None]

#: A reply with more letters than this tells of something.
EXPERIENCE = 160
#: Seconds before who asked comes back to an answer: they did something with it.
ASKER_TAKES = 2 * 3600


@dataclass
class Said:
    """One post. `parent` counts the posts of its conversation; None answers the whole of it."""

    line: Line
    author: int
    at: int
    parent: int | None
    row: int | None
    """The history's post that this is, or None for one that the script added."""


@dataclass
class Stage:
    """A script with its starter, as far as it has been said. Members are rows of the history."""

    script: Script
    starter: int
    at: int
    suits: Callable[[int, str], bool]
    """Whether a member works, as far as is known, in a sector."""
    said: list[Said] = field(default_factory=list)
    actors: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)
    remarks: int = 0

    def begin(self, row: int) -> None:
        self._say(Line(self.script.text, ASKER, sector=self.script.sector), self.starter, self.at, None, row)

    def line_for(self, author: int, at: int) -> int | None:
        """The next line that this author can say, by its number in the script."""
        known = self._actor(author)
        for number, line in enumerate(self.script.lines):
            if self.may_come(number, at) and (line.by == known if known else self._fits_newcomer(line, author)):
                return number
        return None

    def open_line(self, at: int) -> int | None:
        """The next line that can be said at all, by whoever."""
        return next((number for number in range(len(self.script.lines)) if self.may_come(number, at)), None)

    def may_come(self, number: int, at: int) -> bool:
        line = self.script.lines[number]
        return (
            number not in self.spoken
            and line.after <= self.spoken
            and len(self.spoken) >= line.count
            and at >= self.at + line.later * 86_400
            and (line.by != ASKER or at >= self._said_at(line.to) + ASKER_TAKES)
        )

    def _said_at(self, actor: str) -> int:
        return self.said[self.last.get(actor, 0)].at

    def speaker(self, number: int) -> int | None:
        """Who has to say a line: the one who said the earlier ones, or None for anybody new."""
        return self.actors.get(self.script.lines[number].by)

    def say(self, number: int, author: int, at: int, row: int | None) -> None:
        """Say a line of the script, to whom it answers."""
        line = self.script.lines[number]
        self.spoken.add(number)
        answered = self.last.get(line.to) if line.to else None
        self._say(line, author, at, answered or None, row)

    def remark(self, author: int, at: int, parent: int | None, row: int | None, draw: Remark) -> bool:
        """Say something that fits any conversation; whether there was something to say."""
        answers = parent is not None and self._can_be_answered(parent, author)
        for pool in self._pools(author, answers):
            line = draw(pool)
            if line and (answers or "{parent}" not in line.text):
                self._say(line, author, at, parent if "{parent}" in line.text else None, row)
                self.remarks += 1
                return True
        return False

    def _pools(self, author: int, answers: bool) -> list[str]:
        """What kinds of remarks this author could make now."""
        if author == self.starter:
            return ["asker"]
        known = self._actor(author)
        told = known and len(self.said[self.last[known]].line.text) > EXPERIENCE
        own = ["again"] if told else [] if known else ["new"]
        return ["back", *own] if answers else own

    def _can_be_answered(self, parent: int, author: int) -> bool:
        """Whether there is enough in a reply to come back to."""
        said = self.said[parent]
        return parent > 0 and said.author != author and len(said.line.text) > EXPERIENCE

    def _say(self, line: Line, author: int, at: int, parent: int | None, row: int | None) -> None:
        self.said.append(Said(line, author, at, parent, row))
        if line.by == ASKER or line.by.isupper():
            self.actors.setdefault(line.by, author)
            self.last[line.by] = len(self.said) - 1

    def _actor(self, author: int) -> str:
        return next((name for name, member in self.actors.items() if member == author), "")

    def _fits_newcomer(self, line: Line, author: int) -> bool:
        return line.by != ASKER and line.by not in self.actors and self.suits(author, line.sector)
