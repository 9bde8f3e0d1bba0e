"""An administrator says once with which rules a new group starts; each group changes its own."""

from __future__ import annotations

from types import SimpleNamespace

from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.moderation.holding import NOTHING, Limits, limits_of
from zwerm.moderation.models import HoldingRules, StartingRules
from zwerm.moderation.tests.conftest import signed_in
from zwerm.moderation.tests.test_holding import says

SENT = {"first": "1", "links": "3", "spam": "", "_method": "PUT"}


def test_a_new_group_starts_with_the_rules_of_the_community(cast: SimpleNamespace) -> None:
    signed_in(cast.anna).post("/moderation/rules/", SENT)
    group = make_group("Nieuw", owner=cast.carla, members=(cast.daan,))

    assert HoldingRules.objects.get(group=group).limits == Limits(first=1, links=3)
    assert says(signed_in(cast.daan), make_topic(group=group, by=cast.carla), "Hallo.").startswith("/held/")
    assert limits_of(cast.group.pk) == NOTHING


def test_a_group_goes_its_own_way_afterwards(cast: SimpleNamespace) -> None:
    StartingRules.put(Limits(first=1), by=cast.anna)
    group = make_group("Nieuw", owner=cast.carla)
    signed_in(cast.carla).post(f"/groups/{group.slug}/moderation/rules/", {"_method": "DELETE"})
    StartingRules.put(Limits(first=3), by=cast.anna)

    assert limits_of(group.pk) == NOTHING


def test_where_nothing_was_said_a_new_group_holds_nothing(cast: SimpleNamespace) -> None:
    StartingRules.put(Limits(first=1), by=cast.anna)
    StartingRules.put(NOTHING, by=cast.anna)
    make_group("Nieuw", owner=cast.carla)

    assert not HoldingRules.objects.exists()


def test_the_console_says_what_stands_and_leads_there(cast: SimpleNamespace) -> None:
    anna = signed_in(cast.anna)
    assert "In a new group nothing waits" in anna.get("/console/community/").content.decode()

    kept = anna.post("/moderation/rules/", SENT, follow=True).content.decode()

    assert "Each group that is started from now on begins with this." in kept
    assert "A new group begins with rules" in anna.get("/console/community/").content.decode()
