"""Asking to be in a group, and answering who asks."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.types import Request
from zwerm.groups.forms import AnswerForm, RequestForm
from zwerm.groups.models import Group, JoinRequest


def ask(request: Request, slug: str) -> HttpResponse:
    """The page on which one asks."""
    group = find(Group, request, slug=slug)
    allow(request, "groups.ask_to_join", group)
    return render(request, "groups/request.html", {"group": group, "form": RequestForm()})


def create(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.ask_to_join", group)
    form = RequestForm(request.POST)
    if not form.is_valid():
        return render(request, "groups/request.html", {"group": group, "form": form}, status=422)
    JoinRequest.ask(group, by=request.user, message=form.cleaned_data["message"])
    messages.success(
        request, gettext("Your request is with the owners and moderators. You see the answer on your home page.")
    )
    return redirect(group)


def withdraw(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    waiting = seen(JoinRequest.objects.waiting(), request).filter(group=group, member=request.user.pk).first()
    if waiting is None:
        raise Http404
    waiting.withdraw()
    messages.success(request, gettext("Your request is withdrawn."))
    return redirect(group)


def show(request: Request, slug: str) -> HttpResponse:
    """Who asks, for who answers."""
    group = find(Group, request, slug=slug)
    allow(request, "groups.answer_request", group)
    return _list(request, group, AnswerForm(waiting=_waiting(group), others=_others(request, group)))


def answer(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.answer_request", group)
    data = request.POST.copy()
    if only := request.GET.get("only"):
        data.setlist("request", [only])
        data.pop("everyone", None)
    form = AnswerForm(data, waiting=_waiting(group), others=_others(request, group))
    if not form.is_valid():
        return _list(request, group, form)
    _tell(request, *form.give(by=request.user))
    return redirect("groups:requests", slug)


def _tell(request: Request, answered: int, late: int) -> None:
    done = ngettext("One request is answered.", "%(count)d requests are answered.", answered)
    if answered:
        messages.success(request, done % {"count": answered})
    if late:
        before = ngettext("One was answered by somebody else.", "%(count)d were answered by somebody else.", late)
        messages.info(request, before % {"count": late})


def _waiting(group: Group) -> QuerySet[JoinRequest]:
    return group.requests.waiting()


def _others(request: Request, group: Group) -> QuerySet[Group]:
    """Groups that one can point to: those that whoever asks can see as well."""
    open_to_members = seen(Group, request).exclude(visibility=Group.Visibility.HIDDEN).exclude(pk=group.pk)
    return open_to_members.order_by("name")


def _list(request: Request, group: Group, form: AnswerForm) -> HttpResponse:
    waiting = _waiting(group).select_related("member")
    shown = {
        "group": group,
        "form": form,
        "page": page_of(waiting, request, "asked_at", size=50),
        "count": waiting.count(),
        "others": _others(request, group),
    }
    return render(request, "groups/requests.html", shown, status=422 if form.is_bound else 200)
