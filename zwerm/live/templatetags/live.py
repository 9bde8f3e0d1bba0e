"""`{% live "topic" topic.pk topic.version topic.last_number %}` on the element whose insides may change while somebody reads."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zwerm.live import tokens
from zwerm.live.subjects import Subject

register = template.Library()


@register.simple_tag
def live(kind: str, key: int, version: int, last: int) -> SafeString:
    """The attributes by which a page learns of changes (see live.js): where it listens, to what, and what it shows now."""
    return format_html(
        'data-live="{}" data-live-stream="{}" data-live-poll="{}" data-live-version="{}" data-live-last="{}"',
        tokens.token(Subject(kind, key)),
        settings.LIVE_URL,
        reverse("live:changes"),
        version,
        last,
    )
