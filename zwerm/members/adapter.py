"""How the sign-in library makes and admits members of this house, and what its mails look like."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from zwerm.activity import log
from zwerm.core import mail
from zwerm.members import handles, welcome
from zwerm.members.models import Community, Member


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": gettext_lazy("This address and password do not belong together."),
        "email_taken": gettext_lazy("This address belongs to another account."),
        "enter_current_password": gettext_lazy("This is not the password you have now."),
        "incorrect_code": gettext_lazy("This is not the code we sent. Look again, or ask for a new one."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "same_as_current": gettext_lazy("This is the address you have now."),
        "too_many_login_attempts": gettext_lazy(
            "That was tried too often. Wait a few minutes, then ask for a new code."
        ),
        "rate_limited": gettext_lazy("That goes a little fast. Wait a moment, then try again."),
        "unverified_primary_email": gettext_lazy("Confirm your address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Where the community is for whoever is invited, an accepted invitation opens the door."""
        community = Community.current()
        if community is None:
            return False
        return community.joining == Community.Joining.OPEN or welcome.invitation_of(request) is not None

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        member = super().save_user(request, user, form, commit=False)
        member.name = form.cleaned_data.get("name") or member.email.partition("@")[0]
        member.handle = handles.free_handle(member.name)
        member.language = request.LANGUAGE_CODE
        if commit:
            member.join()
        return member

    def set_password(self, user: Any, password: str) -> None:
        """Choose another password, which ends every session but this one."""
        with transaction.atomic():
            super().set_password(user, password)
            log.record("password.changed", actor=user, subject=user)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """The address is theirs, and from now on the one they sign in with."""
        with transaction.atomic():
            confirmed = bool(super().confirm_email(request, email_address))
            if confirmed:
                log.record("address.confirmed", actor=email_address.user, subject=email_address.user)
        return confirmed

    def login(self, request: HttpRequest, user: Any) -> None:
        """Who came by an invitation comes in where it leads, the moment they are in."""
        super().login(request, user)
        welcome.accept(request, user)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        community = Community.current()
        values = {
            **context,
            "community_name": community.name if community else "Zwerm",
            "site_url": settings.SITE_URL,
        }
        to = email if isinstance(email, str) else email[0]
        reader = Member.objects.filter(email=to.lower()).first()
        language = reader.language if reader else ""
        return mail.letter(f"{template_prefix}.txt", values, to=to, language=language, headers=headers)
