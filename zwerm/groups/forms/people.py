"""What somebody sends about people in a group: whom to ask, for what, for how long, and why not."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.core.choices import Explained
from zwerm.groups.models import GroupRole
from zwerm.members.models import Block, Member

if TYPE_CHECKING:
    from zwerm.groups.models import Group

TERMS = (
    ("180", pgettext_lazy("term of a role", "Half a year")),
    ("365", pgettext_lazy("term of a role", "One year")),
    ("550", pgettext_lazy("term of a role", "A year and a half")),
)


def term(days: str) -> datetime:
    """The end of a term that begins now."""
    return timezone.now() + timedelta(days=int(days))


class MemberField(forms.CharField):
    """A member of the community, by their short name or their whole name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, **options)
        self.person: Any = None

    def clean(self, value: Any) -> Member | None:
        name = super().clean(value).removeprefix("@").strip()
        if not name:
            return None
        people = Member.objects.visible_to(self.person).people()
        found = people.filter(handle__iexact=name).first()
        namesakes = [found] if found else list(people.filter(name__iexact=name)[:2])
        if len(namesakes) != 1:
            raise forms.ValidationError(
                _("There is no member with that name, or there are more: use the short name with the @.")
                if namesakes
                else _("There is no member with that name here.")
            )
        if namesakes[0] != self.person and Block.between(self.person, namesakes[0]):
            raise forms.ValidationError(_("You cannot ask this member."))
        chosen: Member = namesakes[0]
        return chosen


class RoleForm(forms.Form):
    """Ask somebody to lead or moderate, for a term."""

    member = MemberField(label=_("Whom do you ask?"), help_text=_("Their name, or their short name with the @."))
    kind = forms.ChoiceField(
        label=pgettext_lazy("field of a form", "To do what?"),
        widget=forms.RadioSelect,
        choices=[
            (
                GroupRole.Kind.MODERATOR,
                Explained(
                    pgettext_lazy("what somebody is asked to do", "To moderate"),
                    _("Lets people in, and keeps the talk on its subject."),
                ),
            ),
            (
                GroupRole.Kind.OWNER,
                Explained(
                    pgettext_lazy("what somebody is asked to do", "To lead"),
                    _("Also keeps the settings, and decides who moderates."),
                ),
            ),
        ],
    )
    days = forms.ChoiceField(
        label=pgettext_lazy("field of a form", "For how long?"),
        choices=TERMS,
        initial="365",
        help_text=_("A term makes it easy to say yes, and to hand over."),
    )

    def __init__(self, *arguments: Any, person: Member, group: Group, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["member"].person = person  # type: ignore[attr-defined]
        self.person, self.group = person, group

    def give(self) -> GroupRole:
        data = self.cleaned_data
        return GroupRole.give(self.group, data["member"], data["kind"], by=self.person, until=term(data["days"]))


class AskMemberForm(forms.Form):
    """Ask somebody who is in the community into the group."""

    member = MemberField(label=_("Whom do you ask?"), help_text=_("Their name, or their short name with the @."))
    note = forms.CharField(
        label=_("What do you want to say to them?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
        help_text=_("Say why you thought of them: an invitation from a person is answered."),
    )

    def __init__(self, *arguments: Any, person: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["member"].person = person  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why somebody is put out of a group."""

    reason = forms.CharField(
        label=_("What is the reason?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("The member reads this. Say what happened, and what would have to change."),
    )
