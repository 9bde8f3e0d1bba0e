"""Writing, as people do it: with the mouse, with the keyboard alone, without scripts, with a tab that closes."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import Visitor
from zwerm.discussions.models import Draft, Post, Topic
from zwerm.discussions.samples import make_cast, make_reply
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]


@pytest.fixture
def cast() -> SimpleNamespace:
    return make_cast(kind=Topic.Kind.QUESTION)


def test_a_member_starts_a_conversation_with_bold_words_a_name_and_a_preview(
    visitor: Come, cast: SimpleNamespace
) -> None:
    daan = visitor(cast.daan)
    page = _write_in(daan, f"/groups/{cast.group.slug}/topics/")
    page.get_by_label("Titel").fill("Wie helpt mij op weg?")
    text = page.get_by_label("Je bericht")
    text.click()
    page.keyboard.press("Control+b")
    page.keyboard.type("Hulp gezocht")
    page.keyboard.press("End")
    page.keyboard.type(" van @car")
    page.get_by_role("option", name=re.compile("Carla")).click()
    page.get_by_role("button", name="Voorbeeld").click()
    page.locator(".editor-preview strong", has_text="Hulp gezocht").wait_for()
    page.get_by_role("button", name="Plaatsen").click()
    page.get_by_role("heading", level=1, name="Wie helpt mij op weg?").wait_for()
    post = Post.objects.get(topic__title="Wie helpt mij op weg?")
    assert "<strong>Hulp gezocht</strong>" in post.html
    assert post.mentions.get().member == cast.carla


def test_words_survive_a_tab_that_closes(visitor: Come, cast: SimpleNamespace) -> None:
    daan = visitor(cast.daan)
    page = daan.open(cast.topic.get_absolute_url())
    page.get_by_label("Je reactie").fill("Dit wilde ik nog zeggen.")
    page.locator("[data-editor-status]", has_text=re.compile("Bewaard|bewaard")).wait_for()
    assert Draft.objects.get(member=cast.daan).body == "Dit wilde ik nog zeggen."
    page.close(run_before_unload=False)
    daan.page = page.context.new_page()
    daan.open(cast.topic.get_absolute_url())
    assert daan.page.get_by_label("Je reactie").input_value() == "Dit wilde ik nog zeggen."


def test_somebody_replies_and_thanks_without_scripts(visitor: Come, cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.carla, body="Wissel van gastheer.")
    daan = visitor(cast.daan, java_script_enabled=False)
    page = daan.open(cast.topic.get_absolute_url())
    page.locator("#post-2").get_by_role("button", name="Bedankt").click()
    assert Reaction.objects.get().giver == cast.daan
    assert "Daan bedankte Carla." in page.locator("#post-2 .thanks").inner_text()
    page.locator("#post-2").get_by_role("link", name="Reageer").click()
    page.get_by_label("Je reactie").fill("Dat doen wij ook.")
    page.get_by_role("button", name="Plaats reactie").click()
    assert Post.objects.get(body="Dat doen wij ook.").reply_to.number == 2
    assert "Dat doen wij ook." in page.locator("#post-3").inner_text()


def test_thanks_appear_where_one_reads_without_a_new_page(visitor: Come, cast: SimpleNamespace) -> None:
    daan = visitor(cast.daan)
    page = daan.open(cast.topic.get_absolute_url())
    page.evaluate("window.stillHere = true")
    page.locator("#post-1").get_by_role("button", name="Bedankt").click()
    page.locator("#post-1 .thanks", has_text="Daan bedankte Carla.").wait_for()
    assert page.evaluate("window.stillHere")


def _write_in(daan: Visitor, address: str) -> Page:
    """The page at `address`, when its editor is there."""
    page = daan.open(address)
    page.locator("[data-editor=ready]").wait_for()
    return page


def test_a_conversation_is_read_and_answered_by_keyboard_alone(visitor: Come, cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.carla, body="Wissel van gastheer.")
    daan = visitor(cast.daan)
    page = _write_in(daan, cast.topic.get_absolute_url())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("Goed idee.")
    page.keyboard.press("Control+Enter")
    page.locator("#post-3", has_text="Goed idee.").wait_for()
    assert Post.objects.get(body="Goed idee.").reply_to.number == 2
