"""Every setting an operator can make: read once, here, from `ZWERM_...` variables; a bad value stops the start.

`docs/operating.md` lists them, and a test keeps that list equal to this file.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from zwerm.config import values

PREFIX = "ZWERM_"


class BadSetting(SystemExit):
    """A setting that cannot be used; the message is a whole sentence for the operator."""


def setting(default: str, read: Callable[[str], Any], says: str) -> Any:
    """A field of `Environment`: its default as one would write it, how to read it, what it does."""
    return field(metadata={"default": default, "read": read, "says": says})


@dataclass(frozen=True)
class Environment:
    """What the operator chose; `ZWERM_SITE_URL` is `site_url` here."""

    data: Path = setting(
        "data", values.folder, "The data folder: database, uploads, mail that was not sent, secret key."
    )
    database_url: str = setting(
        "", values.url("sqlite", "postgres", "postgresql"), "The database. Empty: `zwerm.sqlite3` in the data folder."
    )
    site_url: str = setting("", values.site, "Where people find the community. Empty: only this machine may ask.")
    host: str = setting("127.0.0.1", values.text, "The network address that `zwerm run` listens on.")
    port: int = setting("8000", values.number(1, 65535), "The port that `zwerm run` listens on.")
    live_port: int | None = setting(
        "", values.port_or_none, "The port of the streams of open pages. Empty: the next one; 0: none."
    )
    live_url: str = setting("", values.place, "Where pages find those. Empty: `/live/` behind a proxy, else that port.")
    workers: int = setting("2", values.number(1, 64), "How many web processes `zwerm run` starts.")
    behind_proxy: bool = setting(
        "no", values.switch, "Whether a proxy in front says who asks, by X-Forwarded-For and -Proto."
    )
    secret_key: str = setting(
        "",
        values.secret,
        "Signs sessions, and links and addresses in mail. Empty: made once and kept in the data folder.",
    )
    smtp_url: str = setting(
        "",
        values.url("smtp", "smtp+tls", "smtps"),
        "The mail server, `smtp+tls://name:password@host`. Empty: mail to files.",
    )
    mail_from: str = setting("Zwerm <zwerm@localhost>", values.address, "The sender of the community's mail.")
    reply_address: str = setting(
        "", values.mailbox, "The mailbox at which answers to mail come in. Empty: nobody answers by mail."
    )
    mail_port: int | None = setting(
        "",
        values.port_or_none,
        "The port that takes those in from your mail server. Empty: the second next one; 0: none.",
    )
    cache_url: str = setting("", values.url("redis", "rediss"), "A shared cache. Empty: each process keeps its own.")
    time_zone: str = setting("Europe/Amsterdam", values.time_zone, "The time zone of dates and digests.")
    pace: bool = setting("yes", values.switch, "Whether who is faster than people are has to wait.")
    log_level: str = setting(
        "INFO", values.one_of("DEBUG", "INFO", "WARNING", "ERROR"), "How much is told on standard error."
    )
    debug: bool = setting("no", values.switch, "Whether errors are shown to everyone. Never on a real site.")


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """What `environ` says, defaults filled in.

    Raises:
        BadSetting: a value cannot be used, or a `ZWERM_` variable is not one of ours (a slip of the pen, most likely).
    """
    known = {variable(one): one for one in fields(Environment)}
    for name in environ:
        if name.startswith(PREFIX) and name not in known and not name.startswith(f"{PREFIX}TEST_"):
            near = get_close_matches(name, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise BadSetting(f"zwerm: there is no setting {name}.{hint}")
    return Environment(**{one.name: _value(one, environ) for one in known.values()})


def variable(one: Field[Any]) -> str:
    return PREFIX + one.name.upper()


def _value(one: Field[Any], environ: Mapping[str, str]) -> Any:
    name = variable(one)
    given = environ.get(name) or one.metadata["default"]
    try:
        return one.metadata["read"](given)
    except ValueError as expected:
        secret = "SECRET" in name or "://" in given  # an address may hold a password
        shown = "what it is set to" if secret else repr(given)
        raise BadSetting(f"zwerm: {name} should be {expected}, and not {shown}.") from None


def secret_key(environment: Environment) -> str:
    """The key that signs sessions: the one set, or the one in the data folder, made at the first start for its owner only."""
    if environment.secret_key:
        return environment.secret_key
    path = environment.data / "secret_key"
    try:
        environment.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_secret(path)
        return path.read_text()
    except OSError as error:
        raise BadSetting(f"zwerm: {path} cannot be used: {error.strerror}. Whose is the data folder?") from None


def _write_secret(path: Path) -> None:
    """For its owner only, and whole from the start: of two that begin at one moment, the first one's key stays."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
