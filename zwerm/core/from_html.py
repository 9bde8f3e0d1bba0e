"""HTML from elsewhere (an archive that is moved in, a letter) becomes the Markdown of the house.

Pictures become links: showing them would tell another server who reads here. An `@name` stays plain text,
because the one who bears that name there need not be the one who bears it here. A link without a site would
point into this site, so its words stay and the link goes.
"""

import re
import warnings
from collections.abc import Set
from typing import Any

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import Tag
from bs4.exceptions import ParserRejectedMarkup
from linkify_it import LinkifyIt
from markdownify import MarkdownConverter

# A post that is nothing but an address, or that quotes XML, is no mistake of ours.
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)
warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)

LINK = re.compile(r"(?:https?:)?//|mailto:", re.IGNORECASE)
ALWAYS_SPECIAL = re.compile(r"([\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<!\w)_|_(?!\w)|!(?=\[))")
FIRST_SPECIAL = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|={1,}\s*$|-{2,}\s*$|~{3,}|:{3,})")
FIRST_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
MENTION = re.compile(r"(?<![\w\\/])@(?=\w)")
MAY_LINK = re.compile(r"\w[.@]\w|:")
LINKS = LinkifyIt()
TOO_DEEP = 200
CHOICES: dict[str, Any] = {
    "heading_style": "atx",
    "bullets": "-",
    "autolinks": False,
    "table_infer_header": True,
    "wrap": True,
    "wrap_width": None,
}


def from_html(html: str) -> str:
    """Markdown with the words and the shape of `html`."""
    try:
        soup = BeautifulSoup(html, "lxml" if _never_ends(html) else "html.parser")
    except ParserRejectedMarkup:  # a declaration that never ends, for example; the other parser takes anything
        soup = BeautifulSoup(html, "lxml")
    if _depth(soup) > TOO_DEEP:
        return _escape(" ".join(soup.get_text(" ").split()))
    return str(_Converter(**CHOICES).convert_soup(soup)).strip()


def _escape(text: str) -> str:
    escaped = escape_start(ALWAYS_SPECIAL.sub(r"\\\1", text))
    return MENTION.sub(r"\\@", without_links(escaped, bare_too=True))


def without_links(text: str, *, bare_too: bool) -> str:
    """Plain words stay plain where our renderer would see an address in them: `Beer.SE` is a site's name and no link.

    `bare_too`: also an address that is written out, which HTML leaves as words and a comment makes a link of.
    """
    if not MAY_LINK.search(text):
        return text
    for found in reversed(LINKS.match(text) or []):
        before, address, after = text[: found.index], text[found.index : found.last_index], text[found.last_index :]
        if found.schema and address.lower().startswith(found.schema):
            broken = address.replace(":", r"\:", 1) if bare_too else address
        else:
            broken = re.sub(r"(?<!\\)([@.])", r"\\\1", address)
        text = before + broken + after
    return text


def escape_start(line: str) -> str:
    return FIRST_NUMBER.sub(r"\1\\\2", FIRST_SPECIAL.sub(r"\1\\\2", line))


def _never_ends(html: str) -> bool:
    """Whether much is begun in it and not ended, over which one parser thinks with the square of the length, and the other not."""
    return html.count("<") > html.count(">") + 100


def _depth(soup: BeautifulSoup) -> int:
    """How deep the deepest element lies, without going down by recursion."""
    deepest = 0
    level: list[Tag] = [soup]
    while level and deepest <= TOO_DEEP:
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        deepest += 1
    return deepest


class _Converter(MarkdownConverter):
    """The converter of markdownify, with the choices of this house."""

    def escape(self, text: str, parent_tags: Set[str]) -> str:
        escaped = _escape(text)
        return escaped.replace("|", r"\|") if parent_tags & {"td", "th"} else escaped

    def convert_a(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        address = _address(str(el.get("href") or ""))
        if not address or not text.strip():
            return text
        el["href"] = address
        return self._as_usual("convert_a", el, text, parent_tags)

    def convert_img(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        words = _escape(" ".join(str(el.get("alt") or el.get("title") or "").split()))
        address = _address(str(el.get("src") or ""))
        if not address or el.find_parent("a"):
            return words or _file_name(address)
        return f"[{words or _file_name(address)}]({address})"

    def convert_pre(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        if not text:
            return ""
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{_language(el)}\n{text.strip(chr(10))}\n{fence}\n\n"

    def convert_strike(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return self._as_usual("convert_del", el, text, parent_tags)

    def convert_td(self, el: Tag, text: str, parent_tags: Set[str]) -> str:
        return self._as_usual("convert_td", el, text.replace("  \n", " "), parent_tags)

    def _as_usual(self, name: str, *given: object) -> str:
        """What markdownify itself does; its type stubs leave these methods out."""
        return str(getattr(super(), name)(*given))


def _address(link: str) -> str:
    link = link.strip()
    if not LINK.match(link):
        return ""
    absolute = f"https:{link}" if link.startswith("//") else link
    return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", absolute)


def _file_name(address: str) -> str:
    return _escape(address.rsplit("/", 1)[-1]) or address


def _language(pre: Tag) -> str:
    """The language that a code block names, from `lang-py` or `language-py`."""
    for tag in [pre, *pre.find_all("code", limit=1)]:
        for name in tag.get_attribute_list("class"):
            found = re.fullmatch(r"lang(?:uage)?-([\w+#-]{1,20})", name or "")
            if found and found[1] != "none":
                return found[1]
    return ""
