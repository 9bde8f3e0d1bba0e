"""Keeping a conversation: its title, its place, closed or open, pinned or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.discussions import moves
from zwerm.discussions.forms import MoveForm, TitleForm
from zwerm.discussions.models import Closure, Pin, Topic
from zwerm.groups.models import Group

WHOLE = Topic.objects.select_related("group", "author", "closure", "pin")


def _topic(request: Request, pk: int, permission: str) -> Topic:
    topic = find(WHOLE, request, pk=pk)
    allow(request, permission, topic)
    return topic


def show_title(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.rename_topic")
    return _page(request, topic, TitleForm(initial={"title": topic.title}), "title")


def rename(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.rename_topic")
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _page(request, topic, form, "title", status=422)
    topic.rename(form.cleaned_data["title"], by=request.user)
    return redirect(topic)


def close(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.close_topic")
    Closure.close(topic, by=request.user, reason=request.POST.get("reason", "")[:300])
    return redirect(topic)


def reopen(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.close_topic")
    if topic.is_closed:
        topic.closure.lift(by=request.user)
    return redirect(topic)


def pin(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.pin_topic")
    Pin.put(topic, by=request.user)
    return redirect(topic)


def unpin(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.pin_topic")
    if topic.is_pinned:
        topic.pin.take_off(by=request.user)
    return redirect(topic)


def show_move(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.tend_topic")
    initial = {"group": topic.group, "section": request.GET.get("section", topic.section)}
    return _page(request, topic, MoveForm(initial=initial, topic=topic, groups=seen(Group, request)), "move")


def move(request: Request, pk: int) -> HttpResponse:
    topic = _topic(request, pk, "discussions.tend_topic")
    form = MoveForm(request.POST, topic=topic, groups=seen(Group, request))
    if not form.is_valid():
        return _page(request, topic, form, "move", status=422)
    wanted = form.cleaned_data
    moves.move(topic, wanted["group"], wanted["section"], by=request.user, reason=wanted["reason"])
    messages.success(request, _("Moved. Its address stays the same."))
    return redirect(topic)


def _page(request: Request, topic: Topic, form: TitleForm | MoveForm, what: str, status: int = 200) -> HttpResponse:
    context = {"topic": topic, "group": topic.group, "form": form}
    return render(request, f"discussions/{what}.html", context, status=status)
