"""What members write is read as the CommonMark specification says, but for what is listed here with its reason."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdown_it import MarkdownIt

from tests.hostile.data import commonmark, needed
from zwerm.core import markdown

pytestmark = pytest.mark.once

#: Examples of the specification that come out otherwise, by the reason for it. A heading one step lower, a line that breaks where
#: it was broken, rel on links and the class of a bare address are the same everywhere and are left out of the comparison. Tags that
#: somebody writes are words here, so an example with tags comes out as it does without them.
OTHERWISE = {
    "pictures come from this house only; one from elsewhere is a link": {
        519, 522, 533, *range(574, 592), 593,
    },
    "a link leads to the web, to a mail address or to a telephone": {598, 600, 601, 603},
    "a bare address is a link, a name with an @ a mention": {604, 608, 610, 613, 614},
}  # fmt: skip
WITHOUT_TAGS = MarkdownIt("commonmark", {"html": False})


def shape(html: str) -> list[str]:
    """Elements, attributes and words in their order."""
    return [" ".join(words) for words in _joined(_parts(BeautifulSoup(f"<div>{html}</div>", "html.parser")))]


def _parts(node: Tag) -> Iterator[tuple[str, str]]:
    for child in node.children:
        if isinstance(child, NavigableString):
            if words := str(child) if child.find_parent("pre") else " ".join(child.split()):
                yield "words", words
        elif isinstance(child, Tag) and child.name != "br":
            name = re.sub(r"^h[1-6]$", "h", child.name)
            attributes = {key: value for key, value in child.attrs.items() if key != "rel" and value != ["bare"]}
            yield "tag", f"<{name} {sorted(attributes.items())}>"
            yield from _parts(child)
            yield "tag", f"</{name}>"


def _joined(parts: Iterator[tuple[str, str]]) -> Iterator[list[str]]:
    """Words that a line break stood between are one piece."""
    piece: list[str] = []
    for kind, part in parts:
        if kind == "words":
            piece.append(part)
            continue
        if piece:
            yield piece
        piece = []
        yield [part]


def verdict(example: dict[str, str]) -> str:
    ours, theirs = shape(markdown.render(example["markdown"]).html), shape(example["html"])
    if ours == theirs:
        return "as the specification says"
    without = WITHOUT_TAGS.render(example["markdown"])
    if without != example["html"] and ours == shape(without):
        return "raw HTML in the example"
    return "otherwise"


@needed
def test_every_example_of_the_specification_comes_out_as_it_says_or_is_listed_with_a_reason() -> None:
    verdicts = {int(one["example"]): verdict(one) for one in commonmark()}
    listed = {number for numbers in OTHERWISE.values() for number in numbers}

    assert {number for number, said in verdicts.items() if said == "otherwise"} == listed
    sys.stdout.write(f"{Counter(verdicts.values())}\n")


def test_a_picture_from_elsewhere_inside_a_link_is_the_words_of_that_link() -> None:
    assert shape(markdown.render("[![de *maan*](https://a.example/m.jpg)](https://b.example/)").html) == shape(
        '<p><a href="https://b.example/">de maan</a></p>'
    )
    assert "van de <" not in markdown.render("![van <b>de</b> maan](https://a.example/m.jpg)").html
