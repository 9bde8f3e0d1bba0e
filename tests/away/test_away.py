"""What members, monitoring and the program's log see while something is away, and that it comes back."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.away.conftest import PATIENCE, Afternoon
from tests.kills.house import House
from tools import postgres
from zwerm.config.wiring import LOCKED


def test_a_full_disk_keeps_nobody_from_reading_and_nobody_loses_words(
    tmp_path: Path, owned: ExitStack, cluster: postgres.Cluster | None
) -> None:
    if cluster:
        pytest.skip("the disk of a PostgreSQL server is its own")
    disk = owned.enter_context(small_disk(tmp_path / "data"))
    house = House(disk)
    owned.callback(house.kill)
    afternoon = Afternoon(house)
    with full(disk):
        refused = afternoon.refused()
        assert afternoon.daan.page(afternoon.topic) is not None
        assert afternoon.health()["room"] is False
    afternoon.sends_again(refused)
    afternoon.until(lambda: afternoon.health()["healthy"])
    afternoon.expect_quiet()


@contextmanager
def small_disk(folder: Path, size: str = "60m") -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can be made by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def full(disk: Path) -> Iterator[None]:
    with (disk / "filler").open("wb", buffering=0) as filler:
        for piece in (1 << 20, 1 << 12):
            try:
                while True:
                    filler.write(b"\0" * piece)
            except OSError:
                pass
    yield
    (disk / "filler").unlink()


def test_a_full_disk_of_a_database_server_keeps_nobody_from_reading_and_nobody_loses_words(
    tmp_path: Path, owned: ExitStack
) -> None:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        pytest.skip("SQLite has no server")
    home = Path(tempfile.mkdtemp(prefix="zwerm-pg-"))  # short: a socket's path may have 107 characters
    owned.callback(home.rmdir)
    disk = owned.enter_context(small_disk(home, size="160m"))
    cluster = owned.enter_context(postgres.kept_cluster(disk))
    house = House(tmp_path / "data", ZWERM_DATABASE_URL=cluster.url)
    owned.callback(house.kill)
    afternoon = Afternoon(house)
    afternoon.fields["body"] += secrets.token_hex(20_000)  # more than there may be room for in what was written before
    with full(disk):
        refused = afternoon.refused()
        assert afternoon.daan.page(afternoon.topic) is not None
    afternoon.sends_again(refused)
    afternoon.until(lambda: afternoon.health()["healthy"])
    afternoon.expect_quiet()


def test_a_locked_database_keeps_nobody_from_reading_and_nobody_loses_words(
    afternoon: Afternoon, cluster: postgres.Cluster | None
) -> None:
    with locked(afternoon, cluster):
        started = time.monotonic()
        assert afternoon.daan.page(afternoon.topic) is not None
        assert time.monotonic() - started < LOCKED, "reading waits for nobody"
        refused = afternoon.refused()
    afternoon.sends_again(refused)
    afternoon.until(lambda: afternoon.health()["healthy"])
    afternoon.expect_quiet("geheim")


@contextmanager
def locked(afternoon: Afternoon, cluster: postgres.Cluster | None) -> Iterator[None]:
    """Somebody else keeps everybody from writing, for longer than anybody waits."""
    if cluster:
        with psycopg.connect(cluster.url) as connection:
            connection.execute("LOCK TABLE discussions_post, activity_entry, discussions_reading IN EXCLUSIVE MODE")
            yield
        return
    file = Path(afternoon.house.surroundings["ZWERM_DATA"]) / "zwerm.sqlite3"
    with closing(sqlite3.connect(file, isolation_level=None, timeout=PATIENCE)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def test_a_database_server_that_goes_and_comes_takes_nobodys_words(
    afternoon: Afternoon, cluster: postgres.Cluster | None
) -> None:
    if cluster is None:
        pytest.skip("SQLite has no server")
    cluster.stop()
    refused = afternoon.refused()
    reading = afternoon.daan.gets(afternoon.topic)
    assert (reading.status, "komt vanzelf terug" in reading.text) == (503, True)
    health = afternoon.daan.gets("/health")
    assert (health.status, afternoon.health()["database"]) == (503, False)
    time.sleep(4)
    cluster.start()
    afternoon.sends_again(refused)
    afternoon.until(lambda: afternoon.health()["healthy"])
    afternoon.expect_quiet("geheim")


def test_connections_that_are_cut_are_made_anew(afternoon: Afternoon, cluster: postgres.Cluster | None) -> None:
    if cluster is None:
        pytest.skip("SQLite has no connections to cut")
    for _ in range(5):
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            connection.execute(f"{cut} AND backend_type = 'client backend'")
        assert [afternoon.daan.gets(afternoon.topic).status for _ in range(6)] == [200] * 6
    afternoon.until(lambda: afternoon.health()["healthy"])
    afternoon.expect_quiet("geheim")
