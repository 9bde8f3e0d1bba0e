"""What places put into the frame round every page: my groups, and the way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.activity import memory
from zwerm.core.pieces import piece
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group
from zwerm.members.models import Member

#: So many of my groups stand in the side column, those with the newest talk; a page shows the others.
MOST = 12


class Mine(NamedTuple):
    """What the frame shows of a group."""

    pk: int
    name: str
    slug: str


_groups_of = Prepared(
    lambda member: (
        Group.objects.of(Member(pk=member))
        .order_by(F("last_talk_at").desc(nulls_last=True), "pk")
        .values_list("pk", "name", "slug")
    )
)
_liveliest = memory.Shelf(most=5000)

News = Callable[[Any, Sequence[int]], Iterable[int]]


def _no_news(person: Any, groups: Sequence[int]) -> Iterable[int]:
    return ()


_news: News = _no_news


def news_by(ask: News) -> None:
    """Let the room that knows talk say in which of some groups there is news for a person: keys of groups, in one query."""
    global _news
    _news = ask


def news(person: Any, groups: Sequence[int]) -> set[int]:
    """Those of the keys of `groups` in which there is something new for `person`; one query at most."""
    return set(_news(person, groups)) if groups and person.is_authenticated else set()


def side(request: HttpRequest, **_: Any) -> str:
    """In the side column: my groups, with a dot where there is something new."""
    mine = liveliest(request.user) if request.user.is_authenticated else ()
    fresh = news(request.user, [group.pk for group in mine[:MOST]])
    lines = tuple((group.name, group.slug, group.pk in fresh) for group in sorted(mine[:MOST], key=_by_name))
    return piece("groups/parts/side.html", groups=lines, more=len(mine) > MOST, here=_here(request))


def first_group(request: HttpRequest, **_: Any) -> str:
    """On the first page of somebody who is in no group yet: the one next act."""
    if liveliest(request.user):
        return ""
    none_yet = not Group.objects.visible_to(request.user).exists()
    return render_to_string("groups/parts/first_group.html", {"none_yet": none_yet}, request)


def liveliest(member: Any) -> tuple[Mine, ...]:
    """The groups that `member` is in, those with the newest talk first."""
    return _liveliest.known(
        member.pk,
        lambda mine: (memory.member(member.pk), *(memory.place(group.pk) for group in mine)),
        lambda: tuple(Mine(*row) for row in _groups_of(member=member.pk)),
    )


def _by_name(group: Mine) -> str:
    return group.name.casefold()


def bar(request: HttpRequest, **_: Any) -> str:
    """At the bottom of a phone: the groups."""
    return piece("groups/parts/bar.html", here=bool(_here(request)))


def _here(request: HttpRequest) -> str:
    """The slug of the group that the page is about; `groups` on the page of all groups; else nothing."""
    match = request.resolver_match
    if match is None:
        return ""
    return "groups" if match.view_name == "groups:groups" else str(match.kwargs.get("slug", ""))
