"""Nothing in the log is missed or read twice, whoever writes beside whom and whoever dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import F

from zwerm.activity import log, order, readers
from zwerm.activity.models import Cursor, Entry, Heartbeat
from zwerm.activity.readers import Reader
from zwerm.activity.tests.actors import READERS, VERBS
from zwerm.members.samples import make_member

#: How many lines are written while readers are killed; 10,000 with ZWERM_TEST_LINES=10000.
LINES = int(os.environ.get("ZWERM_TEST_LINES", "2000"))


def test_readers_that_are_killed_at_random_miss_and_repeat_nothing(
    elsewhere: dict[str, str], record_testsuite_property: Callable[[str, object], None]
) -> None:
    number = "bigserial" if connection.vendor == "postgresql" else "integer PRIMARY KEY AUTOINCREMENT"
    with connection.cursor() as sql:
        sql.execute(f"CREATE TABLE scratch_read (number {number}, reader text, entry bigint)")
    started = time.monotonic()
    try:
        reading = start(elsewhere, "read", "7")
        writing = [start(elsewhere, "write", seed, str(LINES // 2 - 10)) for seed in ("1", "2")]
        writing.append(start(elsewhere, "hold", "3", "20"))
        assert [process.wait(120) for process in writing] == [0, 0, 0]
        kills = reading.communicate("enough\n", timeout=120)[0]
        record_testsuite_property("readers killed", kills.strip())
        record_testsuite_property("seconds of writing and reading", round(time.monotonic() - started, 1))
        assert reading.returncode == 0
        assert int(kills) > LINES // 500
        expect_each_once()
    finally:
        with connection.cursor() as sql:
            sql.execute("DROP TABLE scratch_read")


def start(surroundings: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "zwerm.activity.tests.actors", *words]
    return subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def expect_each_once() -> None:
    every = Entry.objects.order_by("transaction", "pk")
    assert every.count() == LINES
    for name, entries in zip(READERS, (every, every, every.filter(verb=VERBS[0])), strict=True):
        with connection.cursor() as sql:
            sql.execute("SELECT entry FROM scratch_read WHERE reader = %s ORDER BY number", [name])
            read = [row[0] for row in sql.fetchall()]
        assert sorted(read) == sorted(entries.values_list("pk", flat=True)), name
        assert read == list(entries.values_list("pk", flat=True)), f"{name} read in the order of the log"


class Writer(threading.Thread):
    """Somebody with a connection of their own, who writes and commits when told to."""

    def __init__(self, subject: Heartbeat) -> None:
        super().__init__(daemon=True)
        self.subject, self.told, self.did = subject, threading.Event(), threading.Event()
        self.todo: Callable[[], object] | None = None

    def run(self) -> None:
        try:
            with transaction.atomic():
                while todo := self._next():
                    todo()
                    self.did.set()
        finally:
            connection.close()
            self.did.set()

    def _next(self) -> Callable[[], object] | None:
        self.told.wait(60)
        self.told.clear()
        return self.todo

    def do(self, todo: Callable[[], object] | None) -> None:
        self.todo = todo
        self.did.clear()
        self.told.set()
        assert self.did.wait(60)

    def take_a_number(self) -> None:
        self.do(lambda: connection.cursor().execute("SELECT pg_current_xact_id()"))

    def write(self) -> None:
        self.do(lambda: log.record("thing.done", actor=None, subject=self.subject))

    def commit(self) -> None:
        self.do(None)
        self.join(20)


@contextmanager
def two_writers() -> Iterator[tuple[Writer, Writer]]:
    thing = Heartbeat.objects.create(worker="thing")
    pair = Writer(thing), Writer(thing)
    for writer in pair:
        writer.start()
    try:
        yield pair
    finally:
        for writer in pair:
            if writer.is_alive():
                writer.commit()


class Naive:
    """A reader that trusts ids."""

    def __init__(self) -> None:
        self.last, self.seen = 0, list[int]()

    def read(self) -> None:
        for key in Entry.objects.filter(pk__gt=self.last).order_by("pk").values_list("pk", flat=True):
            self.seen.append(key)
            self.last = key


@pytest.fixture
def watch(transactional_db: None) -> tuple[Naive, Callable[[], list[int]]]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time, so ids are commit order")
    seen: list[int] = []
    reader = Reader("test", lambda entries: seen.extend(entry.pk for entry in entries))

    def look() -> list[int]:
        readers.catch_up(reader)
        return seen

    return Naive(), look


def test_a_lower_id_that_is_committed_later_is_not_missed(watch) -> None:
    naive, look = watch
    with two_writers() as (slow, quick):
        slow.write()
        quick.write()
        quick.commit()
        naive.read()
        assert look() == [], "the quick line waits until nothing can come before it"
        slow.commit()
    naive.read()
    low, high = Entry.objects.order_by("pk").values_list("pk", flat=True)
    assert naive.seen == [high], "a reader that trusts ids has missed the lower one for ever"
    assert look() == [low, high]


def test_a_lower_id_in_a_later_transaction_is_not_missed(watch) -> None:
    naive, look = watch
    with two_writers() as (first, second):
        first.take_a_number()
        second.write()
        first.write()
        first.commit()
        naive.read()
        low_open = look().copy()
        second.commit()
    naive.read()
    low, high = Entry.objects.order_by("pk").values_list("pk", flat=True)
    assert low_open == [high], "what lies below the horizon need not wait"
    assert naive.seen == [high]
    assert look() == [high, low]


def test_after_a_restore_into_another_cluster_every_reader_goes_on_where_it_was(watch) -> None:
    _naive, look = watch
    thing = make_member("Daan")
    write(thing)
    assert look() == keys()
    write(thing)
    Entry.objects.update(transaction=F("transaction") + 10**9)
    Cursor.objects.update(transaction=F("transaction") + 10**9)
    write(thing)

    assert look() == keys()[:2], "lines from another cluster's future are out of sight"
    assert order.rebase() == 3
    assert order.rebase() == 0
    assert look() == keys()
    Cursor.objects.get(reader="test").rewind()
    assert look() == keys() * 2


def write(thing) -> None:
    with transaction.atomic():
        log.record("thing.done", actor=None, subject=thing)


def keys() -> list[int]:
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))
