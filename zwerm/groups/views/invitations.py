"""Asking people into a group."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.permissions import may
from zwerm.core.types import Request
from zwerm.groups.forms import AskMemberForm
from zwerm.groups.models import Group, GroupInvitation
from zwerm.members.forms.invitations import InviteForm, LinkForm
from zwerm.members.models import Invitation


def show(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.invite_to_group", group)
    return page(request, group)


def create(request: Request, slug: str) -> HttpResponse:
    """Ask somebody who is in the community already."""
    group = find(Group, request, slug=slug)
    allow(request, "groups.invite_to_group", group)
    form = AskMemberForm(request.POST, person=request.user)
    if not form.is_valid():
        return page(request, group, form)
    member = form.cleaned_data["member"]
    if GroupInvitation.to_member(member, group, by=request.user, note=form.cleaned_data["note"]):
        messages.success(request, gettext("%(name)s finds your invitation on their home page.") % {"name": member.name})
    else:
        messages.info(request, gettext("%(name)s is in the group, or was asked before.") % {"name": member.name})
    return redirect("groups:invitations", slug)


def answer(request: Request, slug: str, key: int) -> HttpResponse:
    """The member who was asked says yes or no."""
    mine = {"group__slug": slug, "pk": key, "member": request.user.pk}
    invitation = find(
        GroupInvitation.objects.open().select_related("group", "invitation__invited_by", "member"), request, **mine
    )
    if request.POST.get("answer") == "accept":
        if not may(invitation.invitation.invited_by, "groups.invite_to_group", invitation.group):
            raise Http404
        invitation.accept()
        messages.success(request, gettext("You are in %(group)s now.") % {"group": invitation.group.name})
        return redirect(invitation.group)
    invitation.decline()
    messages.success(request, gettext("You will not hear of this invitation again."))
    return redirect("/")


def page(request: Request, group: Group, form: AskMemberForm | None = None, **others: Form) -> HttpResponse:
    """All ways to ask somebody into the group; `mail_form` and `link_form` where one of those was not right yet."""
    shown = {
        "group": group,
        "form": form or AskMemberForm(person=request.user),
        "mail_form": InviteForm(),
        "link_form": LinkForm(),
        "page": page_of(_mine(request, group), request, "created_at"),
        "site_url": settings.SITE_URL,
        **others,
    }
    wrong = any(one.is_bound for one in (form, *others.values()) if one)
    return render(request, "groups/invitations.html", shown, status=422 if wrong else 200)


def _mine(request: Request, group: Group) -> QuerySet[Invitation]:
    """What I asked for this group, of whomever."""
    sent = seen(Invitation, request).filter(groups__group=group)
    return sent.prefetch_related("acceptances__member", "groups__member")
