"""What is asked again and again on a connection is planned once by PostgreSQL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.core import statements

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite's driver keeps its statements by itself"),
]

ADDED = "SELECT %s + pg_backend_pid() - pg_backend_pid()"


def _plans() -> int:
    ((count,),) = statements.asked(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["%$1 + pg_backend_pid%"], connection
    )
    return int(count)


def test_a_question_is_planned_once_whatever_the_size_of_its_numbers() -> None:
    for number in (1, 40_000, 2_000_000, -1, 0, 7):
        assert statements.asked(ADDED, [number], connection) == [(number,)]
    assert _plans() == 1


def test_a_number_that_is_larger_than_any_key_is_asked_about_all_the_same() -> None:
    assert statements.asked("SELECT id FROM members_member WHERE id = %s", [2**70], connection) == []


def test_it_counts_as_any_other_query_and_is_told_with_its_values_each_time() -> None:
    with CaptureQueriesContext(connection) as queries:
        for number in range(5):
            statements.asked(ADDED, [number], connection)
    assert [query["sql"] for query in queries] == [ADDED % number for number in range(5)]
