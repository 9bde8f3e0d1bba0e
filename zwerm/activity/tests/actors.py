"""Processes that write and read the log beside one another, for test_order.py; each has its own connection.

python -m zwerm.activity.tests.actors write SEED LINES
python -m zwerm.activity.tests.actors hold SEED LINES    one long transaction
python -m zwerm.activity.tests.actors read SEED          readers that are killed at random moments, until stdin is closed
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable, Sequence

import django

READERS = ("one", "two", "three")
VERBS = ("thing.done", "thing.undone")


def write(chance: random.Random, lines: int) -> None:
    """Write `lines` lines in transactions of one to twenty, some of them open for a while, some rolled back."""
    from django.db import transaction

    from zwerm.activity import log
    from zwerm.activity.models import Heartbeat

    thing = Heartbeat.objects.create(worker=f"writer {os.getpid()}")
    written = 0
    while written < lines:
        number = min(chance.randint(1, 20), lines - written)
        with transaction.atomic():
            for _ in range(number):
                log.record(chance.choice(VERBS), actor=None, subject=thing)
            if chance.random() < 0.05:
                time.sleep(chance.uniform(0.01, 0.15))
            if chance.random() < 0.05:
                transaction.set_rollback(True)
                continue
        written += number


def hold(lines: int) -> None:
    """Write `lines` lines in one transaction that stays open for two seconds, the first at once and the rest at its end."""
    from django.db import transaction

    from zwerm.activity import log
    from zwerm.activity.models import Heartbeat

    with transaction.atomic():
        thing = Heartbeat.objects.create(worker=f"holder {os.getpid()}")
        for number in range(lines):
            log.record(VERBS[0], actor=None, subject=thing)
            if number == 0:
                time.sleep(2)


def keep(name: str) -> Callable[[Sequence[object]], None]:
    """A reader that notes each entry in a table that would take it twice."""
    from django.db import connection

    def read(entries: Sequence[object]) -> None:
        with connection.cursor() as sql:
            rows = [(name, entry.pk) for entry in entries]  # type: ignore[attr-defined]
            sql.executemany("INSERT INTO scratch_read (reader, entry) VALUES (%s, %s)", rows)

    return read


def follow(chance: random.Random, until_done: bool) -> None:
    """Let three readers catch up, in an order of this process's own; for ever, or until nothing is left."""
    from zwerm.activity import readers

    for name in READERS:
        readers.register(name, keep(name), verbs=VERBS[:1] if name == READERS[2] else ())
    crowd = [reader for reader in readers.registered() if reader.name in READERS]
    while True:
        waiting = [reader for reader in readers.waiting() if reader.name in READERS]
        chance.shuffle(waiting)
        read = sum(readers.read_batch(reader, batch=chance.randint(1, 200)) for reader in waiting)
        if not read:
            if until_done and not any(readers.behind(reader) for reader in crowd):
                return
            time.sleep(0.005)


def read(chance: random.Random) -> None:
    """Two processes that read; each is killed after a moment, wherever it is, and another takes its place."""
    ends, kills = [time.monotonic()] * 2, 0
    children = [_fork(chance.random()) for _ in ends]
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        for seat, child in enumerate(children):
            if time.monotonic() > ends[seat]:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                children[seat] = _fork(chance.random())
                ends[seat], kills = time.monotonic() + chance.uniform(0.01, 0.2), kills + 1
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    follow(chance, until_done=True)
    sys.stdout.write(f"{kills + len(children)}\n")


def _fork(seed: float) -> int:
    """A child that has no connection yet: the parent opened none."""
    child = os.fork()
    if child == 0:
        follow(random.Random(seed), until_done=False)
    return child


def main(deed: str, seed: str, lines: str = "0") -> None:
    django.setup()
    chance = random.Random(int(seed))
    if deed == "write":
        write(chance, int(lines))
    elif deed == "hold":
        hold(int(lines))
    else:
        read(chance)


if __name__ == "__main__":
    main(*sys.argv[1:])
