"""Asking to be in a group, and answering those who ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.groups.models import Group, JoinRequest
from zwerm.groups.models.request import AlreadyAnswered
from zwerm.members.models import Member


class RequestForm(forms.Form):
    message = forms.CharField(
        label=_("What brings you here?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        required=False,
        help_text=_("One or two sentences help whoever answers you. Only the owners and moderators read them."),
    )


class AnswerForm(forms.Form):
    """One answer to one request, or to many."""

    ACCEPT, DECLINE, REDIRECT = "accept", "decline", "redirect"

    answer = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (DECLINE, DECLINE), (REDIRECT, REDIRECT)])
    request = forms.ModelMultipleChoiceField(JoinRequest.objects.none(), required=False)
    everyone = forms.BooleanField(required=False)
    to = forms.ModelChoiceField(Group.objects.none(), required=False, to_field_name="slug")
    message = forms.CharField(max_length=1000, required=False)

    def __init__(
        self, *arguments: Any, waiting: QuerySet[JoinRequest], others: QuerySet[Group], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.waiting = waiting
        self.fields["request"].queryset = waiting  # type: ignore[attr-defined]
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[int]:
        """The requests that were ticked, so that a refused answer shows them ticked again."""
        return {int(key) for key in self["request"].value() or [] if str(key).isdecimal()}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("everyone") and not data.get("request"):
            raise forms.ValidationError(_("Choose whom you answer: tick their names, or tick everyone who waits."))
        if data.get("answer") == self.REDIRECT and not data.get("to"):
            raise forms.ValidationError(_("Choose the group that you point to."))
        return data

    def give(self, *, by: Member) -> tuple[int, int]:
        """Answer each; how many were answered, and how many somebody else had answered before."""
        data = self.cleaned_data
        chosen = self.waiting if data["everyone"] else data["request"]
        answered = late = 0
        for request in chosen.select_related("group", "member"):
            try:
                self._give_one(request, by)
                answered += 1
            except AlreadyAnswered:
                late += 1
        return answered, late

    def _give_one(self, request: JoinRequest, by: Member) -> None:
        answer, message = self.cleaned_data["answer"], self.cleaned_data["message"]
        if answer == self.ACCEPT:
            request.accept(by=by, answer=message)
        elif answer == self.DECLINE:
            request.decline(by=by, answer=message)
        else:
            request.redirect(self.cleaned_data["to"], by=by, answer=message)
