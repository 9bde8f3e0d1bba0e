"""How the index of search fares: what is in it, how far it is behind, and how far going over everything is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext

from zwerm.activity import readers
from zwerm.console.faring import ReaderState, reader_states
from zwerm.search.indexing import reader_of
from zwerm.search.models import Document, Sweep, Vocabulary
from zwerm.search.sources import registered


@dataclass(frozen=True)
class Part:
    """What one source has in the index."""

    reader: ReaderState
    documents: int


@dataclass(frozen=True)
class Way:
    """A sweep on its way."""

    does: str | Promise
    sweep: Sweep

    @property
    def percent(self) -> int:
        """None of it is nothing, and more than was counted is all."""
        return min(self.sweep.done * 100 // self.sweep.total, 100) if self.sweep.total else 0


def parts() -> list[Part]:
    documents = dict(Document.counts())
    known = {reader.name: reader for reader in readers.registered()}
    states = reader_states(known[reader_of(one)] for one in registered)
    return [Part(state, documents.get(one.name, 0)) for one, state in zip(registered, states, strict=True)]


def everything() -> list[Way]:
    """Going over everything, one sweep a source; none where that is done."""
    return [
        Way(registered.sources[one.source].does, one) for one in _known(Sweep.objects.filter(scope=Sweep.Scope.ALL))
    ]


def some() -> list[Way]:
    """What is gone over because something reached further than one text: a group that closed, somebody who left."""
    reasons = {
        Sweep.Scope.PLACE: gettext("Everything in a group that changed"),
        Sweep.Scope.THREAD: gettext("All replies of a conversation that changed"),
        Sweep.Scope.AUTHOR: gettext("Everything of somebody who changed"),
    }
    waiting = Sweep.objects.exclude(scope=Sweep.Scope.ALL)
    return [Way(reasons[Sweep.Scope(one.scope)], one) for one in _known(waiting)[:20]]


def learned() -> Vocabulary | None:
    """When the words of this community were last learned, by which compounds are taken apart."""
    return Vocabulary.objects.first()


def _known(sweeps: QuerySet[Sweep]) -> list[Sweep]:
    return list(sweeps.filter(source__in=registered.sources).order_by("pk"))
