"""Everything of one member becomes another's: somebody claims the placeholder that an import made of them."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from zwerm.core import personal
from zwerm.members.models import Member


def move(from_member: Member, to_member: Member) -> None:
    """Point every declared key at `to_member` that pointed at `from_member`, in one transaction.

    A row that would clash with one that `to_member` has already (a membership of the same group), or that would make no sense
    (thanking oneself), is dropped in favour of what is there. `from_member` itself stays, with nothing pointing to it.
    """
    with transaction.atomic():
        for declaration in personal.declared():
            for key in declaration.fates:
                _move_rows(declaration.model, key, from_member, to_member)
        personal.mend(from_member, to_member)


def _move_rows(model: type[models.Model], key: str, from_member: Member, to_member: Member) -> None:
    rows = model._base_manager.filter(**{key: from_member})
    try:
        with transaction.atomic():
            rows.update(**{key: to_member})
    except IntegrityError:
        for row in rows:
            _move_row(row, key, to_member)


def _move_row(row: models.Model, key: str, to_member: Member) -> None:
    setattr(row, key, to_member)
    try:
        with transaction.atomic():
            row.save(update_fields=[key])
    except IntegrityError:
        row.delete()
