"""The example community that an empty site can be filled with."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.importing.parts import EXAMPLE_MEMBERS


def fill(request: Request) -> HttpResponse:
    """Fill the site; nobody of the example can sign in, and who asked is let into its larger groups."""
    from zwerm.importing.example import load  # slow import: numpy, which only an example needs

    allow(request, "importing.fill_example")
    load.build(EXAMPLE_MEMBERS, password="", guest=request.user)
    messages.success(
        request, _("Look around. These people are invented, and their conversations are there to show how it can go.")
    )
    return redirect("home:home")
