"""Letters without what people leave out when they search: capitals, accents and ligatures."""

import unicodedata

_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ß": "ss"})


def fold(text: str) -> str:
    """`Coördinatie` becomes `coordinatie`, `ﬁnanciën` `financien`."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if not unicodedata.combining(c)).translate(_LETTERS)
