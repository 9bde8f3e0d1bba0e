"""What conversations show in pages below: a group's talk and tabs, what is open to everyone, what is new for me."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from zwerm.activity import memory
from zwerm.core import slots
from zwerm.core.bodies import hole
from zwerm.core.pieces import piece
from zwerm.core.prepared import Prepared
from zwerm.discussions import bodies, dots, news, pieces
from zwerm.discussions.models import Topic
from zwerm.discussions.models.addresses import post_page
from zwerm.discussions.models.post import PAGE
from zwerm.discussions.newest import COLUMNS, Brief, newest_for
from zwerm.groups import heads
from zwerm.groups.models import Group
from zwerm.members.models import Member

#: What is alive in each group, for all who see it.
_talk = memory.Shelf(most=1000)
#: What was solved lately, as far as a member may see it.
_solved_lately = memory.Shelf(most=1000)
#: The pages to which the frame leads.
PAGES = ("discussions:new", "discussions:write")
#: Lines on a page that is about more than talk.
FEW = 8


def group_talk(request: HttpRequest | None, *, group: Group, **_: Any) -> str:
    """What is alive in a group: its newest talk, announcements that are pinned first."""
    pinned, newest = _talk.known(group.pk, [memory.place(group.pk)], lambda: _alive_in(group))
    first = [topic for topic in pinned if topic.is_pinned]
    topics = [*first, *(topic for topic in newest if topic not in first)]
    context = {"group": group, "body": _lines(request, topics, show_group=False)}
    return render_to_string("discussions/parts/talk.html", context, request=request)


def _alive_in(group: Group) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """What has a pin, which may have passed, and what is newest."""
    topics = Topic.objects.for_list().standing().filter(group=group, section=Group.Section.DISCUSSIONS)
    return tuple(topics.filter(pinned=True)[:3]), tuple(topics.order_by("-last_post_at", "-pk")[:FEW])


def group_deeds(request: HttpRequest, *, group: Group, **_: Any) -> str:
    """The one thing to do in a group: begin to talk. The slot is shown to who is in the group, and they may."""
    return piece("discussions/parts/group_deeds.html", slug=group.slug)


def group_tabs(request: HttpRequest | None, *, group: Group, current: str = "", **_: Any) -> str:
    """A tab for each section that the group has."""
    sections = [(section, label) for section, label in Group.Section.choices if group.allows(section)]
    context = {"group": group, "sections": sections, "current": current}
    return render_to_string("discussions/parts/tabs.html", context)


def open_talk(request: HttpRequest, **_: Any) -> str:
    """For a stranger: conversations that everyone may read."""
    topics = Topic.objects.for_list().visible_to(request.user).standing().filter(section=Group.Section.DISCUSSIONS)
    newest = list(news.open_to(request.user, topics.order_by("-last_post_at", "-pk"), FEW)[:FEW])
    if not newest:
        return ""
    context = {"body": _lines(request, newest, show_group=True)}
    return render_to_string("discussions/parts/open_talk.html", context, request=request)


def new_for_me(request: HttpRequest, **_: Any) -> str:
    """On the first page: the newest of what is new for me."""
    new = newest_for(request.user, FEW + 1)  # type: ignore[arg-type]
    first = new[:FEW]
    lines = bodies.lines_of(first).filled(pieces.all_dots(one.pk for one in first)) if new else ""
    return _around("discussions/parts/new_for_me.html", lines, more=len(new) > FEW)


def solved_lately(request: HttpRequest, **_: Any) -> str:
    """On the first page: questions that were solved, so that one sees that asking helps."""
    member = request.user.pk
    newest = _solved_lately.known(member, [memory.LOG], lambda: tuple(map(Brief._make, _solved(member=member))))
    return _around("discussions/parts/solved.html", bodies.lines_of(newest).filled()) if newest else ""


def _around(template: str, lines: str, **answers: bool) -> str:
    """What stands around a list, rendered once, with the list in it."""
    return piece(template, body=hole("lines") if lines else "", **answers).replace(hole("lines"), lines)


def member_talk(request: HttpRequest, *, member: Any, **_: Any) -> str:
    """On somebody's page: what they started lately, as far as the reader may see it."""
    person = request.user
    started = _started(author=member.pk, reader=person.pk) if person.is_authenticated else _ask_started(member, person)
    newest: list[Topic] = list(started)
    if not newest:
        return ""
    context = {"member": member, "body": _lines(request, newest, show_group=True)}
    return render_to_string("discussions/parts/member_talk.html", context, request=request)


def around_posts(person: Any, topic: Topic, page: int) -> dict[str, Any]:
    """What stands round the posts on a page of a topic, whatever its reader may do there."""
    return {
        "page": page,
        "at": (page - 1) * PAGE + 1,
        "address": settings.SITE_URL + topic.get_absolute_url() + (f"?page={page}" if page > 1 else ""),
        "crumbs": _crumbs(person, topic),
        "has_rail": topic.last_number > 6,
        "latest": post_page(topic.last_post_id) if topic.last_post_id else "#answer",
    }


def _crumbs(person: Any, topic: Topic) -> SafeString:
    """The way to a topic, by the section it stands in where its group has several."""
    way = heads.crumbs(person, topic.group)
    if len(topic.group.sections) < 2:
        return way
    return way + piece("discussions/parts/section_crumb.html", slug=topic.group.slug, section=topic.section)


def ask(request: HttpRequest, *, words: str, **_: Any) -> str:
    """Where nothing was found: ask it, with the words taken along."""
    return render_to_string("discussions/parts/ask.html", {"words": words}) if request.user.is_authenticated else ""


def side(request: HttpRequest, **_: Any) -> str:
    """In the frame: new for me, with a dot when there is anything."""
    if not request.user.is_authenticated:
        return ""
    return piece("discussions/parts/side.html", news=_any_news(request), at=slots.at(request, *PAGES))


def bar(request: HttpRequest, **_: Any) -> str:
    """At the bottom of a phone: write, new for me."""
    if not request.user.is_authenticated:
        return ""
    return piece("discussions/parts/bar.html", news=_any_news(request), at=slots.at(request, *PAGES))


def _any_news(request: HttpRequest) -> bool:
    return dots.any_for(request.user)  # type: ignore[arg-type]


def _lines(request: HttpRequest | None, topics: Sequence[Topic], *, show_group: bool) -> str:
    if not topics:
        return ""
    own = pieces.dots(request.user, topics) if request and request.user.is_authenticated else None
    return bodies.lines_body(topics, show_group=show_group).filled(own)


def _ask_solved(member: int) -> QuerySet[Topic, Any]:
    solved = Topic.objects.shown_to(Member(pk=member)).filter(solution__isnull=False)
    return solved.order_by("-last_post_at", "-pk").values_list(*COLUMNS)[:3]


def _ask_started(author: Any, person: Any) -> QuerySet[Topic]:
    return Topic.objects.for_list().shown_to(person).filter(author=author).order_by("-created_at", "-pk")[:5]


_solved = Prepared(_ask_solved)
_started = Prepared(lambda author, reader: _ask_started(author, Member(pk=reader)))
