"""Everything gone over again, as an administrator has it done in the console, for as long as something else is measured beside it."""

import re
import time

from tools.bench.visiting import Visitor

PAGE, REBUILD = "/console/search/", "/console/search/rebuild/"
EVERY = 1.0  # seconds between two looks

_progress = re.compile(r'<progress max="(\d+)" value="(\d+)"')


class Rebuild:
    """Begun again when it is done, since a small index is soon gone over; it counts records and seconds."""

    def __init__(self, keeper: Visitor) -> None:
        self.keeper = keeper
        self.records, self.times = 0, 0
        self._left, self._began, self._looked = 0, time.monotonic(), float("-inf")

    @property
    def pace(self) -> float:
        """Records that were gone over in a second."""
        return self.records / max(self._looked - self._began, 1e-9)

    def go_on(self) -> None:
        """Look how far it is, and begin it where it is not under way.

        Raises:
            SystemExit: the console does not have it done.
        """
        if time.monotonic() - self._looked < EVERY:
            return
        left = self._ask()
        self.records += max(self._left - left, 0)
        if not left:
            self._begin()
            left = self._ask()
        self._left, self._looked = left, time.monotonic()

    def _ask(self) -> int:
        """How many records there are still to go over; none where nothing is under way."""
        page = self.keeper.get(PAGE)
        if page.status != 200:
            raise SystemExit(f"bench: {PAGE} answers {page.status}.")
        return sum(int(total) - int(done) for total, done in _progress.findall(page.text))

    def _begin(self) -> None:
        answer = self.keeper.send(REBUILD, **{"from": "start"})
        if answer.status != 302:
            raise SystemExit(f"bench: {REBUILD} answers {answer.status}.")
        self.times += 1
