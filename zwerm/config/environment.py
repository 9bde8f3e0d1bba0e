"""Every setting an operator can choose, read from the environment in this one place; a bad value stops the start with a sentence.

A setting is a `ZWERM_...` variable. Nothing here imports Django, so that settings can.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadSetting(SystemExit):
    """A variable holds a value that cannot be meant."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        super().__init__(f"{name} is {value!r}. {wanted}")


def text(name: str, *, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def words(name: str, *, default: list[str]) -> list[str]:
    """Words separated by commas or spaces."""
    return text(name).replace(",", " ").split() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name, default="yes" if default else "no").lower()
    if value not in YES | NO:
        raise BadSetting(name, value, "Say yes or no.")
    return value in YES


def time_zone(name: str, *, default: str) -> str:
    value = text(name) or default
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadSetting(name, value, "Name a time zone such as Europe/Amsterdam.") from None
    return value


def data_folder() -> Path:
    """The folder with everything that a community is: database, files, mail, secret key. Made when it is not there."""
    folder = Path(text("ZWERM_DATA") or "data").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting("ZWERM_DATA", str(folder), f"That folder cannot be made: {error.strerror}.") from None
    return folder


def secret_key(data: Path) -> str:
    """The key of ZWERM_SECRET_KEY, or one made at the first start and kept in the data folder, readable by its owner only."""
    if given := text("ZWERM_SECRET_KEY"):
        if len(given) < 32:
            raise BadSetting("ZWERM_SECRET_KEY", "too short", "Give at least 32 random characters, or leave it out.")
        return given
    file = data / "secret_key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(key := secrets.token_urlsafe(50))
    return key


def database_url(data: Path) -> str:
    value = text("ZWERM_DATABASE_URL") or f"sqlite:///{data / 'zwerm.sqlite3'}"
    if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise BadSetting("ZWERM_DATABASE_URL", urlsplit(value).scheme, "It begins with sqlite:// or postgres://.")
    return value


def cache(data: Path) -> dict[str, Any]:
    """Memory of each process by default; Redis or Valkey when ZWERM_CACHE_URL names one, for several processes."""
    value = text("ZWERM_CACHE_URL")
    if not value:
        options = {"MAX_ENTRIES": 5000}
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 3600, "OPTIONS": options}
    if urlsplit(value).scheme not in {"redis", "rediss"}:
        raise BadSetting("ZWERM_CACHE_URL", value, "It begins with redis://.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value, "TIMEOUT": 3600}


@dataclass(frozen=True)
class Mail:
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    start_tls: bool = False


def mail(data: Path) -> tuple[str, Mail]:
    """The mail backend and its server. Until ZWERM_SMTP_URL is set, mail goes to files in the data folder."""
    value = text("ZWERM_SMTP_URL")
    if not value:
        return "django.core.mail.backends.filebased.EmailBackend", Mail()
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise BadSetting(
            "ZWERM_SMTP_URL", parts.scheme, "Write smtp://user:password@host:port, smtps:// or smtp+tls://."
        )
    ports = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
    return "django.core.mail.backends.smtp.EmailBackend", Mail(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        start_tls=parts.scheme == "smtp+tls",
    )


def logging(*, debug: bool) -> dict[str, Any]:
    """Lines to standard error; no bodies, no addresses, no tokens."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "DEBUG" if debug else "INFO"},
        "loggers": {"django.db.backends": {"level": "INFO"}},
    }
