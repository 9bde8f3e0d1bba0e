"""What a process remembers is what it would be told if it asked now."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zwerm.activity import log, memory, readers
from zwerm.activity.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)

memory.narrow("thing.moved")


@pytest.fixture
def shelf() -> memory.Shelf:
    return memory.Shelf(most=3)


def thing(name: str = "thing") -> Heartbeat:
    found, _ = Heartbeat.objects.get_or_create(worker=name)
    return found


def happens(verb: str, subject: Heartbeat) -> None:
    with transaction.atomic():
        log.record(verb, actor=None, subject=subject)


class Asked:
    """Answers with how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def asks(shelf: memory.Shelf, ask: Asked, about: Heartbeat) -> int:
    with memory.request():
        return shelf.known(("answer about", about.pk), [memory.about(about)], ask)


def test_the_same_is_asked_once_until_what_it_is_about_changes(shelf: memory.Shelf) -> None:
    ask, one, other = Asked(), thing("one"), thing("other")
    assert asks(shelf, ask, one) == asks(shelf, ask, one) == 1
    happens("thing.moved", other)
    assert asks(shelf, ask, one) == 1
    happens("thing.moved", one)
    assert asks(shelf, ask, one) == 2


def test_a_verb_that_nobody_called_narrow_makes_everything_forgotten(shelf: memory.Shelf) -> None:
    ask = Asked()
    asks(shelf, ask, thing("one"))
    happens("thing.unheard_of", thing("other"))
    assert asks(shelf, ask, thing("one")) == 2


def test_what_a_reader_did_with_a_line_counts_as_the_line_does(shelf: memory.Shelf) -> None:
    ask, one = Asked(), thing("one")
    happens("thing.moved", one)
    assert asks(shelf, ask, one) == 1
    readers.register("slow", lambda entries: None, verbs=("thing.moved",))
    try:
        (slow,) = [reader for reader in readers.registered() if reader.name == "slow"]
        readers.catch_up(slow)
        assert asks(shelf, ask, one) == 2
        happens("thing.moved", one)
        assert asks(shelf, ask, one) == 3
        readers.catch_up(slow)
        assert asks(shelf, ask, one) == 4
        assert asks(shelf, ask, one) == 4
    finally:
        readers._readers.pop("slow")


def test_a_request_that_has_written_sees_what_it_wrote_and_nothing_older(shelf: memory.Shelf) -> None:
    ask, one = Asked(), thing("one")
    asks(shelf, ask, one)
    with memory.request():
        with transaction.atomic():
            log.record("thing.moved", actor=None, subject=one)
            assert shelf.known(("answer about", one.pk), [memory.about(one)], ask) == 2
            transaction.set_rollback(True)
        assert shelf.known(("answer about", one.pk), [memory.about(one)], ask) == 3
    assert asks(shelf, ask, one) == 1, "what was taken back has not happened"


def test_what_was_read_before_another_process_wrote_is_not_kept_after_it(shelf: memory.Shelf) -> None:
    one = thing("one")

    def ask() -> str:
        happens("thing.moved", one)  # by somebody else, while this one is still reading
        memory.house.look()
        return "old"

    with memory.request():
        since = memory.house.turn
        shelf.put("key", (memory.about(one),), ask(), since)
        with memory.request():
            assert shelf.get("key") is None


def test_nothing_is_remembered_outside_a_request(shelf: memory.Shelf) -> None:
    ask = Asked()
    assert [shelf.known("key", [], ask) for _ in range(2)] == [1, 2]


def test_a_shelf_holds_so_many_and_no_more(shelf: memory.Shelf) -> None:
    with memory.request():
        for number in range(10):
            shelf.known(number, [], Asked())
        assert [shelf.get(number) is not None for number in range(10)] == [False] * 7 + [True] * 3


def test_a_look_is_one_query_when_nothing_happened(shelf: memory.Shelf) -> None:
    memory.house.look()
    with CaptureQueriesContext(connection) as queries:
        memory.house.look()
    assert len(queries) == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no connections to drop")
def test_a_connection_that_the_database_dropped_is_made_anew_by_the_look() -> None:
    memory.house.look()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()
    with memory.request():
        assert not Heartbeat.objects.filter(worker="nobody").exists()
