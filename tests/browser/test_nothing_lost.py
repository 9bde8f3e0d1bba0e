"""In a real browser: pressed twice, sent again after going back, signed out while writing. What was written is there, once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models.session import Session
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Een uur aan gewerkt: <b>niet</b> & kwijt."


@pytest.fixture
def topic() -> Topic:
    make_community()
    carla, daan = make_member("Carla"), make_member("Daan")
    return make_topic(group=make_group("Leren", owner=carla, members=(daan,)), by=carla)


def daan(come: Any, topic: Topic, **options: Any) -> Any:
    """Daan before the conversation, with his reply typed."""
    visitor = come(topic.group.memberships.get(member__name="Daan").member, **options)
    visitor.open(topic.get_absolute_url())
    visitor.page.locator("#answer textarea, form.editor textarea[name=body]").first.fill(WORDS)
    return visitor


def written() -> int:
    return Post.objects.filter(body=WORDS).count()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_reply_that_is_pressed_twice_is_there_once(visitor: Any, topic: Topic, scripts: bool) -> None:
    page = daan(visitor, topic, java_script_enabled=scripts).page
    page.locator("form.editor .button.primary").first.dblclick(no_wait_after=True)
    expect(page.locator(".notice.good")).to_be_visible()

    assert written() == 1


def test_a_reply_that_is_sent_again_after_going_back_is_there_once(visitor: Any, topic: Topic) -> None:
    page = daan(visitor, topic, java_script_enabled=False).page
    page.locator("form.editor .button.primary").first.click()
    expect(page.locator(".notice.good")).to_be_visible()
    Post.objects.filter(body=WORDS).update(created_at="2026-01-01T00:00Z")
    page.go_back()
    text = page.locator("form.editor textarea[name=body]").first
    text.fill(WORDS)
    page.locator("form.editor .button.primary").first.click()
    expect(page).to_have_url(re.compile("#post-2"))

    assert written() == 1


def test_two_windows_with_the_same_words_write_them_once(visitor: Any, topic: Topic) -> None:
    windows = [daan(visitor, topic, java_script_enabled=False).page for _ in range(2)]
    for page in windows:
        page.locator("form.editor .button.primary").first.click()
        expect(page).to_have_url(re.compile("#post-2"))

    assert written() == 1


def test_who_is_signed_out_while_writing_sees_the_words_and_the_way_back(visitor: Any, topic: Topic) -> None:
    someone = daan(visitor, topic, java_script_enabled=False)
    page = someone.page
    Session.objects.get().end()
    page.locator("form.editor .button.primary").first.click()

    expect(page.locator("textarea[readonly]")).to_have_value(WORDS)
    expect(page.locator("a[href*='next=/kept/']")).to_be_visible()
    assert written() == 0
    someone.troubles.clear()  # the browser's console names the refusal
