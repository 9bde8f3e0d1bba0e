"""Law 8: every visible word is translatable, whole and with context, and its Dutch is there.

The checker itself is tried on bad samples in `tests/tools/test_words.py`.
"""

import pytest

from tools.install import ROOT
from tools.words import checking

pytestmark = pytest.mark.once


def test_every_word_is_there_in_english_and_in_dutch() -> None:
    assert checking.problems(ROOT) == []
