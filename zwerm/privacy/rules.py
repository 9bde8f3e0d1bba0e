"""Who may do what with one's own data: the member, and nobody else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.members.models import Role
from zwerm.members.rules import SIGN_IN, is_member


def is_not_the_last(person: Any, record: Any = None) -> bool:
    """Somebody else keeps the community too."""
    role = Role.objects.at().filter(member=person, kind=Role.Kind.ADMINISTRATOR).first()
    return role is None or not role.is_last()


permission("privacy.take_data", (is_member, SIGN_IN))
permission(
    "privacy.leave",
    (is_member, SIGN_IN),
    (
        is_not_the_last,
        _("You are the last administrator. Ask somebody else to be one first: somebody must be able to open the door."),
    ),
)

limit("privacy:data", at_once=5, every=600)
