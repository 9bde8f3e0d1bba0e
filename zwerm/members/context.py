"""What every template knows: the community whose house this is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.members.models import Community


def community(request: HttpRequest) -> dict[str, Any]:
    return {"community": Community.current()}
