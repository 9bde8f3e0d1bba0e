"""What somebody wrote, in the HTML of a mail: styles stand inline, as mail programs want them, and links lead here from outside."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from zwerm.core.markdown import render

_TEXT: Final = "margin:0 0 12px;"
_HEADING: Final = "margin:16px 0 8px;font-size:18px;line-height:24px;"
_LIST: Final = "margin:0 0 12px;padding:0 0 0 24px;"
_CODE: Final = "font-family:Menlo,Consolas,monospace;font-size:15px;"
STYLES: Final = {
    "p": _TEXT, "ul": _LIST, "ol": _LIST, "li": "margin:0 0 4px;", "h2": _HEADING, "h3": _HEADING, "h4": _HEADING,
    "blockquote": "margin:0 0 12px;padding:0 0 0 14px;border-left:2px solid #98a0b4;",
    "pre": f"margin:0 0 12px;white-space:pre-wrap;{_CODE}", "code": _CODE, "td": "padding:2px 14px 2px 0;",
    "th": "padding:2px 14px 2px 0;text-align:left;", "a": "color:#8a5208;text-decoration:underline;",
}  # fmt: skip
_tag = re.compile(rf"<({'|'.join(STYLES)})(?=[ >])")
_class = re.compile(r'(<a\b[^>]*?) class="[^"]*"')
_box = re.compile(r"<input\b[^>]*>")
#: A link or picture of this house in Markdown.
_own = re.compile(r"\]\((?=/[^/])")


def led_here(source: str) -> str:
    """The same Markdown, with links that also lead here from elsewhere."""
    return _own.sub(f"]({settings.SITE_URL}", source)


def inlined(source: str) -> SafeString:
    """This Markdown as clean HTML for a mail. A picture becomes a link: it is only for who may see it here."""
    html = render(led_here(source)).html.replace('href="/', f'href="{settings.SITE_URL}/')
    html = _box.sub(lambda found: "☑" if " checked" in found[0] else "☐", _class.sub(r"\1", html))
    styled = _tag.sub(lambda found: f'<{found[1]}{_lead(found[1])} style="{STYLES[found[1]]}"', html)
    return mark_safe(styled)  # noqa: S308  it was cleaned, and the styles are ours


def _lead(tag: str) -> str:
    """What is light on dark where the reader's screen is dark: see letter.html."""
    return ' class="lead"' if tag == "a" else ""
