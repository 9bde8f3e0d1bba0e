"""Every address of the house: each room's own nouns, under its own word."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from zwerm.config.readiness import health
from zwerm.core.resource import resource

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", resource(get=health), name="health"),
    path("", include("zwerm.core.urls")),
    path("", include("zwerm.members.urls")),
    path("", include("zwerm.home.urls")),
    path("me/", include("zwerm.privacy.urls")),
    path("console/", include("zwerm.console.urls")),
    path("groups/", include("zwerm.groups.urls")),
    path("", include("zwerm.discussions.urls")),
    path("media/", include("zwerm.media.urls")),
    path("account/", include("allauth.urls")),
    path("", include("zwerm.live.urls")),
    path("", include("zwerm.importing.urls")),
]

handler400 = "zwerm.core.views.errors.bad_request"
handler403 = "zwerm.core.views.errors.forbidden"
handler404 = "zwerm.core.views.errors.not_found"
handler500 = "zwerm.core.views.errors.broken"
handler429 = "zwerm.core.views.errors.too_many"  # the sign-in library asks for it
