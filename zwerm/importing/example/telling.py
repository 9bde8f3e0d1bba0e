"""What four people of the example were told lately: notices of every kind, of which some are new. Nothing of it leaves the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from zwerm.activity.models import Entry
from zwerm.discussions.models import Mention, Post, Topic
from zwerm.groups.models import Group
from zwerm.importing.example.keeping import dated, talk
from zwerm.members.models import Member
from zwerm.notifications import notices
from zwerm.notifications.models import Notice, Spread
from zwerm.notifications.planning import plan

ANSWERED = timedelta(hours=31)
#: What each of the four is answered, and what is asked of them by name, so long ago.
ANSWERS = (
    "Dank je Anna, dit neem ik mee naar ons overleg van donderdag. Hoe lang duurde het voordat jullie verschil merkten?",
    "Helder. En als iemand er na een maand op terugkomt, wat doe je dan?",
    "Dit herken ik, al ging het bij ons trager. Heb je er achteraf nog iets aan veranderd?",
    "Mooi voorbeeld. Mag ik het zo gebruiken in onze introductie voor nieuwe teamleiders?",
)
NAMED = (
    ("{one} en {other}, jullie hebben dit toch allebei van dichtbij meegemaakt? Ik ben benieuwd.", timedelta(hours=13)),
    (
        "{one}, hoe gaat dit bij jullie? En {other}, jij schreef er vorig jaar iets over, als ik me goed herinner.",
        timedelta(hours=6),
    ),
)
#: So long ago at most; lines that are looked at, and notices that each has not seen yet.
LATELY, LINES, NEW = timedelta(days=9), 60, 3
#: What is told to who keeps a place, whomever it is about.
ASKED = ("report.made", "objection.made", "request.asked")


def speak(cast: Sequence[Member], now: datetime) -> None:
    """Somebody answers and thanks each of them for the last thing they said, and all are asked for by name."""
    at = now - ANSWERED
    for member, words in zip(cast, ANSWERS, strict=True):
        said = Post.objects.filter(author=member, deletion=None, topic__last_post_at__lt=at, topic__closure=None)
        post = said.filter(topic__group__languages__0="nl").order_by("-created_at").first()
        if post is not None:
            _say(post.topic, words, cast, at, to=post)
    anna, bram, carla, daan = cast
    group = Group.objects.get(slug="hr-en-werk")
    for one, other, words, before in ((bram, carla, *NAMED[0]), (anna, daan, *NAMED[1])):
        asks = words.format(one=f"@{one.handle}", other=f"@{other.handle}")
        _say(talk(group, now - before), asks, cast, now - before)


def _say(topic: Topic, words: str, cast: Sequence[Member], at: datetime, to: Post | None = None) -> None:
    """By somebody of the group who has not spoken there yet; where everybody has, nobody does."""
    by = _colleague(topic, cast)
    if by is None:
        return
    with dated(at):
        topic.reply(by=by, body=words, to=to, at=at)
        if to:
            to.thank("thanks", by=by)


def _colleague(topic: Topic, cast: Sequence[Member]) -> Member | None:
    there = Member.objects.people().filter(memberships__group=topic.group, roles=None).exclude(posts__topic=topic)
    somebody: Member | None = there.exclude(pk__in=[one.pk for one in cast]).order_by("-pk").first()
    return somebody


def tell(cast: Sequence[Member], now: datetime) -> None:
    """Tell them what their colleagues would have heard as it happened."""
    made = sorted(_notices({member.pk for member in cast}, now), key=lambda notice: -notice.entry_id)
    for member in cast:
        mine = [notice for notice in made if notice.member_id == member.pk]
        for notice in mine:
            notice.at, notice.told_at = notice.entry.at, now
        for notice in mine[NEW:]:
            notice.seen = notice.read = True
    Notice.objects.bulk_create(sorted(made, key=lambda notice: notice.at))


def _notices(members: set[int], now: datetime) -> Iterator[Notice]:
    for entry in _entries(members, now):
        for notice in plan([Spread(entry=entry)], most=LINES)[0].notices:
            if notice.member_id in members:
                yield notice


def _entries(members: set[int], now: datetime) -> Sequence[Entry]:
    named = Mention.objects.filter(member__in=members, post__created_at__gt=now - LATELY).values("post")
    about = Q(target__in=members) | Q(verb__in=ASKED) | Q(subject_type="discussions.post", subject_id__in=named)
    lately = Entry.objects.filter(about, verb__in=notices.verbs(), at__gt=now - LATELY)
    return list(lately.order_by("-at")[:LINES])
