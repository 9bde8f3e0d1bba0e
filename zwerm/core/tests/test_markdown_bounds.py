"""A text costs no more than its length, and no words of it are lost."""

from __future__ import annotations

import time

import pytest

from zwerm.core.markdown import render

LONGEST = 20_000
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


def seconds(source: str) -> float:
    started = time.process_time()
    render(source)
    return time.process_time() - started


@pytest.mark.parametrize("name", PIECES)
def test_twice_as_long_takes_about_twice_as_long(name):
    short, whole = (min(seconds(grown(PIECES[name], length)) for _ in range(2)) for length in (LONGEST // 4, LONGEST))
    assert whole < 0.05 or whole < 9 * short, f"{short:.2f} s became {whole:.2f} s at four times the length"
    assert len(render(grown(PIECES[name], LONGEST)).html) < 30 * LONGEST


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
