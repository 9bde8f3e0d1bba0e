"""Where a community lives, on either database: whether one is there, a place to build another, and how they change places."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from zwerm.config.backups.archive import Unusable
from zwerm.config.preparing import MIGRATING


class Place:
    """The data folder, with the uploaded files; each database adds what is its own."""

    def __init__(self) -> None:
        self.aside = f"before-restore-{timezone.localtime():%Y-%m-%d-%H%M%S}"
        self.files = settings.DATA / "files"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        connection.close()

    def __str__(self) -> str:
        return str(settings.DATA)

    def holds(self) -> bool:
        """Whether there is anything that would be lost."""
        return self._has_files()

    def _has_files(self) -> bool:
        return self.files.is_dir() and any(self.files.iterdir())

    def begin(self) -> str:
        """The address of a new database, when it is no file in the folder where the files are built."""
        return ""

    def finish(self, built: Path) -> str:
        """Put what was built in the place of what is here; where that went, or nothing when nothing was here."""
        raise NotImplementedError

    def _move_files(self, built: Path) -> bool:
        moved = self._has_files()
        if moved:
            aside = settings.DATA / self.aside
            aside.mkdir(mode=0o700, exist_ok=True)
            self.files.rename(aside / self.files.name)
        if (built / "files").is_dir():
            (built / "files").rename(self.files)
        return moved


class Folder(Place):
    """SQLite: a file, and beside it what was not yet written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.database = Path(connection.settings_dict["NAME"])

    def holds(self) -> bool:
        return self.database.exists() or super().holds()

    def finish(self, built: Path) -> str:
        self._make_whole()
        moved = False
        for ending in ("-wal", "-shm", ""):
            own = self.database.with_name(self.database.name + ending)
            if own.exists():
                aside = settings.DATA / self.aside
                aside.mkdir(mode=0o700, exist_ok=True)
                own.rename(aside / own.name)
                moved = True
        moved = self._move_files(built) or moved
        for ending in ("-wal", ""):
            new = built / f"zwerm.sqlite3{ending}"
            if new.exists():
                new.rename(self.database.with_name(self.database.name + ending))
        return str(settings.DATA / self.aside) if moved else ""

    def _make_whole(self) -> None:
        """Write into the file what a server that was killed left beside it; so nothing is lost if we are stopped half-way."""
        with suppress(sqlite3.Error):  # a file that is broken is moved aside as it is
            if self.database.exists():
                database = sqlite3.connect(self.database)
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                database.close()


class Cluster(Place):
    """PostgreSQL: a schema, in which tables can be moved to another one in one transaction."""

    NEW = "zwerm_restoring"

    def __enter__(self) -> Self:
        with connection.cursor() as sql:
            sql.execute("SET lock_timeout = 0")
            sql.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])  # who starts now waits, until the connection closes
            sql.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if others := sql.fetchone()[0]:
                raise Unusable(f"{others} others are connected to this database. Stop every server and worker first.")
        return self

    def __str__(self) -> str:
        return "this database"

    def holds(self) -> bool:
        return bool(self._tables("public")) or super().holds()

    def begin(self) -> str:
        with connection.cursor() as sql:
            sql.execute(f"DROP SCHEMA IF EXISTS {self.NEW} CASCADE")
            sql.execute(f"CREATE SCHEMA {self.NEW}")
        chosen: str = settings.ENVIRONMENT.database_url
        return f"{chosen}{'&' if '?' in chosen else '?'}options=-csearch_path%3D{self.NEW}"

    def finish(self, built: Path) -> str:
        aside, old = self.aside.replace("-", "_"), self._tables("public")
        with transaction.atomic(), connection.cursor() as sql:
            if old:
                sql.execute(f"CREATE SCHEMA {aside}")
            self._move(sql, old, "public", aside)
            self._move(sql, self._tables(self.NEW), self.NEW, "public")
            sql.execute(f"DROP SCHEMA {self.NEW}")
        files = str(settings.DATA / self.aside) if self._move_files(built) else ""
        return " and ".join(filter(None, [f"the schema {aside}" if old else "", files]))

    def _tables(self, schema: str) -> list[str]:
        with connection.cursor() as sql:
            sql.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [schema])
            return [row[0] for row in sql.fetchall()]

    def _move(self, sql: Any, tables: list[str], before: str, to: str) -> None:
        for table in tables:
            sql.execute(f"ALTER TABLE {before}.{connection.ops.quote_name(table)} SET SCHEMA {to}")
