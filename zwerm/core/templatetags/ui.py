"""Tags that draw: icons, faces, the flock of a name, the mark, the reader's choice of light or dark."""

from __future__ import annotations

from html import escape
from zlib import crc32

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from zwerm.core import flock as flocks
from zwerm.core.icons import PATHS
from zwerm.core.views import theme as themes

register = template.Library()
TONES = 6


@register.simple_tag
def flock(seed: object) -> SafeString:
    """`{% flock group.slug %}`: the flock that belongs to a name, as decoration."""
    return mark_safe(flocks.flock(str(seed)))  # noqa: S308  only numbers are drawn


@register.simple_tag
def mark() -> SafeString:
    """`{% mark %}`: the sign of the house, seven strokes that turn together."""
    return mark_safe(flocks.MARK)  # noqa: S308


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "write" %}`: decoration; the words beside it, or an `aria-label` around it, say what it means.

    Raises:
        KeyError: there is no icon of that name.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        mark_safe(PATHS[name]),  # noqa: S308  our own drawings
    )


@register.simple_tag
def dot() -> SafeString:
    """`{% dot %}`: something here is new for the reader."""
    return format_html(
        '<span class="dot"><span class="sr">{}</span></span>', pgettext("mark beside a line", "New for you")
    )


@register.simple_tag
def face(name: str, photo: str = "", size: str = "") -> SafeString:
    """`{% face member.name member.photo_url "large" %}`: a small picture, or the first letters of a name on a quiet tone.

    Args:
        name: as people read it; the same name always has the same tone.
        photo: its address, or nothing.
        size: "small" (24 px), nothing (32 px) or "large" (96 px).
    """
    if photo:
        return format_html('<img class="face {}" src="{}" alt="" width="96" height="96" loading="lazy">', size, photo)
    tone = crc32(name.encode()) % TONES
    return SafeString(f'<span class="face tone-{tone} {size}" aria-hidden="true">{escape(initials(name))}</span>')


@register.filter
def first_word(name: str) -> str:
    """`{{ user.name|first_word }}`: what somebody is called by who knows them."""
    return name.split()[0] if name.split() else name


def initials(name: str) -> str:
    """The first letter of the first and of the last word: "Carla de Wit" is CW."""
    words = [word for word in name.split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper()


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str) -> SafeString:
    """`<a href="…"{% here "members:people" %}>`: marks a link of the frame that leads to the page one is on, whose name is `at`."""
    return mark_safe(' aria-current="page"' if context.get("at") == name else "")  # noqa: S308  a constant


@register.simple_tag(takes_context=True)
def theme_choice(context: template.Context) -> str:
    """The reader's own choice of light or dark, or nothing where the device decides; a shell is told it (core/shells.py)."""
    request = context.get("request")
    return themes.chosen(request) if request is not None else str(context.get("theme", ""))
