from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from zwerm.members.models import Community, Member, Role, RoleType


class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]  # Django subclasses it bare
    languages = forms.MultipleChoiceField(
        label=pgettext_lazy("field", "Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The first is the language of whoever has not chosen one."),
    )

    class Meta:
        model = Community
        fields = ["name", "purpose", "audience", "welcome", "house_rules", "languages", "joining", "members_invite"]
        labels = {
            "name": pgettext_lazy("field", "Name of the community"),
            "purpose": pgettext_lazy("field", "What it is for"),
            "audience": pgettext_lazy("field", "Who it is for"),
            "welcome": pgettext_lazy("field", "A word of welcome"),
            "house_rules": pgettext_lazy("field", "House rules"),
            "joining": pgettext_lazy("field", "Who can become a member"),
            "members_invite": pgettext_lazy("field", "Every member may invite people"),
        }
        help_texts = {
            "purpose": gettext_lazy("One or two sentences. They stand on the first page and in every invitation."),
            "house_rules": gettext_lazy("What one agrees to by joining. Five short lines are read; twenty are not."),
            "members_invite": gettext_lazy("Otherwise only administrators do."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "welcome": forms.Textarea(attrs={"rows": 4}),
            "house_rules": forms.Textarea(attrs={"rows": 4}),
            "joining": forms.RadioSelect,
        }

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RoleForm(forms.Form):
    handle = forms.CharField(
        label=pgettext_lazy("field", "Who"), help_text=gettext_lazy("Their handle, such as carla-de-wit.")
    )
    kind = forms.ChoiceField(label=pgettext_lazy("field", "As what"), choices=Role.Kind.choices)
    until = forms.DateField(
        label=pgettext_lazy("field", "Until and with"),
        required=False,
        help_text=gettext_lazy("A term makes it easier to say yes, and to hand over. Empty: until it is ended."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_handle(self) -> Member:
        handle = str(self.cleaned_data["handle"]).strip().lower().removeprefix("@")
        member: Member | None = Member.objects.people().filter(handle=handle).first()
        if member is None:
            raise forms.ValidationError(gettext("There is no member with this handle."))
        return member

    def clean_until(self) -> datetime | None:
        """The end of that day."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if day <= timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day that is still to come."))
        return timezone.make_aware(datetime.combine(day, time.max))


class RoleTypeForm(forms.ModelForm):  # type: ignore[type-arg]  # Django subclasses it bare
    class Meta:
        model = RoleType
        fields = ["label_en", "label_nl"]
        labels = {"label_en": pgettext_lazy("field", "In English"), "label_nl": pgettext_lazy("field", "In Dutch")}
