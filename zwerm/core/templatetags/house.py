"""Tags of the house: slots, holes, dates, permissions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString

from zwerm.core import bodies, dates, permissions, pieces, slots

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, **values: Any) -> SafeString:
    """What the rooms above lend to this place: `{% slot "group.aside" group=group %}`."""
    request = context.get("request")
    if context.get("in_shell") and name.startswith("frame."):
        return bodies.hole(f"slot {name}")
    if request is not None and not hasattr(request, "user"):
        return SafeString()  # trouble before anybody was known: the page stands without what the rooms lend
    return slots.html(name, request, **values)


@register.simple_tag
def hole(name: str, number: object = "") -> SafeString:
    """Where the shell may put something personal into a shared body: `{% hole "post" post.pk %}`."""
    return bodies.hole(name, number)


@register.simple_tag
def piece(template_name: str, **answers: Any) -> SafeString:
    """A part that depends on these answers only, rendered once for each: `{% piece "core/parts/keys.html" %}`."""
    return pieces.piece(template_name, **answers)


@register.simple_tag(takes_context=True)
def back_here(context: template.Context, coded: bool = False) -> str:
    """`?next={% back_here coded=True %}`: the address of the page one is on, as it is or for use in another address."""
    if context.get("in_shell"):
        return bodies.hole("back", "coded" if coded else "")
    here: str = context["request"].get_full_path()
    return quote(here) if coded else here


@register.filter
def when(moment: datetime | SafeString | None) -> str:
    """`{{ post.created_at|when }}`: a moment as people say it, inside a `<time>`; a hole for one stays."""
    if isinstance(moment, SafeString):
        return moment
    return dates.time_tag(moment) if moment else ""


@register.filter
def day(on: date) -> str:
    """`{{ session.seen_on|day }}`: a day as people say it."""
    return dates.day(on)


@register.simple_tag(takes_context=True)
def may(context: template.Context, name: str, record: Any = None) -> bool:
    """`{% may "discussions.close_topic" topic as may_close %}` for the person in the shell; False inside a shared body."""
    request = context.get("request")
    return request is not None and permissions.may(request.user, name, record)
