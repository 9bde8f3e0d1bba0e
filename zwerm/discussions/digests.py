"""What conversations tell in a digest: what began in my groups, what was solved, and who was thanked for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Reading, Topic
from zwerm.groups.models import Group
from zwerm.members.models import Block
from zwerm.notifications import notices, saying
from zwerm.notifications.letters.parts import FEW, Item, Part
from zwerm.notifications.models import Notice, Wish
from zwerm.notifications.wishing import Wishes
from zwerm.reactions.models import Reaction

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: Of a busy stretch so much is weighed.
MOST = 400
#: So many of those who were thanked in one conversation are named.
OF_ONE = 2


def _topics(member: Member) -> Any:
    """In the groups of `member`, but for those from which they want to hear nothing, and people whom they blocked."""
    quiet = Wish.objects.filter(member=member, sort=Wish.ALL).exclude(place=None).values("place")
    mine = Group.objects.of(member).exclude(pk__in=quiet)
    topics = Topic.objects.visible_to(member).standing().filter(group__in=mine).exclude(author__in=_blocked(member))
    return topics.exclude(Q(watches__member=member, watches__level="mute")).select_related("group", "author")


def _blocked(member: Member) -> Any:
    return Block.objects.filter(blocker=member).values("blocked")


def new_talk(member: Member, since: datetime, until: datetime) -> Part | None:
    """What began in my groups and is new for me, the most talked of first. What is solved stands there, and what I was told of is told."""
    read = Reading.objects.filter(member=member, topic=OuterRef("pk"), number__gte=OuterRef("last_number"))
    began = _topics(member).filter(~Exists(read), created_at__gt=since, created_at__lte=until, solution=None)
    told = set(Notice.objects.filter(member=member, at__gt=since).values_list("about", flat=True))
    newest = list(began.exclude(author=member).order_by("-created_at")[:MOST])
    leaves = _leaving(member, {topic.group_id for topic in newest})
    untold = [topic for topic in newest if topic.group_id in leaves and f"topic:{topic.pk}" not in told]
    first = sorted(untold, key=lambda topic: -topic.last_number)[:FEW]
    return Part(pgettext("above new conversations", "New in your groups"), [_item(topic) for topic in first])


def _leaving(member: Member, groups: Collection[int]) -> set[int]:
    """Those of these groups of whose new conversations `member` wants to hear by mail."""
    kind, wishes = notices.get("new_topic"), Wishes([member.pk], groups)
    return {group for group in groups if kind and wishes.when(member.pk, group, kind).leaves}


def solved(member: Member, since: datetime, until: datetime) -> Part | None:
    """Questions whose asker marked a solution, the last one first."""
    marked = Entry.objects.filter(verb="solution.marked", at__gt=since, at__lte=until)
    found = _topics(member).filter(solution__in=marked.values("subject_id"))
    newest = found.exclude(solution__author__in=_blocked(member)).select_related("solution__author")
    items = [
        Item(topic.title, topic.get_absolute_url(), _solved_by(topic)) for topic in newest.order_by("-solution")[:FEW]
    ]
    return Part(pgettext("above solved questions", "Solved"), items)


def _solved_by(topic: Topic) -> str:
    author = topic.solution.author if topic.solution else None
    return (
        _("%(name)s gave the answer, in %(group)s") % {"name": author.name, "group": topic.group.name} if author else ""
    )


def thanked(member: Member, since: datetime, until: datetime) -> Part | None:
    """Who was thanked for what, by name: where I may read it."""
    blocked = _blocked(member)
    lately = Reaction.objects.filter(at__gt=since, at__lte=until, subject_type="discussions.post")
    lately = lately.exclude(receiver=member).exclude(receiver__in=blocked).exclude(giver__in=blocked)
    many = lately.values_list("subject_id", flat=True).annotate(many=Count("pk"))
    keys = list(many.order_by("-many", "subject_id")[:MOST])
    seen = Post.objects.filter(pk__in=keys, deletion=None, topic__in=_topics(member)).select_related("topic", "author")
    posts = {post.pk: post for post in seen}
    first = _of_many_topics([posts[key] for key in keys if key in posts])
    givers = _givers(lately, [post.pk for post in first])
    return Part(pgettext("above who was thanked", "Thanked"), [_thanks(post, givers[post.pk]) for post in first])


def _of_many_topics(posts: Sequence[Post]) -> list[Post]:
    """The first of these, and of one conversation no more than two: one that everybody is in leaves room for the others."""
    already = Counter[int]()
    left = []
    for post in posts:
        already[post.topic_id] += 1
        if already[post.topic_id] <= OF_ONE:
            left.append(post)
    return left[:FEW]


def _givers(reactions: Any, keys: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in reactions.filter(subject_id__in=keys).order_by("pk").values_list("subject_id", "giver__name"):
        if name not in names[key]:
            names[key].append(name)
    return names


def _thanks(post: Post, names: Sequence[str]) -> Item:
    values = {"name": post.author.name if post.author else "", "title": post.topic.title}
    return Item(
        pgettext("of a post", "%(name)s, in “%(title)s”") % values,
        f"/posts/{post.pk}/",
        pgettext("of a post", "With thanks from %(people)s") % {"people": saying.names(names)},
    )


def _item(topic: Topic) -> Item:
    replies = topic.last_number - 1
    says = {"name": topic.author.name if topic.author else "", "group": topic.group.name, "many": replies}
    note = pgettext("of a conversation", "%(name)s, in %(group)s") % says
    if replies:
        note = (
            npgettext(
                "of a conversation",
                "%(name)s, in %(group)s: %(many)d reply",
                "%(name)s, in %(group)s: %(many)d replies",
                replies,
            )
            % says
        )
    return Item(topic.title, topic.get_absolute_url(), note)
