from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zwerm.core import markdown
from zwerm.media import sizes

if TYPE_CHECKING:
    from zwerm.members.models import Member


def as_read(title: str, html: str) -> str:
    """Rendered words under their title, if they have one, as the text that is decided about: by people, and by the rules of a group."""
    return f"{title}\n\n{markdown.plain(html)}".strip()


@dataclass(frozen=True)
class Words:
    """What somebody wrote, rendered. That takes a while, so it is done before others have to wait for the one who writes."""

    body: str
    html: str
    #: The handles that are named in it.
    handles: tuple[str, ...]

    @classmethod
    def of(cls, body: str, *, by: Member) -> Words:
        rendered = markdown.render(body)
        return cls(body, sizes.sized(rendered.html, owner=by), rendered.mentions)
