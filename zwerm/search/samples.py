"""What tests need of the index: that it has taken in everything."""

from __future__ import annotations

from zwerm.activity.models import Entry
from zwerm.search import indexing, lexicon, sweeping
from zwerm.search.filters import read
from zwerm.search.finding import find
from zwerm.search.models import Sweep
from zwerm.search.sources import registered


def take_in() -> None:
    """Let the index have all that was written, as its readers and the worker do, inside a transaction that is still open too."""
    lexicon.forget()
    for source in registered:
        entries = list(Entry.objects.filter(verb__in=source.verbs).order_by("pk"))
        indexing.prepare(source, entries)(entries)
    while sweeping.do_piece():
        pass
    for error in Sweep.objects.exclude(last_error="").values_list("last_error", flat=True):
        raise RuntimeError(error)


def titles(person: object, said: str) -> list[str]:
    """The titles of what `person` finds, in their order."""
    return [one.best.title for one in find(read(said, person), person).hits]
