"""What somebody did is on the disk before they hear of it; what they read need not be."""

from __future__ import annotations

import os

import pytest
from django.db import connection, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.activity.models import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(elsewhere: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the disk was made to hold, in turn."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL writes each commit through by itself")
    with connection.cursor() as sql:
        sql.execute("PRAGMA journal_mode=WAL")
    through, fsync = list[str](), os.fsync

    def noted(handle: int) -> None:
        through.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return through


def test_a_deed_is_written_through_once_when_it_is_committed(written: list[str]) -> None:
    with transaction.atomic():
        thing = Heartbeat.objects.create(worker="thing")
        for _ in range(3):
            log.record("thing.done", actor=None, subject=thing)
        assert written == []
    assert [os.path.basename(path) for path in written] == ["copy.sqlite3-wal"]


def test_what_leaves_no_line_waits_for_the_next_deed(written: list[str]) -> None:
    Heartbeat.objects.create(worker="thing", at=timezone.now())
    assert written == []
