"""A browser that looks at pages with hostile words on them, and notes whatever they manage to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page

#: Before any script of the page: whoever asks something of the reader, or breaks the content policy, is noted.
HOOKS = """
window.carriedOut = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = (...said) => window.carriedOut.push([name, ...said]);
document.addEventListener("securitypolicyviolation", (event) => window.carriedOut.push(["policy", event.violatedDirective, event.blockedURI, event.sample]));
"""
#: What the browser made of the page: attributes and elements that could carry something out, and whether the frame still stands.
LOOK = """() => {
    const found = [];
    for (const one of document.querySelectorAll("*")) for (const { name, value } of one.attributes) {
        if (/^on|^srcdoc$/i.test(name)) found.push(`${name} on ${one.outerHTML.slice(0, 200)}`);
        if (/^(href|src|action|formaction|xlink:href|data)$/i.test(name) && /^\\s*(javascript|vbscript|data:(?!image\\/svg))/i.test(value)) found.push(`${name}=${value.slice(0, 200)}`);
    }
    for (const one of document.querySelectorAll("script:not([src]):not([type='application/json']), iframe, object, embed, base, style, math, marquee")) found.push(one.outerHTML.slice(0, 200));
    const root = document.documentElement;
    return {
        found: [...found, ...window.carriedOut.map(String)],
        sideways: root.scrollWidth > root.clientWidth,
        whole: [".side", "main.page .page-column", ".foot", ".bar"].every((part) => document.querySelectorAll(`.shell > ${part}`).length === 1),
    };
}"""
#: The words of a post in the form in which it is changed, as the browser reads them; many posts at once.
SOURCES = """async (keys) => Promise.all(keys.map(async (key) => {
    const page = new DOMParser().parseFromString(await (await fetch(`/posts/${key}/source/`)).text(), "text/html");
    return page.querySelector("textarea[name=body]")?.value ?? null;
}))"""


@dataclass
class Watch:
    """What was noted so far, over all pages."""

    pages: int = 0
    wrongs: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Begin to watch."""
        page.add_init_script(HOOKS)
        page.on("dialog", lambda dialog: self._note_dialog(page, dialog))
        page.on("popup", lambda other: self.wrongs.append(f"{page.url} opened {other.url}"))
        page.on("request", lambda request: self._note_request(page, request.url))
        return page

    def look(self, page: Page, address: str) -> None:
        """Open a page and look at what it became."""
        answer = page.goto(address, wait_until="load", timeout=60_000)
        self.pages += 1
        seen: dict[str, Any] = page.evaluate(LOOK)
        self.wrongs += [f"{address}: {one}" for one in seen["found"]]
        if answer is None or answer.status >= 400:
            self.wrongs.append(f"{address}: answered {answer and answer.status}")
        if seen["sideways"] or not seen["whole"]:
            self.wrongs.append(f"{address}: {'scrolls sideways' if seen['sideways'] else 'its frame is broken'}")

    def _note_dialog(self, page: Page, dialog: Dialog) -> None:
        self.wrongs.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, page: Page, url: str) -> None:
        here = urlsplit(page.url).netloc
        if here and urlsplit(url).scheme.startswith("http") and urlsplit(url).netloc != here:
            self.wrongs.append(f"{page.url} asked for {url}")
