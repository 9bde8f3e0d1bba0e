"""Counts the queries of a request, in this process and on the same database: transactions' own beginnings and ends left out."""

from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.activity import memory

BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
WARM = 3
UNCHANGED = 304


def count(rows: list[dict[str, Any]]) -> list[int]:
    """The queries of each row's first request: asked a few times before, or with an empty cache where the row is a cold one."""
    return [_count(row) for row in rows]


def _count(row: dict[str, Any]) -> int:
    one = row["request"]
    for _ in range(WARM):
        known = _ask(row["before"]).get("ETag", "")
    if row["once"]:
        cache.clear()
        memory.clear()
    etag = known if row["expects"] == UNCHANGED else ""
    with CaptureQueriesContext(connection) as captured:
        status = _ask(one, etag).status_code
    if status != row["expects"]:
        raise SystemExit(f"bench: {one['path']} answers {status} and not {row['expects']} while queries are counted.")
    return sum(not query["sql"].startswith(BOOKKEEPING) for query in captured.captured_queries)


def _ask(one: dict[str, str], etag: str = "") -> Any:
    """Ask as the load does, which keeps no cookie that an answer set, and writes nothing twice."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(one["cookie"])
    headers = {"Accept-Language": "nl", **({"If-None-Match": etag} if etag else {})}
    if one["token"]:
        words = {"body": f"Counting {uuid4()}.", "csrfmiddlewaretoken": one["token"], "form_number": str(uuid4())}
        return client.post(one["path"], words, headers=headers)
    return client.get(one["path"], headers=headers)
