"""Draw the signs that a device shows for the community, from the mark: `python -m tools.icons` when the mark changes."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools import browser
from tools.install import ROOT

IMG = ROOT / "zwerm" / "core" / "static" / "zwerm" / "img"
#: Name, side in pixels, share of the side that the mark takes, share that the corners are round.
SIGNS = [
    ("icon-192.png", 192, 0.7, 0.18),
    ("icon-512.png", 512, 0.7, 0.18),
    ("maskable-512.png", 512, 0.52, 0),  # a device cuts off what lies outside the inner 80 %
    ("icon-180.png", 180, 0.66, 0),
]
PAGE = """<style>
body {{ margin: 0 }}
div {{ width: {side}px; height: {side}px; background: #0f1325; border-radius: {corner}px; display: grid; place-items: center }}
svg {{ width: {mark}px; height: {mark}px }}
svg path {{ stroke: #ece7dc !important }}
svg path.near {{ stroke: #e79c3c !important }}
</style><div>{svg}</div>"""


def main() -> None:
    svg = (IMG / "mark.svg").read_text()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser.found(), args=["--no-sandbox", "--disable-gpu"])
        for name, side, mark, corner in SIGNS:
            draw(started.new_page(viewport={"width": side, "height": side}), IMG / name, svg, side, mark, corner)
        started.close()


def draw(page: Page, path: Path, svg: str, side: int, mark: float, corner: float) -> None:
    html = PAGE.format(side=side, mark=side * mark, corner=side * corner, svg=svg)
    page.set_content(html)
    page.screenshot(path=path, omit_background=True)


if __name__ == "__main__":
    main()
