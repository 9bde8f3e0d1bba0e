"""Handing a sealed message to the push service that a browser chose (RFC 8030), and nothing else on the way.

The address came from a browser, so it may be anything: only https at its usual port is called, only where its name leads to the open
internet, at the very address that was looked at, and for no longer than a few seconds in all.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPResponse
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from zwerm.activity.deliveries import Later
from zwerm.notifications.push import resting

#: Seconds in which all of it is done.
PATIENCE = 5.0
#: However long a push service wants us to wait, after a day nobody wants to hear it any more.
LONGEST = timedelta(days=1)
GONE = {404, 410}
BUSY = {408, 425, 429}


class Refused(Exception):
    """The push service does not take it, and says neither that it is busy nor that the device is gone."""


class Gone(Exception):
    """Nobody will ever be reached at this endpoint again."""


def is_fit(endpoint: str) -> bool:
    """Whether an endpoint has the form of one that we would call."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    if is_of_tests(parts):
        return True
    plain = endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    return (
        plain and parts.scheme == "https" and bool(parts.hostname) and port in (None, 443) and "@" not in parts.netloc
    )


def call(endpoint: str, message: bytes, head: Mapping[str, str]) -> None:
    """Leave `message` with the push service.

    Raises:
        Gone: the endpoint is there no more, or leads nowhere that we go.
        Later: the service is busy or down, or did not answer lately; with how long it is left alone.
        Refused: it does not take this message.
        OSError, HTTPException: it was not reached, or speaks something else.
    """
    if not is_fit(endpoint):
        raise Gone
    to = urlsplit(endpoint)
    where = to._replace(scheme="", netloc="", fragment="").geturl() or "/"
    with resting.turn(to.netloc), _line(to) as line:
        line.request("POST", where, message, {"Host": to.netloc, **head})
        _heard(line.getresponse())


def _heard(answer: HTTPResponse) -> None:
    if answer.status in GONE:
        raise Gone
    if answer.status in BUSY or answer.status >= 500:
        raise Later(f"the push service answered {answer.status}", wait_of(answer.getheader("Retry-After", "")))
    if not 200 <= answer.status < 300:
        raise Refused(f"the push service answered {answer.status}")


def wait_of(asked: str) -> timedelta:
    """What `Retry-After` asks for: seconds, or a moment (RFC 9110, 10.2.3)."""
    wait = timedelta(0)
    if asked.strip().isdecimal():
        wait = timedelta(seconds=min(int(asked), LONGEST.total_seconds()))
    else:
        with suppress(ValueError, TypeError):
            wait = parsedate_to_datetime(asked) - datetime.now(UTC)
    return min(max(wait, timedelta(0)), LONGEST)


@contextmanager
def _line(to: SplitResult) -> Iterator[HTTPConnection]:
    """A connection that is cut when its time is over, however slowly the other side goes on talking."""
    host, port = to.hostname or "", to.port or 443
    line = HTTPConnection(host, port, timeout=PATIENCE)
    line.sock = _reached(host, port, anywhere=is_of_tests(to))
    scissors = line.sock.dup()
    cut = threading.Timer(PATIENCE, _cut, [scissors])
    cut.start()
    try:
        if to.scheme == "https":
            line.sock = ssl.create_default_context().wrap_socket(line.sock, server_hostname=host)
        yield line
    finally:
        cut.cancel()
        scissors.close()
        line.close()


def is_of_tests(to: SplitResult) -> bool:
    """Whether this is the push service that a test started on this machine; no operator can set that."""
    return bool(to.netloc) and getattr(settings, "PUSH_SERVICE_IN_TESTS", "") == to.netloc


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _reached(host: str, port: int, *, anywhere: bool) -> socket.socket:
    """A connection with the address that was looked at: a name that leads elsewhere the next time does not mislead us."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(place[0]) for *_rest, place in found]
    if not anywhere and not all(is_public(address) for address in addresses):
        raise Gone
    return socket.create_connection((addresses[0], port), timeout=PATIENCE)


def is_public(address: str) -> bool:
    """Whether this is an address of the open internet, and not of this machine or of a network of its own."""
    one = ip_address(address.partition("%")[0])
    if isinstance(one, IPv6Address):
        one = one.ipv4_mapped or one.sixtofour or one
    return one.is_global and not one.is_multicast
