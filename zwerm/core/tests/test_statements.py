"""A record that is written in prepared words is the one that `save` would have written."""

from __future__ import annotations

import pytest
from django.forms import model_to_dict
from django.utils import timezone

from zwerm.activity.log import line
from zwerm.activity.models import Entry
from zwerm.core.statements import insert
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


def test_a_record_is_written_as_save_writes_it(django_assert_num_queries) -> None:
    anna, at = make_member("Anna"), timezone.now()
    saved, inserted = (line("thing.done", actor=anna, subject=anna, at=at, data={"é": [1, None]}) for _ in range(2))
    saved.save()
    with django_assert_num_queries(1):
        insert(inserted)
    first, second = Entry.objects.filter(pk__in=(saved.pk, inserted.pk)).order_by("pk")
    assert model_to_dict(first, exclude=["id"]) == model_to_dict(second, exclude=["id"])
    assert (first.transaction, second.pk) == (second.transaction, inserted.pk)


def test_what_was_written_is_known_as_such() -> None:
    entry = line("thing.done", actor=None, subject=make_member("Anna"))
    insert(entry)
    entry.verb = "thing.undone"
    entry.save()
    assert [one.verb for one in Entry.objects.filter(pk=entry.pk)] == ["thing.undone"]
