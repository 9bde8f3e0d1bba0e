"""What a reader does before its transaction and inside, and how much goes into one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection

from zwerm.activity import readers, strides
from zwerm.activity.models import Cursor, Entry, Heartbeat
from zwerm.activity.readers import Read, Reader
from zwerm.activity.strides import Stride
from zwerm.activity.tests.test_readers import write

pytestmark = pytest.mark.django_db(transaction=True)


def nothing(entries: Sequence[Entry]) -> None:
    pass


def test_what_takes_long_is_found_out_before_the_transaction() -> None:
    inside: list[bool] = []

    def prepare(entries: Sequence[Entry]) -> Read:
        inside.append(connection.in_atomic_block)
        return lambda some: inside.append(connection.in_atomic_block)

    write(3)
    assert readers.catch_up(Reader("test", nothing, prepare=prepare)) == Entry.objects.count()
    assert inside == [False, True]


def test_who_finds_that_another_has_read_meanwhile_writes_nothing() -> None:
    def prepare(entries: Sequence[Entry]) -> Read:
        if others:
            readers.read_batch(others.pop())

        def write(some: Sequence[Entry]) -> None:
            Heartbeat.objects.bulk_create(Heartbeat(worker=str(entry.pk)) for entry in some)

        return write

    others: list[Reader] = []
    reader = Reader("test", nothing, prepare=prepare)
    others.append(reader)
    write(3)

    assert readers.read_batch(reader) == 0
    assert Heartbeat.objects.count() == Entry.objects.count(), "each once"
    assert Cursor.objects.get().entry_id == Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]


def test_what_was_found_out_is_written_in_strides_of_which_each_moves_the_cursor() -> None:
    seen: list[list[int]] = []
    reader = Reader("test", lambda entries: seen.append([entry.pk for entry in entries]))
    reader.stride.lines = 4
    write(9)
    keys = list(Entry.objects.order_by("pk").values_list("pk", flat=True))

    assert readers.catch_up(reader, batch=6) == len(keys)
    assert [key for some in seen for key in some] == keys
    assert [len(some) for some in seen[:2]] == [4, 2], "six are looked into at once"
    assert Cursor.objects.get().entry_id == keys[-1]


def test_a_stride_becomes_as_long_as_the_time_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line costs a millisecond at first, and a hundredth of it later."""
    monkeypatch.setattr(strides, "HELD", 0.02)
    monkeypatch.setattr(strides, "UNHEARD", 0.02)
    clock = [0.0]
    monkeypatch.setattr("time.thread_time", lambda: clock[0])
    stride = Stride()

    def go(each: float, times: int) -> int:
        for _ in range(times):
            with stride.measured(stride.lines):
                clock[0] += each * stride.lines
        return stride.lines

    assert go(0.001, 1) == 33, "not all at once: something may have held it up"
    assert go(0.001, 5) in (19, 20)
    assert go(0.1, 5) == strides.FEWEST
    assert go(0.00001, 20) == strides.MOST
    with stride.measured(1):
        clock[0] += 10
    assert stride.lines == strides.MOST, "of one line one learns nothing"
