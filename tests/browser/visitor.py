"""Somebody with a browser."""

from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

from tools.install import ROOT

PICTURES = ROOT / "screenshots"  # not kept in git
PATIENCE = 60_000  # milliseconds for what happens at once, on a machine that does much else
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

Light = Literal["light", "dark"]
LIGHTS: tuple[Light, ...] = ("light", "dark")

ARRIVED = """async () => {
    await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
    const changes = document.getAnimations().filter(one => one instanceof CSSTransition);
    const late = new Promise(next => setTimeout(next, 1000));
    await Promise.race([late, Promise.allSettled(changes.map(one => one.finished))]);
}"""


class Visitor:
    """A person before a page: `open` an address, act on `page`, take a `picture`; looking.py looks for barriers."""

    def __init__(self, page: Page, home: str) -> None:
        self.page, self.home = page, home
        self.troubles: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def open(self, path: str) -> Page:
        self.page.goto(path)
        return self.page

    def show(self, html: str) -> Page:
        """A page that the server made on another way than by being asked for it: an error, a form that came back."""
        self.page.route("**/shown/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.page.goto("/shown/")
        self.page.unroute("**/shown/")
        return self.page

    def sign_in(self, member: Any) -> None:
        """Come in as `member` without the form, which has tests of its own."""
        client = Client()
        client.force_login(member)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.home}])

    def picture(self, name: str) -> list[Path]:
        """The page as it stands: wide and on a phone, by day and by night."""
        PICTURES.mkdir(exist_ok=True)
        taken = []
        for width, size in (("wide", WIDE), ("phone", PHONE)):
            self.page.set_viewport_size(size)
            for light in LIGHTS:
                self._turn(light)
                taken.append(PICTURES / f"{name}-{width}-{light}.png")
                self.page.screenshot(path=taken[-1], full_page=True)
        return taken

    def scrolls_sideways(self) -> bool:
        """Whether a phone's page is wider than the phone."""
        self.page.set_viewport_size(PHONE)
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def forgive(self, words: str) -> None:
        """Take out of the troubles what a test asked for itself."""
        self.troubles = [trouble for trouble in self.troubles if words not in trouble]

    def _turn(self, light: Light) -> None:
        """Change the light, and wait until the colours have arrived."""
        self.page.emulate_media(color_scheme=light)
        self.page.evaluate(ARRIVED)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"{self.page.url}: {message.text}")
