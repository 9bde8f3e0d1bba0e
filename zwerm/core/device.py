"""The house on somebody's own device: its name and colours, what a long press on its sign offers, what is kept there.

A room below `config` says who we are (`introduced_by`) and what one comes for (`shortcut`); this floor knows nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

#: The page colours of tokens.css, as the device wants them; dark ones stand in the pages themselves.
PAPER, DUSK = "#fdf9f2", "#0f1325"
#: What the page without network needs, beside what its HTML names.
FONT = "zwerm/fonts/literata-latin-opsz-normal.woff2"

Introduction = Callable[[], Mapping[str, str]]

_introduction: list[Introduction] = []
_shortcuts: dict[str, str | Promise] = {}


def introduced_by(introduction: Introduction) -> None:
    """Let a room say the `name` and the `purpose` of the community; empty ones where there is no community yet."""
    _introduction[:] = [introduction]


def shortcut(address: str, name: str | Promise) -> None:
    """Let a room offer the page with this URL name under the sign on somebody's device."""
    _shortcuts[address] = name


def introduction() -> Mapping[str, str]:
    return _introduction[0]() if _introduction else {}


def manifest(language: str) -> dict[str, Any]:
    """The web app manifest: https://www.w3.org/TR/appmanifest/."""
    who = introduction()
    with override(language):
        shortcuts = [{"name": str(name), "url": reverse(address)} for address, name in _shortcuts.items()]
    name = who.get("name") or "Zwerm"
    return {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= 12 else name.split()[0][:12],
        "description": who.get("purpose", ""),
        "lang": language,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            _icon("mark.svg", "any", "image/svg+xml"),
            _icon("icon-192.png", "192x192"),
            _icon("icon-512.png", "512x512"),
            {**_icon("maskable-512.png", "512x512"), "purpose": "maskable"},
        ],
        "shortcuts": shortcuts,
    }


def _icon(name: str, sizes: str, kind: str = "image/png") -> dict[str, str]:
    return {"src": static(f"zwerm/img/{name}"), "sizes": sizes, "type": kind}


def offline_page(language: str) -> str:
    """The page that stands where another would; it knows nobody, so it may lie on any device."""
    with override(language):
        return render_to_string("core/offline.html", {"community": introduction()})


def worker() -> str:
    """The service worker, with the files it keeps; another one as soon as one of them, or the page, is another."""
    pages = {code: reverse("core:offline", args=[code]) for code, _name in settings.LANGUAGES}
    html = "".join(offline_page(code) for code in pages)
    files = sorted({static(FONT), *(static(name) for name in _files() if static(name) in html or "/js/" in name)})
    version = blake2b(json.dumps([files, html]).encode(), digest_size=8).hexdigest()
    kept = {"version": version, "files": json.dumps(files), "pages": json.dumps(pages)}
    shown = {"name": introduction().get("name") or "Zwerm", "icon": static("zwerm/img/icon-192.png")}
    return render_to_string("core/worker.js", {**kept, **shown})


def _files() -> list[str]:
    """Our own styles and what offline.js imports, by the names they have before they are hashed."""
    found = ["zwerm/img/mark.svg", "zwerm/js/offline.js", "zwerm/js/device.js"]
    for folder in ("zwerm/css", "zwerm/js/waiting"):
        place = finders.find(folder)
        found += [f"{folder}/{one.name}" for one in Path(str(place)).iterdir()] if place else []
    return found
