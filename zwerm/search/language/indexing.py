"""What a text is indexed by."""

from collections.abc import Iterator
from typing import NamedTuple

from zwerm.search.language.compounds import completed, said_in, split
from zwerm.search.language.lexicon import NOTHING, Lexicon, Said, Whole
from zwerm.search.language.stems import stem
from zwerm.search.language.words import Word, words

#: Languages that write a compound as one word whatever its length, so that a part of a long word tells something by itself.
CLOSED = ("nl",)

#: What a Dutch verb has apart from it in "aan te passen", which is "aanpassen".
_LOOSE = "aan af bij door in mee na om onder op over samen terug toe uit vast voor weg"
LOOSE = frozenset(_LOOSE.split())


class Terms(NamedTuple):
    """Terms with spaces between: the text word for word, and what its words also say."""

    words: str
    parts: str = ""


def terms(text: str, language: str, lexicon: Lexicon = NOTHING) -> Terms:
    """The terms of `text`, which is in `language`; its compounds are split by `lexicon`."""
    said: list[str] = []
    parts: dict[str, None] = {}
    opened, before = "", ("", "")
    for word in words(text):
        its, besides = _said(word, language, lexicon)
        said += its
        for one in besides:
            parts[one] = None
        if opened and (whole := completed(opened, word.parts[-1], lexicon)):
            parts |= dict.fromkeys([stem(whole, language), *_parts(whole, language, lexicon)])
        if before[1] == "te" and before[0] in LOOSE and language == "nl":
            parts[stem(before[0] + word.parts[0], language)] = None
        before = (before[1], word.parts[-1])
        opened = word.parts[0] if word.kind == "open" else opened if len(word.parts[0]) <= 3 else ""
    return Terms(" ".join(said), " ".join(parts))


def _said(word: Word, language: str, lexicon: Lexicon) -> Said:
    """The terms of one word, and what it says besides."""
    if not isinstance(lexicon, Whole):
        return tuple(term_of(word, language)), tuple(parts_of(word, language, lexicon))
    key = (word.parts, word.closed, word.kind, language)
    return lexicon.said.get(key) or lexicon.remember(
        key, (tuple(term_of(word, language)), tuple(parts_of(word, language, lexicon)))
    )


def term_of(word: Word, language: str) -> list[str]:
    """The terms of one word, side by side."""
    return list(word.parts) if word.is_name else [stem(part, language) for part in word.parts]


def parts_of(word: Word, language: str, lexicon: Lexicon) -> Iterator[str]:
    """What one word says besides itself."""
    if word.is_name:
        return
    if word.closed:
        yield stem(word.closed, language)
    for part in word.parts:
        yield from _parts(part, language, lexicon)


def _parts(word: str, language: str, lexicon: Lexicon) -> list[str]:
    said = said_in if language in CLOSED else split
    return [stem(part, language) for part in said(word, lexicon)]


def names(text: str) -> str:
    """The words of a name, folded and never stemmed."""
    return " ".join(part for word in words(text) for part in word.parts)


def surface(text: str) -> set[str]:
    """The words of a text as they enter the lexicon: folded, as written, each once."""
    return {part for word in words(text) if not word.is_name for part in (*word.parts, word.closed) if part}
