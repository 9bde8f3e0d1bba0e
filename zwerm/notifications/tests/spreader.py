"""A worker that spreads, and is killed again and again: python -m zwerm.notifications.tests.spreader SEED KILLS BATCH.

It prints how many seconds the last of them, which nobody killed, needed in all.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Sequence

import django


def spread(told: int) -> None:
    """Read the log and tell batch after batch, saying so after each, until nothing is left."""
    from zwerm.activity import deliveries, readers
    from zwerm.notifications import roads, spreading
    from zwerm.notifications.models import Notice

    def take(notices: Sequence[Notice]) -> Sequence[Notice]:
        for notice in notices:
            deliveries.post(f"tried:{notice.pk}", "nowhere", {}, notice.member)
        return notices

    roads.road("tried", take, order=0)
    readers.catch_up(next(one for one in readers.registered() if one.name == "notices"))
    while spreading.step():
        os.write(told, b".")


def killed(chance: random.Random) -> None:
    """A child that is killed after some batches, wherever it is in the next one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        spread(writing)
        os._exit(0)
    os.close(writing)
    os.read(reading, 1)
    time.sleep(chance.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)


def main(seed: str, kills: str, batch: str) -> None:
    django.setup()
    from zwerm.notifications import spreading

    spreading.BATCH = int(batch)
    chance, began = random.Random(int(seed)), time.monotonic()
    for _ in range(int(kills)):
        killed(chance)
    _reading, writing = os.pipe()
    spread(writing)
    sys.stdout.write(f"{time.monotonic() - began:.1f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
