"""Pieces: parts of a page that depend on a handful of answers and on nothing else, rendered once for each combination.

`piece("groups/parts/bar.html", here=True)` gives the same words whoever asks, whatever the day: its template gets the answers and the
language, no request and no person. An answer is a string, a number, a truth or a tuple of them, never a record, which says that it is
the same when it is not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

#: Pieces of a hundred to a few thousand characters, in each web process.
MOST = 4000


def piece(template: str, **answers: Any) -> SafeString:
    """The piece for these answers, in the language of this moment."""
    return _rendered(template, get_language(), tuple(answers.items()))


@lru_cache(maxsize=MOST)
def _rendered(template: str, language: str | None, answers: tuple[tuple[str, Any], ...]) -> SafeString:
    return render_to_string(template, dict(answers))
