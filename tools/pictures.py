"""`python -m tools.pictures`: the pictures in docs/pictures, taken of the running application with example content.

A server starts on a data folder of its own; Chromium signs in, and takes each part of `/console/parts/` and the pages below.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools import browser
from tools.install import ROOT
from tools.ports import free_port

PICTURES = ROOT / "docs" / "pictures"
#: Wide enough for the two stages of a part to stand side by side.
WIDTH = 1280
COLOURS = 48
PASSWORD = "zwerm-demo"


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.found(), args=browser.FLAGS)
        page = _member(started, address)
        take_parts(page)
        take_pages(page)
        started.close()
    for path in sorted(PICTURES.glob("*.webp")):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 0


@contextmanager
def served() -> Iterator[str]:
    """The application with example content at a free port of this machine, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as data:
        port = str(free_port())
        command = [sys.executable, "-m", "zwerm.config.main", "demo", "--data", data, "--port", port]
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"ZWERM_DATA": data}) as server:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/health")
            yield address
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"Nothing answers at {address}.")


def _member(started: Browser, address: str) -> Page:
    """Anna before a page in English, signed in by her password."""
    page = started.new_page(
        base_url=address, viewport={"width": WIDTH, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    page.goto("/account/login/")
    page.locator("details.more > summary").first.click()
    page.locator("#id_login").fill("anna@example.org")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def take_parts(page: Page) -> None:
    """Each part by day and by night, under the name that the page and docs/design.md give it."""
    for old in PICTURES.glob("part-*.webp"):
        old.unlink()
    page.goto("/console/parts/?language=en")
    page.reload()  # with the face of the house at hand
    names = page.eval_on_selector_all(".shown-part", "all => all.map(one => one.id)")
    for name in names:
        page.evaluate("name => document.querySelector(`#${name} > header`).hidden = true", name)
        keep(f"{name}.webp", page.locator(f"#{name}").screenshot())


def take_pages(page: Page) -> None:
    """A group and a conversation, for the first page of the project."""
    page.goto("/groups/hr-en-werk/")
    page.reload()
    keep("group.webp", page.screenshot())
    page.locator(".line-title a").nth(1).click()
    page.wait_for_load_state()
    keep("conversation.webp", page.screenshot())


def keep(name: str, taken: bytes) -> None:
    """Write a picture with few colours and no loss beyond that: letters stay sharp, and it stays small."""
    few = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE)
    few.convert("RGB").save(PICTURES / name, "WEBP", lossless=True, method=6, quality=100)


if __name__ == "__main__":
    sys.exit(main())
