"""A push service on this machine that speaks RFC 8030 and looks at what it is given, and browsers that open what came for them."""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.test import Client

from zwerm.members.models import Member
from zwerm.notifications.push import resting
from zwerm.notifications.push.keys import CURVE, point, read, written

AGENT = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


class Browser:
    """One subscription: what a page sends to the house, and the key that opens what comes."""

    def __init__(self, home: str, name: str) -> None:
        self._key, self.secret = ec.generate_private_key(CURVE), b"0123456789abcdef"
        self.endpoint = f"{home}/push/{name}"

    @property
    def subscription(self) -> dict[str, str]:
        public = written(point(self._key.public_key()))
        return {"endpoint": self.endpoint, "p256dh": public, "auth": written(self.secret)}

    def opened(self, body: bytes) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(opened(body, self._key, self.secret))
        return said


def opened(body: bytes, key: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """RFC 8291 from the receiver's side."""
    salt, (size, length), ours = body[:16], struct.unpack("!LB", body[16:21]), point(key.public_key())
    theirs, sealed = body[21 : 21 + length], body[21 + length :]
    assert len(sealed) <= size == 4096
    shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
    seed = HKDF(SHA256(), 32, secret, b"WebPush: info\0" + ours + theirs).derive(shared)
    cipher = AESGCM(HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(seed))
    plain = cipher.decrypt(HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(seed), sealed, None)
    assert plain.endswith(b"\2")
    return plain[:-1]


class PushService:
    """What it was given, by the path of the browser; it answers as it was told to."""

    def __init__(self) -> None:
        self.given: dict[str, list[tuple[Message, bytes]]] = {}
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        self.home = ""

    def browser(self, name: str) -> Browser:
        return Browser(self.home, name)

    def heads(self, browser: Browser) -> list[Message]:
        return [head for head, _body in self.given.get(browser.endpoint.removeprefix(self.home), [])]

    def to(self, browser: Browser) -> list[dict[str, Any]]:
        return [browser.opened(body) for _head, body in self.given.get(browser.endpoint.removeprefix(self.home), [])]

    def answers_with(self, browser: Browser, status: int, **head: str) -> None:
        named = {name.replace("_", "-"): value for name, value in head.items()}
        self.answers[browser.endpoint.removeprefix(self.home)] = status, named


def sender(head: Message, home: str) -> dict[str, Any]:
    """Who sends, by RFC 8292: the claims, when they are signed by the key that stands beside them."""
    token, key = (part.partition("=")[2] for part in head["Authorization"].removeprefix("vapid ").split(", "))
    said, _dot, seal = token.rpartition(".")
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, read(key))
    r, s = (int.from_bytes(half, "big") for half in (read(seal)[:32], read(seal)[32:]))
    public.verify(encode_dss_signature(r, s), said.encode(), ec.ECDSA(SHA256()))
    claims: dict[str, Any] = json.loads(read(said.partition(".")[2]))
    assert claims["aud"] == home
    return claims | {"key": key}


def signed_in(member: Member) -> Client:
    client = Client(headers={"user-agent": AGENT})
    client.force_login(member)
    return client


def turned_on(browser: Browser, member: Member) -> Client:
    """In this browser `member` pressed the button, through the door of the page."""
    client = signed_in(member)
    assert client.post("/me/devices/", browser.subscription).status_code == 302
    return client


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    service = PushService()
    resting.forget()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, head = service.answers.get(self.path, (201, {}))
            if status == 201:
                sender(self.headers, service.home)
                assert self.headers["Content-Encoding"] == "aes128gcm"
                assert int(self.headers["TTL"]) >= 0
                service.given.setdefault(self.path, []).append((self.headers, body))
            self.send_response(status)
            for name, value in head.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    settings.PUSH_SERVICE_IN_TESTS = f"127.0.0.1:{server.server_port}"
    service.home = f"http://{settings.PUSH_SERVICE_IN_TESTS}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
