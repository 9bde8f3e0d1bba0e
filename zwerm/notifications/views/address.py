"""The address to which mail came back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.notifications.models import Trouble


def try_again(request: Request) -> HttpResponse:
    """Send letters to this address again, since its owner says that it works."""
    allow(request, "notifications.read_notices")
    trouble = Trouble.of(request.user)
    if trouble is None:
        raise Http404
    trouble.clear()
    messages.success(request, _("Mail goes to your address again."))
    return redirect("notifications:wishes")
