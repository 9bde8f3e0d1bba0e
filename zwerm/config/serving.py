"""`zwerm run`: prepares the data folder, then serves pages, with a worker and the streams of open pages beside them."""

from __future__ import annotations

import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.core.checks.urls import check_url_config
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from zwerm.activity.worker import Worker
from zwerm.config.companions import Companion
from zwerm.config.parting import STOPPING, end_with_parent
from zwerm.config.preparing import prepare
from zwerm.home import start_code
from zwerm.live import serving as streams
from zwerm.members.models import Community
from zwerm.notifications.letterbox import serving as letterbox


def serve(greeting: str = "") -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    host, port = settings.ENVIRONMENT.host, settings.ENVIRONMENT.port
    _refuse_taken(host, port)
    prepare()
    greeting += first_start()
    check_url_config(None)  # imports every room's views, which the web processes then share
    gc.collect()
    gc.freeze()  # what the forks share is no garbage: looking through it would cost them time, and copies of its memory
    connections.close_all()  # the web processes are forks of this one, and a connection is not shared
    print(f"{greeting}Zwerm is at {settings.SITE_URL}  (stop it with Ctrl-C)", flush=True)
    with ExitStack() as beside:
        for companion in _companions(host):
            beside.enter_context(closing(companion))
        _web(host, port).serve()
    return 0


def work() -> None:
    """What a worker does."""
    Worker().run()


def _companions(host: str) -> Iterator[Companion]:
    yield Companion("worker", work)
    for outlet in (
        Outlet("streams", settings.LIVE_PORT, streams.serve, "open pages hear of new replies late", "ZWERM_LIVE_PORT"),
        Outlet("letterbox", settings.MAIL_PORT, letterbox.serve, "no answers by mail come in", "ZWERM_MAIL_PORT"),
    ):
        yield from _at(host, outlet)


class Outlet(NamedTuple):
    """A companion at a port of its own: what is missing without it, and the setting that takes another port."""

    name: str
    port: int
    work: Callable[[socket.socket], None]
    without: str
    setting: str


def _at(host: str, outlet: Outlet) -> Iterator[Companion]:
    """The port is held by this process: who comes while the companion starts again waits a moment."""
    if not outlet.port:
        return
    try:
        door = streams.listen(host, outlet.port)
    except OSError as error:
        why = f"{host} port {outlet.port} cannot be used: {error.strerror}. {outlet.setting} takes another."
        print(f"zwerm: {outlet.without}: {why}", file=sys.stderr, flush=True)
    else:
        yield Companion(outlet.name, partial(outlet.work, door))


def first_start() -> str:
    """The way to the page that makes the community, with the start code in it; nothing once there is a community."""
    if Community.current():
        return ""
    return f"There is no community here yet. Make it at {settings.SITE_URL}/start/?code={start_code.current()}\n"


def _web(host: str, port: int) -> MPServer:
    return MPServer(
        "zwerm.config.serving:pages",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.ENVIRONMENT.workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING,
        log_level=LogLevels.warning,
    )


def pages() -> WSGIHandler:
    """What a web process serves. Ctrl-C reaches its parent only: a web process that is told twice to stop stops late."""
    os.setpgid(0, 0)
    end_with_parent()
    return get_wsgi_application()


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise SystemExit(
            f"zwerm: {host} port {port} cannot be used: {error.strerror}. `zwerm run --port` takes another."
        ) from None
