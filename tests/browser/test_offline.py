"""Without network, and with a bad one: the page that stands there, and words that wait until they can go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.looking import barriers
from tests.browser.visitor import Visitor
from zwerm.discussions.models import Closure, Post
from zwerm.discussions.samples import make_cast
from zwerm.groups.samples import make_moderator

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]
WORDS = "Dit schreef ik in de trein."


@pytest.fixture
def cast() -> SimpleNamespace:
    cast = make_cast()
    cast.bram = make_moderator(cast.group)
    return cast


@pytest.fixture
def daan(visitor: Come, cast: SimpleNamespace) -> Visitor:
    return visitor(cast.daan)


@contextmanager
def no_network(visitor: Visitor) -> Iterator[None]:
    """The browser is cut off; that it says so in its console is no trouble here."""
    visitor.page.context.set_offline(True)
    yield
    visitor.page.context.set_offline(False)
    visitor.troubles[:] = [one for one in visitor.troubles if "ERR_" not in one]


def written(daan: Visitor, cast: SimpleNamespace, words: str = WORDS) -> Page:
    page = daan.open(cast.topic.get_absolute_url())
    page.locator("[data-editor=ready]").wait_for()
    page.get_by_label("Je reactie").fill(words)
    return page


def post_it(page: Page) -> None:
    page.get_by_role("button", name="Plaats reactie").click()


def card(page: Page) -> Any:
    return page.locator("#waiting article", has_text=WORDS)


def taken_over(page: Page) -> None:
    """The worker is there, and answers for this page."""
    page.evaluate("""async () => {
        await navigator.serviceWorker.ready;
        while (!navigator.serviceWorker.controller) await new Promise(next => setTimeout(next, 50));
    }""")


def test_a_reply_written_without_network_waits_and_goes_out_once(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    with no_network(daan):
        post_it(page)
        expect(card(page)).to_contain_text("Wacht op het netwerk")
        expect(page.get_by_label("Je reactie")).to_have_value("")
        assert not list(barriers(page))
        assert not Post.objects.filter(body=WORDS).exists()
    expect(page.locator("#waiting [data-posted]")).to_contain_text("Wat wachtte, staat er nu")
    daan.open(cast.topic.get_absolute_url())
    expect(page.locator("#waiting article")).to_have_count(0)
    assert Post.objects.filter(body=WORDS).count() == 1


def test_an_answer_that_got_lost_does_not_double_what_arrived(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)

    def arrives_and_is_not_heard(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/posts/", arrives_and_is_not_heard, times=1)
    post_it(page)
    expect(card(page)).to_be_visible()
    assert Post.objects.filter(body=WORDS).count() == 1
    card(page).get_by_role("button", name="Nu versturen").click()
    expect(page.locator("#waiting [data-posted]")).to_contain_text(cast.topic.title)
    assert Post.objects.filter(body=WORDS).count() == 1
    daan.troubles.clear()


def test_who_writes_on_after_a_lost_answer_mends_what_arrived(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    page.route("**/posts/", lambda route: (route.fetch(), route.abort())[0], times=1)
    post_it(page)
    card(page).get_by_role("button", name="Verder schrijven").click()
    expect(page.get_by_label("Je reactie")).to_have_value(WORDS)
    page.get_by_label("Je reactie").fill(f"{WORDS} En dit erbij.")
    post_it(page)
    expect(page.locator("#post-2")).to_contain_text("En dit erbij.")
    assert cast.topic.posts.count() == 2
    daan.troubles.clear()


def test_a_conversation_that_was_closed_meanwhile_asks_and_keeps_the_words(
    daan: Visitor, cast: SimpleNamespace
) -> None:
    page = written(daan, cast)
    with no_network(daan):
        post_it(page)
        card(page).wait_for()
        Closure.close(cast.topic, by=cast.bram)
    expect(card(page)).to_contain_text("gesloten")
    daan.open("/")
    expect(card(page)).to_contain_text("gesloten")
    card(page).get_by_role("button", name="Weggooien").click()
    expect(page.locator("#waiting")).to_be_hidden()
    daan.troubles.clear()


def test_words_of_days_ago_are_asked_about_and_then_sent(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    with no_network(daan):
        post_it(page)
        card(page).wait_for()
        page.evaluate("""() => { for (const name of Object.keys(localStorage)) if (name.startsWith("waiting:")) {
            const item = JSON.parse(localStorage[name]);
            localStorage[name] = JSON.stringify({...item, at: item.at - 3 * 86_400_000});
        } }""")
    expect(card(page)).to_contain_text("meer dan een dag geleden")
    assert not Post.objects.filter(body=WORDS).exists()
    card(page).get_by_role("button", name="Nu versturen").click()
    expect(page.locator("#waiting [data-posted]")).to_contain_text(cast.topic.title)
    assert Post.objects.filter(body=WORDS).count() == 1


def test_a_session_that_ended_meanwhile_keeps_the_words_for_whoever_wrote_them(
    visitor: Come, daan: Visitor, cast: SimpleNamespace
) -> None:
    page = written(daan, cast)
    page.context.clear_cookies(name="sessionid")
    post_it(page)
    expect(page.locator("[data-editor-status]")).to_contain_text("aangemeld")
    expect(page.get_by_label("Je reactie")).to_have_value(WORDS)
    with no_network(daan):
        post_it(page)
        card(page).wait_for()
    expect(card(page)).to_contain_text("aangemeld")
    daan.open("/groups/")
    assert WORDS not in page.content()
    daan.sign_in(cast.daan)
    daan.open("/groups/")
    expect(page.locator("#waiting [data-posted]")).to_contain_text(cast.topic.title)
    assert Post.objects.filter(body=WORDS).count() == 1
    daan.troubles.clear()


def test_signing_out_asks_first_and_then_leaves_nothing_behind(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    page.route("**/posts/", lambda route: route.abort())
    post_it(page)
    card(page).wait_for()
    page.locator(".side-me summary").click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Blijf").click()
    expect(card(page)).to_be_visible()
    page.locator(".side-me summary").click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Weggooien en afmelden").click()
    page.wait_for_url(re.compile("/$"))
    assert WORDS not in page.evaluate("JSON.stringify({...localStorage}) + document.cookie")
    daan.troubles.clear()


def test_a_slow_answer_says_so_and_keeps_the_words(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    held: list[Route] = []
    page.route("**/posts/", lambda route: held.append(route))
    post_it(page)
    expect(page.get_by_role("button", name="Wordt verstuurd…")).to_be_visible()
    expect(page.locator("[data-editor-status]")).to_contain_text("Dit duurt langer dan anders")
    expect(page.get_by_label("Je reactie")).to_have_value(WORDS)
    held[0].continue_()
    expect(page.locator("#post-2")).to_contain_text(WORDS)


def test_the_page_without_network_says_what_happened_and_shows_what_waits(visitor: Come, cast: SimpleNamespace) -> None:
    daan = visitor(cast.daan, service_workers="allow")
    page = written(daan, cast)
    taken_over(page)
    daan.open(cast.topic.get_absolute_url())  # the worker learns the language
    page.get_by_label("Je reactie").fill(WORDS)
    with no_network(daan):
        post_it(page)
        card(page).wait_for()
        daan.open("/groups/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Er is geen netwerk")
        expect(card(page)).to_be_visible()
        assert not list(barriers(page))
        kept = page.evaluate("""async () => (await Promise.all((await caches.keys()).map(async name =>
            (await (await caches.open(name)).keys()).map(one => new URL(one.url).pathname)))).flat()""")
        assert [path for path in kept if not path.startswith(("/static/", "/offline/"))] == []
    expect(page.get_by_role("heading", level=1)).to_have_text("Groepen")
    expect(page.locator("#waiting [data-posted]")).to_contain_text(cast.topic.title)
    assert Post.objects.filter(body=WORDS).count() == 1
    assert "serviceWorker" not in "".join(daan.troubles)


def test_a_stranger_leaves_with_nothing_on_their_device(visitor: Come, cast: SimpleNamespace) -> None:
    stranger = visitor(service_workers="allow")
    page = stranger.open("/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert page.evaluate("localStorage.length") == 0


def test_the_community_can_be_installed(visitor: Come, cast: SimpleNamespace) -> None:
    daan = visitor(cast.daan)
    page = daan.open("/")
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then(answer => answer.json())")
    assert (manifest["name"], manifest["lang"], manifest["display"]) == ("De Vakgenoten", "nl", "standalone")
    assert [one["name"] for one in manifest["shortcuts"]] == ["Nieuw voor mij", "Schrijven"]
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


def test_two_tabs_that_both_come_back_write_once(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    other = page.context.new_page()
    other.goto(daan.home + "/groups/")
    with no_network(daan):
        post_it(page)
        card(page).wait_for()
    expect(card(page)).to_have_count(0)
    expect(card(other)).to_have_count(0)
    assert Post.objects.filter(body=WORDS).count() == 1


def test_a_page_that_stood_open_too_long_keeps_the_words_for_the_next_one(daan: Visitor, cast: SimpleNamespace) -> None:
    page = written(daan, cast)
    page.context.clear_cookies(name="csrftoken")
    post_it(page)
    expect(page.locator("[data-editor-status]")).to_contain_text("stond te lang open")
    expect(page.locator("[data-editor-status]")).to_contain_text("browser bewaard")  # and the draft is kept once more
    written_again = daan.open(cast.topic.get_absolute_url())
    expect(written_again.get_by_label("Je reactie")).to_have_value(WORDS)
    post_it(written_again)
    expect(page.locator("#post-2")).to_contain_text(WORDS)
    daan.troubles.clear()


def test_a_new_worker_leaves_nothing_of_an_old_one_and_a_lost_store_breaks_no_page(
    visitor: Come, cast: SimpleNamespace
) -> None:
    daan = visitor(cast.daan, service_workers="allow")
    page = daan.open("/offline/nl/")
    page.evaluate("caches.open('house-old').then(cache => cache.put('/old', new Response('old')))")
    daan.open("/groups/")
    taken_over(page)
    page.evaluate("""async () => { const names = () => caches.keys();
        while ((await names()).length !== 1 || (await names())[0] === "house-old") await new Promise(next => setTimeout(next, 50));
    }""")
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    daan.open("/new/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw voor mij")


def test_a_change_of_a_post_that_never_arrived_is_there_at_the_next_visit(visitor: Come, cast: SimpleNamespace) -> None:
    carla = visitor(cast.carla)
    address = f"/posts/{cast.topic.posts.get().pk}/source/"
    page = carla.open(address)
    page.locator("[data-editor=ready]").wait_for()
    page.get_by_label("Je bericht").fill(WORDS)
    with no_network(carla):
        page.get_by_role("button", name="Bewaren").click()
        expect(page.locator("#messages")).to_contain_text("Er is nu geen netwerk")
    page.evaluate("window.onbeforeunload = null")
    page.close()
    carla.page = page.context.new_page()
    page = carla.open(address)
    expect(page.get_by_label("Je bericht")).to_have_value(WORDS)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#post-1")).to_contain_text(WORDS)
    cast.topic.posts.get().edit("Elders veranderd.", by=cast.carla)
    page = carla.open(address)
    page.locator("[data-editor=ready]").wait_for()
    expect(page.get_by_label("Je bericht")).to_have_value("Elders veranderd.")
