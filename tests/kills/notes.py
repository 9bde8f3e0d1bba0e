"""What members sent, and whether they were told that it is there."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Sent:
    """One form: a reply, a topic, thanks or an invitation, and its words (or whom it is about)."""

    kind: str
    by: str
    words: str
    about: int = 0
    acknowledged: bool = False


@dataclass
class Notes:
    """The notes of all members together."""

    sent: list[Sent] = field(default_factory=list)
    repeated: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sending(self, one: Sent) -> Sent:
        with self.lock:
            self.sent.append(one)
        return one

    def refuse(self, answer: str) -> None:
        with self.lock:
            self.refused[answer] = self.refused.get(answer, 0) + 1

    def acknowledged(self, *kinds: str) -> int:
        return sum(one.acknowledged and one.kind in kinds for one in self.sent)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps([asdict(one) for one in self.sent]))
