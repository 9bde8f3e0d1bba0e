"""Small writes in plain SQL that both engines read, for what nearly every reply asks: Django would put each together anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection


def write(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Do one statement; the rows it gives back where it ends in RETURNING."""
    given = [connection.ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one for one in values]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall()) if cursor.description else []
