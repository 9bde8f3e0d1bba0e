"""nginx in front of the server, with the configuration of docs/operating.md, where it is installed."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.ports import free_port

CONFIGURATION = """
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port} backlog=2048;
        proxy_set_header Host 127.0.0.1:{pages};
        location / {{ proxy_pass http://127.0.0.1:{pages}; }}
        location /live/ {{ proxy_pass http://127.0.0.1:{streams}; proxy_read_timeout 1h; }}
    }}
}}
"""


def found() -> str | None:
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@contextmanager
def running(pages: int, streams: int) -> Iterator[int]:
    """nginx until the block ends; yields its port."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="zwerm-nginx-") as name:
        folder = Path(name)
        chosen = CONFIGURATION.format(folder=folder, port=port, pages=pages, streams=streams)
        (folder / "nginx.conf").write_text(chosen)
        command = [found() or "nginx", "-c", str(folder / "nginx.conf"), "-p", name]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(1)
        try:
            yield port
        finally:
            process.terminate()
            process.wait(10)
