"""What is moderated here, for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwerm.core.types import Request
from zwerm.moderation import public_log
from zwerm.moderation.reasons import RULES, Reason


def show(request: Request) -> HttpResponse:
    context = {
        "lines": public_log.lines(request.user),
        "numbers": public_log.numbers(),
        "rules": [(Reason(reason).label, rule) for reason, rule in RULES.items()],
    }
    return render(request, "moderation/log.html", context)
