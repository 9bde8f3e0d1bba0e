"""A notice, and what somebody wishes to hear, is their own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.members.rules import SIGN_IN, is_administrator, is_member

OWN = _("What reaches somebody is their own business.")


def is_own(person: Any, record: Any) -> bool:
    return bool(person.is_authenticated and record.member_id == person.pk)


permission("notifications.read_notices", (is_member, SIGN_IN))
for name in ("notice", "wish", "pause", "rhythm", "trouble", "digest", "feed", "device"):
    permission(f"notifications.view_{name}", (is_member, SIGN_IN), (is_own, OWN))
for name in ("spread", "handing"):
    permission(
        f"notifications.view_{name}", (is_administrator, _("Only administrators see the house's own machinery."))
    )

limit("notifications:notices", at_once=30, every=2)
limit("notifications:wishes", at_once=30, every=5)
limit("notifications:group_wishes", at_once=30, every=5)
limit("notifications:pause", at_once=20, every=10)
limit("notifications:own_feed", at_once=10, every=60)
# A feed is counted by its member, since a service reads for many from one address; who guesses at secrets, by the address.
limit("notifications:feed", at_once=60, every=5, reading=True, in_deed=True)
limit("notifications:devices", at_once=6, every=300)
limit("notifications:device", at_once=20, every=10)
limit("notifications:own_device", at_once=20, every=60)
limit("notifications:address", at_once=5, every=600)
