"""Finding people by letters that stand somewhere in their name, or in what else is said of them.

The database keeps an index of the runs of three letters in these columns (migration 0007). It tells who may be meant, whoever asks;
the list that is shown puts its own conditions to them, as it would to everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from zwerm.members import handles
from zwerm.members.models import Member
from zwerm.members.models.member import begins, name_holds

F = TypeVar("F", bound=QuerySet[Any])

#: Letters in a run: of fewer the index cannot tell.
RUN = 3
#: Where more people than this may be meant, a list soon has its page, walked in its own order.
MOST = 500


def in_name(words: str, path: str = "") -> Q:
    """A word of the name begins so or, from three letters on, the name holds them; `path` leads to the member, such as `member__`."""
    found = begins(f"{path}name_key", words.lower())
    if len(words) >= RUN - 1:
        found |= name_holds(f" {words}", path)
    return found | name_holds(words, path) if len(words) >= RUN else found


def narrowed(found: F, words: str, *columns: str, to: str = "pk") -> F:
    """`found`, no wider than whose name, handle or one of whose `columns` may hold `words`, where those are few.

    Args:
        columns: of the index; they say nothing of fewer than three letters.
        to: the name of the member's key in `found`.
    """
    keys = _meant(words.replace("\0", ""), columns)
    return found if len(keys) > MOST else found.filter(**{f"{to}__in": keys})


def _meant(words: str, columns: tuple[str, ...]) -> set[int]:
    held = {"name_key": words if len(words) >= RUN else f" {words}"} | dict.fromkeys(columns, words)
    keys = set(Member.objects.called(words).values_list("pk", flat=True)[: MOST + 1])
    asked = {column: text for column, text in held.items() if len(text) >= RUN}
    return keys | set(_by_runs(asked)) if asked and len(keys) <= MOST else keys


def _by_runs(asked: dict[str, str]) -> Iterator[int]:
    """Keys of members who hold the text of a column in it."""
    sql, values = _on_sqlite(asked) if connection.vendor == "sqlite" else _on_postgresql(asked)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {MOST + 1}", values)
        yield from (key for (key,) in cursor.fetchall())


def _on_sqlite(asked: dict[str, str]) -> tuple[str, list[Any]]:
    quoted = {column: text.replace('"', '""') for column, text in asked.items()}
    match = " OR ".join(f'{column} : "{text}"' for column, text in quoted.items())
    return "SELECT rowid FROM members_letters WHERE members_letters MATCH %s", [match]


def _on_postgresql(asked: dict[str, str]) -> tuple[str, list[Any]]:
    spelt = [(column, one) for column, text in asked.items() for one in sorted(handles.spellings(text))]
    conditions = " OR ".join(f"{column} ILIKE %s" for column, _ in spelt)
    values = [f"%{_literal(text)}%" for _, text in spelt]
    return f"SELECT id FROM members_member WHERE {conditions}", values  # noqa: S608  our own columns


def _literal(text: str) -> str:
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text
