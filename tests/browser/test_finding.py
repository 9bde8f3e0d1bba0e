"""Finding while one writes: what was asked before stands beside the title, moves nothing, and keeps what was written."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.looking import barriers
from tests.browser.visitor import PHONE, WIDE, Visitor
from zwerm.discussions.models import Draft, Topic
from zwerm.discussions.samples import make_cast
from zwerm.search.samples import take_in

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]
FOUND = "Eén eerder gesprek lijkt hierop"
WHERE = "() => ['kind', 'title', 'body'].map(name => document.querySelector(`[name=${name}]`).getBoundingClientRect().y).join()"


@pytest.fixture
def cast() -> SimpleNamespace:
    cast = make_cast(title="Kort verzuim bespreken", kind=Topic.Kind.QUESTION)
    take_in()
    return cast


def test_what_was_asked_before_stands_beside_the_title_and_leads_there_with_the_words_kept(
    visitor: Come, cast: SimpleNamespace
) -> None:
    daan = visitor(cast.daan, viewport=WIDE)
    page = daan.open(f"/groups/{cast.group.slug}/topics/")
    page.get_by_label("Je bericht").fill("Bij ons")
    before = page.evaluate(WHERE)
    page.get_by_label("Titel").fill("Verzuim bespreken")

    expect(page.get_by_role("link", name="Kort verzuim bespreken")).to_be_visible()
    expect(page.locator("#said")).to_have_text(FOUND)
    assert page.evaluate(WHERE) == before
    assert list(barriers(daan.page)) == []
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Kort verzuim bespreken").click()
    page.get_by_role("link", name="Schrijf verder").click()
    expect(page.get_by_label("Titel")).to_have_value("Verzuim bespreken")
    assert Draft.objects.get(member=cast.daan).body == "Bij ons"


def test_on_a_phone_it_waits_behind_a_button_that_the_keyboard_reaches(visitor: Come, cast: SimpleNamespace) -> None:
    page = visitor(cast.daan, viewport=PHONE).open(f"/groups/{cast.group.slug}/topics/")
    before = page.evaluate(WHERE)
    page.get_by_label("Titel").fill("Verzuim")
    button = page.get_by_role("button", name=FOUND)
    expect(button).to_be_visible()
    assert page.evaluate(WHERE) == before

    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Kort verzuim bespreken")).to_be_focused()
    assert page.evaluate(WHERE) == before
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.get_by_role("link", name="Kort verzuim bespreken")).to_be_hidden()
