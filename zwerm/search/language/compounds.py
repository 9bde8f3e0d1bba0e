"""Compounds taken apart with the words of the community itself: `verzuimbeleid` is `verzuim` and `beleid`, if it says both.

A split is believed when each part stands by itself often enough, and as often as the whole does or nearly so (after the geometric mean of
Koehn and Knight, "Empirical Methods for Compound Splitting", EACL 2003). Where no split is found, a long beginning or end that is a word
here is still part of what the whole says.
"""

from collections.abc import Iterator
from math import log

from zwerm.search.language.lexicon import Lexicon
from zwerm.search.language.stopwords import STOP

SHORTEST, LONGEST = 7, 45  # letters of a word that is tried
PART, LONE_PART, REST = 3, 6, 5  # letters of the shortest part, of one without the others, and of what it leaves
KNOWN, SHORT_KNOWN, LONE_KNOWN = (
    2,
    8,
    5,
)  # texts that a part must stand in, one of three letters, and one without the others
MOST = 3  # parts
LINKS = ("", "s", "e", "en")
_PIECES = """
aan aar achter allen achtig af age ant atie baar bare bij com con den der dig dom dra eer eel eet elen eling end ene enen ens ent ers erd eren erig
erij ges gen haft heden heid hen iek ies iet ige igen ing ingen isch ische iteit ken lei lij lijk lijke loos loze men mis nen nis oer ont
pen per pre pro ren rijk rijke sche schap sel sen ser som star ste stel ster sub tal ten ter tie ver vol wijs wijze zaam zame
able ably age ally ance ant are ate ation ding dingen dis dragen ear eat ely end ent ers ess est ful ging gingen happen hood ian ible ice ics ied ies ify ings ion
ions ise ish ism ist ity ive ize king less ment ments ness ping ring sat ship sion slagen teen ting tion tions ton ure waarden ward wijzen wise
"""
_SUFFIXES = """
aal atie baar baren eer elijk ende enheid eren ering ief ieve isa ise istisch iteit lijk loze schap
able ation fully ified ing ist ity iza izing ment ness
"""
_ENDINGS = tuple(_SUFFIXES.split())  # what makes another word of the same, and no compound
#: Pieces of words, and small words, whatever else they may mean.
_NO_PARTS = frozenset(_PIECES.split()).union(*STOP.values())


def split(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of a folded word, each as it stands in the lexicon; none for a word that is not a compound."""
    if not _is_tried(word):
        return ()
    best: tuple[str, ...] = ()
    most = log(1 + lexicon.get(word, 0)) * 0.5  # a word of its own is seldom a compound of rarer ones
    for parts in _ways(word, lexicon, MOST):
        if len(parts) > 1 and (worth := _worth(parts, lexicon)) > most:
            best, most = parts, worth
    return best


def said_in(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a word says besides itself: its parts, or else the longest beginning or end of it that is a word here."""
    if (parts := split(word, lexicon)) or not _is_tried(word):
        return parts
    for size in range(len(word) - REST, LONE_PART - 1, -1):
        for piece, rest in ((word[:size], word[size:]), (word[-size:], word[:-size])):
            if not rest.startswith(_ENDINGS) and piece not in _NO_PARTS and lexicon.get(piece, 0) >= LONE_KNOWN:
                return (piece,)
    return ()


def pieces(word: str) -> set[str]:
    """Every word that `split` and `said_in` may ask the lexicon for, so that it can be asked once for all."""
    if not _is_tried(word):
        return {word}
    cuts = {word[start:end] for start in range(len(word)) for end in range(start + PART, len(word) + 1)}
    return cuts | {verb for piece in cuts for verb in _verbs(piece)}


def completed(opened: str, closed: str, lexicon: Lexicon) -> str:
    """What `in-` stands for before `uitstroom`: the longest known word of `in` and an end of the other; empty if none."""
    for cut in range(2, len(closed) - PART):
        if lexicon.get(opened + closed[cut:], 0):
            return opened + closed[cut:]
    return ""


def _is_tried(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _worth(parts: tuple[str, ...], lexicon: Lexicon) -> float:
    """The mean of the logarithms of how often the parts are said, and fewer parts before more."""
    return sum(log(1 + lexicon.get(part, 0)) for part in parts) / len(parts) - 0.4 * (len(parts) - 2)


def _ways(word: str, lexicon: Lexicon, most: int) -> Iterator[tuple[str, ...]]:
    if _stands(word, lexicon):
        yield (word,)
    if most == 1:
        return
    for cut in range(PART, len(word) - PART + 1):
        if not (first := _known(word[:cut], lexicon)):
            continue
        for link in LINKS:
            rest = word[cut + len(link) :]
            if word.startswith(link, cut) and len(rest) >= PART:
                for others in _ways(rest, lexicon, most - 1):
                    yield (first, *others)


def _known(piece: str, lexicon: Lexicon) -> str:
    """The word of the community that `piece` is: itself, or the verb it is the stem of (`parkeer` of "parkeren"); empty if none."""
    if _stands(piece, lexicon):
        return piece
    return next((verb for verb in _verbs(piece) if piece not in _NO_PARTS and _stands(verb, lexicon)), "")


def _stands(piece: str, lexicon: Lexicon) -> bool:
    needed = SHORT_KNOWN if len(piece) <= PART else KNOWN
    return piece not in _NO_PARTS and lexicon.get(piece, 0) >= needed


def _verbs(piece: str) -> tuple[str, ...]:
    """How a Dutch verb of this stem would be written; `programmeer` takes one `e` less, `inlog` one `g` more."""
    if len(piece) <= PART or piece[-1] in "aeiou":
        return ()
    if piece[-2] == piece[-3]:
        return (piece[:-2] + piece[-1] + "en",)
    return (piece + "en", piece + piece[-1] + "en")
