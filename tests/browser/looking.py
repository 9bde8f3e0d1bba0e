"""Looking at a page the way axe does, and in the ways axe does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.visitor import ARRIVED, PHONE, RULES, WIDE

Light = Literal["light", "dark"]
Look = tuple[ViewportSize, Light]

EVERY_LOOK: list[Look] = list(product((WIDE, PHONE), ("light", "dark")))

#: What axe leaves out unless it is asked: 24 px to press (WCAG 2.2), and the habits that make a page easy to hear.
AXE = """async (tags) => (await axe.run({
    runOnly: [...tags, "best-practice"], resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
})).violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 300)}: ${node.failureSummary}`))"""

#: One main part, one first heading, a title of its own, no sideways move.
OUTLINE = """() => {
    const found = [];
    const heads = [...document.querySelectorAll("h1")].filter(one => one.checkVisibility());
    if (heads.length !== 1) found.push(`${heads.length} first headings`);
    if (document.querySelectorAll("main").length !== 1) found.push("not one main part");
    if (!document.title.trim() || document.title.startsWith(" ·")) found.push("no title");
    if (!document.documentElement.lang) found.push("no language");
    const wide = document.documentElement;
    if (wide.scrollWidth > wide.clientWidth) found.push(`moves sideways at ${innerWidth} px`);
    return found;
}"""


def barriers(page: Page, looks: Sequence[Look] = EVERY_LOOK) -> Iterator[str]:
    """What would keep somebody out of this page, on each of these screens by each of these lights."""
    page.evaluate(AXE_SCRIPT)
    for size, light in looks:
        page.set_viewport_size({**size, "height": 3000})  # what is below the edge counts as hidden otherwise
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        page.evaluate(ARRIVED)
        for found in [*page.evaluate(OUTLINE), *page.evaluate(AXE, RULES)]:
            yield f"{size['width']} px, {light}: {found}"
