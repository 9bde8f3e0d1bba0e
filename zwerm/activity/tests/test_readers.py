from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from zwerm.activity import log, readers
from zwerm.activity.models import Cursor, Entry, Heartbeat
from zwerm.activity.readers import Reader
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db(transaction=True)


def write(number: int) -> None:
    daan = make_member()
    with transaction.atomic():
        for _ in range(number):
            log.record("thing.done", actor=daan, subject=daan)


def test_a_reader_reads_each_entry_once_and_in_order():
    seen: list[int] = []
    reader = Reader("test", lambda entries: seen.extend(entry.pk for entry in entries))
    write(7)
    readers.catch_up(reader, batch=3)
    write(2)
    readers.catch_up(reader, batch=3)
    assert seen == list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def test_a_reader_that_fails_stays_where_it_was_and_goes_on_later():
    broken = [True]

    def read(entries):
        if broken:
            raise RuntimeError("not now")

    reader = Reader("test", read)
    write(9)
    assert readers.read_batch(reader) == 0
    cursor = Cursor.objects.get(reader="test")
    assert (cursor.entry_id, cursor.failures) == (0, 1)
    assert cursor.last_error.startswith("RuntimeError: not now (at line ")
    broken.clear()
    assert readers.read_batch(reader) == 0, "it waits before it tries again"
    Cursor.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert readers.read_batch(reader) == Entry.objects.count()


def test_a_line_that_cannot_be_read_holds_up_only_what_comes_after_it_and_is_named():
    write(9)
    keys = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    poison = [keys[4]]

    def read(entries):
        for entry in entries:
            Heartbeat.objects.create(worker=str(entry.pk))
            if entry.pk in poison:
                raise ValueError("no such thing")

    reader = Reader("test", read)
    assert readers.catch_up(reader) == 4
    assert list(Heartbeat.objects.order_by("pk").values_list("worker", flat=True)) == [str(key) for key in keys[:4]]
    assert f"(at line {keys[4]}, " in Cursor.objects.get().last_error

    poison.clear()
    Cursor.objects.get().hurry()
    assert readers.catch_up(reader) == len(keys) - 4
    assert Heartbeat.objects.count() == len(keys), "each once"


def test_a_clock_that_was_set_back_keeps_no_reader_waiting_and_no_dead_worker_alive():
    reader = Reader("test", lambda entries: None)
    write(2)
    Cursor.objects.create(reader="test", retry_at=timezone.now() + timedelta(hours=3))
    assert readers.catch_up(reader) > 0
    Cursor.objects.update(entry_id=0, failures=4, retry_at=timezone.now() + timedelta(hours=3))
    assert readers.catch_up(reader) > 0
    Heartbeat.objects.create(worker="here:1", at=timezone.now() + timedelta(hours=3))
    assert not Heartbeat.alive()


def test_a_rewound_reader_reads_everything_again():
    seen: list[int] = []
    reader = Reader("test", lambda entries: seen.extend(entry.pk for entry in entries))
    write(3)
    readers.catch_up(reader)
    Cursor.objects.get(reader="test").rewind()
    readers.catch_up(reader)
    assert seen == 2 * list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def test_a_line_outside_a_transaction_is_refused():
    daan = make_member("Daan")
    with pytest.raises(log.OutsideTransaction):
        log.record("thing.done", actor=daan, subject=daan)
