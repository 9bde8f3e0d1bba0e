"""From what the operator chose to what Django wants to hear: addresses, database, cache, mail, log lines."""

from __future__ import annotations

from dataclasses import dataclass
from logging import Filter, LogRecord
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from zwerm.config.environment import Environment

LOCAL = ["localhost", "127.0.0.1", "[::1]"]
EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  compared with, not listened on
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,  # seconds to wait for who is writing; then it is told that this cannot be kept just now
    # 8 MB of pages for each connection, of which there are about a dozen; what else is read often, the system holds once for all of them.
    # Who writes the 4,000th page of the write-ahead log brings them all into the database, and others wait for it. Most are the same
    # pages again, brought once: per reply that is a third of what it is at the usual 1,000.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000; PRAGMA wal_autocheckpoint=4000;",
}
LOCKED = 10  # seconds to wait for who holds a row or a table
POSTGRESQL = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,  # seconds; milliseconds: a server that vanished is noticed
    "prepare_threshold": 2,  # what is asked so often on a connection is planned once (core/planned.py)
}
MAIL_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


def site_url(chosen: Environment) -> str:
    """Where the community is found, without a slash at the end: for links in mail, and for people who start it."""
    if chosen.site_url:
        return chosen.site_url
    host = near_host(chosen)
    return f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}"


def near_host(chosen: Environment) -> str:
    """Where a program on this machine finds what listens here."""
    return "localhost" if chosen.host in EVERY_ADDRESS else chosen.host


def hosts(chosen: Environment) -> list[str]:
    """The names by which this server may be asked. One that listens everywhere and has no name yet answers to all."""
    if chosen.site_url:
        return [urlsplit(chosen.site_url).hostname or "", *LOCAL]
    return ["*"] if chosen.host in EVERY_ADDRESS else [chosen.host, *LOCAL]


def live_port(chosen: Environment) -> int:
    """The port of the streams of open pages; 0 for none."""
    return (chosen.port + 1) % 65536 if chosen.live_port is None else chosen.live_port


def mail_port(chosen: Environment) -> int:
    """The port at which letters come in; 0 for none."""
    if not chosen.reply_address:
        return 0
    return (chosen.port + 2) % 65536 if chosen.mail_port is None else chosen.mail_port


def live_url(chosen: Environment) -> str:
    """Where pages find their stream: an address, a path of the site, or a port of its host; empty for nowhere."""
    if chosen.live_url or not live_port(chosen):
        return chosen.live_url
    if chosen.behind_proxy or chosen.site_url.startswith("https:"):
        return "/live/"
    return f":{live_port(chosen)}/live/"


def live_sources(chosen: Environment) -> list[str]:
    """What beside the site itself a page may connect to, for the content security policy. That has no word for IPv6."""
    where = live_url(chosen)
    if where.startswith(":"):
        return [f"http://{host}:{live_port(chosen)}" for host in dict.fromkeys(hosts(chosen)) if ":" not in host]
    return [f"{urlsplit(where).scheme}://{urlsplit(where).netloc}"] if "://" in where else []


def database(chosen: Environment) -> dict[str, Any]:
    url = chosen.database_url or f"sqlite:///{chosen.data / 'zwerm.sqlite3'}"
    wired: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    if wired["ENGINE"].endswith("sqlite3"):
        return wired | {"CONN_MAX_AGE": None, "OPTIONS": SQLITE}
    given = wired.get("OPTIONS", {})
    options = " ".join(filter(None, [f"-c lock_timeout={LOCKED}s", given.get("options", "")]))
    return wired | {"OPTIONS": POSTGRESQL | given | {"options": options}}


def cache(chosen: Environment) -> dict[str, Any]:
    """Memory of each process, or one Redis or Valkey for several machines."""
    if chosen.cache_url:
        shared = "django.core.cache.backends.redis.RedisCache"
        return {"BACKEND": shared, "LOCATION": chosen.cache_url, "TIMEOUT": 3600}
    own = "django.core.cache.backends.locmem.LocMemCache"
    return {"BACKEND": own, "OPTIONS": {"MAX_ENTRIES": 5000}, "TIMEOUT": 3600}


@dataclass(frozen=True)
class Mail:
    """How mail leaves: to files in the data folder until there is a mail server."""

    backend: str = "django.core.mail.backends.filebased.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    start_tls: bool = False
    tls: bool = False


def mail(chosen: Environment) -> Mail:
    if not chosen.smtp_url:
        return Mail()
    server = urlsplit(chosen.smtp_url)
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=server.hostname or "localhost",
        port=server.port or MAIL_PORTS[server.scheme],
        user=unquote(server.username or ""),
        password=unquote(server.password or ""),
        start_tls=server.scheme == "smtp+tls",
        tls=server.scheme == "smtps",
    )


class NoProbes(Filter):
    """Whoever asks `/health` is told 503 by the answer itself: a community that starts or stops is no error."""

    def filter(self, record: LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", "") != "/health"


def logging(chosen: Environment) -> dict[str, Any]:
    """Lines to standard error; no bodies, no addresses, no tokens."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "no_probes": {"()": "zwerm.config.wiring.NoProbes"},
            "away": {"()": "zwerm.core.away.Quiet"},
        },
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_probes"]}},
        "root": {"handlers": ["stderr"], "level": chosen.log_level},
        "loggers": {
            "django.db.backends": {"level": "INFO"},  # SQL holds what people wrote
            "mail.log": {"level": "WARNING"},  # a conversation of mail servers holds addresses
            "django.request": {"level": "ERROR", "filters": ["away"]},  # a page that was not found is no news
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor is a robot that asks for another site
        },
    }
