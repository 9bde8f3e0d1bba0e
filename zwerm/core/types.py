"""Who may stand at a door: a member, or somebody who is not signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    Person = AbstractBaseUser | AnonymousUser
else:
    Person = Any


class Request(HttpRequest):
    """A request as the house's middleware leaves it: with a person."""

    user: Any
