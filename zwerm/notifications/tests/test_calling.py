"""Calling a push service: only one of the open internet, only whom a certificate vouches for, and for no longer than a few seconds."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from zwerm.activity.deliveries import Later
from zwerm.notifications.push import calling, keys, resting

Door = Callable[[Callable[[socket.socket], None]], str]


@pytest.fixture
def door(settings: Any) -> Iterator[Door]:
    """Open a door on this machine behind which every line is answered so; where it is."""
    resting.forget()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve(answer: Callable[[socket.socket], None]) -> None:
        with suppress(OSError):
            while True:
                line, _where = listening.accept()
                with line:
                    answer(line)

    def opened(answer: Callable[[socket.socket], None]) -> str:
        threading.Thread(target=serve, args=[answer], daemon=True).start()
        place = f"127.0.0.1:{listening.getsockname()[1]}"
        settings.PUSH_SERVICE_IN_TESTS = place
        return place

    yield opened
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    resting.forget()


def talk(line: socket.socket, begin: bytes, more: bytes) -> None:
    with suppress(OSError):
        line.sendall(begin)
        while True:
            line.sendall(more)
            time.sleep(0.02)


def certificate(folder: Path) -> Path:
    """A key and a certificate that it signed itself."""
    key, now = ec.generate_private_key(keys.CURVE), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begun = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1)
    )
    written = folder / "both.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    written.write_bytes(private + begun.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return written


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::1", False),
    ],
)
def test_only_the_open_internet_is_called(address: str, public: bool) -> None:
    assert calling.is_public(address) is public


def test_a_name_that_leads_inside_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver is the machine's own; what it says of a name is not ours."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_places, **_more: found)

    with pytest.raises(calling.Gone):
        calling.call("https://push.example.net/send/abc", b"", {})


def test_a_service_that_goes_on_talking_is_cut_off(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PATIENCE", 0.3)
    place = door(lambda line: talk(line, b"HTTP/1.1 ", b"2"))

    with pytest.raises((OSError, HTTPException)):
        calling.call(f"http://{place}/x", b"", {})


def test_a_service_that_cannot_be_reached_is_left_alone_and_longer_each_time(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = door(lambda line: line.close())
    for seconds in (60, 120):
        with pytest.raises((OSError, HTTPException)):
            calling.call(f"http://{place}/x", b"", {})
        with pytest.raises(Later) as told:
            calling.call(f"http://{place}/x", b"", {})
        assert seconds - 5 < told.value.wait.total_seconds() <= seconds
        after = time.monotonic() + seconds
        monkeypatch.setattr(resting, "time", SimpleNamespace(monotonic=lambda after=after: after))


def test_a_service_whose_certificate_nobody_vouches_for_is_told_nothing(door: Door, tmp_path: Path) -> None:
    context, heard = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
    context.load_cert_chain(certificate(tmp_path))

    def listen(line: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(line, server_side=True) as safe:
            heard.append(safe.recv(1))

    place = door(listen)
    with pytest.raises(ssl.SSLCertVerificationError):
        calling.call(f"https://{place}/x", b"sealed", {})
    assert heard == []


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("120", 120), ("", 0), ("soon", 0), ("999999999", 86400), ("Mon, 01 Jan 2001 00:00:00 GMT", 0)],
)
def test_how_long_a_service_wants_to_be_left_alone(asked: str, seconds: int) -> None:
    assert calling.wait_of(asked) == timedelta(seconds=seconds)
