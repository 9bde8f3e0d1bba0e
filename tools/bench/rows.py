"""The rows: which pages are measured, and what is asked for in each."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.bench.wrk import Request

EMPTY = "/bench/empty/"
CONNECTIONS = 8


@dataclass(frozen=True)
class Row:
    """One kind of page. A row that is asked `once` shows pages that this server process never made before."""

    key: str
    says: str
    requests: list[Request]
    expects: int = 200
    connections: int = CONNECTIONS
    once: bool = False
    #: What was asked before where queries are counted; the first request itself, unless no question is asked twice.
    before: Request | None = None


def empty(connections: int = CONNECTIONS) -> Row:
    return Row("empty", "empty view, stranger", [Request(EMPTY)], connections=connections)


def rows(chosen: dict[str, Any]) -> Iterator[Row]:
    """Every row but the empty view; a small data set may have nothing to ask for in one of them."""
    people, topics = chosen["people"], chosen["warm"]
    yield Row("empty-in", "empty view, signed in", _signed_in(people, [EMPTY]))
    yield Row("home", "home, stranger", _stranger(["/"]))
    yield Row("home-in", "home, signed in", _signed_in(people, ["/"]))
    yield Row("group", "group page, stranger", _stranger(chosen["groups"]))
    yield Row("group-in", "group page, signed in", _signed_in(people, chosen["groups"]))
    yield Row("groups-in", "list of groups, signed in", _signed_in(people, ["/groups/"]))
    yield Row("topic", "topic, 20 posts, stranger", _stranger(topics))
    yield Row("topic-in", "topic, 20 posts, signed in", _signed_in(people, topics))
    yield Row("topic-cold", "topic, 20 posts, cold, stranger", _stranger(chosen["cold"]), connections=4, once=True)
    for name, path in zip(("first", "middle", "last"), chosen["long"], strict=True):
        says = f"topic of {chosen['replies']:,} replies, {name} page, signed in"
        yield Row(f"long-{name}", says, _signed_in(people, [path]))
    yield Row("new-in", "new for me, signed in", _signed_in(people, ["/new/"]))
    searches = _signed_in(people, chosen["searched"])
    yield Row("search-in", "search, two words, signed in", searches, before=next(iter(searches[len(people) :]), None))
    yield Row("member-in", "member page, signed in", _signed_in(people, chosen["members"]))
    yield Row("unchanged", "topic unchanged (304), stranger", _stranger(topics), expects=304)
    replies = _signed_in(people, chosen["answered"], writing=True)
    yield Row("reply-1", "reply, one after another", replies, expects=302, connections=1)
    yield Row("reply", "reply, 8 at a time", replies, expects=302)


def _stranger(paths: list[str]) -> list[Request]:
    return [Request(path) for path in paths]


def _signed_in(people: list[dict[str, str]], paths: list[str], *, writing: bool = False) -> list[Request]:
    """Every member with every path, so that each turn is another member on another page."""
    turns = range(len(people) * len(paths))
    pairs = [(people[turn % len(people)], paths[(turn + turn // len(people)) % len(paths)]) for turn in turns]
    return [Request(path, one["cookie"], token=one["token"] if writing else "") for one, path in pairs]


def with_etags(base: str, row: Row) -> Row:
    """The same row, asked by who has the page already."""
    known = []
    for one in row.requests:
        with urllib.request.urlopen(_question(base, one)) as answer:
            known.append(Request(one.path, one.cookie, etag=answer.headers["ETag"]))
    return Row(row.key, row.says, known, row.expects, row.connections, row.once)


def status(base: str, one: Request) -> int:
    """What the server answers to this request, redirects not followed."""
    try:
        with urllib.request.build_opener(_Stay).open(_question(base, one)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _question(base: str, one: Request) -> urllib.request.Request:
    headers = {"Accept-Language": "nl", "Cookie": one.cookie, "If-None-Match": one.etag}
    words = f"csrfmiddlewaretoken={one.token}&body=One+to+begin+with." if one.token else None
    given = {name: value for name, value in headers.items() if value}
    return urllib.request.Request(base + one.path, words.encode() if words else None, given)
