"""Who may see what of the console."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.permissions import permission
from zwerm.members.models import Role
from zwerm.members.rules import SIGN_IN, is_administrator, is_member


def keeps_something(person: Any, record: Any = None) -> bool:
    """Holds any role for the whole community."""
    return is_member(person) and person.holds(*Role.Kind.values)


def may_go(person: Any, role_type: Any) -> bool:
    return bool(role_type.may_go)


permission(
    "console.open",
    (is_member, SIGN_IN),
    (keeps_something, _("The console is for whoever keeps something for the community.")),
)
permission(
    "console.keep_house",
    (is_member, SIGN_IN),
    (is_administrator, _("Only administrators keep the house.")),
)
permission(
    "console.remove_role_type",
    (is_member, SIGN_IN),
    (is_administrator, _("Only administrators keep the house.")),
    (may_go, _("Somebody must always be able to prefer not to say.")),
)
