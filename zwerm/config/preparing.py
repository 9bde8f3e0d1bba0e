"""Before the first page: the schema is brought up to date, and static files are gathered once per version."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from zwerm import __version__
from zwerm.config.readiness import database_answers, unapplied

MIGRATING = 0x7A7765726D  # "zwerm": the name of the lock, for PostgreSQL


def prepare() -> None:
    bring_up_to_date()
    gather_static_files()


def bring_up_to_date() -> None:
    """Apply what the database has not had yet.

    Raises:
        SystemExit: the database does not answer.
    """
    if not database_answers():
        raise SystemExit(
            "zwerm: the database does not answer. Is it running, and does ZWERM_DATABASE_URL name it rightly?"
        )
    with _alone():
        if waiting := unapplied():
            _say(f"Bringing the database up to date ({len(waiting)} steps) ...")
            call_command("migrate", interactive=False, verbosity=0)


def gather_static_files() -> None:
    stamp = settings.STATIC_ROOT / ".gathered"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    _say("Gathering static files ...")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)


@contextmanager
def _alone() -> Iterator[None]:
    """Several machines may start at one moment on one PostgreSQL: the first migrates, the others wait."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # who brings the database up to date waits for as long as it takes
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
            cursor.execute("RESET lock_timeout")


def _static_fingerprint() -> str:
    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.get_modified_time(path).timestamp()}\n".encode())
    return digest.hexdigest()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
