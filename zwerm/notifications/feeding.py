"""Somebody's notices as Atom (RFC 4287)."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import pgettext

from zwerm.members.languages import language_of
from zwerm.members.models import Community
from zwerm.notifications import notices, saying
from zwerm.notifications.lines import shown
from zwerm.notifications.models import Feed, Notice
from zwerm.notifications.notices import Shown

MOST = 50
LONGEST = 500  # characters of what somebody wrote
#: Signs that XML 1.0 has no word for.
_unsayable = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def written(feed: Feed) -> str:
    """The whole feed, in the language of its member."""
    with translation.override(language_of(feed.member)):
        return str(_atom(feed).writeString("utf-8"))


def _atom(feed: Feed) -> Atom1Feed:
    community = Community.current()
    atom = Atom1Feed(
        title=pgettext("name of a feed", "Your notices in %(community)s")
        % {"community": community.name if community else "Zwerm"},
        link=f"{settings.SITE_URL}/notices/",
        feed_url=f"{settings.SITE_URL}{feed.get_absolute_url()}",
        description="",
        language=translation.get_language(),
    )
    told = list(Notice.objects.visible_to(feed.member).select_related("entry", "actor").order_by("-at", "-pk")[:MOST])
    seen = shown(feed.member, {notice.about for notice in told})
    for notice in told:
        if notice.about in seen:
            _add(atom, notice, seen[notice.about])
    return atom


def _add(atom: Atom1Feed, notice: Notice, about: Shown) -> None:
    kind = notices.get(notice.kind)
    if kind is None:
        return
    who = [notice.actor.name] if notice.actor else []
    atom.add_item(
        title=_sayable(saying.sentence(kind, notice.entry, who, about.title)),
        link=f"{settings.SITE_URL}{notice.get_absolute_url()}",
        description=linebreaks(_sayable(kind.thing.words(notice.entry)[:LONGEST]), autoescape=True),
        author_name=_sayable(notice.actor.name) if notice.actor else None,
        pubdate=timezone.localtime(notice.at),
        updateddate=timezone.localtime(notice.at),
        unique_id=f"{settings.SITE_URL}{notice.get_absolute_url()}",
    )


def _sayable(words: str) -> str:
    return _unsayable.sub("", words)
