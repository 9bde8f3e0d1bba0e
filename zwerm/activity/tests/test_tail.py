"""Who follows the end of the log sees each new line once, whoever writes beside whom."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zwerm.activity import log
from zwerm.activity.models import Entry, Heartbeat
from zwerm.activity.tail import Tail
from zwerm.activity.tests.test_order import keys, start, two_writers

LINES = 1_000

pytestmark = pytest.mark.django_db(transaction=True)


def write(lines: int = 1) -> None:
    thing, _ = Heartbeat.objects.get_or_create(worker="thing")
    with transaction.atomic():
        for _ in range(lines):
            log.record("thing.done", actor=None, subject=thing)


def look(tail: Tail) -> list[int]:
    return [entry.pk for entry in tail.new()]


def test_only_what_is_written_from_now_on_is_new_and_only_once() -> None:
    write()
    tail = Tail()
    assert look(tail) == []
    write(2)
    assert look(tail) == keys()[1:]
    assert look(tail) == []
    write()
    assert look(tail) == keys()[3:]


def test_two_tails_do_not_know_of_each_other() -> None:
    one, other = Tail(), Tail()
    write()
    assert look(one) == look(other) == keys()


def test_what_was_rolled_back_is_not_seen() -> None:
    tail = Tail()
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert look(tail) == []
    write()
    assert look(tail) == keys()


@pytest.mark.parametrize("new", [0, 1, 30])
def test_a_look_is_one_query(new: int) -> None:
    tail = Tail()
    write(new)
    with CaptureQueriesContext(connection) as queries:
        tail.new()
    assert len(queries) == 1


def test_a_great_deal_at_once_is_looked_at_in_pieces() -> None:
    tail = Tail(most=4)
    write(10)
    write(3)
    assert [len(look(tail)) for _ in range(3)] == [4, 4, 4]
    write(2)
    found = look(tail) + look(tail)
    assert found == keys()[12:]
    assert look(tail) == []


def test_a_look_that_failed_is_made_again() -> None:
    tail = Tail()
    write()
    with pytest.raises(RuntimeError), connection.execute_wrapper(_broken):
        tail.new()
    assert look(tail) == keys()


def _broken(*_anything: object) -> None:
    raise RuntimeError("the database is away")


def test_a_line_is_seen_at_once_while_an_older_transaction_stays_open() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    tail = Tail()
    with two_writers() as (slow, quick):
        slow.write()
        assert look(tail) == []
        quick.write()
        quick.commit()
        (high,) = look(tail)
        for _ in range(3):
            write()
            assert len(look(tail)) == 1, "what was seen does not come back while the slow one is open"
        slow.commit()
        (low,) = look(tail)
    assert low == keys()[0]
    assert low < high
    assert look(tail) == []


def test_a_piece_of_a_great_deal_does_not_hide_what_commits_meanwhile() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    tail = Tail(most=4)
    with two_writers() as (slow, quick):
        slow.write()
        write(6)
        quick.write()
        seen = look(tail)
        slow.commit()
        quick.commit()
        while found := look(tail):
            seen += found
    assert sorted(seen) == keys()
    assert len(seen) == len(set(seen))


def test_with_three_writers_beside_one_another_nothing_is_missed_and_nothing_comes_twice(
    elsewhere: dict[str, str],
) -> None:
    tail, seen = Tail(most=50), list[int]()
    writing = [start(elsewhere, "write", seed, str(LINES // 2 - 10)) for seed in ("1", "2")]
    writing.append(start(elsewhere, "hold", "3", "20"))
    while any(process.poll() is None for process in writing):
        seen += look(tail)
        time.sleep(0.002)
    assert [process.wait() for process in writing] == [0, 0, 0]
    while found := look(tail):
        seen += found
    assert Entry.objects.count() == LINES
    assert sorted(seen) == keys()
