"""Tags of conversations: who thanked, who will read this, what the editor talks to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, npgettext, pgettext

from zwerm.discussions.models import Post
from zwerm.groups.models import Group
from zwerm.members.models import Member

register = template.Library()

#: Names that are written out; who came later is among "others".
NAMED = 3


class Readers(NamedTuple):
    """Who will read what is written in a group: a sentence, and the class of its sign."""

    sentence: str
    css: str


@register.simple_tag(takes_context=True)
def who_reads(context: template.Context, group: Group) -> Readers:
    """`{% who_reads group as readers %}`: known before one writes, on every page where one reads."""
    if group.visibility == Group.Visibility.PUBLIC:
        return Readers(gettext("Everyone can read this, also outside the community."), "is-public")
    if group.visibility == Group.Visibility.MEMBERS:
        name = getattr(context.get("community"), "name", "Zwerm")
        return Readers(gettext("All members of %(name)s can read this.") % {"name": name}, "")
    return Readers(gettext("Only who is in %(name)s can read this.") % {"name": group.name}, "is-closed")


@register.simple_tag
def editor_links(place: str = "") -> dict[str, str]:
    """Where the editor finds a preview, names, room for pictures, and a draft: `{% editor_links "topic:12" as links %}`."""
    links = {
        "preview": reverse("discussions:preview"),
        "mentions": reverse("members:mentions"),
        "upload": settings.MEDIA_URL,
    }
    return links | ({"draft": reverse("discussions:draft", args=[place])} if place else {})


@register.simple_tag
def thanked(post: Post) -> SafeString:
    """Who was helped and who said thanks, in a sentence each; names, never a count."""
    given: dict[str, list[Member]] = post.given  # type: ignore[attr-defined]
    sentences = []
    if helped := given.get("helped"):
        sentences.append(pgettext("under a post", "This helped %(who)s.") % {"who": names(helped)})
    if thanks := given.get("thanks"):
        values: dict[str, Any] = {"who": names(thanks), "author": conditional_escape(post.author.name)}
        sentences.append(
            npgettext("under a post", "%(who)s thanked %(author)s.", "%(who)s thanked %(author)s.", len(thanks))
            % values
        )
    return mark_safe(" ".join(sentences))  # noqa: S308  names are escaped, sentences are ours


def names(members: Sequence[Member]) -> SafeString:
    """ "Anna", "Anna and Daan", "Anna, Daan, Eva and others", each a link to their page."""
    links = [(member.get_absolute_url(), member.name) for member in members[:NAMED]]
    html = [format_html('<a class="who" href="{}">{}</a>', url, name) for url, name in links]
    if len(members) > NAMED:
        html.append(format_html("{}", pgettext("after some names", "others")))
    if len(html) == 1:
        return html[0]
    first = format_html_join(", ", "{}", ((one,) for one in html[:-1]))
    return format_html("{} {} {}", first, pgettext("between two names", "and"), html[-1])
