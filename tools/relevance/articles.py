"""The articles of nl-knowledge, as somebody would bring them into a group."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("blog", "docs", "communities")
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_NAMED = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"\A\s*# ([^\n]+)\n")
_CODE_OF_PAGE = re.compile(r"^(?:import|export) [^\n]*$|<!--.*?-->|\{/\*.*?\*/\}", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Article:
    key: str
    title: str
    body: str


def articles(folder: Path) -> Iterator[Article]:
    """Every article with a title and a text, in the order of its path, which is its key."""
    for path in sorted(path for name in FOLDERS for path in (folder / name).rglob("*.md*")):
        key = str(path.relative_to(folder).with_suffix(""))
        if (found := _article(key, path.read_text())).title and found.body:
            yield found


def _article(key: str, text: str) -> Article:
    front = _FRONT.match(text)
    rest = _CODE_OF_PAGE.sub("", text[front.end() :] if front else text)
    heading = _HEADING.match(rest)
    named = _NAMED.search(front.group(1)) if front else None
    title = heading.group(1) if heading else named.group(1).strip("\"'") if named else ""
    body = rest[heading.end() :] if heading else rest
    return Article(key, title.strip(), body.strip())
