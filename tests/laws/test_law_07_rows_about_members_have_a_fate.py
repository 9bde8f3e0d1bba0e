"""Law 7: every model with a key to a member declares how its rows are exported and erased."""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from zwerm.core import personal


def undeclared(rows: Iterable[type[models.Model]]) -> list[str]:
    return [row._meta.label for row in rows if personal.keys_to_members(row) and personal.declaration(row) is None]


def test_every_model_with_a_key_to_a_member_declares_what_becomes_of_it() -> None:
    assert undeclared(apps.get_models(include_auto_created=True)) == []


@isolate_apps("zwerm.core", "zwerm.members")
def test_a_model_that_forgot_is_seen() -> None:
    class Planted(models.Model):
        reader = models.ForeignKey(apps.get_model(settings.AUTH_USER_MODEL), models.CASCADE, related_name="+")

        class Meta:
            app_label = "core"

        def __str__(self) -> str:
            return "planted"

    assert undeclared([Planted]) == ["core.Planted"]
