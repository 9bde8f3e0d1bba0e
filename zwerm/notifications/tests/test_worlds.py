"""Whatever a community is like: nobody is told of what they may not see, of their own acts, or of somebody behind a block."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import given

from tests.laws.worlds import Chance, Plan, plans, worlds
from zwerm.members.models import Block
from zwerm.notifications import notices
from zwerm.notifications.models import Notice
from zwerm.notifications.samples import tell


def wrong() -> Iterator[str]:
    """The notices that should not be there, and why."""
    for notice in Notice.objects.select_related("member", "actor"):
        kind = notices.get(notice.kind)
        key = int(notice.about.partition(":")[2])
        if kind is None or key not in kind.thing.shown(notice.member, [key]):
            yield f"{notice}: they may not see it"
        elif notice.actor == notice.member:
            yield f"{notice}: they did it themselves"
        elif notice.actor and Block.between(notice.actor, notice.member):
            yield f"{notice}: there is a block between them"
        elif not notice.member.is_active:
            yield f"{notice}: they are not here"


@pytest.mark.django_db
@worlds(12)
@given(plan=plans)
def test_nobody_is_told_of_what_they_may_not_see(plan: Plan) -> None:
    with transaction.atomic():
        Chance(plan)
        tell()
        found, told = list(wrong()), Notice.objects.count()
        transaction.set_rollback(True)

    assert found == []
    assert told
