"""What an import says at its end (what came, what was here already, what was left out and why), and what an undo says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext, pgettext_lazy

from zwerm.importing.formats import FORMATS

#: The kinds of thing an archive can hold, in the order in which a report names them.
KINDS = {
    "person": pgettext_lazy("in an import", "people"),
    "name": pgettext_lazy("in an import", "names without an account"),
    "discussion": pgettext_lazy("in an import", "discussions"),
    "question": pgettext_lazy("in an import", "questions"),
    "answer": pgettext_lazy("in an import", "answers"),
    "reply": pgettext_lazy("in an import", "replies"),
    "comment": pgettext_lazy("in an import", "comments"),
    "solution": pgettext_lazy("in an import", "solutions"),
    "closure": pgettext_lazy("in an import", "closed conversations"),
}


@dataclass
class Report:
    """Counts by kind; the same shape for a dry run and a real one."""

    source: str
    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, keys: Iterable[str], known: Iterable[str]) -> None:
        """Count things of one kind: those of `keys` that are `known` were here already."""
        keys, here = set(keys), set(known)
        self.new[kind] += len(keys - here)
        self.known[kind] += len(keys & here)

    def total(self, kind: str) -> int:
        """How many of this kind the archive holds."""
        return self.new[kind] + self.known[kind]

    def as_json(self) -> dict[str, Any]:
        kinds = {kind: {"new": self.new[kind], "known": self.known[kind]} for kind in KINDS if self.total(kind)}
        return {"kinds": kinds, "left_out": self.left_out}

    @classmethod
    def from_json(cls, source: str, stored: dict[str, Any]) -> Report:
        report = cls(source, left_out=stored.get("left_out", {}))
        for kind, counts in stored.get("kinds", {}).items():
            report.new[kind], report.known[kind] = counts["new"], counts["known"]
        return report

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """What came, for a page or a terminal: the word for it, how many are new, how many were here."""
        for kind, word in KINDS.items():
            if self.total(kind):
                yield str(word), self.new[kind], self.known[kind]

    def behind(self) -> Iterator[tuple[str, int, str]]:
        """What was left out: what, how many, and why."""
        for code, count in self.left_out.items():
            what, reason = FORMATS[self.source].explain(code)
            yield what, count, reason

    def lines(self) -> Iterator[str]:
        """The report as text, a line at a time."""
        yield pgettext("import report", "Came along:")
        for word, new, known in self.rows():
            here = npgettext("import report", "%(count)d was here already", "%(count)d were here already", known) % {
                "count": known
            }
            yield f"  {new:>9}  {word}" + (f"  ({here})" if known else "")
        if not any(self.rows()):
            yield "  " + _("nothing: the archive is empty")
        if self.left_out:
            yield pgettext("import report", "Left out:")
            for what, count, reason in self.behind():
                yield f"  {count:>9}  {what}: {reason}"


@dataclass
class Undone:
    """What an undo did: conversations and people that went, and those that stayed."""

    topics: int = 0
    people: int = 0
    kept_topics: int = 0
    kept_people: int = 0
    group_removed: bool = False

    @property
    def kept_anything(self) -> bool:
        return bool(self.kept_topics or self.kept_people)

    def lines(self) -> Iterator[str]:
        """The same in words, a line at a time."""
        yield ngettext(
            "%(count)d imported conversation was removed.",
            "%(count)d imported conversations were removed.",
            self.topics,
        ) % {"count": self.topics}
        yield ngettext(
            "%(count)d unclaimed profile was removed.", "%(count)d unclaimed profiles were removed.", self.people
        ) % {"count": self.people}
        if self.kept_topics:
            yield self._kept_topics()
        if self.kept_people:
            yield self._kept_people()
        if self.group_removed:
            yield _("The group that was made for it was removed.")

    def _kept_topics(self) -> str:
        return ngettext(
            "%(count)d conversation stays, because a member wrote, thanked or claimed words in it.",
            "%(count)d conversations stay, because a member wrote, thanked or claimed words in them.",
            self.kept_topics,
        ) % {"count": self.kept_topics}

    def _kept_people(self) -> str:
        return ngettext(
            "%(count)d person stays: claimed, or with words in a conversation that stays.",
            "%(count)d people stay: claimed, or with words in a conversation that stays.",
            self.kept_people,
        ) % {"count": self.kept_people}
