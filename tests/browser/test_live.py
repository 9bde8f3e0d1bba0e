"""Two people in one conversation: what one writes comes to the other, who did nothing for it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from zwerm.discussions.samples import make_cast, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]

#: Notes every shift of the layout that nobody caused, from before the page is there.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => list.getEntries().forEach(one => window.shifts.push(one.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def cast() -> SimpleNamespace:
    return make_cast()


def read(one: Visitor, topic: Any, page: int = 1) -> Page:
    """Open a conversation, and wait until the page listens."""
    one.page.add_init_script(WATCH_SHIFTS)
    with one.page.expect_response(lambda answer: "/live/?of=" in answer.url and answer.ok):
        one.open(f"{topic.get_absolute_url()}?page={page}")
    one.page.evaluate("window.stillHere = true")
    return one.page


def tops(page: Page) -> dict[str, float]:
    """Where each post stands on the screen."""
    found: dict[str, float] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-item]')]"
        ".map(item => [item.id, item.getBoundingClientRect().top]))"
    )
    return found


def to_the_end(page: Page) -> None:
    """Scroll until the last post ends a little above the edge of the window."""
    page.evaluate(
        "[...document.querySelectorAll('[data-item]')].at(-1).scrollIntoView({ block: 'end', behavior: 'instant' })"
    )


def test_what_one_writes_comes_to_who_reads_the_end(visitor: Come, cast: SimpleNamespace, streams: None) -> None:
    carla, daan = read(visitor(cast.carla), cast.topic), visitor(cast.daan)
    page = daan.open(cast.topic.get_absolute_url())
    page.get_by_label("Je reactie").fill("Wij wisselen elke maand.")
    before = tops(carla)
    page.get_by_role("button", name="Plaats reactie").click()
    page.locator("#post-2").wait_for()
    carla.locator("#post-2", has_text="Wij wisselen elke maand.").wait_for()
    assert carla.evaluate("window.stillHere"), "without a new page"
    assert tops(carla)["post-1"] == before["post-1"], "nothing that Carla reads has moved"
    expect(carla.locator(".live-news[role=status]")).to_have_text("Nieuw: een reactie van Daan.")
    carla.locator("#post-2").get_by_role("button", name="Bedankt").click()
    carla.locator("#post-2 .thanks", has_text="Carla bedankte Daan.").wait_for()
    assert carla.locator("#post-2").count() == 1


def test_who_reads_higher_up_is_told_and_nothing_moves_until_they_ask(
    visitor: Come, cast: SimpleNamespace, streams: None
) -> None:
    for number in range(12):
        make_reply(cast.topic, by=cast.carla, body=f"Reactie {number}. " + "Er valt veel over te zeggen. " * 30)
    page = read(visitor(cast.carla), cast.topic)
    before, shifts = tops(page), page.evaluate("window.shifts.length")
    make_reply(cast.topic, by=cast.daan, body="Onderaan iets nieuws.")
    told = page.get_by_role("link", name="1 nieuwe reactie: toon")
    told.wait_for()
    assert tops(page) == before
    make_reply(cast.topic, by=cast.daan, body="En nog iets.")
    page.get_by_role("link", name="2 nieuwe reacties: toon").wait_for()
    assert tops(page) == before
    assert page.evaluate("window.shifts.length") == shifts
    assert page.evaluate("document.activeElement === document.body"), "the focus was left where it was"
    page.get_by_role("link", name="2 nieuwe reacties: toon").press("Enter")
    page.locator("#post-15", has_text="En nog iets.").wait_for()
    assert page.evaluate("document.activeElement.id") == "post-14"
    assert page.locator(".live-news").inner_text() == ""


def test_who_is_writing_is_told_and_keeps_their_place(visitor: Come, cast: SimpleNamespace, streams: None) -> None:
    page = read(visitor(cast.carla), cast.topic)
    page.locator("[data-editor=ready]").wait_for()
    page.get_by_label("Je reactie").fill("Ik wilde net zeggen")
    page.locator("[data-editor-status]", has_text="ewaard").wait_for()
    box = page.get_by_label("Je reactie").bounding_box()
    make_reply(cast.topic, by=cast.daan)
    page.get_by_role("link", name="1 nieuwe reactie: toon").wait_for()
    assert page.get_by_label("Je reactie").bounding_box() == box
    assert page.get_by_label("Je reactie").evaluate("box => box === document.activeElement")
    assert page.locator("#post-2").count() == 0


def test_a_post_that_was_changed_or_taken_away_is_shown_as_it_is_now(
    visitor: Come, cast: SimpleNamespace, streams: None
) -> None:
    reply = make_reply(cast.topic, by=cast.daan, body="Zo is het.")
    page = read(visitor(cast.carla), cast.topic)
    reply.edit("Zo was het.", by=cast.daan)
    page.locator("#post-2", has_text="Zo was het.").wait_for()
    reply.remove(by=cast.daan)
    page.locator("#post-2", has_text="Daan haalde dit bericht weg.").wait_for()
    assert page.evaluate("window.stillHere")


def test_a_full_page_leads_to_the_next_one(visitor: Come, cast: SimpleNamespace, streams: None) -> None:
    for number in range(19):
        make_reply(cast.topic, by=cast.carla, body=f"Reactie {number}.")
    page = read(visitor(cast.carla), cast.topic)
    make_reply(cast.topic, by=cast.daan, body="Op een nieuwe bladzijde.")
    page.get_by_role("link", name="1 nieuwe reactie: toon").click()
    page.wait_for_url("**?page=2#post-21")
    page.locator("#post-21", has_text="Op een nieuwe bladzijde.").wait_for()


def test_who_was_put_out_of_the_group_gets_nothing_more(visitor: Come, cast: SimpleNamespace, streams: None) -> None:
    daan = visitor(cast.daan)
    page = read(daan, cast.topic)
    cast.group.change(by=cast.carla, visibility="hidden")
    cast.group.memberships.get(member=cast.daan).remove(by=cast.carla, reason="Vertrokken.")
    with page.expect_response(lambda answer: "/posts/" in answer.url) as asked:
        make_reply(cast.topic, by=cast.carla, body="Onder ons.")
    assert asked.value.status == 404
    page.wait_for_timeout(500)
    assert "Onder ons." not in page.content()
    assert [trouble for trouble in daan.troubles if "404" not in trouble] == []
    daan.troubles.clear()
