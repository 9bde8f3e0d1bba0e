"""Inviting people: pasted addresses with a word of one's own, or a link to hand out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy


class InviteForm(forms.Form):
    """Addresses from any text, the inviter's own words, and the language of the mail."""

    addresses = forms.CharField(
        label=pgettext_lazy("field", "Mail addresses"),
        help_text=gettext_lazy(
            "One, or many: paste them as they are, also with names, from a mail or a sheet. At most 500."
        ),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
    )
    note = forms.CharField(
        label=pgettext_lazy("field", "A word of your own"),
        help_text=gettext_lazy("Why them, and why here. It stands in the mail as your words."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=pgettext_lazy("field", "Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()


class LinkForm(forms.Form):
    note = forms.CharField(
        label=pgettext_lazy("field", "A word of your own"),
        help_text=gettext_lazy("Whoever opens the link reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
