"""What somebody has not sent yet, and how it will look."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from zwerm.core import markdown
from zwerm.core.answers import came_from
from zwerm.core.doors import SignInNeeded, find, seen
from zwerm.core.types import Request
from zwerm.discussions.models import Draft, Held, Post, Topic
from zwerm.groups.models import Group
from zwerm.media import sizes
from zwerm.members.rules import SIGN_IN

_place = re.compile(r"(topic|group|post):([1-9][0-9]{0,17})")


def preview(request: Request) -> HttpResponse:
    """The words as readers will see them; nothing is kept."""
    _member(request)
    html = markdown.render(request.POST.get("body", "")[:50_000]).html
    return HttpResponse(sizes.sized(html, owner=request.user))


def show_drafts(request: Request) -> HttpResponse:
    """What waits to be sent, with the place each belongs to."""
    _member(request)
    drafts = [(draft, _where(request, draft.place)) for draft in seen(Draft, request).order_by("-saved_at")[:100]]
    mine = seen(Held.objects.all(), request).waiting().filter(author=request.user).select_related("topic", "group")
    return render(request, "discussions/drafts.html", {"drafts": drafts, "held": list(mine.order_by("at")[:100])})


def keep(request: Request, place: str) -> HttpResponse:
    """Save what is being written at `place`; the words of somebody who may not write there stay theirs all the same."""
    _member(request)
    where = _where(request, place)
    if where is None:
        raise Http404
    body, title = request.POST.get("body", ""), request.POST.get("title", "")
    if max(len(body), len(title)) > Draft.LONGEST:
        return HttpResponse(status=413)  # the browser keeps it
    draft = Draft.keep(request.user, place, body=body, title=title)
    if draft and isinstance(where, Group) and request.POST.get("leaving"):
        _say_kept(request, where)
    return HttpResponse(status=204)


def _say_kept(request: Request, group: Group) -> None:
    """Who goes to read something first finds the way back on the next page."""
    words = _('What you wrote is kept. <a href="{url}">Go on writing</a>')
    messages.info(request, format_html(words, url=reverse("discussions:start", args=[group.slug])))


def drop(request: Request, place: str) -> HttpResponse:
    _member(request)
    draft = find(Draft, request, place=place)
    Draft.drop(request.user, draft.place)
    return redirect(came_from(request) if "Referer" in request.headers else "discussions:drafts")


def _where(request: Request, place: str) -> Topic | Group | Post | None:
    """The record that a place names, if this person sees it: `topic:12`, `group:3`, `post:77`."""
    named = _place.fullmatch(place)
    if named is None:
        return None
    kind, key = named.groups()
    try:
        if kind == "topic":
            return find(Topic, request, pk=key)
        if kind == "group":
            return find(Group, request, pk=key)
        return find(Post, request, pk=key)
    except Http404:
        return None


def _member(request: Request) -> None:
    if not request.user.is_authenticated:
        raise SignInNeeded(SIGN_IN)
