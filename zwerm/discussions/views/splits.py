"""Putting two conversations together, and taking one apart."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.discussions import moves
from zwerm.discussions.forms import WIDER, MergeForm, SplitForm
from zwerm.discussions.models import Topic


def _topic(request: Request, pk: int) -> Topic:
    topic = find(Topic.objects.select_related("group", "author"), request, pk=pk)
    allow(request, "discussions.tend_topic", topic)
    return topic


def show_merge(request: Request, pk: int) -> HttpResponse:
    return _page(request, _topic(request, pk), MergeForm(), "merge")


def merge(request: Request, pk: int) -> HttpResponse:
    """Put this topic behind another that the same moderator keeps."""
    topic, form = _topic(request, pk), MergeForm(request.POST)
    into = _into(request, topic, form) if form.is_valid() else None
    if into is None:
        return _page(request, topic, form, "merge", status=422)
    moves.merge(topic, into, by=request.user)
    messages.success(request, _("The two are one now; the old address leads here."))
    return redirect(into)


def _into(request: Request, topic: Topic, form: MergeForm) -> Topic | None:
    """The conversation that stays; None when it cannot be that one, and then the form says why."""
    try:
        into = _topic(request, form.cleaned_data["into"])
    except Http404:
        form.add_error("into", _("There is no conversation at that address."))
        return None
    if into == topic:
        form.add_error("into", _("That is this conversation itself. Paste the address of the other one."))
    elif moves.reaches_more(topic.group, into.group):
        form.add_error("into", WIDER)
    return into if form.is_valid() else None


def show_split(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    return _page(request, topic, SplitForm(topic=topic), "split")


def split(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    form = SplitForm(request.POST, topic=topic)
    if not form.is_valid():
        return _page(request, topic, form, "split", status=422)
    new = moves.split(topic, list(form.cleaned_data["posts"]), form.cleaned_data["title"], by=request.user)
    messages.success(request, _("These replies have a conversation of their own now."))
    return redirect(new)


def _page(request: Request, topic: Topic, form: MergeForm | SplitForm, what: str, status: int = 200) -> HttpResponse:
    posts = topic.posts.filter(number__gt=1, deletion=None).select_related("author").order_by("-number")[:200]
    context = {"topic": topic, "group": topic.group, "form": form, "posts": posts}
    return render(request, f"discussions/{what}.html", context, status=status)
