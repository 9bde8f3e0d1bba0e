"""Who stands at a door."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """A request as the house's middleware leaves it: with a person, a member or somebody who is not signed in."""

    user: Any
