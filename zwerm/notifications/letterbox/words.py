"""What somebody wrote anew in a letter: without what they answer to, the signature, and the line breaks of their mail program."""

from __future__ import annotations

import re
from email.message import EmailMessage, MIMEPart

import quotequail

from zwerm.core.from_html import from_html

#: What a mail program says of itself under a letter, in the languages of the house.
_sent_from = re.compile(
    r"\s*(?:verstuurd|verzonden|sent|get|download) (?:vanaf|vanuit|met|from|with|outlook|via)\b.{0,60}", re.IGNORECASE
)
_signature = re.compile(r"^-- ?$")
_rule = re.compile(r"\s*_{5,}\s*")
#: A line that begins so was begun by its writer, and one that ends so was ended.
_begins = re.compile(r"\s*(?:[-*+>#|]|\d{1,9}[.)]\s|```)")
#: Programs that break lines break them at about so many characters.
WIDTH = 72


def written(letter: EmailMessage) -> str:
    """The words of this letter as Markdown; nothing when it has none of its own."""
    plain = letter.get_body(("plain",))
    if plain is not None and (text := _text(plain).strip()):
        return tidied(_anew(_flowing(plain, text)))
    html = letter.get_body(("html",))
    return tidied(_anew_in_html(_text(html))) if html is not None else ""


def _text(part: MIMEPart) -> str:
    """The text of a part, whatever it says of its letters."""
    try:
        said = part.get_content()
    except (LookupError, ValueError):  # a character set that nobody knows
        payload = part.get_payload(decode=True)
        said = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else str(payload)
    return str(said).replace("\r\n", "\n").replace("\x00", "")


def _anew(text: str) -> str:
    """Without what it answers to. Who wrote between the lines of it, or under it, keeps those as quotes."""
    found = quotequail.unwrap(text)
    if found is None:
        return text
    if under := found.get("text_bottom"):
        quoted = "\n".join(f"> {line}".rstrip() for line in found.get("text", "").splitlines())
        return "\n\n".join(piece for piece in (found.get("text_top"), quoted, under) if piece)
    return str(found.get("text_top", ""))


def _anew_in_html(html: str) -> str:
    found = quotequail.unwrap_html(html)
    if found is not None:
        html = "".join(found.get(piece, "") for piece in ("html_top", "html_bottom"))
    return from_html(html)


def tidied(text: str) -> str:
    """Without a signature, and without what the mail program says of itself."""
    lines = text.strip().splitlines()
    for at, line in enumerate(lines):
        if _signature.fullmatch(line):
            lines = lines[:at]
            break
    while lines and (not lines[-1].strip() or _sent_from.fullmatch(lines[-1]) or _rule.fullmatch(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip()


def _flowing(part: MIMEPart, text: str) -> str:
    """Paragraphs as they were written: lines that a program broke are one again (RFC 3676, or by their length)."""
    parameters = part["Content-Type"].params if part["Content-Type"] else {}
    goes_on = _is_flowed if str(parameters.get("format", "")).lower() == "flowed" else _is_full
    lines: list[str] = []
    before = ""
    for line in text.splitlines():
        if lines and line.strip() and not _begins.match(line) and goes_on(before, line):
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
        else:
            lines.append(line)
        before = line
    return "\n".join(lines)


def _is_flowed(line: str, following: str) -> bool:
    return line.endswith(" ") and line != "-- "


def _is_full(line: str, following: str) -> bool:
    """Whether the next word had no room on this line any more, where programs break."""
    return len(line) + 1 + len(following.split()[0]) > WIDTH and WIDTH - 18 <= len(line) <= WIDTH + 8
