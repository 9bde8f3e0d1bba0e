"""Looking at a page the way axe does, and in the ways axe does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.visitor import ARRIVED, LIGHTS, PHONE, WIDE, Light

Look = tuple[ViewportSize, Light]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
EVERY_LOOK: list[Look] = list(product((WIDE, PHONE), LIGHTS))

#: What axe leaves out unless it is asked: 24 px to press (WCAG 2.2), and the habits that make a page easy to hear. What an open menu
#: lies over for a moment is not judged by its size; what stands in the menu is.
AXE = """async (tags) => {
    const menu = document.querySelector("details.menu[open] .menu-body");
    const options = { runOnly: [...tags, "best-practice"], resultTypes: ["violations"] };
    const found = (await axe.run(document, {...options, rules: {"target-size": {enabled: !menu}}})).violations;
    if (menu) found.push(...(await axe.run(menu, {runOnly: {type: "rule", values: ["target-size"]}})).violations);
    return found.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 300)}: ${node.failureSummary}`));
}"""

#: The page of the parts draws each of them twice, with heads of pages among them: what counts on a page does not count there.
SHOWN_TWICE = ("first headings", "landmark-unique", "heading-order", "landmark-complementary")

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
        page.set_viewport_size({**size, "height": max(3000, page.evaluate("document.documentElement.scrollHeight"))})
        page.emulate_media(color_scheme=light, reduced_motion="reduce")
        page.evaluate(ARRIVED)
        parts = page.url.endswith("/console/parts/")
        for found in [*page.evaluate(OUTLINE), *page.evaluate(AXE, RULES)]:
            if not (parts and any(one in found for one in SHOWN_TWICE)):
                yield f"{size['width']} px, {light}: {found}"
