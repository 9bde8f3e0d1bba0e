"""The words of a text, where they stand and in which forms they are known."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zwerm.search.language.folding import fold

_WORD = re.compile(
    r"""(?P<mail>[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+)
      | (?:https?://|(?<!\w)www\.)                       # an address says nothing by its beginning
      | (?P<name>(?<![\w@])@[\w.-]*\w)
      | (?P<dotted>(?<![\w.])\.net\b|\basp\.net\b)
      | (?P<sign>\b[a-z][a-z]?(?:\#|\+\+)(?!\w))
      | (?P<number>\b\d{1,3}(?:\.\d{3}){1,4}\b(?![.\d]))
      | (?P<open>\w{2,}-(?=\s(?:en|of|and|or)\s\w))   # "in- en uitstroom"
      | (?P<joined>\w+(?:[-‐‑]\w+)+(?:['’]\w{1,2}\b)?)
      | (?P<plain>\w+(?:['’]\w{1,2}\b)?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAID = {"#": "sharp", "+": "plus", ".": "dot"}
_TAIL = re.compile(r"['’](\w{1,2})$")
_PART = re.compile(r"[^\W_]+")
LONGEST = 60  # letters; what is longer is cut off: it is not a word


class Word(NamedTuple):
    """A word at `start` to `end` of the text: folded `parts` that stand side by side, and `closed`, written as one."""

    start: int
    end: int
    parts: tuple[str, ...]
    closed: str = ""
    kind: str = "plain"

    @property
    def is_name(self) -> bool:
        return self.kind in ("mail", "name")


@lru_cache(maxsize=8)  # the same text is asked for its language, its terms and its lexicon, one after another
def words(text: str) -> tuple[Word, ...]:
    """`HR-beleid` has two parts and `hrbeleid` closed; `C#` is `csharp`; `API's` is `api`; `1.000` is `1000`."""
    return tuple(_words(text))


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        kind = found.lastgroup
        if kind is None:
            continue
        parts, closed = _forms_of(kind, found.group())
        if parts:
            yield Word(found.start(), found.end(), parts, closed, kind)


@lru_cache(maxsize=20_000)
def _forms_of(kind: str, said: str) -> tuple[tuple[str, ...], str]:
    if kind in ("sign", "dotted"):
        return ("".join(_SAID.get(c, c) for c in fold(said)),), ""
    if kind == "number":
        return (said.replace(".", ""),), ""
    parts = tuple(part[:LONGEST] for part in _PART.findall(fold(_without_tail(said))))
    if kind != "joined" or len(parts) < 2:
        return parts, ""
    closed = "".join(parts)[:LONGEST]
    if len(parts[0]) == 1 and not parts[0].isdigit():
        return (closed,), parts[1]  # "e-mail" is one word, which "mail" finds too
    return parts, closed


def _without_tail(said: str) -> str:
    """`foto's` is about a photo; `don't` keeps its tail."""
    tail = _TAIL.search(said)
    if tail and tail.group(1).lower() in ("s", "er", "tje"):
        return said[: tail.start()]
    return said.replace("'", "").replace("’", "")
