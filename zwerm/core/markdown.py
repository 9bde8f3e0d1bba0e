"""What members write: Markdown in, clean HTML and plain text out. Rendered once, when it is written.

CommonMark with tables, strikethrough, bare links, task lists and mentions, by markdown-it-py; whatever comes out passes nh3,
so that no tag or attribute outside the lists below reaches a reader, whoever wrote the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import nh3
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from zwerm.core import markdown_bounds

#: Part of every cache key that holds rendered words: raise it when the output for the same source changes.
VERSION = 2

HANDLE = r"[a-z0-9][a-z0-9_-]{1,38}[a-z0-9]"
_mention = re.compile(rf"@({HANDLE})(?![\w-])", re.IGNORECASE)

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "img", "input", "label", "li", "ol", "p", "pre",
    "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "code": {"class"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
    "input": {"type", "checked", "disabled", "class"},
    "li": {"class"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "ul": {"class"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow ugc noopener")

#: Rendered HTML was cleaned, so each `<` begins a tag, and the next `>` ends it: in words and in attributes they are written out.
_ends, _tag = re.compile(r"<(?:br|/p|/li|/h\d|/td|/th|/tr|/pre|/blockquote)[^>]*>"), re.compile(r"<[^>]*>")

_mention_url: Callable[[str], str] = "#{}".format


@dataclass(frozen=True)
class Rendered:
    """A source in the forms the house needs: HTML for a page, text for search and mail, the handles it mentions."""

    html: str
    mentions: tuple[str, ...]

    @property
    def text(self) -> str:
        return plain(self.html)


def render(source: str) -> Rendered:
    """Render Markdown to clean HTML.

    Args:
        source: what somebody wrote, of any length and content.

    Returns:
        `html` that may stand in a page as it is, `text` without markup, and `mentions`: handles in lower case, each once,
        in order. Whether a handle belongs to anybody is for the caller to find out.
    """
    env: dict[str, list[str]] = {"mentions": []}
    html = _cleaner.clean(_written(source.replace("\0", ""), env))
    return Rendered(html=html, mentions=tuple(dict.fromkeys(env["mentions"])))


def link_mentions(url: Callable[[str], str]) -> None:
    """Let the room that knows people say where a handle leads."""
    global _mention_url
    _mention_url = url


def plain(html: str) -> str:
    """The words of rendered HTML, white space folded, entities resolved."""
    spaced = _ends.sub("\n", html)
    lines = (line.strip() for line in unescape(_tag.sub("", spaced)).split("\n"))
    return "\n".join(line for line in lines if line)


def _written(source: str, env: dict[str, list[str]]) -> str:
    """HTML of a text; one that would become a page out of all proportion is shown as it was typed."""
    tokens = _parser().parse(source, env)
    if markdown_bounds.grows_too_much(tokens, len(source)):
        env["mentions"].clear()
        return format_html("<p>{}</p>", mark_safe(escape(source).replace("\n", "<br>\n")))  # noqa: S308
    return str(_parser().renderer.render(tokens, _parser().options, env))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False, "breaks": True})
    parser.enable(["table", "strikethrough", "linkify"])
    parser.core.ruler.after("inline", "tasks", markdown_bounds.mark_tasks)
    parser.inline.ruler.push("mention", _read_mention)
    parser.add_render_rule("mention", _write_mention)
    parser.add_render_rule("heading_open", _write_heading)
    parser.add_render_rule("heading_close", _write_heading)
    parser.add_render_rule("image", _write_image)
    parser.add_render_rule("link_open", _write_link)
    parser.add_render_rule("td_open", _write_cell)
    parser.add_render_rule("th_open", _write_cell)
    markdown_bounds.bound(parser)
    return parser


def _read_mention(state: StateInline, silent: bool) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    if state.src[state.pos] != "@" or before.isalnum() or before in "_-/.":
        return False
    found = _mention.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.content = found[1].lower()
        if isinstance(state.env.get("mentions"), list):
            state.env["mentions"].append(token.content)
    state.pos = found.end()
    return True


def _write_mention(renderer, tokens, index, options, env) -> str:  # type: ignore[no-untyped-def]
    handle = tokens[index].content
    return format_html('<a class="mention" href="{}">@{}</a>', _mention_url(handle), handle)


def _write_heading(renderer, tokens, index, options, env) -> str:  # type: ignore[no-untyped-def]
    """A page has its own h1; what a member calls a first heading is a second one here."""
    token = tokens[index]
    level = min(int(token.tag[1]) + 1, 4)
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"


def _write_link(renderer, tokens, index, options, env) -> str:  # type: ignore[no-untyped-def]
    """A bare address says itself; on paper every other link says its address behind its words."""
    if tokens[index].info == "auto":
        tokens[index].attrSet("class", "bare")
    return str(renderer.renderToken(tokens, index, options, env))


def _write_image(renderer, tokens, index, options, env) -> str:  # type: ignore[no-untyped-def]
    """Pictures come from this house only: one from elsewhere would tell its owner who reads what. Those become links."""
    token = tokens[index]
    source = str(token.attrs.get("src", ""))
    if source.startswith(settings.MEDIA_URL):
        token.attrs.update(loading="lazy", decoding="async")
        return str(renderer.image(tokens, index, options, env))
    words = renderer.renderInlineAsText(token.children, options, env) or source
    opened = sum(one.nesting for one in tokens[:index] if one.type in ("link_open", "link_close"))
    return escape(words) if opened else format_html('<a href="{}">{}</a>', source, words)


def _write_cell(renderer, tokens, index, options, env) -> str:  # type: ignore[no-untyped-def]
    """The parser aligns a column with a style, which our content policy forbids; the old attribute says the same."""
    token = tokens[index]
    side = re.search(r"text-align:(left|center|right)", str(token.attrs.get("style", "")))
    return f'<{token.tag} align="{side[1]}">' if side else f"<{token.tag}>"
