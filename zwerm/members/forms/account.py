"""The sign-in library's forms in the house's words: a label above each field, nothing written inside it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy

MAIL = pgettext_lazy("field", "Your mail address")
PASSWORD = pgettext_lazy("field", "Password")
NEW_PASSWORD = pgettext_lazy("field", "New password")
NEW_PASSWORD_HELP = gettext_lazy("At least ten characters. A short sentence is easy to keep in mind.")
CODE = pgettext_lazy("field", "The code from your mail")
APP_CODE = pgettext_lazy("field", "The code from your app")


class InOurWords(forms.Form):
    """Gives the fields of a form their labels and helps, and takes away what stands inside them."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            if name == "code":
                field.widget.attrs.update({"class": "code", "autofocus": True, "autocapitalize": "characters"})


class SignIn(InOurWords, account.LoginForm):  # type: ignore[misc]
    labels = {"login": MAIL, "password": PASSWORD}


class RequestCode(InOurWords, account.RequestLoginCodeForm):  # type: ignore[misc]
    labels = {"email": MAIL}


class ConfirmCode(InOurWords, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class ConfirmMail(InOurWords, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class ConfirmReset(InOurWords, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    labels = {"code": CODE}


class OtherMail(InOurWords, account.ChangeEmailForm):  # type: ignore[misc]
    labels = {"email": pgettext_lazy("field", "The other mail address")}


class NewMail(InOurWords, account.AddEmailForm):  # type: ignore[misc]
    labels = {"email": pgettext_lazy("field", "Your new mail address")}
    helps = {"email": gettext_lazy("We mail a code there, to know that it is yours.")}


class SignUp(InOurWords, account.SignupForm):  # type: ignore[misc]
    """Joining takes a name and a mail address; a password is for who wants one."""

    name = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}))

    field_order = ["name", "email", "password1"]
    labels = {"name": pgettext_lazy("field", "Your name"), "email": MAIL, "password1": PASSWORD}
    helps = {
        "name": gettext_lazy("As people know you at work. You can change it later."),
        "email": gettext_lazy("We mail a code there. Other members do not see it."),
        "password1": gettext_lazy("You need none: we can mail you a code each time."),
    }

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def custom_signup(self, request: HttpRequest, user: Any) -> None:
        """The adapter has made the member; there is nothing more to do."""


class ResetPassword(InOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": MAIL}


class NewPassword(InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": NEW_PASSWORD, "password2": pgettext_lazy("field", "Once more")}


class FirstPassword(InOurWords, account.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": PASSWORD, "password2": pgettext_lazy("field", "Once more")}
    helps = {"password1": NEW_PASSWORD_HELP}


class ChangePassword(InOurWords, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": pgettext_lazy("field", "The password you have now"),
        "password1": NEW_PASSWORD,
        "password2": pgettext_lazy("field", "Once more"),
    }
    helps = {"password1": NEW_PASSWORD_HELP}


class Again(InOurWords, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": PASSWORD}


class SecondStep(InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    labels = {"code": APP_CODE}


class SecondStepAgain(InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    labels = {"code": APP_CODE}


class UseApp(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": APP_CODE}


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    labels = {
        "name": pgettext_lazy("field", "How you call it"),
        "passwordless": pgettext_lazy("field", "This passkey alone is enough to sign in"),
    }
    helps = {
        "name": gettext_lazy("Such as: my phone."),
        "passwordless": gettext_lazy("Your device then asks for your finger, your face or its PIN each time."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(name="", passwordless=True)


class RenamePasskey(InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": pgettext_lazy("field", "How you call it")}
