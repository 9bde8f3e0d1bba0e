"""Bringing a file in, and handing it out to who may see what it stands in."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _

from zwerm.core.doors import Refused, SignInNeeded, allow, find
from zwerm.media.files import NotTaken
from zwerm.media.models import Upload

#: What a file of ours may do when a browser opens it by itself: nothing.
HARMLESS = "default-src 'none'; sandbox"


def bring(request: HttpRequest) -> JsonResponse:
    """Answers `{"markdown": ...}` for the text, or `{"error": ...}` in the language of the one who sent the file."""
    try:
        allow(request, "media.bring_upload")
    except SignInNeeded as refused:
        return _refusal(refused, 403)
    except Refused as refused:
        return _refusal(refused, 429)
    sent = request.FILES.get("file")
    if sent is None:
        return JsonResponse({"error": _("No file came in. Choose one and try again.")}, status=400)
    try:
        upload = Upload.bring(sent, by=request.user)  # type: ignore[arg-type]
    except NotTaken as wrong:
        return JsonResponse({"error": str(wrong)}, status=wrong.status)
    return JsonResponse({"markdown": upload.markdown}, status=201)


def _refusal(refused: Refused, status: int) -> JsonResponse:
    return JsonResponse({"error": str(refused.reason)}, status=status)


def serve(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    upload = find(Upload, request, pk=pk, name=name)
    etag = f'"upload-{upload.pk}"'
    unchanged = get_conditional_response(request, etag=etag)
    return unchanged or _handed_out(upload, etag)


def _handed_out(upload: Upload, etag: str) -> FileResponse:
    response = FileResponse(
        upload.file.open("rb"),
        as_attachment=not upload.is_picture,
        filename=upload.name,
        content_type=upload.media_type,
    )
    response["ETag"] = etag
    # Its bytes never change; who may see it can, so a day, and only for the one who asked.
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Cookie"])
    return response
