"""What conversations lend to the facilitator's desk: questions that wait, who was not greeted yet, talk that quietens, what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from zwerm.activity.models import Entry
from zwerm.discussions import questions_asked
from zwerm.discussions.models import Mention, Post, Topic
from zwerm.discussions.models.scope import TopicScope
from zwerm.groups.models import Group, GroupRole, Membership
from zwerm.members.models import Member
from zwerm.moderation import desk
from zwerm.moderation.desk import Row, Said, taking_over
from zwerm.moderation.desk.keeper import Keeper

#: A question waits after a day; after two months nobody waits any more.
WAITS, WAITED = timedelta(days=1), timedelta(days=60)
#: Talk was lively with so many posts by so many people in its last week, and is quiet after four days; after two weeks it is over.
LIVELY, LIVELY_PEOPLE, LIVELY_WEEK = 4, 3, timedelta(days=7)
QUIET, OVER = timedelta(days=4), timedelta(days=14)
#: So many conversations are looked at whether they were lively, the newest first.
LOOKED_AT = 100
#: A group in which nobody spoke for so long.
MONTH = timedelta(days=30)
#: Newcomers of all groups that are looked at, and named in one row.
NEWCOMERS, NAMED = 60, 5


def unanswered(keeper: Keeper) -> list[Row]:
    """Questions to which nobody replied for a day, those that wait longest first."""
    now = timezone.now()
    waiting = (
        _open_talk(keeper)
        .unanswered()
        .filter(last_post_at__lt=now - WAITS, last_post_at__gt=now - WAITED)
        .exclude(author=keeper.person)
    )
    act = pgettext_lazy("act at the desk", "Answer")
    return [_topic_row(topic, act) for topic in waiting.order_by("last_post_at", "pk")[: desk.MOST]]


def quietened(keeper: Keeper) -> list[Row]:
    """Talk that was lively and fell silent, the latest first."""
    now = timezone.now()
    silent = _open_talk(keeper).filter(last_number__gte=LIVELY, solution=None)
    silent = silent.filter(last_post_at__lt=now - QUIET, last_post_at__gt=now - OVER)
    topics = list(silent.order_by("-last_post_at", "-pk")[:LOOKED_AT])
    lively = _lively(topics)
    act = pgettext_lazy("act at the desk", "Ask on")
    return [_topic_row(topic, act) for topic in topics if topic.pk in lively][: desk.MOST]


def _lively(topics: Sequence[Topic]) -> set[int]:
    """Those of `topics` in whose last week enough people wrote enough."""
    posts = Post.objects.filter(topic__in=topics, deletion=None, created_at__gt=F("topic__last_post_at") - LIVELY_WEEK)
    authors: dict[int, list[int]] = defaultdict(list)
    for topic, author in posts.order_by("-created_at").values_list("topic", "author")[: LOOKED_AT * 100]:
        authors[topic].append(author)
    return {topic for topic, found in authors.items() if len(found) >= LIVELY and len(set(found)) >= LIVELY_PEOPLE}


def _open_talk(keeper: Keeper) -> TopicScope:
    """Talk in the groups of this desk to which one can still reply."""
    topics = Topic.objects.standing().filter(group__in=keeper.groups.values("pk"), closure=None)
    return topics.filter(section=Group.Section.DISCUSSIONS).select_related("group")


def _topic_row(topic: Topic, act: str | Promise) -> Row:
    url = topic.get_absolute_url()
    return Row(topic, topic.title, url, act, f"{url}#answer", topic.last_post_at, place=topic.group.name)


def newcomers(keeper: Keeper) -> list[Row]:
    """Who came this month and whom nobody answered, named or thanked since: one row for each group, to welcome them together.

    Who came into several groups stands in one of them, where the keeper is in one, so that they are welcomed once.
    """
    came = sorted(_not_greeted(keeper)[:NEWCOMERS], key=lambda one: one.group_id not in keeper.inside)
    once = {membership.member_id: membership for membership in reversed(came)}
    by_group: dict[Group, list[Membership]] = defaultdict(list)
    for membership in sorted(once.values(), key=lambda one: (one.joined_at, one.pk)):
        by_group[membership.group].append(membership)
    return [_welcome(keeper, group, came[:NAMED]) for group, came in by_group.items()][: desk.MOST]


def _not_greeted(keeper: Keeper) -> QuerySet[Membership]:
    came = Membership.objects.newcomers(timezone.now() - desk.NEW).filter(group__in=keeper.groups.values("pk"))
    came = came.exclude(member=keeper.person).filter(member__in=Member.objects.people())
    me, here = OuterRef("member"), OuterRef("group")
    since = OuterRef("joined_at")
    heard = Entry.objects.filter(target=me, at__gte=since, verb__in=("post.written", "thanks.given", "helped.given"))
    named = Mention.objects.filter(member=me, post__created_at__gte=since, post__deletion=None)
    keeps = GroupRole.objects.at().filter(member=me, group=here)
    greeted = Exists(heard.exclude(actor=me)) | Exists(named)
    return came.filter(~greeted, ~Exists(keeps)).select_related("member", "group").order_by("joined_at", "pk")


def _welcome(keeper: Keeper, group: Group, came: Sequence[Membership]) -> Row:
    names = ", ".join(each.member.name for each in came)
    words = {
        "title": pgettext("title of a greeting", "Welcome, %(names)s") % {"names": names},
        "body": gettext("Welcome, %(names)s! What are you working on, and what would you like to ask here?")
        % {"names": ", ".join(f"@{each.member.handle}" for each in came)},
    }
    act, url = _start_in(keeper, group, pgettext("act at the desk", "Greet them"), words)
    return Row(group, names, reverse("groups:people", args=[group.slug]), act, url, came[0].joined_at, place=group.name)


def quiet_groups(keeper: Keeper) -> list[Row]:
    """Groups without a word for a month, those with most people in them first."""
    since = Coalesce("last_talk_at", "created_at")
    found = keeper.groups.annotate(quiet_since=since).filter(quiet_since__lt=timezone.now() - MONTH)
    return [_group_row(keeper, group) for group in found.order_by("-member_count", "pk")[: desk.MOST]]


def _group_row(keeper: Keeper, group: Group) -> Row:
    act, url = _start_in(keeper, group, pgettext("act at the desk", "Ask a question"), {"kind": Topic.Kind.QUESTION})
    at = group.last_talk_at or group.created_at
    return Row(group, group.name, group.get_absolute_url(), act, url, at, says=group.purpose)


def _start_in(keeper: Keeper, group: Group, act: str, words: Mapping[str, str]) -> tuple[str, str]:
    """The act and its address: to write in the group, or to go there first for who is not in it."""
    if group.pk not in keeper.inside:
        return pgettext("act at the desk", "To the group"), group.get_absolute_url()
    return act, f"{reverse('discussions:start', args=[group.slug])}?{urlencode(words)}"


def said(keeper: Keeper, lines: Sequence[Entry]) -> dict[int, Said]:
    """The words that these lines tell of, as far as they stand and the keeper may see where."""
    begun = {line.subject_id: line.pk for line in lines if line.verb == "topic.started"}
    written = {line.subject_id: line.pk for line in lines if line.verb == "post.written"}
    these = Q(pk__in=written) | Q(number=1, topic__in=begun)
    posts = Post.objects.visible_to(keeper.person).filter(these, deletion=None, topic__removed=False)
    found = posts.select_related("topic__group", "author").defer("body")
    return {written[post.pk] if post.pk in written else begun[post.topic_id]: _said(post) for post in found}


def _said(post: Post) -> Said:
    topic, author = post.topic, post.author
    url = topic.get_absolute_url() if post.number == 1 else post.get_absolute_url()
    return Said(topic.title, url, author.name, author.open_photo_url, topic.group.name, post.created_at, post.html)


def lend_to_desk() -> None:
    """Put all of it on the desk."""
    taking_over.lend(questions_asked.read)
    desk.stream("topic.started", "post.written", show=said)
    for order, (name, heading, nothing, rows) in enumerate(SECTIONS):
        desk.section(name, order=order * 10, heading=heading, nothing=nothing, rows=rows)


SECTIONS = (
    (
        "unanswered",
        gettext_lazy("Questions that wait for a first answer"),
        gettext_lazy("Every question of the last two months was answered, or is not a day old."),
        unanswered,
    ),
    (
        "newcomers",
        gettext_lazy("New, and not greeted yet"),
        gettext_lazy("Whoever came this month was answered, named or thanked by somebody."),
        newcomers,
    ),
    (
        "quietened",
        gettext_lazy("Conversations that fell silent"),
        gettext_lazy("No lively conversation fell silent in the last two weeks."),
        quietened,
    ),
    (
        "quiet groups",
        gettext_lazy("Groups without a word for a month"),
        gettext_lazy("In every group somebody spoke this month."),
        quiet_groups,
    ),
)
