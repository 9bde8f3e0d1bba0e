"""For pages whose stream does not come through: asking now and then."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse

from zwerm.live import subjects, tokens


def show(request: HttpRequest) -> JsonResponse:
    """How the subject of a token stands: what the stream would tell, once."""
    try:
        subject, _last = tokens.read(request.GET.get("of", ""))
    except tokens.BadToken:
        raise PermissionDenied from None
    state = subjects.state(subject)
    if state is None:
        raise Http404
    told = {"version": state.version, "last": state.last, "parts": None, "spread": 0}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})
