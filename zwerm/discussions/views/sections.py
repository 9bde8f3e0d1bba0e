"""A section of a group: its conversations, the newest talk first."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from zwerm.activity.strangers import same_for_strangers
from zwerm.core.doors import find, seen
from zwerm.core.pagination import page_of
from zwerm.core.permissions import may
from zwerm.core.types import Request
from zwerm.discussions import bodies, pieces
from zwerm.discussions.models import Topic
from zwerm.discussions.models.scope import TopicScope
from zwerm.groups.models import Group

#: What a list may be narrowed to.
KINDS = ("question", "blog", "unanswered")


@same_for_strangers
def show(request: Request, slug: str, section: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    if section not in Group.Section:
        raise Http404
    topics = seen(Topic.objects.for_list(), request).standing().filter(group=group, section=section)
    only = request.GET.get("only", "")
    page = page_of(_narrowed(topics, only), request, "last_post_at")
    pinned = (
        [] if request.GET.get("before") else [topic for topic in topics.filter(pinned=True) if _on_top(topic, only)]
    )
    rest = [topic for topic in page.items if topic not in pinned]
    shown = [*pinned, *rest]
    own = pieces.dots(request.user, shown) if request.user.is_authenticated else None
    context = {
        "group": group,
        "section": section,
        "section_name": Group.Section(section).label,
        "only": only,
        "page": page,
        "body": bodies.lines_body(shown, show_group=False).filled(own) if shown else "",
        "may_talk": may(request.user, "groups.talk_in_group", group),
    }
    return render(request, "discussions/section.html", context)


def _narrowed(topics: TopicScope, only: str) -> TopicScope:
    if only == "unanswered":
        return topics.unanswered()
    return topics.filter(kind=only) if only in KINDS else topics


def _on_top(topic: Topic, only: str) -> bool:
    """Whether a pin holds the topic on top of this page: the few that have one are narrowed here, not by an index."""
    if only == "unanswered":
        return topic.is_pinned and topic.is_question and topic.solution_id is None and topic.last_number == 1
    return topic.is_pinned and (only not in KINDS or topic.kind == only)
