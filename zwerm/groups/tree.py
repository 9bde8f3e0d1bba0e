"""The tree of groups that one person may see: searched, ordered and cut into pages.

A community has hundreds of groups and not millions, so the few columns that the page shows are read at once; a database cannot
order a tree by "what lives first" without reading it all either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import combining, normalize
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from zwerm.core.doors import seen
from zwerm.groups import frame
from zwerm.groups.models import Group

#: Top groups on one page; each draws its flock.
SIZE = 16
_shown = (
    "name",
    "slug",
    "purpose",
    "kind",
    "visibility",
    "languages",
    "parent_id",
    "path",
    "last_talk_at",
    "created_at",
)


@dataclass
class Branch:
    """A group with what stands below it; `found` is False where only something below it is what was looked for."""

    group: Group
    below: list[Branch] = field(default_factory=list)
    found: bool = True

    @property
    def awake(self) -> bool:
        return not self.group.sleeps or any(branch.awake for branch in self.below)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: words of a name or purpose, a type, a language."""

    words: str = ""
    kind: str = ""
    language: str = ""
    mine: bool = False

    @classmethod
    def of(cls, asked: QueryDict) -> Wanted:
        return cls(asked.get("q", "").strip()[:100], asked.get("kind", ""), asked.get("language", ""), "mine" in asked)

    @property
    def query(self) -> str:
        """The same search, for the address of another page of it."""
        asked = {"q": self.words, "kind": self.kind, "language": self.language, "mine": "yes" if self.mine else ""}
        return urlencode({name: value for name, value in asked.items() if value})

    def __bool__(self) -> bool:
        return bool(self.words or self.kind or self.language)

    def fits(self, group: Group) -> bool:
        """Whether the group is what is looked for; accents and capitals do not matter."""
        text = _folded(f"{group.name} {group.purpose}")
        return (
            all(word in text for word in _folded(self.words).split())
            and (not self.kind or group.kind == self.kind)
            and (not self.language or self.language in group.languages)
        )


def _folded(text: str) -> str:
    """Small letters without their accents, in any script."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


@dataclass(frozen=True)
class Page:
    branches: list[Branch]
    newer: str = ""
    older: str = ""
    #: Whether there is any group at all that this person may see.
    any: bool = False
    #: The keys of the groups in which there is something new; asked for one's own groups only.
    news: frozenset[int] = frozenset()

    @property
    def families(self) -> list[Branch]:
        """Top groups that have groups below them."""
        return [branch for branch in self.branches if branch.below]

    @property
    def singles(self) -> list[Branch]:
        return [branch for branch in self.branches if not branch.below]


def page(request: HttpRequest, wanted: Wanted) -> Page:
    """One page of the tree, awake groups first, then by name; `?from=` names the first top group of a later page."""
    groups = list(seen(Group, request).only(*_shown))
    if wanted.mine and request.user.is_authenticated:
        inside = set(request.user.memberships.values_list("group", flat=True))
        groups = [group for group in groups if group.pk in inside]
    branches = _grow(groups, wanted)
    start = _start(branches, request.GET.get("from", ""))
    before, after = max(start - SIZE, 0), start + SIZE
    return Page(
        branches[start:after],
        newer=branches[before].group.slug if start else "",
        older=branches[after].group.slug if after < len(branches) else "",
        any=bool(groups),
        news=frozenset(frame.news(request.user, [group.pk for group in groups])) if wanted.mine else frozenset(),
    )


def _grow(groups: list[Group], wanted: Wanted) -> list[Branch]:
    """The top branches; a group whose parent this person may not see stands at the top."""
    branches = {group.pk: Branch(group, found=wanted.fits(group)) for group in groups}
    tops: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.group.parent_id or 0)
        (parent.below if parent else tops).append(branch)
    return _pruned(tops) if wanted else _ordered(tops)


def _pruned(branches: list[Branch]) -> list[Branch]:
    """Only branches that hold something that was looked for."""
    for branch in branches:
        branch.below = _pruned(branch.below)
    return _ordered([branch for branch in branches if branch.found or branch.below])


def _ordered(branches: list[Branch]) -> list[Branch]:
    return sorted(branches, key=lambda branch: (not branch.awake, branch.group.name.casefold()))


def _start(branches: list[Branch], slug: str) -> int:
    return next((place for place, branch in enumerate(branches) if branch.group.slug == slug), 0)
