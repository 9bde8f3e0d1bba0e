"""The index of search: how soon it finds what was written, and how one searches while everything is gone over again."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import cycle
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tools.bench import table
from tools.bench.live import part
from tools.bench.rebuilding import Rebuild
from tools.bench.server import Server
from tools.bench.targets import Verdict
from tools.bench.visiting import Answer, Visitor

SOON = 2.0  # seconds in which what was written is to be found
LOOK = 0.05  # seconds between two searches for it
NEVER = 30.0  # seconds after which nobody looks any more
CONVERSATION = {
    "kind": "discussion",
    "section": "discussions",
    "title": "Wie kent {word}",
    "body": "Ik hoor het graag.",
}
QUIET, REBUILT = "nothing else", "everything gone over"

_hit = re.compile(r'<h3 class="line-title"><a href="([^"]+)"')


@dataclass
class Findings:
    """What one kind of request took, in seconds, while the server had this beside it to do."""

    says: str
    beside: str
    times: list[float] = field(default_factory=list)
    #: Texts that were refused or not found in time, and searches that were not answered with 200.
    failed: int = 0
    #: Searches that lack something they found before.
    lacking: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return asdict(self) | {"times": [part(self.times, 0.5), part(self.times, 0.99), part(self.times, 1)]}


class Index:
    """Writers, readers and an administrator at one server."""

    def __init__(self, server: Server, chosen: Mapping[str, Any], seconds: float) -> None:
        self.server, self.chosen, self.seconds = server, chosen, seconds
        self.people = [Visitor(server.base, **one) for one in chosen["people"]]
        self.rebuild = Rebuild(Visitor(server.base, **chosen["keeper"]))
        self.before: dict[str, set[str]] = {}

    def measure(self, many: int) -> list[Findings]:
        """So many replies, changes of them and conversations, and searches for a while; then the same beside a rebuild."""
        self.server.rest()
        found = self._write(QUIET, many, beside=lambda: None)
        self.server.rest()
        found.append(self._search(QUIET, beside=lambda: None))
        found.append(self._search(REBUILT, beside=self.rebuild.go_on))
        return [*found, *self._write(REBUILT, many, beside=self.rebuild.go_on)]

    def _search(self, while_: str, beside: Callable[[], None]) -> Findings:
        """Each question once, as long as there is time; what is found first is what has to be found later."""
        found, until = Findings("a search of two words", while_), time.monotonic() + self.seconds
        for person, path in zip(cycle(self.people), self.chosen["searched"], strict=False):
            if time.monotonic() > until:
                break
            beside()
            answer = person.get(path)
            hits = set(_hit.findall(answer.text))
            found.times.append(answer.took)
            found.failed += answer.status != 200
            if self.before.setdefault(path, hits) - hits:
                found.lacking.append(path)
        return found

    def _write(self, while_: str, many: int, beside: Callable[[], None]) -> list[Findings]:
        replies, changes, topics = (
            Findings(f"a {what} is found", while_) for what in ("reply", "change", "conversation")
        )
        for person, place, _turn in zip(cycle(self.people), cycle(self.chosen["answered"]), range(many), strict=False):
            beside()
            if reply := _follow(replies, person, place, body="Ook {word} hielp."):
                _follow(changes, person, reply, body="Toch {word} niet.", _method="PUT")
            _follow(topics, person, self.chosen["begun"], **CONVERSATION)
        return [replies, changes, topics]


def _follow(findings: Findings, person: Visitor, path: str, **words: str) -> str:
    """Send a form with a word that nobody wrote before, and search until it is found; where that leads."""
    word = f"qz{uuid4().hex[:12]}"
    written = person.send(path, **{name: said.format(word=word) for name, said in words.items()})
    if written.status != 302:
        findings.failed += 1
        return ""
    for answer in _looks(person, word, written.at + NEVER):
        if f"<mark>{word}</mark>" in answer.text:
            findings.times.append(answer.at - written.at)
            return str(_hit.findall(answer.text)[0])
    findings.failed += 1
    return ""


def _looks(person: Visitor, word: str, until: float) -> Iterator[Answer]:
    asked = urlencode({"q": f'"{word}"'})
    while time.monotonic() < until:
        yield person.get(f"/search/?{asked}")
        time.sleep(LOOK)


def drawn(found: list[Findings]) -> str:
    heads = ["what", "while", "times", "p50 s", "p99 s", "max s", "failed", "lacking"]
    return table.drawn(heads, [_cells(one) for one in found])


def _cells(one: Findings) -> list[str]:
    times = [f"{part(one.times, share):.2f}" for share in (0.5, 0.99, 1)]
    return [one.says, one.beside, str(len(one.times)), *times, str(one.failed), str(len(one.lacking))]


def verdicts(found: list[Findings]) -> list[Verdict]:
    """What was promised: it follows soon, and serves as before while it is made anew."""
    slow = [(one, part(one.times, 0.99)) for one in found if one.says.endswith("is found")]
    return [
        *(
            Verdict(f"{one.says} (p99), {one.beside}", f"< {SOON:.0f} s", f"{took:.2f} s", took < SOON)
            for one, took in slow
        ),
        *(_none(f"{what}, in all", sum(many(one) for one in found)) for what, many in COUNTED.items()),
    ]


COUNTED: dict[str, Callable[[Findings], int]] = {
    "texts never found and searches refused": lambda one: one.failed,
    "searches that lack what they found before": lambda one: len(one.lacking),
}


def _none(says: str, count: int) -> Verdict:
    return Verdict(says, "0", str(count), count == 0)
