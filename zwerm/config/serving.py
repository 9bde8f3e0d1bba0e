"""`zwerm run`: prepares the data folder, then serves pages, with a worker beside them that is started again when it dies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import closing

from django.conf import settings
from django.core.checks.urls import check_url_config
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from zwerm.config.parting import end_with_parent
from zwerm.config.preparing import prepare
from zwerm.home import start_code
from zwerm.members.models import Community

STOPPING = 20  # seconds for what is in hand
AGAIN = 2  # seconds before a worker that died is started again


def serve(greeting: str = "") -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    host, port = settings.ENVIRONMENT.host, settings.ENVIRONMENT.port
    _refuse_taken(host, port)
    prepare()
    greeting += first_start()
    check_url_config(None)  # imports every room's views, which the web processes then share
    connections.close_all()  # the web processes are forks of this one, and a connection is not shared
    print(f"{greeting}Zwerm is at {settings.SITE_URL}  (stop it with Ctrl-C)", flush=True)
    with closing(Companion()):
        _web(host, port).serve()
    return 0


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


class Companion:
    """The worker beside the web: a process of its own, so that neither can take the other down."""

    def __init__(self) -> None:
        self.closing = threading.Event()
        self.process = self._start()
        self.watch = threading.Thread(target=self._keep, daemon=True)
        self.watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches this process, which then asks the worker to finish.
        command = [sys.executable, "-m", "zwerm.config.main", "worker", "--companion"]
        return subprocess.Popen(command, start_new_session=True)

    def _keep(self) -> None:
        while True:
            code = self.process.wait()
            if self.closing.is_set():
                return
            print(f"zwerm: the worker ended ({code}); it is started again.", file=sys.stderr, flush=True)
            self.closing.wait(AGAIN)
            if not self.closing.is_set():
                self.process = self._start()

    def close(self) -> None:
        self.closing.set()
        self.process.terminate()
        try:
            self.process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self.process.kill()
