from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy


class LeaveForm(forms.Form):
    words = forms.ChoiceField(
        label=pgettext_lazy("field", "What you wrote"),
        choices=[
            ("keep", gettext_lazy("It stays, under “Former member”, so that conversations stay whole.")),
            ("remove", gettext_lazy("Take my text out too. In its place stands that it was removed.")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=pgettext_lazy("field", "I know that this cannot be undone"),
        error_messages={"required": gettext_lazy("Say that you know it cannot be undone.")},
    )
