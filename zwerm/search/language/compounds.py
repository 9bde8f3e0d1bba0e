"""Compounds taken apart with the words of the community itself: `verzuimbeleid` is `verzuim` and `beleid`, if it says both.

A split is believed when each part stands by itself often enough, and as often as the whole does or nearly so (after the geometric mean of
Koehn and Knight, "Empirical Methods for Compound Splitting", EACL 2003).
"""

from collections.abc import Iterator
from math import log

from zwerm.search.language.lexicon import Lexicon

SHORTEST, LONGEST = 7, 45  # letters of a word that is tried
PART = 3  # letters of the shortest part
KNOWN = 2  # texts that a part must stand in
SHORT_KNOWN = 4  # and one of three letters
MOST = 4  # parts
LINKS = ("", "s", "e", "en")
_SYLLABLES = """
aan aar achtig af age ant atie baar bare bij den der dig doen door dra eer eel eet elen eling end ene enen ens ent ers erd eren erig
erij even gaan gen ges haft heden heid het hen iek ies iet ige igen ing ingen isch ische iteit kan lij lijk lijke loos loze men mis
naar nen nis oer ont onder over pen ren rijk rijke sche schap sel sen ser som star ste stel ster straat tal tegen tel ten ter tie toe
toen tot uit ver vol voor wel weg zaam zame zelf
able ably age ally ance ant are ate ation dis ear eat ely end ent ers ess est ful hood ian ible ice ics ied ies ify ing ings ion ions
ise ish ism ist ity ive ize less ment ments ness non out ring sat ship sion able teen the tion tions ton ure under ward wise
"""
_AFFIXES = frozenset(_SYLLABLES.split())  # pieces of words, whatever else they may mean


def split(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of a folded word, each as it stands in the lexicon; none for a word that is not a compound."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    best: tuple[str, ...] = ()
    most = log(1 + lexicon.get(word, 0)) * 0.5  # a word of its own is seldom a compound of rarer ones
    for parts in _ways(word, lexicon, MOST):
        if len(parts) > 1 and (worth := _worth(parts, lexicon)) > most:
            best, most = parts, worth
    return best


def _worth(parts: tuple[str, ...], lexicon: Lexicon) -> float:
    """The mean of the logarithms of how often the parts are said, and fewer parts before more."""
    return sum(log(1 + lexicon.get(part, 0)) for part in parts) / len(parts) - 0.4 * (len(parts) - 2)


def _ways(word: str, lexicon: Lexicon, most: int) -> Iterator[tuple[str, ...]]:
    if _is_part(word, lexicon):
        yield (word,)
    if most == 1:
        return
    for cut in range(PART, len(word) - PART + 1):
        if not _is_part(word[:cut], lexicon):
            continue
        for link in LINKS:
            rest = word[cut + len(link) :]
            if word.startswith(link, cut) and len(rest) >= PART:
                for others in _ways(rest, lexicon, most - 1):
                    yield (word[:cut], *others)


def _is_part(piece: str, lexicon: Lexicon) -> bool:
    needed = SHORT_KNOWN if len(piece) <= PART else KNOWN
    return piece not in _AFFIXES and lexicon.get(piece, 0) >= needed


def pieces(word: str) -> set[str]:
    """Every piece of `word` that `split` may ask the lexicon for, so that it can be asked once for all."""
    size = len(word)
    if not SHORTEST <= size <= LONGEST:
        return {word}
    return {word[start:end] for start in range(size) for end in range(start + PART, size + 1)}


def completed(opened: str, closed: str, lexicon: Lexicon) -> str:
    """What `in-` stands for before `uitstroom`: the longest known word of `in` and an end of the other; empty if none."""
    for cut in range(2, len(closed) - PART):
        if lexicon.get(opened + closed[cut:], 0):
            return opened + closed[cut:]
    return ""
