"""The room a picture takes: rendered words say how large each is, so that nothing moves when it comes in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings

from zwerm.media.models import Upload

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: A picture stands at most this high in a text, in CSS pixels; the file keeps its own size for who opens it.
TALLEST = 640

_picture = re.compile(rf'<img src="{re.escape(settings.MEDIA_URL)}(\d{{1,18}})/[^"]*"(?! width=")')


def sized(html: str, *, owner: Member) -> str:
    """`html` with the size at which each picture of `owner` is shown. Words without pictures cost no query."""
    keys = {int(key) for key in _picture.findall(html)}
    if not keys:
        return html
    known = Upload.objects.filter(owner=owner, pk__in=keys).values_list("pk", "width", "height")
    return written(html, {key: (width, height) for key, width, height in known if width and height})


def written(html: str, sizes: Mapping[int, tuple[int, int]]) -> str:
    """`html` with the sizes of the pictures whose keys are in `sizes`, in pixels of the file."""
    return _picture.sub(lambda found: found[0] + _attributes(sizes.get(int(found[1]))), html)


def _attributes(size: tuple[int, int] | None) -> str:
    if size is None:
        return ""
    width, height = size
    scale = min(1, TALLEST / height)
    return f' width="{max(round(width * scale), 1)}" height="{max(round(height * scale), 1)}"'
