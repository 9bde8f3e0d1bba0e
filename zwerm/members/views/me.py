"""My own profile and photo."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find
from zwerm.core.pictures import NotAPicture
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members import photos
from zwerm.members.audiences import audience_of
from zwerm.members.forms.profile import PhotoForm, ProfileForm
from zwerm.members.models import Member


def show_profile(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    return _page(request, ProfileForm(instance=request.user))


def change_profile(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    form = ProfileForm(request.POST, instance=find(Member, request, pk=request.user.pk))
    if not form.is_valid():
        return _page(request, form, status=422)
    request.user.change_profile(**form.changes())
    messages.success(request, gettext("Your profile is kept."))
    return redirect("members:me")


def hang_photo(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            photos.show(request.user, form.cleaned_data["photo"], to=form.cleaned_data["seen_by"])
        except NotAPicture as reason:
            form.add_error("photo", str(reason))
        else:
            messages.success(request, gettext("Your photo is kept."))
            return redirect("members:me")
    return _page(request, ProfileForm(instance=request.user), form, status=422)


def take_photo_down(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    photos.take_down(request.user)
    messages.success(request, gettext("Your photo is gone."))
    return redirect("members:me")


def _page(request: Request, form: ProfileForm, photo: PhotoForm | None = None, status: int = 200) -> HttpResponse:
    photo = photo or PhotoForm(initial={"seen_by": audience_of(request.user, "photo")})
    return render(request, "members/me.html", {"form": form, "photo_form": photo}, status=status)


profile = resource(get=show_profile, post=change_profile)
photo = resource(post=hang_photo, delete=take_photo_down)
