"""What somebody posted and waits for a moderator: its author reads it in peace, changes it, and takes it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import Overtaken, allow, find
from zwerm.core.types import Request
from zwerm.discussions import changing
from zwerm.discussions.forms import TitledForm, WordsForm
from zwerm.discussions.models import Draft, Held

WHOLE = Held.objects.select_related(
    "group", "topic__group", "author", "post__topic", "reply_to", "changes__topic__group", "changes__author"
)


def show(request: Request, pk: int) -> HttpResponseBase:
    """The words as they will stand there; when they were let through, where they stand."""
    held = find(WHOLE, request, pk=pk)
    if held.post is not None and not held.post.is_removed:
        return redirect(held.post)
    return render(request, "discussions/held.html", _around(held))


def show_form(request: Request, pk: int) -> HttpResponse:
    held = find(WHOLE, request, pk=pk)
    allow(request, "discussions.change_held", held)
    return _form_page(request, held, _form(held))


def change(request: Request, pk: int) -> HttpResponseBase:
    """Say it in another way; when a moderator was first, the new words stay as a draft."""
    held = find(WHOLE, request, pk=pk)
    allow(request, "discussions.change_held", held)
    form = _form(held, request.POST)
    if not form.is_valid():
        return _form_page(request, held, form, status=422)
    place, said = held.place, form.cleaned_data
    try:
        written = changing.change_waiting(held, **said)
    except Overtaken:
        Draft.keep(request.user, place, **said)
        raise
    if not isinstance(written, Held):
        messages.success(request, _("It is there: as you say it now, it need not wait."))
    return redirect(written)


def take_back(request: Request, pk: int) -> HttpResponseBase:
    held = find(WHOLE, request, pk=pk)
    allow(request, "discussions.take_held_back", held)
    changing.take_back(held)
    messages.info(request, _("Taken back. Nobody else read it, and your words are kept here."))
    return redirect("discussions:drafts")


def _form(held: Held, data: Any = None) -> WordsForm:
    begins = held.topic is None
    return (TitledForm if begins else WordsForm)(data, initial={"title": held.title, "body": held.body})


def _form_page(request: Request, held: Held, form: WordsForm, status: int = 200) -> HttpResponse:
    return render(request, "discussions/held_form.html", {**_around(held), "form": form}, status=status)


def _around(held: Held) -> dict[str, Any]:
    return {"held": held, "topic": held.topic, "group": held.group}
