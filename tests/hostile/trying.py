"""Sending a string in a field of a form, and judging what came of it; afterwards the world is as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.html import escape
from psycopg.types.json import Jsonb

from tests.hostile.walking import Form
from tests.laws.world import World

#: A tag as a browser reads it.
_tag = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_attribute = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
#: Tags that no page of the house has, and schemes that no link of it leads to.
NEVER = frozenset({"iframe", "object", "embed", "base", "applet", "frame", "frameset", "math", "style", "marquee"})
SCHEMES = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "poster", "background"})


@dataclass
class Outcome:
    """What came of one form with strings in it."""

    form: Form
    strings: Mapping[str, str]
    status: int = 0
    pages: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.form.name} {dict(self.strings)!r:.300} -> {self.status}: {'; '.join(self.wrongs)[:400]}"


def dangers(html: str) -> list[str]:
    """What in a page could carry out something that somebody wrote, or was not closed off."""
    found = []
    for name, rest in _tag.findall(html):
        tag, attributes = name.lower(), dict(_attribute.findall(rest))
        if tag in NEVER or (tag == "script" and not _is_ours(attributes)):
            found.append(f"<{name}{rest}>")
        picture = tag == "img" and attributes.get("src", "").startswith(('"data:image/', "'data:image/"))
        for one, value in attributes.items():
            known = one.lower()
            if known.startswith("on") or known in ("style", "srcdoc"):
                found.append(f"{one} in <{name}{rest[:200]}>")
            elif known in ADDRESSES and not picture and SCHEMES.match(value.strip("\"'")):
                found.append(f"{value} in <{name}>")
    return found


def _is_ours(script: Mapping[str, str]) -> bool:
    """A file of the house, or data that no browser carries out."""
    return script.get("src", "").strip("\"'").startswith("/static/") or script.get("type") == '"application/json"'


def attempt(world: World, form: Form, strings: Mapping[str, str], *, look: bool = True) -> Outcome:
    """Send `form` with these strings in its fields, and look at the answer; with `look` also at the pages it leads to."""
    outcome = Outcome(form, strings)
    cache.clear()
    with transaction.atomic(), _noted(outcome.written):
        answer = _send(world, form, {**form.filled(), **strings})
        _judge(outcome, answer)
        if look and answer.status_code in (301, 302, 303):
            for address in (answer["Location"], form.page):
                _judge(outcome, world.clients[form.person].get(address, follow=True), first=False)
        transaction.set_rollback(True)
    return outcome


def _send(world: World, form: Form, data: Mapping[str, Any]) -> Any:
    client = world.clients[form.person]
    address = urlsplit(form.action)
    return client.get(address.path, data) if form.method == "GET" else client.post(form.action, data)


def _judge(outcome: Outcome, answer: Any, *, first: bool = True) -> None:
    kind = answer.headers.get("Content-Type", "")
    page = answer.text if not answer.streaming and kind.startswith("text/html") else ""
    outcome.pages += [page] if page else []
    if first:
        outcome.status = answer.status_code
    if answer.status_code >= 500:
        outcome.wrongs.append(f"answered {answer.status_code}")
    outcome.wrongs += dangers(page)
    if page and "content-security-policy" not in {name.lower() for name in answer.headers}:
        outcome.wrongs.append("no content policy")


def came_back(outcome: Outcome, name: str) -> bool:
    """Whether what was sent in a field is written as it was, or stands in the form again."""
    sent = outcome.strings[name]
    forms = {sent, sent.strip(), sent.replace("\r\n", "\n"), " ".join(sent.split())}
    if name == "handle":
        forms.add(sent.lower())  # a handle has small letters, however it is typed
    quoted = {json.dumps(one) for one in forms}  # in the data of a line in the log
    for text in outcome.written:
        if text in forms or " ".join(text.split()) in forms or any(one in text for one in quoted):
            return True
    shown = [mark.format(escape(one)) for one in forms for mark in ('value="{}"', ">\n{}</textarea>", ">{}</textarea>")]
    return any(one in page for page in outcome.pages for one in shown)


@contextmanager
def _noted(written: list[str]) -> Iterator[None]:
    """Note every text that is written to the database."""

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")):
            written.extend(_texts(params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


def _texts(params: Any, many: bool) -> Iterator[str]:
    for row in params if many else [params]:
        for one in row or ():
            if isinstance(one, str):
                yield one
            elif isinstance(one, Jsonb):  # how PostgreSQL's driver is given data
                yield json.dumps(one.obj)
