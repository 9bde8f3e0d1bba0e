"""Where an invitation leads: who asks, to what, in whose words; yes, or never again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members import welcome
from zwerm.members.models import Invitation, InvitationStop


def show(request: Request, code: str) -> HttpResponse:
    invitation = Invitation.open_by_code(code)
    if invitation is None:
        return render(request, "members/invitation_closed.html", status=410)
    return render(request, "members/invitation.html", {"invitation": invitation})


def accept(request: Request, code: str) -> HttpResponse:
    """A member comes in at once; a visitor signs in or becomes a member first, and comes in then."""
    invitation = Invitation.open_by_code(code)
    if invitation is None:
        return render(request, "members/invitation_closed.html", status=410)
    if not request.user.is_authenticated:
        welcome.keep(request, invitation)
        return redirect("account_login" if request.POST.get("way") == "sign-in" else "account_signup")
    if invitation.accept(request.user):
        messages.success(request, gettext("Good that you are here."))
    return redirect("/")


def ask_to_stop(request: Request, code: str) -> HttpResponse:
    return render(request, "members/invitation_stop.html", {"invitation": _mailed(code), "stopped": False})


def stop(request: Request, code: str) -> HttpResponse:
    """No more invitations to this address; a mail program may ask it by itself (RFC 8058), so there is no token to check."""
    invitation = _mailed(code)
    InvitationStop.put_up(invitation.email)
    return render(request, "members/invitation_stop.html", {"invitation": invitation, "stopped": True})


def _mailed(code: str) -> Invitation:
    invitation = Invitation.mailed_by_code(code)
    if invitation is None:
        raise Http404
    return invitation


landing = resource(get=show, post=accept)
stopping = csrf_exempt(resource(get=ask_to_stop, post=stop))
