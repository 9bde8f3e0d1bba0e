"""Two real sites, when they are at hand: the counts are those that were computed without this house."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from zwerm.core.from_html import from_html
from zwerm.core.markdown import render
from zwerm.discussions.models import Closure, Post, Topic
from zwerm.importing.formats.stackexchange.dump import rows
from zwerm.importing.models import Import, ImportedRecord
from zwerm.importing.samples import move_in, silent
from zwerm.importing.tests.everything import every_row
from zwerm.importing.undoing import undo
from zwerm.members.samples import make_administrator

CHECKOUT = Path(__file__).resolve().parents[3]
DATA = Path(os.environ.get("ZWERM_TEST_DATA", CHECKOUT.parent / "shared" / "data")) / "stackexchange"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not DATA.is_dir(), reason="no real dumps here; ZWERM_TEST_DATA names the folder that has stackexchange/"
    ),
]


@pytest.mark.parametrize("site", ["conlang-meta", "alcohol-meta"])
def test_a_real_site_comes_whole_once_and_leaves_nothing_behind(site: str) -> None:
    anna = make_administrator("Anna")
    before = every_row()

    report = move_in(DATA / site, by=anna)

    votes = sum(count for code, count in report.left_out.items() if code.startswith("votes"))
    assert counted() | {"votes": votes} == expected(site)
    whole = every_row()
    assert sum(move_in(DATA / site, by=anna).new.values()) == 0
    assert every_row() == whole
    undo(Import.objects.get(), by=anna, progress=silent)
    after = every_row()
    assert after["activity.Entry"].pop()["verb"] == "import.undone"
    assert after == before


@pytest.mark.parametrize("site", ["conlang-meta", "alcohol-meta"])
def test_every_word_of_a_real_post_stays_and_nobody_is_mentioned(site: str) -> None:
    for row in rows(DATA / site / "Posts.xml"):
        rendered = render(from_html(row["Body"]))

        assert words(rendered.html) == words(row["Body"]), row["Id"]
        assert rendered.mentions == ()


def words(html: str) -> str:
    """The words of HTML, with those of its pictures, without any space."""
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img"):
        shown = picture.get("alt") or picture.get("title") or str(picture["src"]).rsplit("/", 1)[-1]
        picture.replace_with(str(shown))
    return "".join(soup.get_text().split())


def expected(site: str) -> dict[str, int]:
    metrics: dict[str, Any] = json.loads((DATA / "expected_metrics.json").read_text())[f"stackexchange/{site}"]
    names = ("questions", "answers", "users", "accepted", "unanswered", "posts_without_owner", "closed", "votes")
    return {name: metrics[name] for name in names}


def counted() -> dict[str, int]:
    """The same numbers, from the tables of this house."""
    answers = Post.objects.filter(pk__in=of_kind("answer"))
    nameless = [*of_kind("name")]
    return {
        "questions": Topic.objects.filter(kind=Topic.Kind.QUESTION).count(),
        "answers": answers.count(),
        "users": len(of_kind("person")),
        "accepted": Topic.objects.filter(solution__in=answers).count(),
        "unanswered": Topic.objects.exclude(pk__in=answers.values("topic")).count(),
        "posts_without_owner": Post.objects.filter(
            pk__in=[*of_kind("question"), *of_kind("answer")], author__in=nameless
        ).count(),
        "closed": Closure.objects.count(),
    }


def of_kind(kind: str) -> list[int]:
    return list(ImportedRecord.objects.filter(kind=kind).values_list("subject_id", flat=True))
