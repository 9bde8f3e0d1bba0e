"""What asks for who moderates, in the example: reports that wait, decisions with their reasons, and one objection.

Everything happens by the verbs of the house, and is dated back. Nobody gets a letter of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice

from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation.models import Case, Decision, Objection, Report
from zwerm.moderation.reasons import Reason
from zwerm.moderation.samples import make_decision, make_report

Kind = Decision.Kind
#: Hours after which words are reported, and a report is decided about; whose decision it is objects after as many again.
REPORTED, DECIDED = 2, 5


@dataclass(frozen=True)
class Scene:
    """Something that somebody wrote, and what others thought of it."""

    hours: int
    """Before the example ends."""
    group: str
    words: str
    reason: str
    reports: tuple[str, ...]
    """What each who reports it adds."""
    title: str = ""
    """Of a conversation of its own; a reply to another where there is none."""
    by_daan: bool = False
    decided: str = ""
    told: str = ""
    """To the author, in the moderator's own words."""
    objects: str = ""


SCENES = (
    Scene(
        170, "hr-en-werk", "Drie dagen, acht deelnemers, een acteur erbij. Schrijf je deze maand in, dan is de lunch van ons. "
        "Alles staat op www.sterkgesprek.example.", Reason.ADVERT, ("Geen vraag en geen ervaring, alleen een aanbod.",),
        title="Training lastige gesprekken: nog vier plaatsen", decided=Kind.PROMOTIONS,
        told="Mooi aanbod, en het staat nu in Reclame, waar wie een training zoekt kijkt. In Gesprekken zoeken mensen ervaring van elkaar.",
    ),
    Scene(
        126, "leiderschap", "Dit heb ik zo vaak gelezen dat ik er moe van word. Wie hier nog in gelooft heeft nooit een team geleid.",
        Reason.UNKIND, ("Zo durft niemand hier nog iets te vragen.",), decided=Kind.HIDE,
        told="Dit gaat over de vraagsteller en niet over de vraag. Schrijf wat jij hebt meegemaakt, dan staat het er zo weer.",
        objects="Ik bedoelde het als grap onder bekenden, en de vraagsteller heeft er zelf om gelachen. Kijk er alsjeblieft nog eens naar.",
    ),
    Scene(
        98, "hr-en-werk", "Bij ons is de HR-adviseur een dag na die mail al langsgekomen. Dat scheelde weken.", Reason.OFF_SUBJECT,
        ("Dit gaat over iets anders.",), decided=Kind.FINE,
    ),
    Scene(
        73, "hr-en-werk", "Herkenbaar. Bij ons kwam Mieke van de salarisadministratie na haar burn-out twee dagen terug, en dat ging mis.",
        Reason.PRIVATE, ("Haar naam en haar ziekte horen hier niet.",), by_daan=True, decided=Kind.CHANGE,
        told="Wil je de naam en de afdeling weglaten? Wat je vertelt is waardevol, en het kan zonder dat iemand haar herkent.",
    ),
    Scene(
        29, "hr-en-werk", "Wij doen precies dit al twaalf jaar voor organisaties als die van jullie. Deze maand een nulmeting met korting, "
        "bel gerust of kijk op www.helder-advies.example.", Reason.ADVERT,
        ("Staat in nog twee gesprekken.", "Hij antwoordt niet op de vraag."),
    ),
    Scene(
        20, "leiderschap", "Wij zoeken een teamleider planning, 32 uur, regio Amersfoort. Je stuurt negen planners aan en je kunt tegen een "
        "stootje. Reageren voor de vijftiende.", Reason.VACANCY, ("Hoort bij Vacatures.",), title="Teamleider planning gezocht",
    ),
    Scene(
        9, "hr-en-werk", "Als je dit na al die jaren nog moet vragen, is het misschien niet jouw vak.", Reason.UNKIND,
        ("Hier schrik ik van. Ze stelde een gewone vraag.",),
    ),
)  # fmt: skip


def keep(now: datetime, cast: Sequence[Member]) -> None:
    """Play the scenes. Bram decides; who wrote and who reported are members without a task."""
    _anna, bram, _carla, daan = cast
    for number, scene in enumerate(SCENES):
        group = Group.objects.get(slug=scene.group)
        people = Member.objects.people().filter(memberships__group=group, group_roles=None, roles=None)
        others = list(people.exclude(pk=daan.pk).order_by("-pk"))
        if len(others) < 2:
            continue  # who is reported and who reports
        author, *reporters = islice(cycle(others), 4 * number, 4 * number + min(4, len(others)))
        _play(scene, group, daan if scene.by_daan else author, reporters, bram, now - timedelta(hours=scene.hours))


def _play(scene: Scene, group: Group, author: Member, reporters: Sequence[Member], bram: Member, at: datetime) -> None:
    post = _write(scene, group, author, at)
    with dated(at + timedelta(hours=REPORTED)) as reported:
        for by, words in zip(reporters, scene.reports, strict=False):
            case = make_report(post, by=by, reason=scene.reason, words=words).case
    Report.objects.filter(case=case).update(at=reported)
    Case.objects.filter(pk=case.pk).update(opened_at=reported)
    if not scene.decided:
        return
    with dated(at + timedelta(hours=DECIDED)) as decided:
        decision = make_decision(case, scene.decided, by=bram, reason=scene.reason, words=scene.told, told=False)
    Decision.objects.filter(pk=decision.pk).update(at=decided, told_at=decided)
    if scene.objects:
        with dated(at + timedelta(hours=2 * DECIDED)) as objected:
            objection = Objection.make(decision, words=scene.objects)
        Objection.objects.filter(pk=objection.pk).update(at=objected)


def _write(scene: Scene, group: Group, author: Member, at: datetime) -> Post:
    """The words, in a conversation of their own or under the one that spoke last by then."""
    if scene.title:
        return Topic.start(group, by=author, title=scene.title, body=scene.words, at=at).posts.get()
    return talk(group, at).reply(by=author, body=scene.words, at=at)


def talk(group: Group, at: datetime) -> Topic:
    """The conversation of a group that spoke last by then."""
    before = Topic.objects.filter(group=group, section=Group.Section.DISCUSSIONS, last_post_at__lt=at, closure=None)
    return before.exclude(kind=Topic.Kind.ANNOUNCEMENT).order_by("-last_post_at")[0]


@contextmanager
def dated(at: datetime) -> Iterator[datetime]:
    """The lines of what happens inside are of this moment."""
    last = last_line()
    yield at
    Entry.objects.filter(pk__gt=last).update(at=at)


def last_line() -> int:
    """The key of what happened last."""
    return Entry.objects.order_by("pk").values_list("pk", flat=True).last() or 0
