"""Somebody without a mouse: goes from one thing to the next, and sees all the time where they are."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

#: No page puts more than this between its top and what one came for.
FAR = 150

#: What a sighted person needs to know where the focus is (WCAG 2.4.7), and that nothing lies over it (2.4.11).
SEEN = """element => {
    const drawn = (one, pseudo) => { const look = getComputedStyle(one, pseudo);
        return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none"; };
    const around = element.closest(".editor-box");
    if (![drawn(element), drawn(element, "::after"), around && drawn(around)].some(Boolean)) return "no sign of the focus";
    const box = element.getBoundingClientRect();
    const spots = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3]];
    const free = spots.some(([x, y]) => { const there = document.elementFromPoint(x, y);
        return there && (element.contains(there) || there.contains(element) || there.closest("label")?.control === element); });
    return free ? "" : `it lies under something, or out of sight, at ${Math.round(box.top)} of ${innerHeight}`;
}"""


class Hands:
    """`hands.to("button", "Post it")` presses Tab until one is there; `press` presses keys; `do` presses Enter there."""

    def __init__(self, page: Page) -> None:
        self.page, self.keyboard = page, page.keyboard

    def to(self, role: Any, name: str, *, within: str = "body", back: bool = False) -> Locator:
        target = self.page.locator(within).get_by_role(role, name=name).first
        target.wait_for()
        for _ in range(FAR):
            if target.evaluate("element => element === document.activeElement"):
                hidden = target.evaluate(SEEN)
                assert not hidden, f"{role} {name!r} on {self.page.url}: {hidden}"
                return target
            self.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"no way by Tab to {role} {name!r} on {self.page.url}")

    def do(self, role: Any, name: str, *, within: str = "body", back: bool = False) -> None:
        self.to(role, name, within=within, back=back)
        self.keyboard.press("Enter")

    def write(self, name: str, words: str, *, role: Any = "textbox", within: str = "body") -> None:
        self.to(role, name, within=within)
        self.keyboard.press("Control+a")
        self.keyboard.type(words)

    def here(self) -> str:
        """What a screen reader would say of where the focus is: the name, or the words, of that element."""
        return str(
            self.page.evaluate("""() => { const one = document.activeElement;
            return (one.getAttribute("aria-label") || one.innerText || one.value || one.id || one.tagName).trim(); }""")
        )
