"""Starting a conversation: where, and with which words."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwerm.core.answers import done
from zwerm.core.doors import SignInNeeded, allow, find, seen
from zwerm.core.permissions import may
from zwerm.core.types import Request
from zwerm.discussions import once
from zwerm.discussions.forms import TopicForm
from zwerm.discussions.models import Draft, Topic
from zwerm.discussions.similar import similar
from zwerm.groups.models import Group
from zwerm.members.rules import SIGN_IN


def choose_group(request: Request) -> HttpResponse:
    """The one clear way to write: in which of my groups?"""
    if not request.user.is_authenticated:
        raise SignInNeeded(SIGN_IN)
    groups = list(seen(Group.objects.all(), request).of(request.user).order_by("name")[:200])
    words = {name: request.GET[name] for name in ("kind", "title") if request.GET.get(name)}
    taken = f"?{urlencode(words)}" if words else ""
    if len(groups) == 1:
        return redirect(reverse("discussions:start", kwargs={"slug": groups[0].slug}) + taken)
    return render(request, "discussions/choose_group.html", {"groups": groups, "taken": taken})


def show_form(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.talk_in_group", group)
    draft = Draft.at(request.user, f"group:{group.pk}")
    brought = request.GET.get("title", "")[:160]
    initial = {
        "kind": request.GET.get("kind", Topic.Kind.DISCUSSION),
        "section": request.GET.get("section", group.sections[0]),
        "title": draft.title if draft else brought,
        "body": draft.body if draft else request.GET.get("body", "")[:1000],
    }
    form = TopicForm(initial=initial, group=group, person=request.user)
    return _form_page(request, group, form, aside=brought if draft and brought != draft.title else "")


def show_similar(request: Request) -> HttpResponse:
    """What was asked before, for who is writing a title: a part of the page on which they write."""
    if not request.user.is_authenticated:
        raise SignInNeeded(SIGN_IN)
    topics = similar(request.GET.get("q", "")[:160], request.user)
    return render(request, "discussions/similar.html", {"topics": topics})


def start(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    place, number = f"group:{group.pk}", once.form_number(request.POST)
    if once.written(request.user, number) is None:
        _allow_talk(request, group, place)
    form = TopicForm(request.POST, group=group, person=request.user)
    if not form.is_valid():
        return _form_page(request, group, form, status=422)
    begun = once.start(group, by=request.user, form=number, newest=once.newest(request.POST), **form.cleaned_data)
    Draft.drop(request.user, place)
    return done(request, begun.get_absolute_url())


def _allow_talk(request: Request, group: Group, place: str) -> None:
    if request.user.is_authenticated and not may(request.user, "groups.talk_in_group", group):
        Draft.keep(request.user, place, body=request.POST.get("body", ""), title=request.POST.get("title", ""))
    allow(request, "groups.talk_in_group", group)


def _form_page(request: Request, group: Group, form: TopicForm, status: int = 200, aside: str = "") -> HttpResponse:
    """Where one writes; `aside` is the title somebody came with where a draft of theirs about something else stands already."""
    newest = once.newest_of(request.user)
    context = {"group": group, "form": form, "draft_place": f"group:{group.pk}", "newest": newest, "aside": aside}
    return render(request, "discussions/start.html", context, status=status)
