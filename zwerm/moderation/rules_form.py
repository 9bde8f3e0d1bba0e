"""What people may send us about the rules of a group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.moderation.holding import Limits
from zwerm.moderation.spam.judge import Mark


class RulesForm(forms.Form):
    """What waits in a group. How right the judge is was measured on public comments: see docs/moderating.md."""

    first = forms.TypedChoiceField(
        label=_("The first posts of a member in this group"),
        choices=[
            (0, pgettext_lazy("first posts that wait", "do not wait")),
            (1, pgettext_lazy("first posts that wait", "one waits")),
            (2, pgettext_lazy("first posts that wait", "two wait")),
            (3, pgettext_lazy("first posts that wait", "three wait")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    links = forms.TypedChoiceField(
        label=_("Posts with a link that leads out of here, until somebody has so many posts in this group"),
        choices=[
            (0, pgettext_lazy("links that wait", "do not wait")),
            *((number, str(number)) for number in (1, 3, 5, 10)),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    spam = forms.ChoiceField(
        label=_("Posts by anybody that read like spam"),
        choices=[
            ("", pgettext_lazy("spam that waits", "do not wait")),
            (Mark.MILD.value, pgettext_lazy("spam that waits", "wait when it is very likely")),
            (Mark.USUAL.value, pgettext_lazy("spam that waits", "wait when it is likely")),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "Measured on public comments: of 100 that were very likely spam 99 or 100 were, and of 100 that were spam 60 would have waited."
            " Of 100 that were likely spam 97 were, and of 100 that were spam 85 would have waited."
        ),
    )

    @classmethod
    def is_sent(cls, data: Mapping[str, Any]) -> bool:
        return "first" in data

    @property
    def limits(self) -> Limits:
        return Limits(**self.cleaned_data)
