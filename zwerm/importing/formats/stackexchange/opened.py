"""A dump that was read: its people, its conversations, and what stays behind with the reason."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from zwerm.core.from_html import from_html
from zwerm.importing.archive import Conversation, Person, Post
from zwerm.importing.formats.stackexchange import behind
from zwerm.importing.formats.stackexchange.comments import from_comment
from zwerm.importing.formats.stackexchange.shelf import Shelf, moment

AUTHOR = """case when p.id is not null then 'user:' || p.id when x.name is not null then 'name:' || x.name
            else 'nobody' end as author_key"""
WRITTEN = "select author, name, at from questions union all select author, name, at from answers union all select author, name, at from comments"
NAMELESS = f"select coalesce(w.name, '') as name, min(w.at) as at from ({WRITTEN}) w left join people p on p.id = w.author where p.id is null group by 1"  # noqa: S608
POSTS_OF_ONE = f"""
select 'answer' as kind, x.id, x.at, x.body, x.licence, null as answers, {AUTHOR}
  from answers x left join people p on p.id = x.author where x.question = ?1
union all
select 'comment', x.id, x.at, x.body, x.licence, a.id, {AUTHOR}
  from comments x left join people p on p.id = x.author left join answers a on a.id = x.post
 where x.post = ?1 or x.post in (select id from answers where question = ?1)
 order by 3, 1, 2
"""  # noqa: S608
QUESTIONS = f"""
select x.*, {AUTHOR}, a.id as solution, a.at as solution_at, v.at as accepted_at
  from questions x left join people p on p.id = x.author
  left join answers a on a.id = x.accepted and a.question = x.id left join accepts v on v.post = a.id
 order by x.at, x.id
"""  # noqa: S608


class OpenedDump:
    """One dump on its shelf."""

    def __init__(self, *, name: str, origin: str, shelf: Shelf, behind: Counter[str]) -> None:
        self.name = name
        self.origin = origin
        self._shelf = shelf
        self._behind = behind

    def close(self) -> None:
        self._shelf.close()

    def sizes(self) -> dict[str, int]:
        return {
            "people": self._shelf.count("people") + self._shelf.count(f"({NAMELESS})"),
            "conversations": self._shelf.count("questions"),
        }

    def people(self) -> Iterator[Person]:
        for row in self._shelf.take("select * from people order by id"):
            yield Person(f"user:{row['id']}", row["name"], moment(row["at"]))
        for row in self._shelf.take(NAMELESS):
            key = f"name:{row['name']}" if row["name"] else "nobody"
            yield Person(key, row["name"], moment(row["at"]), had_account=False)

    def conversations(self) -> Iterator[Conversation]:
        for row in self._shelf.take(QUESTIONS):
            replies = [_reply(post) for post in self._shelf.take(POSTS_OF_ONE, row["id"])]
            yield Conversation(
                kind="question",
                title=row["title"],
                opening=_opening(row),
                replies=replies,
                solution=f"post:{row['solution']}" if row["solution"] else None,
                solved_at=_solved_at(row),
                closed_at=moment(row["closed"]) if row["closed"] else None,
            )

    def left_out(self) -> dict[str, int]:
        return behind.count(self._behind, self._shelf)


def _opening(row: sqlite3.Row) -> Post:
    data: dict[str, object] = {"licence": row["licence"], "tags": re.findall(r"[^<>|]+", row["tags"])}
    return Post(
        key=f"post:{row['id']}",
        kind="question",
        author=row["author_key"],
        at=moment(row["at"]),
        body=partial(from_html, row["body"]),
        data=data,
    )


def _reply(row: sqlite3.Row) -> Post:
    is_answer = row["kind"] == "answer"
    return Post(
        key=f"{'post' if is_answer else 'comment'}:{row['id']}",
        kind=row["kind"],
        author=row["author_key"],
        at=moment(row["at"]),
        body=partial(from_html if is_answer else from_comment, row["body"]),
        answers=f"post:{row['answers']}" if row["answers"] else None,
        data={"licence": row["licence"]},
    )


def _solved_at(row: sqlite3.Row) -> datetime | None:
    """When the asker chose. The dump gives the day only, so never before the answer itself."""
    if not row["solution"]:
        return None
    answered = moment(row["solution_at"])
    return max(answered, moment(row["accepted_at"])) if row["accepted_at"] else answered
