"""The people of a group, and putting somebody out of it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.types import Request
from zwerm.groups.forms import ReasonForm
from zwerm.groups.models import Group, GroupRole, Membership
from zwerm.members import letters
from zwerm.members.models import Member
from zwerm.members.profile import cards as cards_of


def show(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.read_people", group)
    words = request.GET.get("q", "").strip()[:80]
    shown_to_me = Exists(seen(Member, request).filter(pk=OuterRef("member")))
    inside = seen(Membership, request).filter(shown_to_me, group=group)
    if words:
        inside = letters.narrowed(inside.filter(letters.in_name(words, "member__")), words, to="member")
    roles = Prefetch("member__group_roles", seen(GroupRole.objects.at(), request).filter(group=group), "roles_here")
    page = page_of(inside.select_related("member").prefetch_related(roles), request, "joined_at")
    cards = cards_of(request.user, [membership.member for membership in page.items])
    shown = {"group": group, "page": page, "people": list(zip(page.items, cards, strict=True)), "words": words}
    return render(request, "groups/people.html", shown)


def show_one(request: Request, slug: str, handle: str) -> HttpResponse:
    """The page that asks for the reason."""
    membership = _membership(request, slug, handle)
    allow(request, "groups.remove_member", membership)
    return _one(request, membership, ReasonForm())


def remove(request: Request, slug: str, handle: str) -> HttpResponse:
    membership = _membership(request, slug, handle)
    allow(request, "groups.remove_member", membership)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _one(request, membership, form)
    membership.remove(by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("%(name)s is out of the group.") % {"name": membership.member.name})
    return redirect("groups:people", slug)


def _membership(request: Request, slug: str, handle: str) -> Membership:
    inside = Membership.objects.select_related("group", "member")
    return find(inside, request, group__slug=slug, member__handle=handle)


def _one(request: Request, membership: Membership, form: ReasonForm) -> HttpResponse:
    shown = {"group": membership.group, "member": membership.member, "form": form}
    return render(request, "groups/removal.html", shown, status=422 if form.is_bound else 200)
