"""The page of parts: every part, in both languages, by day and by night, and nothing of it is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from zwerm.console.parts.listing import PARTS
from zwerm.console.parts.telling import DUTCH, ENGLISH
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db

SHOWN = Path(__file__).parents[1] / "templates/console/shown"


@pytest.fixture
def anna(client: Client) -> Client:
    anna = make_member("Anna")
    make_community(first=anna)
    client.force_login(anna)
    return client


def test_every_part_has_its_template_and_every_template_its_part() -> None:
    assert sorted(part.name for part in PARTS) == sorted(path.stem for path in SHOWN.iterdir())


@pytest.mark.parametrize(("language", "told", "other"), [("nl", DUTCH, ENGLISH), ("en", ENGLISH, DUTCH)])
def test_every_part_is_drawn_by_day_and_by_night_in_a_language(anna, language, told, other):
    page = anna.get(f"/console/parts/?language={language}").text
    assert [page.count(f'id="part-{part.name}"') for part in PARTS] == [1] * len(PARTS)
    assert page.count('class="shown-by by-day"') == page.count('class="shown-by by-night"') == len(PARTS)
    assert told.long_title in page
    assert other.long_title not in page


def test_what_is_shown_is_never_kept(anna):
    anna.get("/console/parts/")
    assert (Topic.objects.count(), Post.objects.count(), Group.objects.count()) == (0, 0, 0)
    assert [member.name for member in Member.objects.all()] == ["Anna"]


def test_the_samples_ask_the_database_for_nothing(anna, django_assert_max_num_queries):
    anna.get("/console/house/")
    with django_assert_max_num_queries(8):
        anna.get("/console/parts/")


def test_no_name_stands_twice_on_the_page(anna):
    page = anna.get("/console/parts/").text
    names = re.findall(r'\sid="([\w-]+)"', page)
    # A post and the place where one was have the names by which they are found; the stages share them.
    samples = [name for name in names if not re.fullmatch(r"post-\d+|unread", name)]
    assert [name for name in set(samples) if samples.count(name) > 1] == []
