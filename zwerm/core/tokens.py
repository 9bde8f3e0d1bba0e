"""The token of a form, for the pages that are opened most: as Django makes and reads it, with one request for random bytes.

Django asks the system for each of the 32 letters by itself, which for a page that stands ready is a large part of what it costs.
"""

from __future__ import annotations

from operator import add
from secrets import token_bytes

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH

SIZE = len(CSRF_ALLOWED_CHARS)
#: The letter for each number; a number beyond the alphabet goes round it.
LETTERS = bytes(ord(CSRF_ALLOWED_CHARS[number % SIZE]) for number in range(256))
#: The number of each letter.
NUMBERS = bytes(max(CSRF_ALLOWED_CHARS.find(chr(code)), 0) for code in range(256))
#: Random bytes that would make the first letters of the alphabet likelier than the last.
UNEVEN = bytes(range(256 - 256 % SIZE, 256))


def token(request: HttpRequest) -> str:
    """What `get_token` gives: the secret of this browser behind a mask that is new each time."""
    secret: str | None = request.META.get("CSRF_COOKIE")
    if secret is None or not request.user.is_authenticated:
        secret = secret or _random(CSRF_SECRET_LENGTH).translate(LETTERS).decode()
        # The cookie lasts another year. A member gets a new one by signing in, which outlives their session.
        request.META |= {"CSRF_COOKIE": secret, "CSRF_COOKIE_NEEDS_UPDATE": True}
    mask = _random(CSRF_SECRET_LENGTH).translate(LETTERS)
    hidden = bytes(map(add, secret.encode().translate(NUMBERS), mask.translate(NUMBERS))).translate(LETTERS)
    return (mask + hidden).decode()


def _random(count: int) -> bytes:
    """So many random bytes of which each letter of the alphabet comes about as often as another."""
    found = b""
    while len(found) < count:
        found += token_bytes(2 * count).translate(None, UNEVEN)
    return found[:count]
