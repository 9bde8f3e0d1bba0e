"""What conversations tell in a digest: what began in my groups, what was solved, and who was thanked for what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.members.models import Block
from zwerm.notifications.letters.parts import FEW, Item, Part
from zwerm.notifications.models import Wish
from zwerm.reactions.models import Reaction

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: Of a busy stretch so much is weighed.
MOST = 400


def _topics(member: Member) -> Any:
    """In the groups of `member`, but for those from which they want to hear nothing, and people whom they blocked."""
    quiet = Wish.objects.filter(member=member, sort=Wish.ALL).exclude(place=None).values("place")
    mine = Group.objects.of(member).exclude(pk__in=quiet)
    blocked = Block.objects.filter(blocker=member).values("blocked")
    topics = Topic.objects.visible_to(member).standing().filter(group__in=mine).exclude(author__in=blocked)
    return topics.exclude(Q(watches__member=member, watches__level="mute")).select_related("group", "author")


def new_talk(member: Member, since: datetime, until: datetime) -> Part | None:
    """What began in my groups, the most talked of first."""
    began = _topics(member).filter(created_at__gt=since, created_at__lte=until).exclude(author=member)
    newest = sorted(began.order_by("-created_at")[:MOST], key=lambda topic: -topic.last_number)[:FEW]
    return Part(pgettext("above new conversations", "New in your groups"), [_item(topic) for topic in newest])


def solved(member: Member, since: datetime, until: datetime) -> Part | None:
    found = _topics(member).filter(solution__isnull=False, last_post_at__gt=since, created_at__lte=until)
    newest = found.select_related("solution__author").order_by("-last_post_at")[:FEW]
    items = [Item(topic.title, topic.get_absolute_url(), _solved_by(topic)) for topic in newest]
    return Part(pgettext("above solved questions", "Solved"), items)


def _solved_by(topic: Topic) -> str:
    author = topic.solution.author if topic.solution else None
    return (
        _("%(name)s gave the answer, in %(group)s") % {"name": author.name, "group": topic.group.name} if author else ""
    )


def thanked(member: Member, since: datetime, until: datetime) -> Part | None:
    """Who was thanked for what, by name: where I may read it."""
    lately = Reaction.objects.filter(at__gt=since, at__lte=until, subject_type="discussions.post").exclude(
        receiver=member
    )
    keys = list(
        lately.values_list("subject_id", flat=True).annotate(many=Count("pk")).order_by("-many", "subject_id")[:MOST]
    )
    seen = Post.objects.filter(pk__in=keys, deletion=None, topic__in=_topics(member)).select_related("topic", "author")
    posts = {post.pk: post for post in seen}
    first = [posts[key] for key in keys if key in posts][:FEW]
    givers = _givers(lately, [post.pk for post in first])
    return Part(pgettext("above who was thanked", "Thanked"), [_thanks(post, givers[post.pk]) for post in first])


def _givers(reactions: Any, keys: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {key: [] for key in keys}
    for key, name in reactions.filter(subject_id__in=keys).order_by("pk").values_list("subject_id", "giver__name"):
        if name not in names[key]:
            names[key].append(name)
    return names


def _thanks(post: Post, names: Sequence[str]) -> Item:
    more = len(names) - 2
    said = (
        [*names[:2], npgettext("people", "%(many)d other", "%(many)d others", more) % {"many": more}]
        if more > 0
        else list(names)
    )
    people = get_text_list(said, pgettext("between the last two of a list", "and"))
    values = {"name": post.author.name if post.author else "", "title": post.topic.title}
    return Item(
        pgettext("of a post", "%(name)s, in “%(title)s”") % values,
        f"/posts/{post.pk}/",
        pgettext("of a post", "With thanks from %(people)s") % {"people": people},
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
