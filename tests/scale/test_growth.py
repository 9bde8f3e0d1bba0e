"""No page costs more where eight times as much was said by eight times as many people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.scale.growing import grow, lengthen
from tests.scale.meter import Meter
from zwerm.activity import memory, readers
from zwerm.discussions import marks
from zwerm.discussions.models import Reading, Topic
from zwerm.groups.models import Group, Membership
from zwerm.importing.example import load
from zwerm.members.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MEMBERS, POSTS, TIMES, LONG = 100, 1600, 8, 400
NOW = int(datetime(2026, 11, 2, 10, tzinfo=UTC).timestamp())  # one story each time
#: What only some people see differently is asked by those.
CONSOLE = ("/console/", "/console/members/", "/console/house/", "/console/composition/")
#: A page may cost this much more than it did, and so many steps in which a page that was not full has become full.
MORE, SLACK = 1.2, 400


class Visit(NamedTuple):
    """Somebody asks for a page, or sends a form."""

    who: str
    address: str
    form: dict[str, str] | None = None


@pytest.fixture
def people() -> dict[str, Member | None]:
    load.build(MEMBERS, posts=POSTS, now=NOW)
    anna, carla, daan = (Member.objects.get(email=f"{name}@example.org") for name in ("anna", "carla", "daan"))
    others = Member.objects.people().filter(memberships__group=_largest()).exclude(pk__in=(anna.pk, carla.pk, daan.pk))
    reader, sleeper, everywhere = others.filter(roles=None).order_by("joined_at")[20:23]
    for group in Group.objects.exclude(visibility="hidden"):
        group.let_in(everywhere)
    return {
        "stranger": None,
        "administrator": anna,
        "owner": carla,
        "member": daan,
        "who read everything": reader,
        "who never came back": sleeper,
        "member of all groups": everywhere,
    }


def test_no_page_grows_with_the_community(people: dict[str, Member | None]) -> None:
    visits = list(_visits(people))
    _keep_up(people)
    small = [_cost(visit, people) for visit in visits]
    grow(TIMES)
    _keep_up(people)
    grown = []
    for visit, before in zip(visits, small, strict=True):
        now = _cost(visit, people)
        if now.cost > before.cost * MORE + SLACK:
            grown.append(f"{visit.who} {visit.address}: {before.cost} steps have become {now.cost}")
    assert not grown, "\n".join(grown)


def test_a_topic_opens_at_any_point_as_fast_however_long_it_is(people: dict[str, Member | None]) -> None:
    topic = _topics()[0]
    short = [Visit("who never came back", f"/topics/{topic.pk}/{topic.slug}/?page=1")]
    lengthen(topic, 40)
    before = _cost(short[0], people).cost
    lengthen(topic, LONG)
    for page in (1, LONG // 40, LONG // 20):
        visit = Visit("who never came back", f"/topics/{topic.pk}/{topic.slug}/?page={page}")
        assert _cost(visit, people).cost <= before * MORE + SLACK, visit


def test_one_act_costs_a_reader_of_the_log_the_same_however_long_the_log_is(people: dict[str, Member | None]) -> None:
    topic, costs = _topics()[0], []
    for larger in (False, True):
        if larger:
            grow(TIMES)
        for reader in readers.registered():
            readers.catch_up(reader)
        topic.reply(by=topic.author, body="Dank je wel.")
        with Meter().running() as meter:
            for reader in readers.registered():
                readers.catch_up(reader)
        costs.append(meter.cost)
    assert costs[1] <= costs[0] * MORE + SLACK


def _visits(people: dict[str, Member | None]) -> Iterator[Visit]:
    group, topic, deep = _largest(), _topics()[0], _topics(1)[15]
    talk = f"/groups/{group.slug}/talk/discussions/"
    before = f"?before={deep.last_post_at.isoformat().replace('+', '%2B')}~{deep.pk}"
    handle = Member.objects.get(email="daan@example.org").handle
    pages = [
        "/", "/groups/", f"/groups/{group.slug}/", f"/groups/{group.slug}/about/", f"/groups/{group.slug}/people/",
        talk, f"{talk}{before}", f"{talk}?only=question", "/members/", f"/members/{handle}/", "/members/mentions/?q=ja",
        f"/topics/{topic.pk}/{topic.slug}/", f"/topics/{topic.pk}/unread/", f"/posts/{topic.last_post_id}/",
        "/new/", "/new/?what=mentions", "/new/?what=followed", "/write/", "/drafts/",
        "/invitations/", "/me/", f"/groups/{group.slug}/topics/", "/first-steps/",
    ]  # fmt: skip
    for who in ("stranger", "who never came back", "member of all groups"):
        yield from (Visit(who, page) for page in pages)
    yield from (Visit("who read everything", page) for page in ("/", "/new/", f"/topics/{topic.pk}/{topic.slug}/"))
    yield from (Visit("administrator", page) for page in CONSOLE)
    reply = {"body": "Dank je wel, dit helpt mij verder."}
    start = {"title": "Hoe begin je?", "body": "Vertel eens.", "kind": "question", "section": "discussions"}
    for who in ("member of all groups", "who never came back"):
        yield Visit(who, f"/topics/{topic.pk}/posts/", reply)
        yield Visit(who, f"/groups/{group.slug}/topics/", start)
        yield Visit(who, f"/posts/{topic.last_post_id}/thanks/", {})


def _cost(visit: Visit, people: dict[str, Member | None]) -> Meter:
    """What a visit costs where nothing is remembered; it leaves nothing behind."""
    client, meter, member = Client(), Meter(), people[visit.who]
    before = transaction.savepoint()
    if member:
        client.force_login(member)
    cache.clear()
    memory.clear()
    with meter.running():
        answer: Any = client.get(visit.address) if visit.form is None else client.post(visit.address, visit.form)
        assert answer.status_code in (200, 302, 403, 404), visit
    transaction.savepoint_rollback(before)
    return meter


def _keep_up(people: dict[str, Member | None]) -> None:
    """The worker has read the log, and whoever reads has read all there is."""
    for reader in readers.registered():
        readers.catch_up(reader)
    for who in ("administrator", "owner", "member", "who read everything"):
        member: Any = people[who]
        Reading.catch_up(member, Topic.objects.filter(group__in=Group.objects.of(member)))
        for group in Membership.objects.filter(member=member).values_list("group", flat=True):
            marks.advance(member, group)


def _largest() -> Group:
    return Group.objects.order_by("-member_count", "pk")[0]


def _topics(posts: int = 5) -> list[Topic]:
    """Conversations of the largest group that have so many posts, the newest first."""
    talk = Topic.objects.filter(group=_largest(), section="discussions", last_number__gte=posts, closure=None)
    return list(talk.order_by("-last_post_at")[:40])
