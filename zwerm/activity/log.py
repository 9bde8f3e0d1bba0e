"""Writing the log: `record("topic.closed", actor=bram, subject=topic, place=group)` inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import lasting, memory
from zwerm.activity.models import Entry
from zwerm.core.statements import insert

_source: ContextVar[str] = ContextVar("source", default=Entry.Source.WEB)


class OutsideTransaction(RuntimeError):
    """A line was about to be written outside the transaction of the change it tells of."""


def record(
    verb: str,
    *,
    actor: models.Model | None,
    subject: models.Model,
    place: models.Model | None = None,
    target: models.Model | None = None,
    prompted_by: Entry | None = None,
    at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    """Write one line: `actor` did `verb` to `subject`.

    Args:
        verb: `noun.past_participle`, such as `topic.closed`.
        actor: the member who did it; None for the house itself.
        subject: the record it was done to.
        place: the group it happened in.
        target: the member whose thing it was, or to whom it was done.
        prompted_by: the facilitator's act, at most seven days earlier, that led to this one.
        at: when it happened; now, except for imports, which keep their dates.
        data: small facts a reader needs and cannot find later, JSON.

    Raises:
        OutsideTransaction: there is no transaction for the line to share.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{verb} must be recorded inside the transaction of its change")
    entry = line(verb, actor=actor, subject=subject, place=place, target=target, at=at, data=data)
    entry.prompted_by = prompted_by
    insert(entry)
    lasting.ensure()
    return entry


def line(
    verb: str,
    *,
    actor: models.Model | None,
    subject: models.Model,
    place: models.Model | None = None,
    target: models.Model | None = None,
    at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> Entry:
    """An entry that is not written yet, for a caller that writes many at once (`Entry.objects.bulk_create`)."""
    memory.written()
    return Entry(
        at=at or timezone.now(),
        verb=verb,
        actor_id=actor.pk if actor else None,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        place_id=place.pk if place else None,
        target_id=target.pk if target else None,
        source=_source.get(),
        data=data or {},
    )


@contextmanager
def source(name: str) -> Iterator[None]:
    """Whatever is recorded inside came by this road: `with source(Entry.Source.IMPORT): ...`."""
    token = _source.set(name)
    try:
        yield
    finally:
        _source.reset(token)
