"""What browsers are told to refuse, and which of Django's advice is not ours to follow."""

from __future__ import annotations

from collections.abc import Sequence

from csp.constants import NONE, SELF

#: Seconds for which a browser that came by https comes by nothing else.
YEAR = 31_536_000

#: Advice for who deploys that the house leaves to them, by the number of Django's check.
NOT_OURS = [
    "security.W005",  # that names below this one are https too: they may be another's
    "security.W008",  # leading http on to https: the proxy does, where alone it can be done without going in circles
    "security.W021",  # to stand in the list that browsers bring along: a promise that only who owns the name can make
]


def directives(live: Sequence[str]) -> dict[str, list[str]]:
    """The content security policy: what comes from here, and nothing that stands inline.

    Args:
        live: where the stream of new replies is found, when that is not the address of the community itself.
    """
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF, *live],
        "font-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
