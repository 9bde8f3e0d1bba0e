"""What the first start asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zwerm.core.choices import Explained
from zwerm.home import founding, start_code
from zwerm.members.models import Community, Member


class CommunityForm(forms.Form):
    """The community itself."""

    name = forms.CharField(label=pgettext_lazy("the community, in a form", "What is it called?"), max_length=80)
    purpose = forms.CharField(
        label=pgettext_lazy("the community, in a form", "What is it for?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("One or two sentences, in your own words. They stand large on the first page."),
    )
    audience = forms.CharField(
        label=pgettext_lazy("the community, in a form", "Who is it for?"),
        max_length=200,
        help_text=_("The people you would miss if they did not come."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak there?"), widget=forms.CheckboxSelectMultiple
    )
    joining = forms.ChoiceField(
        label=pgettext_lazy("field of a form", "Who may join?"),
        widget=forms.RadioSelect,
        initial=Community.Joining.INVITATION,
        choices=[
            (
                Community.Joining.INVITATION,
                Explained(
                    Community.Joining.INVITATION.label, _("Members bring people they know. You can open up later.")
                ),
            ),
            (
                Community.Joining.OPEN,
                Explained(Community.Joining.OPEN.label, _("Everyone who proves a mail address can become a member.")),
            ),
        ],
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        known = [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]
        self.fields["languages"].choices = known  # type: ignore[attr-defined]
        self.fields["languages"].initial = [get_language()]


class StartForm(CommunityForm):
    """The community, and its first administrator."""

    your_name = forms.CharField(
        label=pgettext_lazy("field of a form", "Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=pgettext_lazy("field of a form", "Your mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=pgettext_lazy("field of a form", "A password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least ten characters. Four words that do not belong together work well."),
    )
    code = forms.CharField(
        label=_("The start code of this server"),
        max_length=60,
        help_text=_("It shows that you keep this server. zwerm run printed it, and it is in the file start_code."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if start_code.fits(str(self.data.get("code") or self.initial.get("code") or "")):
            self.fields["code"].widget = forms.HiddenInput()

    def clean_code(self) -> str:
        if not start_code.fits(self.cleaned_data["code"]):
            raise forms.ValidationError(_("That is not the start code of this server."))
        return str(self.cleaned_data["code"])

    def clean_password(self) -> str:
        data = self.cleaned_data
        likely = Member(name=data.get("your_name", ""), email=data.get("email"))
        validate_password(data["password"], likely)
        return str(data["password"])

    def found(self) -> Member:
        data = self.cleaned_data
        return founding.found(
            name=data["your_name"],
            email=data["email"],
            password=data["password"],
            language=get_language() or settings.LANGUAGE_CODE,
            community={field: data[field] for field in CommunityForm.base_fields},
        )
