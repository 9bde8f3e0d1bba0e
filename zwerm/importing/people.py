"""Writes the people of an archive: each becomes a profile that nobody has claimed yet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cached_property

from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import pgettext

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.groups.models import Group, Membership
from zwerm.importing.archive import Person
from zwerm.importing.models import Import, ImportedRecord
from zwerm.importing.report import Report
from zwerm.members.audiences import Audience
from zwerm.members.models import Member

KIND = "person"
NAME = "name"
LONGEST_STEM = 28


class People:
    """Some people of an archive, beside what is known of them."""

    def __init__(self, row: Import | None, source: str, origin: str, people: Sequence[Person]) -> None:
        self.row = row
        self.source = source
        self.origin = origin
        self.people = people

    @cached_property
    def known(self) -> dict[str, int]:
        return self.row.records.by_key(person.key for person in self.people) if self.row else {}

    @property
    def new(self) -> list[Person]:
        return [person for person in self.people if person.key not in self.known]

    def count(self, report: Report) -> None:
        for kind, had_account in ((KIND, True), (NAME, False)):
            keys = [person.key for person in self.people if person.had_account is had_account]
            report.count(kind, keys, self.known)

    def write(self, row: Import) -> None:
        """Give each new person a profile, with its lines in the log. Who moved along with another import keeps that one."""
        met = self._met_elsewhere(row)
        members = {person.key: self._placeholder(person) for person in self.new if person.key not in met}
        Member.objects.bulk_create(members.values())
        found = met | members
        ImportedRecord.objects.bulk_create(_record(row, person, found[person.key]) for person in self.new)
        Entry.objects.bulk_create(
            log.line("member.imported", actor=None, subject=members[person.key], at=person.at)
            for person in self.new
            if person.key in members
        )
        self._let_in(row.group, [(found[person.key], person) for person in self.new if person.had_account])

    def _met_elsewhere(self, row: Import) -> dict[str, Member]:
        """People of the same place who came with an import into another group."""
        others = ImportedRecord.objects.filter(move__source=self.source, move__origin=self.origin).exclude(move=row)
        ids = dict(others.filter(key__in=[person.key for person in self.new]).values_list("key", "subject_id"))
        members = Member.objects.in_bulk(set(ids.values()))
        return {key: members[pk] for key, pk in ids.items() if pk in members}

    def _placeholder(self, person: Person) -> Member:
        """A profile without a way to sign in. Its handle can be taken by nobody by accident and takes none from anybody."""
        mark = hashlib.sha256(f"{self.source} {self.origin} {person.key}".encode()).digest()
        suffix = base64.b32encode(mark[:5]).decode().lower()
        stem = slugify(person.name)[:LONGEST_STEM].strip("-_")
        return Member(
            handle=f"{stem}-{suffix}" if stem else suffix,
            name=person.name or pgettext("name of a person", "Unknown author"),
            standing=Member.Standing.PLACEHOLDER,
            audience=Audience.MEMBERS,
            joined_at=person.at,
            password=make_password(None),
        )

    def _let_in(self, group: Group, arrivals: Sequence[tuple[Member, Person]]) -> None:
        """Put them in the group, except who is in it already."""
        here = set(
            group.memberships.filter(member__in=[member for member, _ in arrivals]).values_list("member", flat=True)
        )
        memberships = [
            Membership(group=group, member=member, joined_at=person.at, source=Membership.Source.IMPORT)
            for member, person in arrivals
            if member.pk not in here
        ]
        Membership.objects.bulk_create(memberships)
        Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + len(memberships))
        data = {"source": Membership.Source.IMPORT}
        Entry.objects.bulk_create(
            log.line("group.joined", actor=one.member, subject=one, place=group, at=one.joined_at, data=data)
            for one in memberships
        )


def _record(row: Import, person: Person, member: Member) -> ImportedRecord:
    kind = KIND if person.had_account else NAME
    return ImportedRecord(
        move=row, kind=kind, key=person.key, subject_type=Member._meta.label_lower, subject_id=member.pk
    )
