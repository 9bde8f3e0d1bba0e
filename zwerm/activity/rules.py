"""Who sees the log's own machinery."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.permissions import permission

KEEPERS = _("Only administrators see how the house fares.")


def keeps_the_house(person: Any, record: Any = None) -> bool:
    """The same as the scope of `Kept`; who is an administrator, the room of people knows."""
    return bool(person.is_authenticated and person.holds("administrator"))


permission("activity.view_cursor", (keeps_the_house, KEEPERS))
permission("activity.view_delivery", (keeps_the_house, KEEPERS))
