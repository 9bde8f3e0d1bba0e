"""What members say of themselves, with for each field who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from zwerm.members import audiences, handles
from zwerm.members.models import Member
from zwerm.members.profile import SPOKEN, language_name

#: The fields with an audience of their own that are filled in here; the photo has a form of its own.
IN_WORDS = [field for field in audiences.FIELDS if field != "photo"]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django subclasses it bare
    languages = forms.MultipleChoiceField(
        required=False, label=pgettext_lazy("field", "Languages"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("field", "Language of these pages and of your mail"),
        choices=settings.LANGUAGES,
    )

    class Meta:
        model = Member
        fields = [
            "name", "handle", "headline", "organisation", "role_type", "languages", "helps_with", "wants_to_learn",
            "audience", "language",
        ]  # fmt: skip
        labels = {
            "name": pgettext_lazy("field", "Name"),
            "handle": pgettext_lazy("field", "Handle"),
            "headline": pgettext_lazy("field", "In one sentence"),
            "organisation": pgettext_lazy("field", "Organisation"),
            "role_type": pgettext_lazy("field", "Your role in the field"),
            "helps_with": pgettext_lazy("field", "What I can help with"),
            "wants_to_learn": pgettext_lazy("field", "What I would like to learn"),
            "audience": pgettext_lazy("field", "Who can open your page"),
        }
        help_texts = {
            "handle": gettext_lazy("So others call you, with an @ before it. Small letters, digits, - and _."),
            "headline": gettext_lazy("What you would say to somebody you sit next to."),
        }
        widgets = {"helps_with": forms.Textarea(attrs={"rows": 3}), "wants_to_learn": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["languages"].choices = [(code, language_name(code)) for code in SPOKEN]
        fields["role_type"].empty_label = pgettext("choice of a role", "Not chosen")
        self.fields["audience"].help_text = gettext(
            "Your name and what you write in a group are seen by who reads there."
        )
        for field in IN_WORDS:
            self.fields[f"seen_{field}"] = forms.ChoiceField(
                choices=audiences.Audience.choices,
                initial=audiences.audience_of(self.instance, field),
                required=False,
                label=pgettext("who sees a field", "Seen by"),
            )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_handle(self) -> str:
        handle = str(self.cleaned_data["handle"]).lower()
        others = Member.objects.exclude(pk=self.instance.pk)
        if handle in handles.RESERVED or others.filter(handle=handle).exists():
            raise forms.ValidationError(
                gettext("This handle is another member's. Still free: %(handle)s")
                % {"handle": handles.free_handle(handle)}
            )
        return handle

    def changes(self) -> dict[str, Any]:
        """The fields as the verb takes them, with the choices of who sees what in one."""
        chosen = {name: self.cleaned_data[name] for name in self.Meta.fields}
        chosen["field_audiences"] = {
            **self.instance.field_audiences,
            **{field: self.cleaned_data[f"seen_{field}"] or audiences.FIELDS[field] for field in IN_WORDS},
        }
        return chosen

    def rows(self) -> list[tuple[BoundField, BoundField | None]]:
        """Each field with the choice of who sees it, when it has one, in the order of the page."""
        return [(self[name], self[f"seen_{name}"] if name in IN_WORDS else None) for name in self.Meta.fields]


class PhotoForm(forms.Form):
    """A photo, who sees it, or both."""

    photo = forms.FileField(
        required=False,
        label=pgettext_lazy("field", "Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    seen_by = forms.ChoiceField(
        choices=audiences.Audience.choices, required=False, label=pgettext_lazy("who sees a field", "Seen by")
    )

    def clean(self) -> None:
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("photo", gettext("Choose a picture first."))
