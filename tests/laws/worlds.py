"""Small worlds by chance, for law 5: people, groups, talk and everything else that somebody may or may not see."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from zwerm.discussions.models import Draft, Post, Topic
from zwerm.discussions.samples import make_held
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest
from zwerm.importing.models import Claim, Import
from zwerm.media.models import Upload
from zwerm.members.audiences import Audience
from zwerm.members.models import Block, Invitation, Member, Role
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.models import Objection
from zwerm.moderation.samples import make_decision, make_report

#: People and groups are named by their number; a number past the last one begins again at the first.
number = st.integers(0, 5)
some = st.sets(number, max_size=4)


def worlds(few: int) -> settings:
    """A test goes through so many worlds, the same ones in each run; with ZWERM_TEST_WORLDS through that many, of which none is known."""
    many = os.environ.get("ZWERM_TEST_WORLDS")
    return settings(
        max_examples=few if many is None else int(many),
        deadline=None,
        derandomize=many is None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        database=None,
    )


@dataclass(frozen=True)
class Person:
    standing: str
    active: bool
    audience: str
    role: str
    keeps_away: frozenset[int]


@dataclass(frozen=True)
class Place:
    parent: int | None
    visibility: str
    owner: int
    members: frozenset[int]
    moderators: frozenset[int]
    #: What became of the roles here: in force, ended, past their term, or left in the hands of somebody who is out.
    roles: str
    asked: frozenset[int]
    invited: frozenset[int]


@dataclass(frozen=True)
class Talk:
    group: int
    author: int
    replier: int
    picture: bool
    reporter: int
    #: What was decided about the report, and by whom; empty: it waits.
    decided: str
    decider: int
    #: What became of a post that waited: it waits, was let through or was refused.
    held: str
    topic_removed: bool
    reply_removed: bool
    author_leaves: bool


@dataclass(frozen=True)
class Plan:
    people: list[Person]
    places: list[Place]
    talk: list[Talk]


people = st.builds(
    Person,
    standing=st.sampled_from([*Member.Standing.values, "member", "member"]),
    active=st.sampled_from([True, True, True, False]),
    audience=st.sampled_from(Audience.values),
    role=st.sampled_from([*Role.Kind.values, "", "", "ended"]),
    keeps_away=some.map(frozenset),
)
places = st.builds(
    Place,
    parent=st.none() | number,
    visibility=st.sampled_from(Group.Visibility.values),
    owner=number,
    members=some.map(frozenset),
    moderators=some.map(frozenset),
    roles=st.sampled_from(["in force", "in force", "ended", "overdue", "out"]),
    asked=some.map(frozenset),
    invited=some.map(frozenset),
)
talk = st.builds(
    Talk,
    group=number,
    author=number,
    replier=number,
    picture=st.booleans(),
    reporter=number,
    decided=st.sampled_from(["", "fine", "warn", "remove", "objected"]),
    decider=number,
    held=st.sampled_from(["waits", "let through", "refused"]),
    topic_removed=st.booleans(),
    reply_removed=st.booleans(),
    author_leaves=st.booleans(),
)
plans = st.builds(
    Plan,
    people=st.lists(people, min_size=2, max_size=5),
    places=st.lists(places, min_size=1, max_size=4),
    talk=st.lists(talk, max_size=4),
)


class Chance:
    """A world built from a plan, mostly through the verbs of the house."""

    def __init__(self, plan: Plan) -> None:
        cache.clear()
        make_community(first=make_member("Anna"))
        self.people = [make_member(f"Lid {place}") for place in range(len(plan.people))]
        self.groups: list[Group] = []
        for place in plan.places:
            self._open(place)
        for one in plan.talk:
            self._talk(one)
        for person, wanted in zip(self.people, plan.people, strict=True):
            self._settle(person, wanted)

    def _who(self, number: int) -> Member:
        return self.people[number % len(self.people)]

    def _everyone(self, numbers: frozenset[int]) -> list[Member]:
        return [self._who(number) for number in sorted(numbers)]

    def _open(self, place: Place) -> None:
        parent = self.groups[place.parent % len(self.groups)] if self.groups and place.parent is not None else None
        name = f"Groep {len(self.groups)}"
        group = Group.start(
            by=self._who(place.owner), name=name, purpose="Leren", visibility=place.visibility, parent=parent
        )
        self.groups.append(group)
        for member in self._everyone(place.members):
            group.let_in(member)
        for member in self._everyone(place.moderators):
            GroupRole.give(group, member, GroupRole.Kind.MODERATOR, by=None)
        self._turn(group, place.roles)
        for member in self._everyone(place.asked):
            JoinRequest.ask(group, by=member)
        for member in self._everyone(place.invited):
            GroupInvitation.to_member(member, group, by=self._who(place.owner))

    def _turn(self, group: Group, roles: str) -> None:
        yesterday = timezone.now() - timedelta(days=1)
        if roles == "ended":
            group.roles.update(ended_at=yesterday)
        if roles == "overdue":
            group.roles.update(until=yesterday)
        if roles == "out":
            group.memberships.all().delete()

    def _talk(self, one: Talk) -> None:
        group, author = self.groups[one.group % len(self.groups)], self._who(one.author)
        group.let_in(author)
        upload = Upload.objects.create(
            owner=author, file="a", label="a", name="a", media_type="image/webp", size=1, is_picture=True
        )
        body = upload.markdown if one.picture else "Wat denken jullie?"
        topic = Topic.start(group, by=author, title="Vraag", body=body)
        reply = topic.reply(by=self._who(one.replier), body="Dit.")
        Draft.keep(author, f"topic:{topic.pk}", body="Nog niet af.")
        self._judge(one, reply)
        self._hold(one, topic)
        if one.topic_removed:
            topic.posts.get(number=1).remove(by=author)
        if one.reply_removed:
            reply.remove(by=author)
        if one.author_leaves:
            group.memberships.filter(member=author).delete()

    def _judge(self, one: Talk, reply: Post) -> None:
        case = make_report(reply, by=self._who(one.reporter)).case
        if one.decided:
            kind = "remove" if one.decided == "objected" else one.decided
            decision = make_decision(case, kind, by=self._who(one.decider), told=one.decider % 2 == 0)
            if one.decided == "objected":
                Objection.make(decision, words="Niet waar.")

    def _hold(self, one: Talk, topic: Topic) -> None:
        """Something more waits for a moderator, was let through or was refused."""
        held = make_held(topic, by=self._who(one.replier), body="Wacht nog.")
        if one.held == "let through":
            held.let_through(by=self._who(one.decider))
        if one.held == "refused":
            held.refuse(by=self._who(one.decider))

    def _settle(self, person: Member, wanted: Person) -> None:
        """Last, because who left or is not active could not have done the rest."""
        if wanted.role:
            role = Role.give(person, wanted.role if wanted.role != "ended" else Role.Kind.MODERATOR, by=None)
            if wanted.role == "ended":
                role.end(by=None)
        for other in {*self._everyone(wanted.keeps_away)} - {person}:
            Block.put_up(by=person, against=other)
        Invitation.by_link(by=person)
        move, _ = Import.objects.get_or_create(source="x", origin="x", group=self.groups[0], started_by=None)
        Claim.objects.create(placeholder=None, name=move.name, member=person)
        person.audience, person.standing, person.is_active = wanted.audience, wanted.standing, wanted.active
        person.save()
