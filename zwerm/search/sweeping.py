"""Going over records again, piece by piece: each piece is a transaction of its own, and the index serves all the while."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from heapq import merge
from itertools import groupby, islice

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from zwerm.core.away import is_away
from zwerm.search.indexing import documents, put
from zwerm.search.models import Document, Sweep
from zwerm.search.sources import Source, registered

log = logging.getLogger(__name__)

#: Records in one piece, for which on SQLite everybody who writes waits, and seconds after which a worker does something else first.
PIECE, TURN = 20, 0.3


def go_on() -> None:
    """The worker's share: pieces of the sweeps that wait, the oldest first, for a moment."""
    until = time.monotonic() + TURN
    while time.monotonic() < until and do_piece():
        pass


def do_piece(size: int = PIECE, **which: object) -> bool:
    """Do one piece of one sweep; whether there was one. Of several workers each takes another sweep."""
    with transaction.atomic():
        waiting = Sweep.objects.filter(stopped=False, retry_at__lte=timezone.now(), **which).order_by("pk")
        sweep = waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if sweep is None:
            return False
        try:
            with transaction.atomic():
                _go_over(sweep, size)
        except Exception as error:  # one text that cannot be read keeps nobody else's from being found
            if is_away(error):
                raise
            log.exception("going over %s failed; it is tried again", sweep)
            sweep.failed(error)
    return True


def _go_over(sweep: Sweep, size: int) -> None:
    """The next piece, or the end of it."""
    source = registered.sources.get(sweep.source)
    keys = _keys(source, sweep, size) if source else []
    if source and keys:
        put(source, keys, documents(source, keys))
        sweep.after, sweep.done, sweep.last_error = keys[-1], sweep.done + len(keys), ""
        sweep.save(update_fields=["after", "done", "last_error"])
    else:
        sweep.delete()


def _keys(source: Source, sweep: Sweep, most: int) -> list[int]:
    """The next keys: of records, and of documents whose record may be gone."""
    rows = (source.records(sweep.scope, sweep.of), _documents(sweep))
    keys = merge(*(found.filter(**{f"{name}__gt": sweep.after}).order_by(name).values_list(name, flat=True)[:most]
                   for name, found in zip(("pk", "key"), rows, strict=True)))  # fmt: skip
    return list(islice((key for key, _same in groupby(keys)), most))


def _documents(sweep: Sweep) -> QuerySet[Document]:
    documents = Document.objects.filter(source=sweep.source)
    if sweep.scope in (Sweep.Scope.PLACE, Sweep.Scope.THREAD):
        return documents.filter(**{sweep.scope: sweep.of})
    return documents if sweep.scope == Sweep.Scope.ALL else documents.none()


def begin_rebuild() -> list[Sweep]:
    """Have everything gone over again, or go on where that was stopped."""
    Sweep.go_on()
    return [_rebuild(source) for source in registered]


def begin_anew() -> list[Sweep]:
    """Have everything gone over again from the first record, however far that was."""
    for source in registered:
        Sweep.over(source.name)
    return begin_rebuild()


def _rebuild(source: Source) -> Sweep:
    sweep = Sweep.objects.filter(source=source.name, scope=Sweep.Scope.ALL).first() or Sweep.over(source.name)
    if not sweep.total:
        sweep.total = source.records(Sweep.Scope.ALL, 0).count()
        sweep.save(update_fields=["total"])
    return sweep


def rebuild(progress: Callable[[str, int, int], None]) -> None:
    """Go over everything now, telling how far it is; broken off, the same call goes on."""
    for sweep in begin_rebuild():
        while do_piece(pk=sweep.pk):
            done = Sweep.objects.filter(pk=sweep.pk).values_list("done", flat=True).first()
            if done is not None:
                progress(sweep.source, done, sweep.total)
