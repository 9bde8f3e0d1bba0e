from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import pgettext, pgettext_lazy

from zwerm.activity.models import Entry
from zwerm.core import markdown
from zwerm.groups.models import Group
from zwerm.members.models import Community
from zwerm.search import marks
from zwerm.search.models import Row, Sweep
from zwerm.search.sources import Hit, Source, Text, Touch


class Groups(Source):
    """Groups, by their names and what they are for."""

    name: ClassVar[str] = "groups.group"
    verbs: ClassVar[Sequence[str]] = ("group.started", "group.changed", "import.undone", "community.restored")
    does: ClassVar[Any] = pgettext_lazy("what a reader does", "Keeps groups findable")

    def touched(self, entry: Entry) -> Iterator[Touch]:
        if entry.verb == "community.restored":
            yield Sweep.Scope.ALL, 0
        elif entry.place_id:
            yield from Group.objects.filter(path__contains=f"/{entry.place_id}/").values_list("pk", flat=True)

    def records(self, scope: str, of: int) -> QuerySet[Any]:
        return Group.objects.all() if scope == Sweep.Scope.ALL else Group.objects.filter(pk=of)

    def texts(self, keys: Sequence[int]) -> Iterable[Text]:
        for group in Group.objects.filter(pk__in=keys).order_by("pk"):
            yield Text(
                key=group.pk,
                thread=group.pk,
                at=group.created_at,
                title=group.name,
                body=_words(group),
                place=group.pk,
                languages=languages_of(group),
                marks=[marks.circle_of(group), *marks.places_of(group), marks.kind("group")],
                weight=1.2,
            )

    def shown(self, person: Any, found: Sequence[Row]) -> Mapping[int, Hit]:
        groups = Group.objects.visible_to(person).in_bulk([one.key for one in found])
        return {one.pk: self._hit(groups[one.key]) for one in found if one.key in groups}

    def _hit(self, group: Group) -> Hit:
        return Hit(
            title=group.name,
            url=group.get_absolute_url(),
            text=_words(group),
            kind=pgettext("what was found", "group"),
            icon="group",
            languages=languages_of(group),
        )


def languages_of(group: Group) -> list[str]:
    """What is written in a group; where it does not say, in what the community speaks."""
    return [*group.languages] or languages()


def languages() -> list[str]:
    """What the community speaks, the first of it most."""
    community = Community.current()
    return [*community.languages] if community and community.languages else [settings.LANGUAGE_CODE]


def _words(group: Group) -> str:
    return f"{group.purpose}\n{markdown.plain(group.about_html)}"
