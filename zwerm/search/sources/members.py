from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import pgettext, pgettext_lazy

from zwerm.activity.models import Entry
from zwerm.groups.models import Membership
from zwerm.members import audiences
from zwerm.members.audiences import Audience
from zwerm.members.models import Member
from zwerm.members.profile import Card, cards
from zwerm.search import marks
from zwerm.search.models import Document, Row, Sweep
from zwerm.search.sources import Hit, Source, Text, Touch
from zwerm.search.sources.groups import languages

#: What of a profile is found, in the order in which it is shown.
FIELDS = ("headline", "organisation", "helps_with", "wants_to_learn")
#: From the widest circle to the narrowest; what is for nobody else is not indexed.
CIRCLES = [Audience.EVERYONE.value, Audience.MEMBERS.value, Audience.GROUPS.value]


class Members(Source):
    """People, by their names and what they say of themselves: a document for each circle that may read something of it."""

    name: ClassVar[str] = "members.member"
    verbs: ClassVar[Sequence[str]] = (
        *("member.joined", "member.imported", "profile.changed", "member.left"),
        *("group.joined", "group.left", "group.removed"),
        *("claim.accepted", "import.undone", "community.restored"),
    )
    does: ClassVar[Any] = pgettext_lazy("what a reader does", "Keeps people findable")

    def touched(self, entry: Entry) -> Iterator[Touch]:
        if entry.verb in ("import.undone", "community.restored"):
            yield Sweep.Scope.ALL, 0
            return
        if entry.verb == "claim.accepted":  # whose words they were is gone
            yield from (
                Document.objects.filter(source=self.name)
                .exclude(key__in=Member.objects.values("pk"))
                .values_list("key", flat=True)
            )
        if entry.subject_type == Member._meta.label_lower:
            yield entry.subject_id
        yield from filter(None, [entry.actor_id, entry.target_id])

    def records(self, scope: str, of: int) -> QuerySet[Any]:
        members: QuerySet[Any] = Member.objects.all()
        return members if scope == Sweep.Scope.ALL else members.filter(pk=of)

    def texts(self, keys: Sequence[int]) -> Iterable[Text]:
        members = (
            Member.objects.filter(pk__in=keys, is_active=True).exclude(standing=Member.Standing.LEFT).order_by("pk")
        )
        shown = [member for member in members if member.audience in CIRCLES]
        groups = _groups_of([member for member in shown if Audience.GROUPS in _circles(member).values()])
        for member in shown:
            yield from _texts_of(member, groups.get(member.pk, []))

    def shown(self, person: Any, found: Sequence[Row]) -> Mapping[int, Hit]:
        members = Member.objects.visible_to(person).filter(pk__in=[one.key for one in found])
        known = {card.member.pk: card for card in cards(person, members)}
        return {one.pk: _hit(known[one.key]) for one in found if one.key in known and _reads(known[one.key], one)}


def _circles(member: Member) -> dict[str, str]:
    """The circle that reads each field: its own, or that of the page where that is narrower."""
    own = {field: audiences.audience_of(member, field) for field in FIELDS}
    page = CIRCLES.index(member.audience)
    return {
        field: CIRCLES[max(page, CIRCLES.index(circle))]
        for field, circle in own.items()
        if circle in CIRCLES and getattr(member, field)
    } | {"name": member.audience}


def _texts_of(member: Member, groups: Sequence[int]) -> Iterator[Text]:
    circles = _circles(member)
    for part, circle in enumerate(CIRCLES):
        fields = [field for field, of in circles.items() if of == circle]
        if not fields:
            continue
        is_named = "name" in fields
        yield Text(
            key=member.pk,
            part=part,
            thread=member.pk,
            at=member.joined_at,
            title=member.name if is_named else "",
            body="\n".join(str(getattr(member, field)) for field in fields if field != "name"),
            context=member.handle if is_named else member.name,
            languages=[*filter(None, [member.language]), *languages()],
            is_name=True,
            marks=[
                *_readers(circle, groups),
                marks.kind("person"),
                *(marks.field(field) for field in fields if field != "name"),
            ],
        )


def _readers(circle: str, groups: Sequence[int]) -> list[str]:
    if circle == Audience.EVERYONE:
        return [marks.PUBLIC]
    return [marks.MEMBERS] if circle == Audience.MEMBERS else [marks.within(group) for group in groups]


def _groups_of(members: Sequence[Member]) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = {}
    for member, group in Membership.objects.filter(member__in=members).values_list("member", "group"):
        groups.setdefault(member, []).append(group)
    return groups


def _reads(card: Card, found: Row) -> bool:
    """Whether every field is for this reader now from which the document was made."""
    made_of = [field for field in FIELDS if f" {marks.field(field)} " in found.marks]
    return all(field in card.readable for field in made_of)


def _hit(card: Card) -> Hit:
    texts = (getattr(card, field) for field in FIELDS if field in card.readable)
    return Hit(
        title=card.member.name,
        url=card.member.get_absolute_url(),
        text=" · ".join(filter(None, texts)),
        kind=pgettext("what was found", "person"),
        icon="person",
        languages=[*filter(None, [card.member.language]), *languages()],
    )
