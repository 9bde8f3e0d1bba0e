"""Runs of three letters, by which PostgreSQL finds words like one another and letters anywhere in a text."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError


def bring(connection: Any) -> None:
    """The extension that finds words like one another; an administrator of the server may have to bring it."""
    with connection.cursor() as sql:
        sql.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if sql.fetchone():
            return
        try:
            sql.execute("CREATE EXTENSION pg_trgm SCHEMA public")
        except DatabaseError as error:
            raise SystemExit(
                "zwerm: finding needs the extension pg_trgm, and PostgreSQL does not let this user bring it. Have an"
                f" administrator of the server do this in the database, and start again: CREATE EXTENSION pg_trgm; ({error})"
            ) from error
