"""Hostile archives: what they say is words, what they are is refused, and nothing of them is carried out."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest

from tests.hostile.data import formulas, naughty, needed, scripts
from tests.hostile.strings import OURS
from tests.hostile.trying import dangers
from zwerm.console.sheets import safe
from zwerm.core.from_html import from_html
from zwerm.discussions.models import Post, Topic
from zwerm.importing.archive import Unreadable
from zwerm.importing.samples import move_in
from zwerm.importing.tests.dumps import answer, comment, question, small_dump, user, write_dump
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator

pytestmark = pytest.mark.django_db
#: What XML cannot hold.
OUTSIDE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def folded(words: str) -> str:
    return " ".join(words.split())


def dump_of(folder: Path, strings: Sequence[str]) -> Path:
    """Each string as the name of somebody, as a title, as the words of an answer, as its HTML, and as a comment."""
    numbered = list(enumerate(strings, 1))
    return write_dump(
        folder,
        users=[user(number, text) for number, text in numbered],
        posts=[
            *(question(1_000_000 + number, text[:150], by=number, Body=f"<p>{escape(text)}</p>") for number, text in numbered),
            *(answer(2_000_000 + number, 1_000_000 + number, by=number, Body=text) for number, text in numbered),
        ],
        comments=[comment(number, 1_000_000 + number, text, by=number) for number, text in numbered],
    )  # fmt: skip


def moved(folder: Path, strings: Sequence[str]) -> list[str]:
    """What of the strings is not only words after they were moved in."""
    kept = [text for text in strings if text.strip() and not OUTSIDE.search(text)]
    move_in(dump_of(folder, kept), by=make_administrator("Anna"))
    wrong = [found for html in Post.objects.values_list("html", flat=True) for found in dangers(html)]
    titles = {folded(title) for title in Topic.objects.values_list("title", flat=True)}
    names = {folded(name) for name in Member.objects.values_list("name", flat=True)}
    wrong += [f"title {text!r}" for text in kept if folded(text[:150]) not in titles]
    wrong += [f"name {text!r}" for text in kept if folded(text.strip()[:80]) not in names]
    return wrong


def test_our_own_hostile_words_move_in_as_words(tmp_path: Path) -> None:
    assert moved(tmp_path / "dump", OURS) == []


@needed
@pytest.mark.skipif("HOSTILE_SHARE" not in os.environ, reason="takes long; HOSTILE_SHARE=1 runs it, =10 a tenth")
def test_every_string_that_is_known_to_be_hostile_moves_in_as_words(tmp_path: Path) -> None:
    strings = [*scripts(), *naughty(), *formulas()][:: int(os.environ["HOSTILE_SHARE"])]
    wrong = moved(tmp_path / "dump", strings)
    sys.stdout.write(f"{len(strings)} strings, {Post.objects.count()} posts, {len(wrong)} wrong\n")
    assert wrong == []


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaa">]><posts><row Id="&a;"/></posts>',
        b'<?xml version="1.0"?><!DOCTYPE p SYSTEM "file:///etc/passwd"><posts/>',
        b'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><posts/>',
        b'<?xml version="1.0" encoding="utf-8"?><posts><row Id="1" Title="caf\xe9"/></posts>',
        b'<?xml version="1.0" encoding="utf-7"?><posts>+ADw-row/+AD4-</posts>',
        b'<?xml version="1.0" encoding="nonsense"?><posts/>',
        "<posts><row Id='1'/></posts>".encode("utf-16")[:-7],
        b'<posts><row Id="1" Id="2"/></posts>',
        b'<posts><row Title="a\0b"/></posts>',
        b"<posts>" + b"<row>" * 20_000,
        b"<posts><row ",
        b"PK\x03\x04" + bytes(2_000),
        b"",
    ],
)
def test_a_file_that_is_no_dump_is_refused_with_its_name_and_nothing_is_moved(tmp_path: Path, content: bytes) -> None:
    folder = small_dump(tmp_path / "dump")
    (folder / "Posts.xml").write_bytes(content)
    with pytest.raises(Unreadable, match=r"Posts\.xml"):
        move_in(folder, by=make_administrator("Anna"))
    assert not Topic.objects.exists()


def test_a_row_with_an_endless_attribute_and_a_thousand_others_does_no_harm(tmp_path: Path) -> None:
    endless = question(10, "Lang", Body="<p>" + "woord " * 50_000 + "</p>")
    endless |= {f"X{number}": "x" for number in range(1_000)}
    move_in(write_dump(tmp_path / "dump", users=[user(1, "Ada")], posts=[endless]), by=make_administrator("Anna"))
    assert Topic.objects.get().title == "Lang"
    assert "woord" in Post.objects.get().html


@pytest.mark.parametrize("html", ["<b>" * 20_000, "<ul><li>" * 5_000, "<a href='" * 5_000, "<!--" * 20_000, "&" * 50_000, "<table><tr><td>" * 3_000])  # fmt: skip
def test_html_that_never_ends_is_read_in_time(html: str) -> None:
    started = time.process_time()
    from_html(html + "diepe woorden")
    assert time.process_time() - started < 20


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "Anna;=cmd|' /C calc'!A0", "Anna;\t @SUM(1)", "a\n=1+1"])  # fmt: skip
def test_no_cell_of_a_sheet_is_a_formula_in_any_language(cell: str) -> None:
    """A Dutch spreadsheet takes a semicolon for the edge of a cell."""
    assert [piece for piece in re.split(r"[;\n]", safe(cell)) if piece.lstrip().startswith(("=", "+", "-", "@"))] == []


@needed
def test_no_known_formula_survives_in_a_sheet() -> None:
    assert [one for one in formulas() if safe(one).startswith(("=", "+", "-", "@"))] == []
