"""What a device asks of the house to keep it at hand: its manifest, its worker, its page without network."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from zwerm.core import device

#: Asked anew on a visit after this time; an old worker does no harm meanwhile.
FRESH = "public, max-age=3600"


def show_manifest(request: HttpRequest) -> HttpResponse:
    language = request.GET.get("language", "")
    manifest = device.manifest(language if _known(language) else settings.LANGUAGE_CODE)
    return JsonResponse(manifest, content_type="application/manifest+json", headers={"Cache-Control": FRESH})


def show_worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(device.worker(), content_type="text/javascript", headers={"Cache-Control": FRESH})


def show_offline(request: HttpRequest, language: str) -> HttpResponse:
    if not _known(language):
        raise Http404
    return HttpResponse(device.offline_page(language))


def _known(language: str) -> bool:
    return language in dict(settings.LANGUAGES)
