"""The last page of the example: what waits for an answer, what is pinned and closed, and who can sign in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import pgettext

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.discussions import marks
from zwerm.discussions.models import Closure, Draft, Pin, Post, Reading, Topic
from zwerm.groups import life
from zwerm.groups.models import Group, GroupInvitation, JoinRequest
from zwerm.importing.example import keeping, telling
from zwerm.importing.example.ledger import Ledger
from zwerm.importing.example.story import moment
from zwerm.members.models import Member

REQUESTS = (
    "Ik werk sinds drie maanden als zelfstandige en ken nog bijna niemand die dat ook doet. Ik denk graag mee over opdrachten in het onderwijs.",
    "Interim sinds 2011, vooral gemeenten. Ik heb veel vragen gesteld in andere groepen en wil ook eens iets terugdoen.",
    "Ik bemiddel zelfstandigen en wil graag meelezen om te begrijpen wat er speelt. Als dat niet de bedoeling is, hoor ik het graag.",
)
DRAFT = (
    "Hoe vier je dat iemand vertrekt?",
    "Bij ons gaat dinsdag iemand weg die twaalf jaar de spil van het team was. Er komt taart. Dat voelt te",
)
#: How many conversations are new for each of the four.
NEW = (4, 6, 5, 8)
#: The groups into which a guest is let.
GUEST = ("hr-en-werk", "leiderschap", "vitaliteit", "international")


@dataclass(frozen=True)
class SignIn:
    """Somebody as whom one can look around. `role` is a word for people; the password is empty where none was set."""

    name: str
    email: str
    role: str
    password: str


def finish(ledger: Ledger, password: str, *, counted: bool) -> None:
    """Do what the verbs of the house do now and then, and open the door for four people; where posts are `counted`, nobody adds one."""
    _tend(ledger)
    _ask(ledger)
    cast = _cast(ledger)
    if not counted:
        _go_on(ledger, cast)
    for member, new in zip(cast, NEW, strict=True):
        _read(member, new)
    Draft.keep(cast[3], f"group:{ledger.groups[0].pk}", title=DRAFT[0], body=DRAFT[1])
    telling.tell(cast, moment(ledger.story.now))
    if password:
        for member in cast:
            _open_door(member, password)


def _go_on(ledger: Ledger, cast: Sequence[Member]) -> None:
    """What happens by the verbs of the house in the last days: who moderates is asked for, and the four are spoken to."""
    now, last = moment(ledger.story.now), keeping.last_line()
    keeping.keep(now, cast)
    telling.speak(cast, now)
    life.read(list(Entry.objects.filter(pk__gt=last, verb__in=life.TALK)))


def let_in(guest: Member) -> None:
    """Somebody who looks around is a member of some groups."""
    for group in Group.objects.filter(slug__in=GUEST):
        group.let_in(guest)


def sign_ins(ledger: Ledger, password: str) -> list[SignIn]:
    """As whom one can look around, when the password was set."""
    roles = (
        pgettext("role in the example", "administrator"),
        pgettext("role in the example", "moderator"),
        pgettext("role in the example", "leads a group, writes"),
        pgettext("role in the example", "member"),
    )
    return [
        SignIn(member.name, member.email or "", role, password)
        for member, role in zip(_cast(ledger), roles, strict=True)
    ]


def _cast(ledger: Ledger) -> list[Member]:
    rows = (0, 1, 2, ledger.story.daan)
    return [Member.objects.get(pk=ledger.member(row)) for row in rows]


def _tend(ledger: Ledger) -> None:
    """Pin and close what the scripts say, by who leads the group."""
    for number, one in enumerate(ledger.story.conversations):
        if one.edition or not one.script.options & {"pinned", "closed"}:
            continue
        topic = Topic.objects.get(pk=ledger.topic(number))
        owner = Member.objects.get(pk=ledger.member(ledger.story.keepers[one.group][0]))
        if "pinned" in one.script.options:
            Pin.put(topic, by=owner)
        if "closed" in one.script.options:
            last = moment(one.posts[-1].at) + timedelta(days=20)
            at = min(last, moment(ledger.story.now))
            Closure.close(
                topic, by=owner, reason="De middag is geweest; het verslag staat in een eigen gesprek.", at=at
            )


def _ask(ledger: Ledger) -> None:
    """Three people wait to be let in, one is asked in, and a link is open."""
    asked = Group.objects.get(slug="interim-en-zelfstandig")
    members = Member.objects.people().filter(pk__gt=ledger.member(2)).exclude(pk=ledger.member(ledger.story.daan))
    outside = members.exclude(memberships__group=asked).exclude(headline="").order_by("-joined_at")
    for hours, (member, message) in enumerate(zip(outside[:3], REQUESTS, strict=False)):
        at = moment(ledger.story.now) - timedelta(hours=3 + 20 * hours)
        request = JoinRequest.objects.create(group=asked, member=member, message=message, asked_at=at)
        log.record("request.asked", actor=member, subject=request, place=asked, at=at)
    carla, daan = _cast(ledger)[2:]
    magazine = Group.objects.get(slug="magazineredactie")
    owner = magazine.roles.at().filter(kind="owner").get().member
    GroupInvitation.to_member(
        daan, magazine, by=owner, note="Je schrijft zoals wij zouden willen schrijven. Zin om mee te doen?"
    )
    GroupInvitation.by_link(Group.objects.get(slug="leiderschap"), by=carla, note="Voor de deelnemers van donderdag.")


def _read(member: Member, new: int) -> None:
    """This member has read what was said in their groups, but for the `new` conversations that spoke last."""
    mine = Topic.objects.filter(group__in=Group.objects.of(member)).order_by("-last_post_at", "-pk")
    until = mine[new].last_post_at
    Reading.catch_up(member, mine.filter(last_post_at__lte=until))
    for topic in mine.filter(last_post_at__gt=until, created_at__lte=until):
        seen = Post.objects.filter(topic=topic).filter(Q(created_at__lte=until) | Q(author=member))
        if last := seen.order_by("-number").values_list("number", flat=True).first():
            Reading.reach(member, topic, last)
    for group in member.memberships.values_list("group", flat=True):
        marks.advance(member, group)


def _open_door(member: Member, password: str) -> None:
    member.set_password(password)
    member.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=member, email=member.email, defaults={"verified": True, "primary": True})
