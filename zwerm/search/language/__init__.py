"""The language of search: which terms a text is indexed by, and which a question asks for.

Both engines get the same terms, made here: plain letters and digits, folded and stemmed, so neither engine analyses anything itself.

- A *term* is a folded and stemmed word: `Beleidsmedewerkers` is indexed as `beleidsmedewerker`.
- What stands in the text, word for word, is `Terms.words`; what a word also says is `Terms.parts`: the parts of a compound, a word with
  its hyphen closed, "instroom" in "in- en uitstroom". It counts for less, and leaves the words side by side for phrases.
- A word that is asked for is `Wanted`: any of its alternatives will do. A *weak* one ("hoe", "the") is asked for only when no word is
  stronger.
- The *lexicon* tells in how many texts of this community a word stands, as written and folded. Compounds are split by it and typing errors
  mended with it: no list of words comes along.
"""

from zwerm.search.language.asking import Alternative, Wanted, begun, phrase, wanted
from zwerm.search.language.detecting import language_of
from zwerm.search.language.indexing import Terms, names, surface, terms
from zwerm.search.language.spelling import grams, mend

__all__ = [
    "Alternative",
    "Terms",
    "Wanted",
    "begun",
    "grams",
    "language_of",
    "mend",
    "names",
    "phrase",
    "surface",
    "terms",
    "wanted",
]
