"""What a group is: as it is started, and as it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.core.choices import Explained
from zwerm.groups.forms.people import TERMS, MemberField, term
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Community, Member

KINDS = [
    (
        Group.Kind.PURPOSE,
        Explained(capfirst(Group.Kind.PURPOSE.label), _("We want to reach something together, and then we are done.")),
    ),
    (
        Group.Kind.PRACTICE,
        Explained(capfirst(Group.Kind.PRACTICE.label), _("We do the same work, and get better at it together.")),
    ),
    (
        Group.Kind.INTEREST,
        Explained(capfirst(Group.Kind.INTEREST.label), _("We like the same subject, and talk about it.")),
    ),
]
VISIBILITIES = [
    (
        Group.Visibility.PUBLIC,
        Explained(Group.Visibility.PUBLIC.label, _("Also people without an account, and search engines.")),
    ),
    (
        Group.Visibility.MEMBERS,
        Explained(Group.Visibility.MEMBERS.label, _("Everyone in the community can read along.")),
    ),
    (Group.Visibility.HIDDEN, Explained(Group.Visibility.HIDDEN.label, _("Nobody else knows that the group exists."))),
]
JOININGS = [
    (Group.Joining.OPEN, Explained(Group.Joining.OPEN.label, _("One press, and they are in."))),
    (
        Group.Joining.REQUEST,
        Explained(Group.Joining.REQUEST.label, _("You answer each request, one by one or many at once.")),
    ),
    (
        Group.Joining.INVITATION,
        Explained(Group.Joining.INVITATION.label, _("Only whom an owner or moderator invites.")),
    ),
]


class GroupForm(forms.ModelForm):  # type: ignore[type-arg]  # it is generic for the type checker only
    """The settings of a group."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the group"), widget=forms.CheckboxSelectMultiple, required=False
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections of the group"),
        widget=forms.CheckboxSelectMultiple,
        choices=Group.Section.choices,
        help_text=_("What is switched off disappears from the tabs; what was said there stays."),
    )

    class Meta:
        model = Group
        fields: Sequence[str] = ("name", "purpose", "about", "kind", "visibility", "joining", "languages", "sections")
        labels = {
            "name": _("What is it called?"),
            "purpose": _("What is it for, in one sentence?"),
            "about": _("About the group, its charter"),
            "kind": _("What type of group is it?"),
            "visibility": _("Who can read it?"),
            "joining": pgettext_lazy("field of a form", "Who can join?"),
        }
        help_texts = {
            "purpose": _("It stands large on the page of the group. Say what somebody gets better at, or finds."),
            "about": _("What you expect of one another, how you meet, what does not belong here. Markdown works."),
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "about": forms.Textarea(attrs={"rows": 8}),
            "kind": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "joining": forms.RadioSelect,
        }

    def __init__(self, *arguments: Any, parent: Group | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        known, community = dict(settings.LANGUAGES), Community.current()
        spoken = community.languages if community and community.languages else list(known)
        self._choose("languages", [(code, known.get(code, code)) for code in spoken])
        self._choose("kind", KINDS)
        self._choose("joining", JOININGS)
        narrowest = Group.NARROWER.index(parent.visibility) if parent else 0
        self._choose("visibility", VISIBILITIES[narrowest:])

    def _choose(self, field: str, choices: list[Any]) -> None:
        if field in self.fields:
            self.fields[field].choices = choices  # type: ignore[attr-defined]


class StartForm(GroupForm):
    """A new group, with what it asks of whoever starts it."""

    co_lead = MemberField(
        label=_("Who leads it with you?"),
        required=False,
        help_text=_("Two people keep a group alive through a holiday. Their name, or their short name with the @."),
    )
    days = forms.ChoiceField(
        label=_("For how long do you lead it?"),
        choices=TERMS,
        initial="365",
        help_text=_("At the end we ask you whether you go on or hand over."),
    )
    promise = forms.BooleanField(
        label=_("I look in every week, or somebody does it for me"),
        help_text=_("Reading along, answering what nobody answered, greeting whoever is new."),
    )
    field_order = ("name", "purpose", "kind", "visibility", "joining", "languages", "co_lead", "days", "promise")

    class Meta(GroupForm.Meta):
        fields = ("name", "purpose", "kind", "visibility", "joining", "languages")

    def __init__(self, *arguments: Any, person: Member, parent: Group | None, **options: Any) -> None:
        super().__init__(*arguments, parent=parent, **options)
        del self.fields["sections"]
        self.person, self.parent = person, parent
        self.fields["co_lead"].person = person  # type: ignore[attr-defined]
        self.initial.setdefault("visibility", parent.visibility if parent else Group.Visibility.MEMBERS)
        self.initial.setdefault("languages", parent.languages if parent else [])

    def start(self) -> Group:
        data = dict(self.cleaned_data)
        co_lead, until, _promise = data.pop("co_lead"), term(data.pop("days")), data.pop("promise")
        with transaction.atomic():
            group = Group.start(by=self.person, parent=self.parent, until=until, **data)
            if co_lead and co_lead != self.person:
                GroupRole.give(group, co_lead, GroupRole.Kind.OWNER, by=self.person, until=until)
        return group
