"""What I want to hear: of each kind, in each group, and when my digest comes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.groups.models import Group
from zwerm.notifications.forms import GroupWishesForm, PauseForm, RhythmForm, WishesForm
from zwerm.notifications.models import Device, Feed, Pause, Rhythm, Trouble, Wish
from zwerm.notifications.push import keys
from zwerm.notifications.summing import summaries


def show(request: Request) -> HttpResponse:
    allow(request, "notifications.read_notices")
    return page(request)


def choose(request: Request) -> HttpResponse:
    """Keep what I wish everywhere, and the rhythm of my digest."""
    allow(request, "notifications.read_notices")
    wishes = WishesForm(request.POST, wishes=seen(Wish, request).filter(place=None))
    rhythm = RhythmForm(request.POST, instance=Rhythm.of(request.user))
    if not (wishes.is_valid() and rhythm.is_valid()):
        return page(request, wishes, rhythm, status=422)
    Wish.choose(request.user, None, wishes.choices())
    rhythm.keep()
    messages.success(request, _("Your choices are kept."))
    return redirect("notifications:wishes")


def show_group(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "notifications.read_notices")
    return _group_page(request, group, GroupWishesForm(wishes=seen(Wish, request).filter(place=group)))


def choose_in_group(request: Request, slug: str) -> HttpResponse:
    """Keep what I wish of one group."""
    group = find(Group, request, slug=slug)
    allow(request, "notifications.read_notices")
    form = GroupWishesForm(request.POST, wishes=seen(Wish, request).filter(place=group))
    if not form.is_valid():
        return _group_page(request, group, form, status=422)
    Wish.choose(request.user, group, form.choices())
    messages.success(request, _("Your choices for %(group)s are kept.") % {"group": group})
    return redirect("notifications:wishes")


def page(
    request: Request,
    wishes: WishesForm | None = None,
    rhythm: RhythmForm | None = None,
    pause_form: PauseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """All of it on one page, with what was filled in where something needs attention."""
    shown = {
        "wishes": wishes or WishesForm(wishes=seen(Wish, request).filter(place=None)),
        "rhythm": rhythm or RhythmForm(instance=Rhythm.of(request.user)),
        "trouble": Trouble.of(request.user),
        "feed": Feed.of(request.user),
        "devices": Device.of(request.user),
        "push_key": keys.public(),
        "site_url": settings.SITE_URL,
        "pause": Pause.of(request.user),
        "pause_form": pause_form or PauseForm(member=request.user),
        "groups": summaries(request.user),
    }
    return render(request, "notifications/wishes.html", shown, status=status)


def _group_page(request: Request, group: Group, form: GroupWishesForm, status: int = 200) -> HttpResponse:
    return render(request, "notifications/group_wishes.html", {"group": group, "form": form}, status=status)
