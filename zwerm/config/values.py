"""Reading what an operator wrote: each takes the words, and raises ValueError with what it should have been."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones


def text(value: str) -> str:
    return value.strip()


def folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def switch(value: str) -> bool:
    known = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if value.lower() not in known:
        raise ValueError("yes or no")
    return known[value.lower()]


def number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isdecimal() or not lowest <= int(value) <= highest:
            raise ValueError(f"a whole number from {lowest} to {highest}")
        return int(value)

    return read


def port_or_none(value: str) -> int | None:
    return number(0, 65535)(value) if value else None


def place(value: str) -> str:
    if value and not value.startswith("/") and urlsplit(value).scheme not in ("http", "https"):
        raise ValueError("a path such as /live/, or a whole address")
    return value.strip()


def secret(value: str) -> str:
    if value and len(value) < 32:
        raise ValueError("at least 32 random characters")
    return value


def url(*schemes: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        value = value.strip().rstrip("/")
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError(f"an address that begins with {' or '.join(f'{scheme}:' for scheme in schemes)}")
        return value

    return read


def site(value: str) -> str:
    value = url("http", "https")(value)
    if value and (not urlsplit(value).hostname or urlsplit(value).path):
        raise ValueError("an address such as https://community.example.org, without a path")
    return value


def mailbox(value: str) -> str:
    local, _at, domain = value.strip().partition("@")
    if value and (not re.fullmatch(r"[a-z0-9._-]{1,20}", local) or not re.fullmatch(r"[A-Za-z0-9.-]+", domain)):
        raise ValueError("an address in small letters, such as reply@community.example.org")
    return value.strip()


def address(value: str) -> str:
    if "@" not in parseaddr(value)[1]:
        raise ValueError("a mail address, such as Zwerm <zwerm@example.org>")
    return value


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return value

    return read


def time_zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("a time zone such as Europe/Amsterdam")
    return value
