"""The parts of the look, each in every state."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from zwerm.console.parts.listing import PARTS
from zwerm.console.parts.scene import Scene
from zwerm.console.parts.showing import draw
from zwerm.core.doors import allow
from zwerm.core.resource import resource
from zwerm.core.types import Request

#: The classes that put a part in daylight and at night, side by side.
LIGHTS = ("by-day", "by-night")


def show_parts(request: Request) -> HttpResponse:
    allow(request, "console.keep_house")
    languages = [code for code, _ in settings.LANGUAGES]
    asked = request.GET.get("language", "")
    shown_in = asked if asked in languages else translation.get_language() or languages[0]
    with translation.override(shown_in):
        scenes = [(light, Scene(shown_in, number)) for number, light in enumerate(LIGHTS)]
        parts = [(part, [(light, draw(part, scene, request)) for light, scene in scenes]) for part in PARTS]
    return render(request, "console/parts.html", {"parts": parts, "languages": languages, "shown_in": shown_in})


parts = resource(get=show_parts)
