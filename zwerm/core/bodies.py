"""Shared bodies: the part of a page that is the same for everyone who may see it, rendered once.

A body's template is rendered without a request and without a person. Where something personal may stand it says
`{% hole "post" post.pk %}`; the shell fills that hole for the one who asks, or leaves it empty. Whether somebody may see
the page at all is checked before this module is asked, never after.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeVar, cast

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zwerm import __version__
from zwerm.core import markdown

#: Opens and closes a hole. Members' words cannot hold it: they are escaped, and comments are stripped from them.
OPEN, CLOSE = "<!--hole ", "-->"
DAY = 24 * 60 * 60
#: Stands for a key where a mark cannot, as in an address; what is rendered has the hole "key" there. No real key is that high.
KEY = 9_100_000_000_000_000_001
#: So many bodies and shells are at hand in a process, without asking a cache. A key says all that a body shows, so none of them grows old.
NEAR = 1000


@dataclass(frozen=True)
class Body:
    """Rendered HTML with holes: text and the names of holes in turn, text first and last."""

    segments: tuple[str, ...]

    def filled(self, pieces: Mapping[str, str] | None = None) -> SafeString:
        """The HTML with each hole filled by the piece of its name; holes without a piece stay empty."""
        if not pieces:
            return SafeString("".join(self.segments[::2]))
        return self._with([pieces.get(name, "") for name in self.holes])

    def _with(self, fillings: list[str]) -> SafeString:
        filled = list(self.segments)
        filled[1::2] = fillings
        return SafeString("".join(filled))

    @property
    def marked(self) -> SafeString:
        """The HTML with the marks of its holes, to stand inside a larger body."""
        return self._with([OPEN + name + CLOSE for name in self.holes])

    def told(self, words: Mapping[str, str]) -> Body:
        """The body with these words in it, which may hold marks of their own; its other holes stay."""
        return cut(self._with([words[name] if name in words else OPEN + name + CLOSE for name in self.holes]))

    @property
    def holes(self) -> tuple[str, ...]:
        """The names of the holes, in the order in which they stand in the page."""
        return self.segments[1::2]


T = TypeVar("T")

_near: dict[Hashable, Any] = {}


def hole(name: str, number: object = "") -> SafeString:
    """The mark of a hole: `post:12`, or a name alone."""
    return SafeString(f"{OPEN}{hole_name(name, number)}{CLOSE}")


def hole_name(name: str, number: object = "") -> str:
    """How a piece names the hole it fills."""
    return f"{name}:{number}" if number != "" else name


def body(template: str, version: tuple[object, ...], context: Callable[[], Mapping[str, Any]]) -> Body:
    """The shared body of a page, from the cache or rendered now.

    Args:
        template: a template that needs neither request nor person.
        version: what the page shows: the object, its version, the page number, its visibility. A new value is a new body.
        context: called only when the body is not in the cache; its queries cost nothing otherwise.
    """
    return made(template, version, lambda: fresh(template, context()))


def made(name: str, version: tuple[object, ...], make: Callable[[], Body]) -> Body:
    """The same of a body that is put together in another way."""
    return near((name, *version), lambda: _kept(name, version, make))


def near(version: tuple[object, ...], make: Callable[[], T]) -> T:
    """What is made once in this process for a version, a language and a day, as long as there is room for it."""
    key = (get_language(), timezone.localdate(), *version)
    found: T | None = _near.get(key)
    if found is not None:
        return found
    new = make()
    while len(_near) >= NEAR:
        _near.pop(next(iter(_near)), None)
    return cast("T", _near.setdefault(key, new))


def _kept(name: str, version: tuple[object, ...], make: Callable[[], Body]) -> Body:
    """A body that another machine may have made."""
    if not settings.SHARED_CACHE:
        return make()
    key = _key(name, version)
    segments = cache.get(key)
    if segments is None:
        segments = make().segments
        cache.set(key, segments, DAY)
    return Body(segments)


def forget() -> None:
    """Have nothing at hand: for tests, which give the keys of rows that were rolled back to other rows."""
    _near.clear()


def fresh(template: str, context: Mapping[str, Any]) -> Body:
    """A body that is rendered now and kept nowhere."""
    return cut(render_to_string(template, {**context}).replace(str(KEY), hole("key")))


def cut(html: str) -> Body:
    """HTML with marks, as a body."""
    return Body(_cut(html))


def _key(name: str, version: tuple[object, ...]) -> str:
    """Language and day belong to a body: its words are in one, and "yesterday" is true for the other."""
    parts = (__version__, markdown.VERSION, name, get_language(), timezone.localdate().isoformat(), *version)
    return "body:" + blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _cut(html: str) -> tuple[str, ...]:
    first, *rest = html.split(OPEN)
    segments = [first]
    for piece in rest:
        segments.extend(piece.split(CLOSE, 1))
    return tuple(segments)
