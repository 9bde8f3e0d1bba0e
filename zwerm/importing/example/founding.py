"""The first page of the example: the community, and who keeps it."""

from __future__ import annotations

from datetime import timedelta

from zwerm.activity import log
from zwerm.importing.example.story import Story, moment
from zwerm.members.models import Community, Member, Role

NAME = "De Vakgenoten"
PURPOSE = "Samen het vak verder brengen door te delen wat we weten en wat we meemaken."
AUDIENCE = "Iedereen die met mensen en werk bezig is: leidinggevenden, HR, adviseurs, recruiters en studenten."
WELCOME = """Dit is een voorbeeld om in rond te kijken. De mensen zijn verzonnen, de gesprekken zijn geschreven om te laten zien hoe het hier kan gaan.

Lees mee, stel een vraag, bedank iemand. Er kan niets stuk."""


def found(story: Story) -> bool:
    """Make the community if there is none; whether it was made. Its people come in the first chapter."""
    if Community.objects.exists():
        return False
    at = moment(story.history.members.joined[0])
    community = Community.objects.create(
        name=NAME, purpose=PURPOSE, audience=AUDIENCE, welcome=WELCOME, languages=["nl", "en"], founded_at=at
    )
    log.record("community.founded", actor=None, subject=community, at=at)
    return True


def give_roles(story: Story, first: int) -> None:
    """Anna administers, Bram moderates, Carla facilitates for a term; somebody before her did too.

    Args:
        story: whose people they are.
        first: the key of the first member, Anna.
    """
    since = moment(story.history.members.joined[0]) + timedelta(days=2)
    half = (moment(story.now) - since) / 2
    kinds = Role.Kind
    for row, kind, begins, ends in (
        (0, kinds.ADMINISTRATOR, since, None),
        (1, kinds.MODERATOR, since, moment(story.now) + timedelta(days=300)),
        (3, kinds.FACILITATOR, since, since + half),
        (2, kinds.FACILITATOR, since + half, moment(story.now) + timedelta(days=200)),
    ):
        member = Member.objects.filter(pk=first + row).first()
        if member:
            role = Role.objects.create(member=member, kind=kind, given_by_id=first, since=begins, until=ends)
            data = {"kind": str(kind), "until": ends.isoformat() if ends else None}
            log.record("role.given", actor=role.given_by, subject=role, target=member, at=begins, data=data)
