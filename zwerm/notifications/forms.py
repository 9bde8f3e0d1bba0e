"""What somebody wishes to hear, as a form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.members.models import Member
from zwerm.notifications import clocks, notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Digest, Rhythm, Wish
from zwerm.notifications.push import calling, keys, sealing

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


class WishesForm(forms.Form):
    """For each sort of notices: at once, in the digest, in the page only, or never."""

    def __init__(self, *arguments: Any, wishes: Iterable[Wish], **options: Any) -> None:
        said = {wish.sort: wish.when for wish in wishes}
        super().__init__(*arguments, **options)
        for sort in notices.sorts():
            self.fields[sort.name] = forms.ChoiceField(
                label=str(sort.title),
                choices=When.choices,
                initial=said.get(sort.name, sort.default),
                widget=forms.RadioSelect,
            )

    def choices(self) -> dict[str, str]:
        """What is wished, by sort; nothing where that is what holds anyway, so that a better default reaches who never chose."""
        chosen = {sort.name: self.cleaned_data[sort.name] for sort in notices.sorts()}
        return {sort.name: "" if chosen[sort.name] == sort.default else chosen[sort.name] for sort in notices.sorts()}


class GroupWishesForm(forms.Form):
    """The same for one group, where each may be as it is everywhere; and nothing at all from it."""

    nothing = forms.BooleanField(
        label=_("Nothing from this group"),
        help_text=_("Also not when somebody there mentions you or replies to you."),
        required=False,
    )

    def __init__(self, *arguments: Any, wishes: Iterable[Wish], **options: Any) -> None:
        said = {wish.sort: wish.when for wish in wishes}
        super().__init__(*arguments, **options)
        self.fields["nothing"].initial = Wish.ALL in said
        usual = ("", pgettext_lazy("when notices come", "As everywhere"))
        for sort in notices.sorts():
            if sort.in_groups:
                self.fields[sort.name] = forms.ChoiceField(
                    label=str(sort.title),
                    choices=[usual, *When.choices],
                    initial=said.get(sort.name, ""),
                    required=False,
                )

    def choices(self) -> dict[str, str]:
        chosen = {sort.name: self.cleaned_data[sort.name] for sort in notices.sorts() if sort.in_groups}
        return {**chosen, Wish.ALL: When.NEVER if self.cleaned_data["nothing"] else ""}


class RhythmForm(forms.ModelForm):  # type: ignore[type-arg]  # it is generic for the type checker only
    """How often the digest comes, and when."""

    time_zone = forms.ChoiceField(label=_("By the clock of"), required=False)

    class Meta:
        model = Rhythm
        fields = ("every", "weekday", "hour")
        labels = {
            "every": pgettext_lazy("field of a form", "How often"),
            "weekday": pgettext_lazy("field of a form", "On which day"),
            "hour": pgettext_lazy("field of a form", "At what hour"),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["weekday"] = forms.TypedChoiceField(
            label=self.fields["weekday"].label, choices=list(WEEKDAYS.items()), coerce=int
        )
        hours = [(hour, f"{hour:02}:00") for hour in range(24)]
        self.fields["hour"] = forms.TypedChoiceField(label=self.fields["hour"].label, choices=hours, coerce=int)
        usual = (
            "",
            pgettext_lazy("whose clock", "The community (%(zone)s)")
            % {"zone": clocks.of_community().key.rpartition("/")[2].replace("_", " ")},
        )
        self.fields["time_zone"].choices = [usual, *_zones()]  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = self.instance.member.time_zone

    def keep(self) -> None:
        """Keep both, in one go."""
        chosen = dict(self.cleaned_data)
        zone, member = chosen.pop("time_zone"), self.instance.member
        with transaction.atomic():
            Rhythm.choose(member, **chosen)
            if zone != member.time_zone:
                member.change_profile(time_zone=zone)
            Digest.plan(member)


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    """The places of the world by whose clock somebody may live."""
    there = (zone for zone in available_timezones() if zone.partition("/")[0] in AREAS and zone.count("/") == 1)
    return [(zone, zone.replace("_", " ").replace("/", ": ")) for zone in sorted(there)]


class DeviceForm(forms.Form):
    """What a browser says of how it is reached, and how what goes there is sealed."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=90)
    auth = forms.CharField(max_length=24)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            sealing.receiver(keys.read(cleaned.get("p256dh", "")))
            fits = len(keys.read(cleaned.get("auth", ""))) == 16 and calling.is_fit(cleaned.get("endpoint", ""))
        except ValueError:
            fits = False
        if not fits:
            raise forms.ValidationError(_("Your browser gave no address at which notices could reach it."))
        return cleaned


class PauseForm(forms.Form):
    """Until when: tomorrow, a week, a day that one names, or until further notice; each is one button."""

    LENGTHS = ("day", "week", "date", "open")

    length = forms.ChoiceField(choices=[(one, one) for one in LENGTHS])
    until_day = forms.DateField(
        label=pgettext_lazy("field of a form", "Until this day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *arguments: Any, member: Member, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._zone = clocks.of(member)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("length") == "date":
            day = cleaned.get("until_day")
            if day is None or day <= self._today():
                self.add_error("until_day", _("Choose a day after today."))
        return cleaned

    def until(self) -> datetime | None:
        """The morning of the day on which it ends, by the member's own clock."""
        length = self.cleaned_data["length"]
        if length == "open":
            return None
        days = {"day": 1, "week": 7}
        day = self.cleaned_data["until_day"] if length == "date" else self._today() + timedelta(days=days[length])
        return datetime.combine(day, time(hour=clocks.MORNING), tzinfo=self._zone)

    def _today(self) -> Any:
        return timezone.localdate(timezone=self._zone)
