"""Words in a line of a list: `{{ case.words|brief:160 }}`."""

from __future__ import annotations

from django import template
from django.utils.text import Truncator

register = template.Library()

#: After these a sentence is over, and nothing has to say so.
ENDS = tuple(".?!:;,…”\"'")


@register.filter
def brief(words: str, most: int) -> str:
    """On one line and so many letters: a title or a line of a list does not run into what follows it."""
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    parts = [line if line.endswith(ENDS) else f"{line} ·" for line in lines[:-1]]
    return Truncator(" ".join([*parts, *lines[-1:]])).chars(most)
