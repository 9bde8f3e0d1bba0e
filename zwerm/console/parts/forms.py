"""A form with a field of every kind, and the form of a post: filled in wrongly, filled in, and empty."""

from __future__ import annotations

from django import forms
from django.utils.translation import pgettext_lazy

from zwerm.console.parts.telling import Told
from zwerm.core.choices import Explained
from zwerm.discussions.forms import BodyField


class EveryKind(forms.Form):
    """A field of every kind, in the order in which they are drawn."""

    def __init__(self, told: Told, *, filled: bool, name: str) -> None:
        data = {"line": told.question, "words": told.reply, "one": "a", "several": ["a", "b"], "agreed": "on"}
        super().__init__(data if filled else {"day": "x"}, auto_id=f"{name}-%s", use_required_attribute=False)
        choices = [("a", Explained(told.group, told.purpose)), ("b", Explained(told.sleeping, told.sleeping_purpose))]
        for field in ("one", "several", "chosen"):
            self.fields[field].choices = choices  # type: ignore[attr-defined]
        for field in ("line", "several"):
            self.fields[field].help_text = told.helps_with

    line = forms.CharField(label=pgettext_lazy("kind of field", "A line"), max_length=160)
    words = forms.CharField(
        label=pgettext_lazy("kind of field", "More words"), widget=forms.Textarea({"rows": 3}), required=False
    )
    chosen = forms.ChoiceField(label=pgettext_lazy("kind of field", "One of many"), required=False)
    one = forms.ChoiceField(label=pgettext_lazy("kind of field", "One of a few"), widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label=pgettext_lazy("kind of field", "Several"), widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label=pgettext_lazy("kind of field", "Yes or no"), required=False)
    day = forms.DateField(
        label=pgettext_lazy("kind of field", "A day"), widget=forms.DateInput({"type": "date"}), required=False
    )
    file = forms.FileField(label=pgettext_lazy("kind of field", "A picture"), required=False)


class Writing(forms.Form):
    """The field of a post."""

    body = BodyField(label=pgettext_lazy("kind of field", "A post"))


def writing(words: str, name: str, *, sent: bool = False) -> Writing:
    """The form of a post with these words; `sent` shows what is said of it."""
    if sent:
        return Writing({"body": words}, auto_id=f"{name}-%s")
    return Writing(initial={"body": words}, auto_id=f"{name}-%s")
