"""Chooses what is asked for, out of whatever data set there is: members who are signed in, and addresses."""

from collections.abc import Sequence
from importlib import import_module
from itertools import combinations, cycle
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models.functions import Length
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.utils.crypto import get_random_string

from zwerm.config.preparing import prepare
from zwerm.discussions.models import Post, Reading, Topic
from zwerm.discussions.models.post import PAGE
from zwerm.groups.models import Group
from zwerm.live.subjects import Subject
from zwerm.live.tokens import token
from zwerm.members.models import Member, Role
from zwerm.search.models import Word

MANY = 20  # members, topics, groups
QUESTIONS, COMMON = 300, 40  # of each kind, and words that are said most
COLD = 400  # pages of topics that are asked for once

T = TypeVar("T")


def choose() -> dict[str, Any]:
    """Everything that rows.py makes its requests from, on a folder that is ready to be served."""
    prepare()
    group = Group.objects.filter(visibility=Group.Visibility.PUBLIC).order_by("-member_count", "pk")[0]
    long = Topic.objects.standing().filter(group=group).order_by("-last_number")[0]
    people = spread(Member.objects.people().filter(memberships__group=group), MANY)
    warm, last = _topics(long, MANY), max(long.last_number // PAGE, 2)
    for one in people:
        _has_read(one, [long, *warm])
    return {
        **_visitors(people),
        "groups": [one.get_absolute_url() for one in Group.objects.filter(visibility="public").order_by("pk")[:MANY]],
        "warm": [topic.get_absolute_url() for topic in warm],
        "cold": _cold_pages(long, warm),
        **_answered(group, long),
        "searched": _searched(),
        "long": [f"{long.get_absolute_url()}?page={page}" for page in (1, last // 2, last)],
        "replies": long.last_number - 1,
        "size": {
            "members": Member.objects.count(),
            "posts": Post.objects.count(),
            "topics": Topic.objects.count(),
            "largest group": group.member_count,
        },
    }


def _visitors(people: list[Member]) -> dict[str, Any]:
    """Members and their pages, and who keeps the house."""
    keeper = Role.objects.at().filter(kind=Role.Kind.ADMINISTRATOR).order_by("pk")[0].member
    return {
        "people": [_signed_in(one) for one in people],
        "keeper": _signed_in(keeper),
        "members": [one.get_absolute_url() for one in people],
    }


def _searched() -> list[str]:
    """Two words each and no question twice, so that nothing of an answer is remembered: in turn two words out of the title of a
    conversation, two of those that are said most of all, and one of either.

    Where nothing was read into the index yet there is nothing to search in.
    """
    often = Word.objects.order_by("-documents", "word").annotate(size=Length("word")).filter(size__gte=5)
    pairs = list(combinations(often.values_list("word", flat=True)[:COMMON], 2))
    titles = [" ".join(sorted(one.title.split(), key=len)[-2:]) for one in spread(Topic.objects.standing(), QUESTIONS)]
    asked: dict[str, None] = {}
    for turn, (title, common) in enumerate(zip(titles, cycle(evenly(pairs, QUESTIONS)))):
        asked |= dict.fromkeys((title, " ".join(common), f"{common[turn % 2]} {title.split()[-1]}"))
    return [f"/search/?{urlencode({'q': one})}" for one in asked]


def spread(rows: Any, many: int) -> list[Any]:
    """`many` of the rows, from the first to the last of them at equal distances."""
    chosen = evenly(list(rows.order_by("pk").values_list("pk", flat=True)), many)
    found = rows.in_bulk(chosen)
    return [found[key] for key in chosen]


def evenly(items: Sequence[T], many: int) -> list[T]:
    step = max(len(items) / many, 1)
    return [items[int(number * step)] for number in range(min(many, len(items)))]


def _cold_pages(long: Topic, warm: list[Topic]) -> list[str]:
    """Pages of 20 posts that no other row asks for, each once: first pages of topics, then further ones."""
    topics = _topics(long, MANY + COLD)
    further = [
        f"{topic.get_absolute_url()}?page={page}"
        for topic in topics
        for page in range(2, topic.last_number // PAGE + 1)
    ]
    return ([topic.get_absolute_url() for topic in topics if topic not in warm] + further)[:COLD]


def _topics(long: Topic, many: int) -> list[Topic]:
    """Public topics of at least one full page; where there are none, as in a very small data set, the longest there are."""
    public = Topic.objects.standing().filter(group__visibility=Group.Visibility.PUBLIC).exclude(pk=long.pk)
    found = spread(public.filter(last_number__gte=PAGE).order_by("pk"), many)
    return found or list(public.order_by("-last_number")[:MANY])


def _has_read(member: Member, topics: list[Topic]) -> None:
    """The first time that somebody reads a page it is written down how far they are; what is measured is every time after."""
    for topic in topics:
        Reading.reach(member, topic, topic.last_number)


def _answered(group: Group, long: Topic) -> dict[str, Any]:
    """Where replies are written, the tokens to hear of them, and where conversations are begun."""
    topics = _open_topics(group, long)
    tokens = [token(Subject("topic", pk)) for pk in topics]
    begun = f"{group.get_absolute_url()}topics/"
    return {"answered": [f"/topics/{pk}/posts/" for pk in topics], "tokens": tokens, "begun": begun}


def _open_topics(group: Group, long: Topic) -> list[int]:
    open_ones = group.topics.standing().filter(closure=None).exclude(pk=long.pk)
    return evenly(list(open_ones.order_by("pk").values_list("pk", flat=True)), MANY)


def _signed_in(member: Member) -> dict[str, str]:
    """A session of this member, as signing in leaves it, and the token of their forms."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    token = get_random_string(CSRF_SECRET_LENGTH)
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={token}"
    return {"cookie": cookie, "token": token}
