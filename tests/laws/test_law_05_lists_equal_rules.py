"""Law 5: what a list shows equals what the rule allows, for everybody and everything, in worlds made by chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from hypothesis import given

from tests.laws.worlds import Chance, Plan, plans, worlds
from zwerm.core import permissions
from zwerm.groups.models import Group
from zwerm.members.models import Member

LISTED = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]


def view_permission(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


def viewers() -> list[Any]:
    """Everybody who can stand at a door: who is not active cannot sign in."""
    return [AnonymousUser(), *Member.objects.filter(is_active=True)]


def disagreements(model: Any, person: Any) -> Iterator[str]:
    """The records of which the list and the rule say something else."""
    listed = set(model._default_manager.visible_to(person).values_list("pk", flat=True))
    for record in model._default_manager.all():
        allowed = permissions.may(person, view_permission(model), record)
        if allowed != (record.pk in listed):
            yield f"{model.__name__} {record}: the list says {record.pk in listed}, the rule says {allowed}, to {person}"


def test_every_list_has_its_rule() -> None:
    assert [view_permission(model) for model in LISTED if view_permission(model) not in permissions.names()] == []


@pytest.mark.django_db
@worlds(25)
@given(plan=plans)
def test_lists_and_rules_agree(plan: Plan) -> None:
    with transaction.atomic():
        Chance(plan)
        found = [one for person in viewers() for model in LISTED for one in disagreements(model, person)]
        transaction.set_rollback(True)

    assert found == []


@pytest.mark.django_db
def test_a_rule_that_says_something_else_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = Member.objects.create_user("anna@example.org")
    Group.start(by=anna, name="Intervisie", purpose="Leren", visibility=Group.Visibility.HIDDEN)
    everybody = ((lambda person, record: True, "never said"),)
    monkeypatch.setitem(permissions._permissions, "groups.view_group", everybody)

    assert list(disagreements(Group, AnonymousUser())) != []
    assert list(disagreements(Group, anna)) == []
