"""The one who looks: a thread that asks the log twice a second what is new, for however many readers there are."""

from __future__ import annotations

import asyncio
import logging
import threading

from django.db import connection

from zwerm.activity.models import Entry
from zwerm.activity.tail import Tail
from zwerm.core.away import is_away, told
from zwerm.live import subjects
from zwerm.live.crowd import Crowd
from zwerm.live.subjects import Subject

log = logging.getLogger(__name__)

#: Seconds between two looks.
PAUSE = 0.5
#: Seconds before another look when the database did not answer.
PATIENCE = 2


class Follower(threading.Thread):
    """Asks the database, which may take its time, outside the loop that serves the streams."""

    def __init__(self, crowd: Crowd, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(name="follower", daemon=True)
        self.crowd, self.loop = crowd, loop
        self.stopping = threading.Event()
        self.tail: Tail | None = None
        self.asked: set[Subject] = set()
        self.entries: list[Entry] = []

    def run(self) -> None:
        pause = 0.0
        while not self.stopping.wait(pause):
            try:
                pause = 0 if self.look() else PAUSE
            except Exception as error:  # a lost database comes back; what was not told yet is told then
                if not is_away(error):
                    log.exception("the log could not be followed; it is tried again")
                elif pause != PATIENCE:
                    log.warning("open pages wait for the database: %s", told(error))
                connection.close()
                pause = PATIENCE
        connection.close()

    def look(self) -> bool:
        """Look once, and let the loop tell it; whether there is more to see at once. When nothing happened that is one query, and one for each kind that looks."""
        self.tail = self.tail or Tail()
        found = self.tail.new()
        self.entries += found
        self.asked |= self.crowd.asked()
        states = subjects.states(self.asked, self.entries) if self.crowd.size else {}
        self.asked, self.entries = set(), []
        if states:
            self.loop.call_soon_threadsafe(self.crowd.tell, states)
        return len(found) == self.tail.most
