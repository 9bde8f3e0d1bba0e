"""How the sign-in library makes and admits members of this house."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from zwerm.members import handles
from zwerm.members.models import Community


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Where the community is for whoever is invited, an accepted invitation opens the door."""
        community = Community.current()
        if community is None:
            return False
        return community.joining == Community.Joining.OPEN or "invitation" in request.session

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        member = super().save_user(request, user, form, commit=False)
        member.name = form.cleaned_data.get("name") or member.email.partition("@")[0]
        member.handle = handles.free_handle(member.name)
        if commit:
            member.join()
        return member
