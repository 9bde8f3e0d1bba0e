"""What reaches somebody: heard of while the list is open, silenced in one step, and all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hands
from tests.browser.looking import barriers
from tests.browser.visitor import Visitor
from zwerm.discussions.samples import make_cast, make_reply
from zwerm.notifications.models import Notice, Pause, Wish
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]


@pytest.fixture
def cast() -> SimpleNamespace:
    cast = make_cast(title="Wat werkt?")
    tell()
    Notice.objects.all().delete()
    return cast


def test_an_open_list_shows_what_comes(visitor: Come, cast: SimpleNamespace, streams: None) -> None:
    carla = visitor(cast.carla)
    with carla.page.expect_response(lambda answer: "/live/?of=" in answer.url and answer.ok):
        page = carla.open("/notices/")
    page.get_by_role("heading", name="Er wacht niets op je").wait_for()
    make_reply(cast.topic, by=cast.daan)
    tell()

    page.get_by_role("link", name="Daan reageerde op je in Wat werkt?").wait_for()
    expect(page.locator("#said")).to_have_text("Er is iets nieuws voor je.")


def test_somebody_silences_everything_by_keyboard(visitor: Come, cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.daan)
    tell()
    carla = visitor(cast.carla)
    carla.page.emulate_media(reduced_motion="reduce")
    page = carla.open("/")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/notices/")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.innerText") == "Daan reageerde op je in Wat werkt?"

    hands = Hands(carla.open("/me/notices/"))
    while hands.here() != "Tot ik het zelf weer wil":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Laat meldingen weer komen").wait_for()
    assert Pause.objects.get(member=cast.carla).until is None


def test_somebody_chooses_what_comes_with_the_arrows(visitor: Come, cast: SimpleNamespace) -> None:
    carla = visitor(cast.carla)
    page = carla.open("/me/notices/")
    assert list(barriers(carla.page)) == []
    assert not carla.scrolls_sideways()
    page.get_by_role("group", name="Iemand reageert op je").get_by_label("Meteen").focus()
    for _choice in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Je keuzes zijn bewaard.").first.wait_for()

    assert list(Wish.objects.values_list("member", "sort", "when")) == [(cast.carla.pk, "reply", "never")]
    page.get_by_text("Anders in een groep").click()
    page.get_by_role("link", name="Leren op het werk").last.click()
    page.get_by_label("Niets uit deze groep").wait_for()
