"""A house that runs, and Daan, who reads Dutch."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from django.conf import settings
from lxml import html as markup

from tests.kills.house import House
from tests.kills.notes import Notes
from tests.kills.people import Form, Person, fields_of
from tools import postgres

PATIENCE = 60
REPLY = "//*[@id='answer']//form[contains(@class, 'editor')]"


@dataclass
class Answer:
    status: int
    headers: Any
    text: str

    @property
    def again(self) -> Form:
        """The form on the page that gives back what could not be kept."""
        page: Any = markup.fromstring(self.text)
        [form] = page.xpath("//form[.//textarea[@name='body']]")
        fields = fields_of(form)
        return form.get("action", ""), fields | {"body": fields["body"].removeprefix("\n")}  # as a browser does


class Daan(Person):
    """Somebody in a browser that asks for Dutch."""

    def gets(self, address: str, fields: dict[str, str] | None = None) -> Answer:
        data = urlencode(fields).encode() if fields else None
        request = Request(self.base + address, data, {"Accept-Language": "nl", "Referer": self.base + address})
        try:
            with self.browser.open(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read().decode())


class Afternoon:
    """The house, Daan in it, and a reply that he is about to send."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.python("tests.kills.seeding")
        house.start()
        self.daan = Daan("Daan", house.address, Notes(), threading.Event())
        self.daan.sign_in()
        self.topic = self.daan.some_topic()
        self.address, fields = self.daan.form(self.topic, REPLY)
        self.fields = fields | {"body": "Eerste regel,\ntweede & <derde>."}
        self.until(lambda: self.health()["healthy"])

    def health(self) -> Any:
        return json.loads(self.daan.gets("/health").text)

    def until(self, true: Callable[[], Any]) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if true():
                return
            time.sleep(0.2)
        raise AssertionError("it did not come true in time")

    def refused(self, address: str = "", fields: dict[str, str] | None = None) -> Answer:
        """What Daan sees when his reply cannot be kept: his own words, in his own language."""
        answer = self.daan.gets(address or self.address, fields or self.fields)
        assert answer.status == 503, answer.text[:500]
        assert int(answer.headers["Retry-After"]) > 0
        assert "Er is niets verloren: hier is wat je schreef" in answer.text
        assert answer.again[1]["body"].replace("\r\n", "\n") == self.fields["body"]
        return answer

    def sends_again(self, refused: Answer) -> None:
        """The page of a refusal works as it is, and works once."""
        for _ in range(2):
            address, fields = refused.again
            assert self.daan.gets(address, fields).status == 302
        text = self.daan.gets(self.daan.gets(self.topic).headers.get("Location") or self.topic).text
        assert text.count("tweede &amp; &lt;derde&gt;.") == 1

    def expect_quiet(self, *secrets: str) -> None:
        """The program's log told it in some lines, without tracebacks, people's words or secrets."""
        self.house.stop()
        told = Path(self.house.log.name).read_text()
        assert "Traceback" not in told, told[-3000:]
        assert len(told.splitlines()) < 40, told
        assert not [secret for secret in ("tweede", *secrets) if secret in told]


@pytest.fixture
def owned() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def cluster(owned: ExitStack) -> postgres.Cluster | None:
    """The PostgreSQL server of the house, which may be stopped; none where the tests run on SQLite."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return owned.enter_context(postgres.cluster())
    return None


@pytest.fixture
def afternoon(tmp_path: Path, owned: ExitStack, cluster: postgres.Cluster | None) -> Afternoon:
    chosen = {"ZWERM_DATABASE_URL": cluster.url.replace("zwerm@", "zwerm:geheim@")} if cluster else {}
    house = House(tmp_path / "data", **chosen)
    owned.callback(house.kill)
    return Afternoon(house)
