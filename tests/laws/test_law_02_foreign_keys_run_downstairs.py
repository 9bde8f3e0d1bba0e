"""Law 2: foreign keys run downstairs; a member may be named from anywhere by `settings.AUTH_USER_MODEL`."""

from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.laws.floors import FLOORS, Floors, may_use

pytestmark = pytest.mark.once


def upward_keys(rows: Iterable[type[models.Model]], floors: Floors) -> Iterator[str]:
    for model in rows:
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = _target(field)
            room = "" if target == settings.AUTH_USER_MODEL.lower() else target.split(".")[0]
            if not may_use(floors, model._meta.app_label, room):
                yield f"{model._meta.label}.{field.name} points to {target}"


def _target(field: "models.Field[object, object]") -> str:
    """The label of the model that a key points to, also while that model is only a name."""
    if field.remote_field is None:
        return ""
    model = field.remote_field.model
    return model.lower() if isinstance(model, str) else model._meta.label_lower


def test_foreign_keys_run_downstairs() -> None:
    assert list(upward_keys(apps.get_models(include_auto_created=True), FLOORS)) == []


@isolate_apps("zwerm.core")
def test_a_key_to_a_room_upstairs_is_seen() -> None:
    class Planted(models.Model):
        topic = models.ForeignKey("discussions.Topic", models.CASCADE)
        author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return "planted"

    assert list(upward_keys([Planted], FLOORS)) == ["core.Planted.topic points to discussions.topic"]
