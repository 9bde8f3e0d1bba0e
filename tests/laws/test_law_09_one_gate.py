"""Law 9: numbers about people pass the privacy gate of `core`; no page, export or list computes its own.

A machine cannot know what a number is about, so every aggregate in the house and every count in what is shown stands in the list
below with what it is about, or is not there. A number about people is not made an exception: it is made by `privacy_gate`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tools.install import ROOT

#: What makes one number of many rows, wherever it stands.
AGGREGATES = {"Count", "Sum", "Avg", "StdDev", "Variance"}
#: What counts in Python, where pages and answers are made.
TALLIES = {"Counter", "mean", "median", "stdev", "fmean", "quantiles"}
SHOWN = ("/views/", "/views.py", "/parts.py", "/bodies.py", "/pieces.py", "/sheets.py", "/templatetags/", "/api")
GATE = "zwerm/core/privacy_gate.py"

#: What is counted and tells of nobody, as "path:function" or "path: what a template counts", with what it is about.
EXCEPTIONS: Mapping[str, str] = {
    "zwerm/console/templates/console/house.html: reader.behind": "entries of the log that a reader has still to read",
    "zwerm/console/templates/console/house.html: spread.done": "letters of one announcement that went out so far",
    "zwerm/console/templates/console/index.html: learned.words": "words of the index",
    "zwerm/console/templates/console/index.html: part.documents": "documents in the index of search",
    "zwerm/console/templates/console/index.html: part.reader.behind": "entries of the log that a reader has still to read",
    "zwerm/search/watching.py:__call__": "whether going over the index moved",
    "zwerm/groups/leaving.py:recount": "brings the kept number of members of a group up to date",
    "zwerm/groups/templates/groups/parts/membership.html: standing.waiting": "requests that wait for my answer",
    "zwerm/discussions/similar.py:similar": "replies in one conversation, beside its title",
    "zwerm/discussions/templates/discussions/similar.html: topic.replies": "replies in one conversation, beside its title",
    "zwerm/discussions/templates/discussions/similar.html: topics|length": "conversations in a list of five",
    "zwerm/discussions/digests.py:thanked": "the order of thanked posts; no number is shown",
    "zwerm/notifications/templates/notifications/mail/notice.txt: more": "my own notices in one letter",
    "zwerm/groups/templates/groups/parts/waiting.html: group.asking": "requests that wait for my answer",
    "zwerm/groups/templates/groups/requests.html: count": "requests that wait for my answer, shown by name",
    "zwerm/groups/views/requests.py:_list": "requests that wait for my answer, shown by name",
    "zwerm/groups/waiting.py:_ask_asking": "requests that wait for my answer",
    "zwerm/importing/parts.py:waiting_claims": "claims that wait for my answer",
    "zwerm/importing/templates/importing/import.html: known": "things in an archive that were here already",
    "zwerm/importing/templates/importing/parts/waiting.html: waiting": "claims that wait for my answer",
    "zwerm/importing/undoing.py:_leave_groups": "brings the kept number of members of a group up to date",
    "zwerm/members/templates/members/parts/preview.html: preview.mailed|length": "addresses that I pasted myself",
    "zwerm/moderation/templates/moderation/parts/trial.html: trial.minutes": "minutes of deciding in a week, an estimate",
    "zwerm/search/models.py:counts": "documents in the index of search, for who keeps the house",
}

_printed = re.compile(r"\{\{\s*(\S*(?:\|length|\.count|_count))\b|\{%[^%]*\bcount \w+=(\S+)")


def counted_in_python(path: str, source: str) -> Iterator[tuple[str, str]]:
    """The functions that count, and with what."""
    names = AGGREGATES | (TALLIES if is_shown(path) else set())
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
                if name in names or (name == "count" and is_shown(path)):
                    yield f"{path}:{function.name}", name


def counted_in_template(path: str, source: str) -> Iterator[tuple[str, str]]:
    """The places where a template prints how many there are."""
    for found in _printed.finditer(source):
        yield f"{path}: {found[1] or found[2]}", "a count"


def is_shown(path: str) -> bool:
    return any(part in path for part in SHOWN)


def everything_counted() -> dict[str, str]:
    return {
        place: how
        for path in _ours()
        for read in [counted_in_template if "/templates/" in path else counted_in_python]
        for place, how in read(path, Path(ROOT, path).read_text())
    }


def _ours() -> list[str]:
    found = (*ROOT.glob("zwerm/**/*.py"), *(path for path in ROOT.glob("zwerm/*/templates/**/*") if path.is_file()))
    paths = (path.relative_to(ROOT) for path in found if not {"tests", "migrations"} & set(path.parts))
    return sorted(path.as_posix() for path in paths if path.as_posix() != GATE)


def test_numbers_about_people_pass_the_gate() -> None:
    found = everything_counted()

    assert {place: how for place, how in found.items() if place not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "an exception that is no longer needed leaves the list"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("zwerm/groups/life.py", 'Group.objects.annotate(people=Count("memberships"))'),
        ("zwerm/members/profile.py", 'member.posts.aggregate(Sum("pk"))'),
        ("zwerm/groups/views/group.py", "group.memberships.filter(member__role_type=recruiter).count()"),
        ("zwerm/home/parts.py", "Counter(one.role_type for one in members)"),
    ],
)
def test_a_number_of_a_rooms_own_is_seen(path: str, line: str) -> None:
    assert len(list(counted_in_python(path, f"def show():\n    return {line}\n"))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<b>{{ member.posts.count }}</b>",
        "{{ members|length }}",
        "{% blocktranslate count people=group.member_count %}one{% plural %}{{ people }}{% endblocktranslate %}",
    ],
)
def test_a_number_in_a_template_is_seen(words: str) -> None:
    assert len(list(counted_in_template("zwerm/groups/templates/groups/group.html", words))) == 1
