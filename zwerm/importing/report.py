"""What a run of an import says at its end: what came, what was here already, what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext, pgettext_lazy

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
