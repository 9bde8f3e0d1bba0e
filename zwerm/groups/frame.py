"""What places put into the frame round every page: my groups, and the way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.groups.models import Group

#: So many of my groups stand in the side column, those with the newest talk; a page shows the others.
MOST = 12

News = Callable[[Any, Sequence[Group]], Iterable[int]]


def _no_news(person: Any, groups: Sequence[Group]) -> Iterable[int]:
    return ()


_news: News = _no_news


def news_by(ask: News) -> None:
    """Let the room that knows talk say in which of some groups there is news for a person: keys of groups, in one query."""
    global _news
    _news = ask


def news(person: Any, groups: Sequence[Group]) -> set[int]:
    """The keys of those of `groups` in which there is something new for `person`; one query at most."""
    return set(_news(person, groups)) if groups and person.is_authenticated else set()


def side(request: HttpRequest, **_: Any) -> str:
    """In the side column: my groups, with a dot where there is something new."""
    mine = (
        request.user.known("my liveliest groups", lambda: _liveliest(request.user))
        if request.user.is_authenticated
        else []
    )
    shown = {
        "groups": sorted(mine[:MOST], key=lambda group: group.name.casefold()),
        "more": len(mine) > MOST,
        "news": news(request.user, mine),
        "here": _here(request),
    }
    return render_to_string("groups/parts/side.html", shown, request)


def first_group(request: HttpRequest, **_: Any) -> str:
    """On the first page of somebody who is in no group yet: the one next act."""
    mine = request.user.known("my liveliest groups", lambda: _liveliest(request.user))  # type: ignore[union-attr]
    if mine:
        return ""
    none_yet = not Group.objects.visible_to(request.user).exists()
    return render_to_string("groups/parts/first_group.html", {"none_yet": none_yet}, request)


def _liveliest(member: Any) -> list[Group]:
    newest = Group.objects.of(member).order_by(F("last_talk_at").desc(nulls_last=True), "pk")
    return list(newest.only("name", "slug")[: MOST + 1])


def bar(request: HttpRequest, **_: Any) -> str:
    """At the bottom of a phone: the groups."""
    return render_to_string("groups/parts/bar.html", {"here": _here(request)}, request)


def _here(request: HttpRequest) -> str:
    """The slug of the group that the page is about; `groups` on the page of all groups; else nothing."""
    match = request.resolver_match
    if match is None:
        return ""
    return "groups" if match.view_name == "groups:groups" else str(match.kwargs.get("slug", ""))
