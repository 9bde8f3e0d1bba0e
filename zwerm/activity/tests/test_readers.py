from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from zwerm.activity import log, readers
from zwerm.activity.models import Cursor, Entry
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
    seen: list[int] = []

    def read(entries):
        seen.extend(entry.pk for entry in entries)
        if len(seen) < 20:
            raise RuntimeError("not now")

    reader = Reader("test", read)
    write(9)
    assert readers.read_batch(reader) == 0
    cursor = Cursor.objects.get(reader="test")
    assert (cursor.entry_id, cursor.failures, cursor.last_error) == (0, 1, "RuntimeError: not now")
    assert readers.read_batch(reader) == 0, "it waits before it tries again"
    Cursor.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert readers.read_batch(reader) == Entry.objects.count()


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
