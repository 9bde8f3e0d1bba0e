"""The addresses of the house itself."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from zwerm.core.resource import resource
from zwerm.core.views import device, kept, theme

app_name = "core"
urlpatterns = [
    path("kept/", resource(get=kept.show), name="kept"),
    path("theme/", theme.choose, name="theme"),
    path("language/", resource(post=set_language), name="language"),
    path("manifest.webmanifest", resource(get=device.show_manifest), name="manifest"),
    path("sw.js", resource(get=device.show_worker), name="worker"),
    path("offline/<slug:language>/", resource(get=device.show_offline), name="offline"),
]
