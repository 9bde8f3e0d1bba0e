from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection


@pytest.fixture
def elsewhere(transactional_db: None, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of another process that works on the test's database.

    On PostgreSQL that is the test's own. SQLite's is in memory, so the process gets a copy of it in a file, to which the test's
    connection leads as well until the test ends.
    """
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": "zwerm.config.settings", "ZWERM_DATA": str(tmp_path)}
    if connection.vendor == "postgresql":
        chosen = connection.settings_dict
        login = f"{chosen['USER']}:{chosen['PASSWORD']}@{quote(chosen['HOST'], safe='')}:{chosen['PORT']}"
        yield surroundings | {"ZWERM_DATABASE_URL": f"postgresql://{login}/{chosen['NAME']}"}
        return
    connection.ensure_connection()
    in_memory = connection.connection
    connection.connection = sqlite3.connect(tmp_path / "copy.sqlite3")
    in_memory.backup(connection.connection)
    connection.connection.close()
    connection.connection = None
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "copy.sqlite3")
    try:
        yield surroundings | {"ZWERM_DATABASE_URL": f"sqlite:///{tmp_path / 'copy.sqlite3'}"}
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, before
