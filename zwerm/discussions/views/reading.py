"""What is new for me, how far I was, and what I want to hear of."""

from __future__ import annotations

from html import escape

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core import shells
from zwerm.core.bodies import Body, hole
from zwerm.core.doors import SignInNeeded, allow, find
from zwerm.core.pagination import SIZE, Page, first_page, is_first, page_of
from zwerm.core.types import Request
from zwerm.discussions import bodies, marks, news, pieces
from zwerm.discussions.models import Reading, Topic, Watch
from zwerm.discussions.newest import Brief, newest_for
from zwerm.members.models import Community, Member
from zwerm.members.rules import SIGN_IN


def show_new(request: Request) -> HttpResponse:
    """What others wrote in my groups and in what I follow since I was there."""
    if not request.user.is_authenticated:
        raise SignInNeeded(SIGN_IN)
    what = request.GET.get("what", "")
    if what not in news.KINDS and is_first(request):
        newest = first_page(newest_for(request.user, SIZE + 1), request, "last_post_at")
        return _new(request, newest, bodies.lines_of(newest.items))
    page = _page_of_new(request, request.user, what)
    return _new(request, page, bodies.lines_body(page.items, show_group=True), what)


def _new(request: Request, page: Page[Topic] | Page[Brief], body: Body, what: str = "") -> HttpResponse:
    """The frame is rendered once for all who find something here, and filled with what is theirs (core/shells.py)."""
    what = what if what in news.KINDS else ""
    if not page or not shells.is_plain(request):
        filled = body.filled(pieces.all_dots(one.pk for one in page.items)) if page else ""
        return render(request, "discussions/new.html", {"page": page, "what": what, "body": filled})
    community = Community.current()
    ways = Page[Topic]([], newer=page.newer and hole("newer"), older=page.older and hole("older"))
    return shells.respond(
        request,
        "discussions/new.html",
        (what, bool(page.newer), bool(page.older), community and community.name),
        shown=lambda: {"community": community, "page": ways, "what": what, "body": hole("lines")},
        own={
            "lines": body.filled(pieces.all_dots(one.pk for one in page.items)),
            "newer": escape(page.newer),
            "older": escape(page.older),
        },
    )


def _page_of_new(request: Request, member: Member, what: str) -> Page[Topic]:
    new = news.for_member(member, what)
    if what in news.FEW:
        return page_of(new, request, "last_post_at")
    return page_of(new, request, "last_post_at", near=lambda topics, most: news.near(member, topics, most))


def catch_up(request: Request) -> HttpResponse:
    """Everything counts as read."""
    if not request.user.is_authenticated:
        raise SignInNeeded(SIGN_IN)
    new = news.for_member(request.user).order_by("-last_post_at", "-pk")
    marks.catch_up(request.user, news.near(request.user, new, marks.KEPT))
    messages.success(request, _("You are up to date."))
    return redirect("discussions:new")


def first_unread(request: Request, pk: int) -> HttpResponseBase:
    """To the first post that I have not read; to the beginning for who was never there."""
    topic = find(Topic, request, pk=pk)
    reading = Reading.objects.filter(member=request.user.pk, topic=topic).first()
    number = min((reading.number if reading else 0) + 1, max(topic.last_number, 1))
    post = topic.posts.filter(number__gte=number).order_by("number").first() or topic.last_post
    if post is None:
        return redirect(topic)
    return redirect(f"{topic.get_absolute_url()}?page={post.page}#{post.anchor}")


def mark_unread(request: Request, pk: int) -> HttpResponse:
    """Forget that I read this, from its last post on."""
    topic = find(Topic, request, pk=pk)
    allow(request, "discussions.watch_topic", topic)
    Reading.rewind(request.user, topic, topic.last_number)
    marks.hold_back(request.user, topic)
    return redirect("discussions:new")


def watch(request: Request, pk: int) -> HttpResponse:
    topic = find(Topic, request, pk=pk)
    allow(request, "discussions.watch_topic", topic)
    level = request.POST.get("level", Watch.Level.FOLLOW)
    if level not in Watch.Level:
        raise Http404
    Watch.choose(topic, level, by=request.user)
    return redirect(topic)


def unwatch(request: Request, pk: int) -> HttpResponse:
    topic = find(Topic, request, pk=pk)
    allow(request, "discussions.watch_topic", topic)
    for found in Watch.objects.filter(member=request.user, topic=topic):
        found.end()
        marks.hold_back(request.user, topic)
    return redirect(topic)
