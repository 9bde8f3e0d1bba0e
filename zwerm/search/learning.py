"""A text is taken apart by the words that are known here when it is indexed. When many more are known since, all texts are gone over again."""

from __future__ import annotations

from django.utils import timezone

from zwerm.search import lexicon, sweeping
from zwerm.search.models import Vocabulary, Word

#: So many times as many words as at the last time are many more; and below so many it is not worth while.
GROWN, FEWEST = 1.5, 100


def learn() -> None:
    """Have everything gone over again if many words came in. As often as a community grows tenfold, some five times."""
    known = Word.objects.filter(texts__gte=lexicon.KNOWN).count()
    last = Vocabulary.objects.first()
    if known >= max(FEWEST, GROWN * last.words if last else 0):
        Vocabulary.objects.update_or_create(pk=1, defaults={"words": known, "at": timezone.now()})
        lexicon.forget()
        sweeping.begin_rebuild()
