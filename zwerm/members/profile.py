"""What one person sees of another: only the fields that each chose to show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info

from zwerm.members import audiences
from zwerm.members.models import Member

#: Languages that people here may say they speak, the ones most spoken at work in the Low Countries first.
SPOKEN = ["nl", "en", "fr", "de", "fy", "es", "it", "pt", "pl", "tr", "ar", "uk", "sv", "da"]


@dataclass(frozen=True)
class Card:
    """A member as one person may see them; a field that is not theirs to see is empty."""

    member: Member
    readable: frozenset[str]

    def __getattr__(self, name: str) -> Any:
        if name not in audiences.FIELDS:
            raise AttributeError(name)
        return getattr(self.member, name) if name in self.readable else ""

    @property
    def photo_url(self) -> str:
        return self.member.photo_url if "photo" in self.readable else ""

    @property
    def spoken(self) -> list[str]:
        """The names of the languages, in the reader's own."""
        return [language_name(code) for code in self.languages]


def cards(person: Any, members: Iterable[Member]) -> list[Card]:
    """Cards of these members, in their order, for `person`; one query for all of them."""
    shown = list(members)
    readable = audiences.readable(person, shown)
    return [Card(member, readable[member.pk]) for member in shown]


def language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])
