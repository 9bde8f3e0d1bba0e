"""`zwerm demo`: a folder with an example community in it, and as whom one can look around there."""

from __future__ import annotations

from django.conf import settings

from zwerm.config.preparing import bring_up_to_date
from zwerm.config.wiring import LOCAL
from zwerm.importing.example import load
from zwerm.importing.example.finishing import SignIn
from zwerm.importing.progress import shown


def fill(members: int, posts: int | None = None) -> str:
    """Make the example, or go on where that was stopped; what to tell whoever started it.

    Raises:
        SystemExit: the folder holds something else, or the number is too small; with the way on.
    """
    bring_up_to_date()
    try:
        with shown() as progress:
            people = load.build(members, progress=progress, posts=posts)
    except load.NotEmpty:
        raise SystemExit(
            f"zwerm: the community in {settings.DATA} is no example. `zwerm demo --data DIR` takes another folder."
        ) from None
    except load.TooFew:
        raise SystemExit(
            f"zwerm: an example takes {load.LEAST} members and {load.LEAST_POSTS} posts or more."
        ) from None
    return _other_size(members, posts) + _greeting(people)


def _other_size(members: int, posts: int | None) -> str:
    here = load.size()
    if here is None or here == (members, posts):
        return ""
    size = f"{here[0]} members" + (f" and {here[1]} posts" if here[1] else "")
    return f"This example has {size}. For another, remove {settings.DATA} or name another with --data.\n"


def _greeting(people: list[SignIn]) -> str:
    lines = [f"  {one.email:<20} {one.role}" for one in people]
    known = "" if settings.ENVIRONMENT.host in LOCAL else "Whoever reaches this address can sign in like that.\n"
    return "\n".join([f"Sign in with the password {load.PASSWORD} as", *lines, f"{known}"])
