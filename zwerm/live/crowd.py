"""Everybody who listens, in one process: who listens to what, how that stands, and telling them.

What is told is how a subject stands and not what happened to it. So nothing has to be kept for a reader: who was away, or comes back
after this process was started anew, learns from the first thing they are told what they missed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from queue import Empty, SimpleQueue
from typing import Protocol

from zwerm.live.subjects import State, Subject

#: Pages may ask for what is new so many times a second in all; a larger crowd is asked to spread itself over more seconds.
ASKING = 100
LONGEST_SPREAD = 30.0
#: Streams in one process, unless the system allows fewer.
MOST = 20_000


class Listener(Protocol):
    """Somebody who listens to one subject."""

    subject: Subject
    #: The version that they say they know, or None.
    knows: int | None

    def tell(self, message: bytes) -> None: ...

    def beat(self) -> None: ...


class Crowd:
    """Lives in the loop's thread; `asked` may be called from another."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._listeners: dict[Subject, set[Listener]] = {}
        self._states: dict[Subject, State] = {}
        self._asked: SimpleQueue[Subject] = SimpleQueue()
        self.size = 0

    def join(self, listener: Listener) -> None:
        """From now on they hear of their subject; how it stands they hear at once, or as soon as it is known."""
        self._listeners.setdefault(listener.subject, set()).add(listener)
        self.size += 1
        state = self._states.get(listener.subject)
        if state is None:
            self._asked.put(listener.subject)
        elif listener.knows != state.version:
            listener.tell(message(state._replace(parts=None)))

    def leave(self, listener: Listener) -> None:
        others = self._listeners.get(listener.subject, set())
        if listener not in others:
            return
        others.remove(listener)
        self.size -= 1
        if not others:
            del self._listeners[listener.subject]
            self._states.pop(listener.subject, None)

    def tell(self, states: Mapping[Subject, State]) -> None:
        """Tell who listens to these how they stand, when that is news."""
        for subject, state in states.items():
            listeners = self._listeners.get(subject)
            before = self._states.get(subject)
            if not listeners or (before and before.version >= state.version):
                continue
            self._states[subject] = state
            news = state if before else state._replace(parts=None)  # what changed while nobody looked is not known
            said = message(news, min(len(listeners) / ASKING, LONGEST_SPREAD))
            for listener in list(listeners):
                if listener.knows != state.version:
                    listener.tell(said)

    def everybody(self) -> Iterable[Listener]:
        return [listener for listeners in self._listeners.values() for listener in listeners]

    def asked(self) -> set[Subject]:
        """The subjects that somebody waits to hear of, once."""
        found: set[Subject] = set()
        while True:
            try:
                found.add(self._asked.get_nowait())
            except Empty:
                return found


def message(state: State, spread: float = 0) -> bytes:
    """One event: how the subject stands, which parts changed, and over how many seconds pages should spread their asking."""
    parts = None if state.parts is None else sorted(state.parts)
    told = {"version": state.version, "last": state.last, "parts": parts, "spread": round(spread, 1)}
    return f"id: {state.version}\ndata: {json.dumps(told)}\n\n".encode()
