"""Mails, written as one writes a letter: one source gives the subject, the plain text and the HTML.

A mail is a `.txt` template. Its first line is the subject; after an empty line come the paragraphs, with an empty line between them:

    > a line that begins so is somebody's words
        four spaces before a line make it a code to copy
    [Accept the invitation](https://…)      alone on a line is the one thing to do
    # New in your groups                    stands above what follows
    * [What works?](https://…)              is one of several things, with a word about it on the next line
    --                                      and what follows is the small print, in which such a link is one among words

Values are folded to one line, so that no name can begin a paragraph, and escaped in the HTML. `quoted()` keeps the lines of
somebody's words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from zwerm.core.mail_words import inlined, led_here

WIDTH = 76
_link = re.compile(r"\[(?P<label>.+)\]\((?P<url>https?://[^\s()]+)\)")


class Quoted(str):
    """Somebody's words, each line marked; it may stand in a mail as it is."""


class Written(Quoted):
    """Somebody's Markdown: plain text as it was typed, HTML as it stands on a page."""


@dataclass(frozen=True)
class Block:
    """One piece of a mail: `paragraph`, `quote`, `code`, `heading`, `button` or `item` (then with `url`), or `small` (perhaps)."""

    kind: str
    text: str
    url: str = ""
    #: A word about an item.
    note: str = ""
    #: Words that were written in Markdown, for the HTML.
    html: str = ""


def quoted(words: str) -> Quoted:
    """Somebody's words, to stand in a mail as theirs; their paragraphs stay apart."""
    lines = (line.rstrip() for line in re.sub(r"\n\s*\n", "\n\n", words.strip()).splitlines())
    return Quoted("\n".join(f"> {line}" for line in lines))


def written(words: str) -> Written:
    """The same for what was written in Markdown, with links that lead here from a mail."""
    return Written(quoted(led_here(words)))


def letter(
    template: str,
    values: Mapping[str, Any],
    *,
    to: str,
    language: str = "",
    key: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """A mail that is ready to send.

    Args:
        template: such as `members/mail/invitation.txt`.
        values: what the template names.
        to: one address.
        language: the reader's; the current one when nothing is said.
        key: what this mail is about. The same key gives the same Message-ID, so that a mail that goes out twice is shown once.
        headers: of the mail, beside the ones that every mail has.
    """
    with translation.override(language or translation.get_language()):
        subject, blocks = _read(template, values)
        html = render_to_string("core/mail/letter.html", {"blocks": blocks, "subject": subject})
        own = {"Auto-Submitted": "auto-generated", "Content-Language": translation.get_language() or "en"}
    if key:
        own["Message-ID"] = message_id(key)
    mail = EmailMultiAlternatives(subject, as_text(blocks), to=[to], headers={**own, **(headers or {})})
    mail.attach_alternative(html, "text/html")
    return mail


def message_id(key: str) -> str:
    """The Message-ID of the mail about `key`: the same each time, and not to be guessed."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('zwerm.core.mail', key).hexdigest()[:32]}@{domain}>"


def as_text(blocks: list[Block]) -> str:
    """The plain part: a letter that needs no HTML."""
    parts: list[str] = []
    for block in blocks:
        if block.kind == "small" and "-- " not in parts:
            parts.append("-- ")
        parts.append(_text_of(block))
    return "\n\n".join(parts).replace("-- \n\n", "-- \n") + "\n"


def _text_of(block: Block) -> str:
    if block.kind == "heading":
        return f"{block.text}\n{'-' * min(len(block.text), WIDTH)}"
    if block.kind == "item":
        return "\n".join(
            [_wrapped(block.text, "* "), *([_wrapped(block.note, "  ")] if block.note else []), f"  {block.url}"]
        )
    if block.url:
        return f"{block.text}:\n{block.url}"
    if block.kind == "code":
        return f"    {block.text}"
    if block.kind == "quote":
        return "\n".join(_wrapped(line, "> ") or ">" for line in block.text.splitlines())
    return _wrapped(block.text)


def _wrapped(text: str, mark: str = "") -> str:
    further = mark if mark == "> " else " " * len(mark)
    return textwrap.fill(
        text, WIDTH, initial_indent=mark, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def _read(template: str, values: Mapping[str, Any]) -> tuple[str, list[Block]]:
    folded = {name: _folded(value) for name, value in values.items()}
    source = get_template(template).template.render(Context(folded, autoescape=False))  # type: ignore[attr-defined]
    subject, _, rest = source.strip().partition("\n")
    letter_text, _, small = rest.partition("\n--\n")
    markdown = {value for value in values.values() if isinstance(value, Written)}
    blocks = [_styled(_block(piece)) if piece in markdown else _block(piece) for piece in _pieces(letter_text)]
    return " ".join(subject.split()), [*blocks, *(_small(" ".join(piece.split())) for piece in _pieces(small))]


def _folded(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Quoted | SafeString):
        return " ".join(value.split())
    return value


def _pieces(source: str) -> list[str]:
    return [piece.strip("\n") for piece in re.split(r"\n\s*\n", source) if piece.strip()]


def _block(piece: str) -> Block:
    lines = piece.splitlines()
    if found := _link.fullmatch(piece.strip()):
        return Block("button", found["label"], found["url"])
    if found := _link.fullmatch(lines[0].removeprefix("* ").strip()):
        return Block("item", found["label"], found["url"], " ".join(" ".join(lines[1:]).split()))
    if len(lines) == 1 and piece.startswith("# "):
        return Block("heading", piece[2:].strip())
    if all(line.startswith("> ") for line in lines):
        return Block("quote", "\n".join(line[2:] for line in lines))
    if piece.startswith("    "):
        return Block("code", piece.strip())
    return Block("paragraph", " ".join(piece.split()))


def _styled(block: Block) -> Block:
    return replace(block, html=inlined(block.text))


def _small(piece: str) -> Block:
    found = _link.fullmatch(piece)
    return Block("small", found["label"], found["url"]) if found else Block("small", piece)
