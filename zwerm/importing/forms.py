"""What people may send us about imported profiles."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ClaimForm(forms.Form):
    note = forms.CharField(
        label=_("How can an administrator tell?"),
        help_text=_("For example your name at the other place, or the address of your profile there."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
