"""Notices on a device in Chromium: turned on by a press, sent by the worker, opened by the browser's own worker, stopped there.

A browser's own push service is not reached from a test: the page gets its subscription from one on this machine, and what that one was
given is handed to the browser's worker as the browser would.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, Worker, expect

from tests.browser.looking import barriers
from tests.browser.visitor import PATIENCE, Visitor
from zwerm.activity.models import Delivery
from zwerm.discussions.samples import make_cast, make_reply
from zwerm.notifications.models import Device
from zwerm.notifications.samples import send, tell
from zwerm.notifications.tests.pushing import PushService

pytestmark = pytest.mark.django_db(transaction=True)

SUBSCRIBED = """(given) => {
    const own = { endpoint: given.endpoint, toJSON: () => ({ endpoint: given.endpoint, keys: given.keys }), unsubscribe: async () => true };
    PushManager.prototype.getSubscription = async () => (localStorage.subscribed ? own : null);
    PushManager.prototype.subscribe = async () => { localStorage.subscribed = "yes"; return own; };
}"""
KNOWN = """(endpoint) => {
    PushManager.prototype.getSubscription = async () => ({ endpoint, unsubscribe: async () => { self.left = true; } });
    Object.defineProperty(self, "clients", { value: { matchAll: async () => [], openWindow: async (url) => { self.shown = url; } } });
}"""
PRESSED = """async (action) => {
    const [notification] = await self.registration.getNotifications();
    self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""
SHOWN = """async () => (await self.registration.getNotifications()).map(({ title, body, tag, lang, actions }) => (
    { title, body, tag, lang, actions: actions.map((one) => one.title) }))"""


@pytest.fixture
def cast(service: PushService) -> SimpleNamespace:
    cast = make_cast(title="Wat werkt?")
    tell()
    Delivery.objects.all().delete()
    cast.browser = service.browser("carla")
    return cast


@pytest.fixture
def carla(visitor: Callable[..., Visitor], cast: SimpleNamespace) -> Visitor:
    one = visitor(cast.carla, service_workers="allow", permissions=["notifications"])
    given = {"endpoint": cast.browser.endpoint, "keys": cast.browser.subscription}
    one.page.add_init_script(f"({SUBSCRIBED})({json.dumps(given)})")
    return one


def turned_on(carla: Visitor) -> Page:
    page = carla.open("/me/notices/")
    page.get_by_role("button", name="Hier aanzetten").click()
    expect(page.locator("#messages")).to_contain_text("Meldingen komen nu op dit apparaat.")
    return page


def seen(page: Page, look: Callable[[], Any]) -> Any:
    """What `look` gives, as soon as it gives something."""
    until = time.monotonic() + PATIENCE / 1000
    while not (found := look()):
        assert time.monotonic() < until, "it did not come"
        page.wait_for_timeout(20)
    return found


def worker_of(page: Page) -> Worker:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    worker: Worker = seen(page, lambda: page.context.service_workers)[0]
    return worker


def handed_over(page: Page, message: dict[str, Any]) -> None:
    """What the push service holds for this browser arrives."""
    tools, found = page.context.new_cdp_session(page), []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    tools.send("ServiceWorker.enable")
    where = {
        "origin": page.evaluate("location.origin"),
        "registrationId": seen(page, lambda: found)[0]["registrationId"],
    }
    tools.send("ServiceWorker.deliverPushMessage", {**where, "data": json.dumps(message)})
    tools.detach()


def shown(page: Page) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = seen(page, lambda: worker_of(page).evaluate(SHOWN))
    return told


def replied(cast: SimpleNamespace, service: PushService) -> dict[str, Any]:
    """Daan replies, and the worker sends what is due."""
    make_reply(cast.topic, by=cast.daan, body="Wandelen werkt.")
    tell()
    send("push")
    message: dict[str, Any] = service.to(cast.browser)[-1]
    return message


def test_a_reply_appears_on_the_device_where_somebody_turned_notices_on_and_leads_there(
    carla: Visitor, cast: SimpleNamespace, service: PushService
) -> None:
    page = turned_on(carla)
    expect(page.get_by_text("dit apparaat", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_hidden()
    handed_over(page, replied(cast, service))

    assert shown(page) == [
        {
            "title": "Daan reageerde op je in “Wat werkt?”",
            "body": "Wandelen werkt.",
            "tag": f"topic:{cast.topic.pk}",
            "lang": "nl",
            "actions": ["Stop op dit apparaat"],
        }
    ]
    worker = worker_of(page)
    worker.evaluate(KNOWN, cast.browser.endpoint)
    worker.evaluate(PRESSED, "")
    carla.page.goto(seen(page, lambda: worker.evaluate("self.shown")))
    assert cast.topic.get_absolute_url() in carla.page.url
    expect(page.get_by_text("Wandelen werkt.")).to_be_visible()


def test_one_press_on_the_notice_stops_them_there(carla: Visitor, cast: SimpleNamespace, service: PushService) -> None:
    page = turned_on(carla)
    handed_over(page, replied(cast, service))
    shown(page)
    worker = worker_of(page)
    worker.evaluate(KNOWN, cast.browser.endpoint)
    worker.evaluate(PRESSED, "stop")
    seen(page, lambda: worker.evaluate("self.left"))

    assert not Device.objects.exists()
    seen(page, lambda: [one["title"] for one in shown(page)] == ["Op dit apparaat komen geen meldingen meer."])


def test_nothing_is_asked_before_the_press_and_a_refusal_says_how_to_mend_it(
    visitor: Callable[..., Visitor], cast: SimpleNamespace
) -> None:
    daan = visitor(cast.daan, service_workers="allow")
    daan.page.add_init_script("Notification.requestPermission = async () => { window.asked = true; return 'default'; }")
    page = daan.open("/me/notices/")
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_visible()
    assert page.evaluate("window.asked") is None
    page.get_by_role("button", name="Hier aanzetten").click()
    page.wait_for_function("window.asked === true")
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_visible()

    daan.page.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    page = daan.open("/me/notices/")
    expect(page.get_by_text("Sta ze toe in de instellingen")).to_be_visible()
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_hidden()


@pytest.mark.parametrize(
    ("lacks", "says"),
    [
        ("delete window.PushManager", "Deze browser kan dat hier niet"),
        ("delete window.PushManager; navigator.standalone = false", "Op een iPhone of iPad"),
    ],
)
def test_a_browser_that_cannot_says_what_is_missing(
    visitor: Callable[..., Visitor], cast: SimpleNamespace, lacks: str, says: str
) -> None:
    daan = visitor(cast.daan)
    daan.page.add_init_script(lacks)
    page = daan.open("/me/notices/")

    expect(page.get_by_text(says)).to_be_visible()
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_hidden()


def test_without_script_the_page_says_what_is_missing(visitor: Callable[..., Visitor], cast: SimpleNamespace) -> None:
    page = visitor(cast.daan, java_script_enabled=False).open("/me/notices/")

    expect(page.get_by_text("Deze browser kan dat hier niet")).to_be_visible()
    expect(page.get_by_role("button", name="Hier aanzetten")).to_be_hidden()


def test_signing_out_leaves_no_notice_on_the_screen_and_no_device(
    carla: Visitor, cast: SimpleNamespace, service: PushService
) -> None:
    page = turned_on(carla)
    handed_over(page, replied(cast, service))
    shown(page)
    with page.expect_navigation():
        page.evaluate("document.querySelector('[data-sign-out]').click()")

    assert not Device.objects.exists()
    seen(page, lambda: not worker_of(page).evaluate(SHOWN))


def test_the_page_about_devices_shuts_nobody_out(carla: Visitor) -> None:
    page = turned_on(carla)
    assert not list(barriers(page))
    carla.picture("devices")
