"""Somebody at the server by way of HTTP: pages they ask for and forms they send, one after another, each on a connection of its own."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Answer:
    status: int
    #: Where it leads, for a form that was taken.
    leads: str
    text: str
    #: When all of it was there, and how many seconds that took.
    at: float
    took: float


@dataclass(frozen=True)
class Visitor:
    """Signed in by `cookie`; `token` is that of their forms."""

    base: str
    cookie: str
    token: str

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def send(self, path: str, **words: str) -> Answer:
        form = {"csrfmiddlewaretoken": self.token, "form_number": str(uuid4()), **words}
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": self.cookie, "Accept-Language": "nl"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        began = time.monotonic()
        connection = HTTPConnection(urlsplit(self.base).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            given = connection.getresponse()
            text, at = given.read().decode(), time.monotonic()
        finally:
            connection.close()
        return Answer(given.status, given.headers.get("Location", ""), text, at, at - began)
