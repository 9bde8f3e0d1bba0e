from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.activity import log, readers, worker
from zwerm.activity.models import Cursor, Entry, Heartbeat
from zwerm.activity.readers import Reader
from zwerm.activity.worker import Worker
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker without the rooms' own readers and chores."""
    monkeypatch.setattr(readers, "_readers", {})
    monkeypatch.setattr(worker, "_chores", {})
    monkeypatch.setattr(worker, "_steps", {})
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


def write(verb: str = "thing.done", number: int = 1) -> None:
    daan = make_member()
    with transaction.atomic():
        Entry.objects.bulk_create([log.line(verb, actor=daan, subject=daan) for _ in range(number)])


def test_an_idle_round_costs_three_queries_however_many_readers_there_are() -> None:
    for number in range(12):
        readers.register(f"reader {number}", lambda entries: None)
    write()
    working = Worker()
    working.once()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert working.once() == 0
    assert len(queries) == 3


def test_a_reader_goes_past_thousands_of_entries_that_it_does_not_want_in_one_step() -> None:
    seen: list[str] = []
    readers.register("wanted", lambda entries: seen.extend(entry.verb for entry in entries), verbs=["wanted.done"])
    working = Worker()
    working.once()
    write(number=3000)
    write("wanted.done")
    write(number=3000)
    with CaptureQueriesContext(connection) as queries:
        assert working.once() == 1
    assert seen == ["wanted.done"]
    assert Cursor.objects.get().entry_id == Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert len(queries) == 13
    assert readers.waiting() == []


def test_readers_that_want_nothing_of_what_is_new_go_past_it_together() -> None:
    seen: list[str] = []
    for name in ("wanted", *(f"other {number}" for number in range(12))):
        verbs = ["wanted.done" if name == "wanted" else "other.done"]
        readers.register(name, lambda entries: seen.extend(entry.verb for entry in entries), verbs=verbs)
    working = Worker()
    write()
    working.once()
    write("wanted.done")
    with CaptureQueriesContext(connection) as queries:
        working.once()
    assert seen == ["wanted.done"]
    assert readers.waiting() == []
    assert len(set(Cursor.objects.values_list("entry_id"))) == 1
    assert len(queries) <= 16

    write("other.done")
    working.once()
    assert seen == ["wanted.done", *["other.done"] * 12]


def test_a_reader_that_failed_is_not_taken_past_the_line_that_it_failed_at() -> None:
    def fail(entries: object) -> None:
        raise RuntimeError("not now")

    readers.register("failing", fail, verbs=["wanted.done"])
    readers.register("well", lambda entries: None, verbs=["other.done"])
    write("wanted.done")
    Worker().once()
    where = Cursor.objects.get(reader="failing").point
    write()
    Cursor.objects.filter(reader="failing").update(retry_at=timezone.now())
    Worker().once()
    assert Cursor.objects.get(reader="failing").point == where


def test_a_failing_reader_does_not_keep_another_from_reading() -> None:
    seen: list[int] = []

    def fail(entries: object) -> None:
        raise RuntimeError("not now")

    readers.register("failing", fail)
    readers.register("well", lambda entries: seen.extend(entry.pk for entry in entries))
    write()
    Worker().once()
    assert seen == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert [reader.name for reader in readers.waiting()] == [], "the failing one waits before it tries again"
    Cursor.objects.filter(reader="failing").update(retry_at=timezone.now())
    assert [reader.name for reader in readers.waiting()] == ["failing"]


def test_chores_are_done_every_so_often_and_one_that_fails_stops_no_other() -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("broken broom")

    worker.chore("failing", fail, every=timedelta(hours=1))
    worker.chore("often", lambda: done.append("often"), every=timedelta(0))
    worker.chore("seldom", lambda: done.append("seldom"), every=timedelta(hours=1))
    working = Worker()
    working.once()
    working.once()
    assert done == ["often", "seldom", "often"]


def test_a_working_worker_shows_a_sign_of_life() -> None:
    assert not Heartbeat.alive()
    Worker().once()
    assert Heartbeat.alive()
    Heartbeat.objects.update(at=timezone.now() - Heartbeat.PATIENCE)
    assert not Heartbeat.alive()


def test_a_worker_that_is_asked_to_stop_stops_and_takes_its_sign_of_life_away(
    elsewhere: dict[str, str],
) -> None:
    code = "import django; django.setup(); from zwerm.activity.worker import Worker; Worker().run()"
    process = subprocess.Popen([sys.executable, "-c", code], env=elsewhere)
    deadline = time.monotonic() + 120
    while not Heartbeat.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert Heartbeat.alive()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert not Heartbeat.objects.exists()


def test_a_reader_that_nobody_registered_before_begins_at_the_first_entry() -> None:
    write(number=3)
    assert readers.behind(Reader("new", lambda entries: None)) == Entry.objects.count()
