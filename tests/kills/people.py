"""Members who write through the pages that everyone uses, and send a form again when nothing came back."""

from __future__ import annotations

import io
import random
import re
import threading
import time
import uuid
from collections.abc import Callable
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html as markup
from PIL import Image

from tests.kills.notes import Notes, Sent
from tests.kills.seeding import PASSWORD

Form = tuple[str, dict[str, str]]
#: Words that break what is half-written, or written as something else than it was.
WORDS = (
    "Zoals Åsa zei: „één voor één” 🐦",
    "<b>niet vet</b> & *wel schuin*",
    "  - een lijst\n  - met ruimte",
    "@bram ziet dit",
)


class NoAnswer(Exception):
    """Nobody can tell whether it was done."""


class Stay(HTTPRedirectHandler):
    """A redirect is an answer in itself."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Person(threading.Thread):
    """One member, signed in, who goes on until told to stop."""

    def __init__(self, name: str, base: str, notes: Notes, stopping: threading.Event) -> None:
        super().__init__(daemon=True, name=name)
        self.base, self.notes, self.stopping = base, notes, stopping
        self.chance = random.Random(name)
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()), Stay())
        self.broke: BaseException | None = None

    def run(self) -> None:
        deeds: list[Callable[[], None]] = [self.reply] * 12 + [self.start_topic] * 2 + [self.thank] * 4
        deeds += [self.reply_with_a_picture] * 2 + [self.invite]
        try:
            while not self.stopping.is_set():
                try:
                    self.chance.choice(deeds)()
                except NoAnswer:
                    time.sleep(0.2)
        except BaseException as error:
            self.broke = error

    def sign_in(self) -> None:
        address, fields = self.form("/account/login/", "//form[.//input[@name='login']]")
        fields |= {"login": f"{self.name.lower()}@example.org", "password": PASSWORD}
        assert self.ask(address or "/account/login/", fields)[0] == 302

    def reply(self, extra: str = "") -> None:
        topic = self.some_topic()
        address, fields = self.form(topic, "//*[@id='answer']//form[contains(@class, 'editor')]")
        self.send("reply", address, fields | {"body": self.some_words() + extra}, "body")

    def reply_with_a_picture(self) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (self.chance.randint(40, 400), 40), self.chance.choice(["navy", "orange"])).save(
            picture, "PNG"
        )
        token = self.form("/write/", "//form[@id='act']")[1]["csrfmiddlewaretoken"]
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="lucht.png"\r\n\r\n'
        body = head.encode() + picture.getvalue() + f"\r\n--{edge}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "X-CSRFToken": token}
        status, _, answer = self.ask("/media/", body, headers)
        if status == 201:
            self.reply("\n\n" + re.findall(r'"markdown": "(.*)"', answer)[0].encode().decode("unicode_escape"))

    def start_topic(self) -> None:
        address, fields = self.form("/groups/onder-druk/topics/", "//form[contains(@class, 'editor')]")
        fields |= {"title": f"Gesprek {uuid.uuid4().hex[:8]}", "body": self.some_words(), "kind": "discussion"}
        self.send("topic", address or "/groups/onder-druk/topics/", fields | {"section": "discussions"}, "body")

    def thank(self) -> None:
        page = self.page(self.some_topic())
        ways = page.xpath("//button[contains(@formaction, '/thanks/') and not(@name='_method')]/@formaction")
        if ways:
            way = self.chance.choice(ways)
            fields = fields_of(page.xpath("//form[@id='act']")[0])
            self.send("thanks", way, fields, "", about=int(way.split("/")[2]))

    def invite(self) -> None:
        _address, fields = self.form("/invitations/", "//form[.//textarea[@name='addresses']]")
        fields |= {"addresses": f"{uuid.uuid4().hex}@example.net", "note": "Kom erbij."}
        self.send("invitation", "/invitations/", fields, "addresses")

    def send(self, kind: str, address: str, fields: dict[str, str], words: str, about: int = 0) -> None:
        """Send a form and note the yes. Where nothing came back, every second one is sent again as it was."""
        one = self.notes.sending(Sent(kind, self.name, fields.get(words, ""), about))
        if self.chance.random() < 0.5:  # a browser with scripts
            fields = fields | {"form_number": str(uuid.uuid4())}
        again = self.chance.random() < 0.5
        while True:
            try:
                status = self.ask(address, fields)[0]
                break
            except NoAnswer:
                if not again:
                    raise
                self.notes.repeated += 1
                time.sleep(0.2)
        one.acknowledged = status == 302
        if status != 302:
            self.notes.refuse(f"{kind}: {status}")

    def some_topic(self) -> str:
        page = self.page("/groups/onder-druk/talk/discussions/")
        return str(self.chance.choice([way for way in page.xpath("//a/@href") if re.match(r"/topics/\d+/", way)]))

    def some_words(self) -> str:
        words = self.chance.sample(WORDS, 2) * self.chance.choice([1, 1, 1, 20])
        return "\n\n".join([f"Bericht {uuid.uuid4().hex}", *words])

    def form(self, address: str, where: str) -> Form:
        [found, *_] = self.page(address).xpath(where)
        return found.get("action", ""), fields_of(found)

    def page(self, address: str) -> Any:
        status, to, text = self.ask(address)
        return self.page(to) if status in (301, 302) else markup.fromstring(text)

    def ask(
        self, address: str, fields: dict[str, str] | bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Status, where to, and the page.

        Raises:
            NoAnswer: the server went away, or said that it is away.
        """
        data = urlencode(fields).encode() if isinstance(fields, dict) else fields
        try:
            request = Request(self.base + address, data, headers or {})
            with self.browser.open(request, timeout=60) as answer:
                return answer.status, "", answer.read().decode()
        except HTTPError as error:
            with error:
                if error.code >= 500:
                    self.notes.refuse(f"{address.split('/')[1]}: {error.code}")
                    raise NoAnswer from error
                return error.code, error.headers.get("Location", ""), error.read().decode()
        except (OSError, HTTPException) as error:
            if self.stopping.wait(0):
                raise
            raise NoAnswer from error


def fields_of(form: Any) -> dict[str, str]:
    return {name: value for name, value in form.fields.items() if value is not None}
