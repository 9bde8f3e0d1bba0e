"""What somebody posted and waits for a moderator: for its author, who is told so in peace."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from zwerm.core.doors import find
from zwerm.core.types import Request
from zwerm.discussions.models import Held

WHOLE = Held.objects.select_related("group", "topic", "author", "post")


def show(request: Request, pk: int) -> HttpResponseBase:
    """The words as they will stand there; when they were let through, where they stand."""
    held = find(WHOLE, request, pk=pk)
    if held.post is not None and not held.post.is_removed:
        return redirect(held.post)
    return render(request, "discussions/held.html", {"held": held, "topic": held.topic, "group": held.group})
