"""`zwerm check`: what is wrong with this installation and how to mend it, in sentences for the one who keeps it."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from zwerm.activity import readers
from zwerm.activity.models import Cursor, Delivery, Heartbeat
from zwerm.config import deploying, readiness, wiring
from zwerm.config.findings import Finding
from zwerm.console import faring
from zwerm.live import reaching
from zwerm.members.models import Community
from zwerm.notifications.letterbox import reaching as letterbox

MANY = 1000  # entries that wait for one reader
LOW = 500_000_000  # bytes free
LONG = timedelta(days=7)  # without a backup


def report(*, deploy: bool = False) -> int:
    """Print every finding, with `deploy` those of a real site too; 1 when something has to be mended."""
    found = list(findings())
    if deploy:
        found = [*deploying.findings(), *(one for one in found if one.wrong)]  # what it notes is wrong in the open
    for finding in found:
        print(f"{'WRONG' if finding.wrong else 'note '}  {finding.says}\n       {finding.mend}")
    if not any(finding.wrong for finding in found):
        print("Nothing has to be mended.")
    return int(any(finding.wrong for finding in found))


def findings() -> Iterator[Finding]:
    yield from _folder()
    yield from _settings()
    yield from _streams()
    yield from _letterbox()
    if not readiness.database_answers():
        yield Finding("The database does not answer.", "Is it running, and does ZWERM_DATABASE_URL name it rightly?")
    elif waiting := readiness.unapplied():
        yield Finding(f"The database is {len(waiting)} steps behind this version.", "`zwerm run` brings it up to date.")
    else:
        yield from _worker()
        yield from _readers()
        yield from _deliveries()
        yield from _backup()


def _folder() -> Iterator[Finding]:
    data = settings.DATA
    try:
        tempfile.TemporaryFile(dir=data).close()
    except OSError as error:
        yield Finding(f"The data folder {data} cannot be written: {error.strerror}.", f"Try `chown -R $USER {data}`.")
    key = data / "secret_key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield Finding("Others on this machine can read the secret key.", f"Run `chmod 600 {key}`.")
    free = shutil.disk_usage(data).free
    if free < LOW:
        yield Finding(f"The disk of {data} has {free // 1_000_000} MB left.", "Make room before it is full.")


def _settings() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("Debugging is on: errors show code and settings to everyone.", "Leave ZWERM_DEBUG out.")
    if not settings.ENVIRONMENT.site_url:
        says = f"The community has no address of its own; links in mail point to {settings.SITE_URL}."
        yield Finding(says, "Set ZWERM_SITE_URL, such as https://community.example.org.", wrong=False)
    elif settings.SITE_URL.startswith("http:"):
        yield Finding("Passwords travel in the clear.", "Serve it by https, and say so in ZWERM_SITE_URL.", wrong=False)
    if not settings.ENVIRONMENT.smtp_url:
        says = f"Mail goes to files in {settings.EMAIL_FILE_PATH}, and to nobody."
        yield Finding(says, "Set ZWERM_SMTP_URL and ZWERM_MAIL_FROM.", wrong=False)


def _streams() -> Iterator[Finding]:
    if not reaching.address():
        says = "Open pages ask for new replies now and then, and do not hear of them at once."
        yield Finding(says, "Leave ZWERM_LIVE_PORT out.", wrong=False)
    elif trouble := reaching.trouble():
        says = f"Open pages hear of new replies late: {reaching.address()} cannot be reached from here: {trouble}."
        mend = f"Does the proxy hand that on to port {settings.LIVE_PORT}, where `zwerm run` answers? See docs/operating.md."
        yield Finding(says, mend, wrong=False)


def _letterbox() -> Iterator[Finding]:
    host = wiring.near_host(settings.ENVIRONMENT)
    if settings.MAIL_PORT and (trouble := letterbox.trouble(host, settings.MAIL_PORT)):
        says = f"Answers by mail do not come in: at port {settings.MAIL_PORT} of {host}, {trouble}."
        mend = "`zwerm run` takes them in there. Does another program have the port? Then set ZWERM_MAIL_PORT."
        yield Finding(says, mend, wrong=False)


def _worker() -> Iterator[Finding]:
    if not Heartbeat.alive():
        yield Finding("No worker is alive: no mail leaves and nobody is told anything.", "Start `zwerm run`.")


def _readers() -> Iterator[Finding]:
    for reader in readers.registered():
        if (many := readers.behind(reader)) > MANY:
            yield Finding(f"The reader {reader.name} is {many} entries behind.", "A further `zwerm worker` may help.")
    for cursor in Cursor.objects.filter(failures__gt=0):
        says = f"The reader {cursor.reader} failed {cursor.failures} times: {cursor.last_error}"
        yield Finding(says, "It stays where it is and tries again; the worker's log tells where it went wrong.")


def _deliveries() -> Iterator[Finding]:
    given_up = Delivery.objects.filter(state=Delivery.State.GIVEN_UP)
    if lost := given_up.count():
        last = given_up.latest("created_at").last_error
        yield Finding(f"{lost} deliveries were given up, the last one because of {last}", "Is the mail server right?")
    late = Delivery.objects.filter(state=Delivery.State.WAITING, attempts__gt=0, retry_at__gt=timezone.now()).count()
    if late:
        yield Finding(
            f"{late} deliveries failed and wait for another try.", "They are sent by themselves.", wrong=False
        )


def _backup() -> Iterator[Finding]:
    """A quiet word: there may be backups that Zwerm knows nothing of."""
    community, last = Community.current(), faring.last_backup()
    if community and (last or community.founded_at) < timezone.now() - LONG:
        says = f"The last `zwerm backup` was made on {last:%Y-%m-%d}." if last else "No `zwerm backup` was ever made."
        yield Finding(says, "Let one be made each night: docs/operating.md says how.", wrong=False)
