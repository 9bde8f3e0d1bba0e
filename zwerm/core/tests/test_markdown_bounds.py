"""A text costs no more than its length, and no words of it are lost."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from linkify_it import LinkifyIt

from zwerm.core.markdown import render
from zwerm.core.markdown_bounds import LONGEST_WORD, Addresses

pytestmark = pytest.mark.once

LONGEST = 8_000
PIECES = {
    "quotes in quotes": "> ",
    "lists in lists": "- ",
    "open brackets": "[",
    "open pictures": "![a",
    "links in links": "[a](",
    "stars": "*a **b ",
    "low lines": "_a__b_ ",
    "ticks": "`x",
    "strikes": "~~a",
    "tasks": "- [ ] a\n",
    "cells": "|",
    "headings": "a\n=\n",
    "tags": "<a href=x>",
    "entities": "&a",
    "mentions": "@a-",
    "addresses": "//a.b/",
    "open addresses": "<http://",
    "mail addresses": "a@b.",
    "spaces": " ",
    "marks above a letter": "\u0301",
    "letters from the right": "\u202e",
    "one word": "a",
}


def grown(piece: str, length: int) -> str:
    return f"a{piece * (length // len(piece))}b"


def calls(source: str) -> int:
    """How many functions are called to render it, those written in C included: the same on every machine."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        render(source)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("name", PIECES)
def test_four_times_as_long_asks_about_four_times_as_much(name):
    short, whole = (calls(grown(PIECES[name], length)) for length in (LONGEST // 4, LONGEST))
    assert whole < 6 * short + 2_000
    assert len(render(grown(PIECES[name], LONGEST)).html) < 30 * LONGEST


def _noting(search: Callable[[LinkifyIt, str], Any], looked_through: list[str]) -> Callable[[LinkifyIt, str], Any]:
    def noting(self: LinkifyIt, text: str) -> Any:
        looked_through.append(text)
        return search(self, text)

    return noting


@pytest.mark.parametrize("name", PIECES)
def test_addresses_are_not_looked_for_in_a_word_without_an_end(name, monkeypatch):
    looked_through: list[str] = []
    for search in ("pretest", "test", "match", "match_at_start"):
        monkeypatch.setattr(LinkifyIt, search, _noting(getattr(LinkifyIt, search), looked_through))
    render(grown(PIECES[name], LONGEST))
    assert max((len(word) for text in looked_through for word in text.split()), default=0) <= LONGEST_WORD


@pytest.mark.parametrize("sign", [">", "> ", "- ", "1. ", "> - "])
def test_no_words_are_lost_however_deep_they_stand(sign):
    for depth in (5, 25, 500):
        assert "diepe woorden" in render(f"boven\n\n{sign * depth}diepe woorden\n\nonder").text


def test_a_list_of_many_steps_keeps_its_words():
    steps = "\n".join(f"{'  ' * step}- stap {step}" for step in range(100))
    shown = render(steps).text
    assert [step for step in range(100) if f"stap {step}" not in shown] == []


def test_an_address_that_is_named_once_and_used_a_thousand_times_is_shown_as_it_was_typed():
    source = f"[a]: https://a.example/{'x' * 10_000}\n\n" + "[a] " * 5_000
    shown = render(source)
    assert len(shown.html) < 5 * len(source)
    assert shown.text.count("[a]") == 5_001


def test_addresses_in_ordinary_words_stay_links_beside_a_word_without_an_end():
    assert 'href="https://a.example/b_c_d"' in render("zie https://a.example/b_c_d en " + "x" * 1_000).html
    assert render("a" * 2_001).text == "a" * 2_001


def test_tasks_are_shown_done_and_to_do():
    shown = render("- [x] gedaan\n- [ ] nog te doen\n- gewoon").html
    assert shown.count("<input") == 2
    assert shown.count("checked=") == 1
    assert "[x]" not in shown


@pytest.mark.parametrize(
    "words",
    ["example.org", "Zie localhost.", "a@example.org", "mailto:a@example.org", "//example.org", "WWW.example.org"],
)
def test_every_kind_of_address_is_looked_for(words):
    assert bool(LinkifyIt().test(words)) == Addresses().test(words)
    assert bool(LinkifyIt().pretest(words)) == Addresses().pretest(words)
