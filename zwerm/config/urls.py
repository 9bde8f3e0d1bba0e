"""Every address of the house: each room's own nouns, under its own word."""

from __future__ import annotations

from functools import lru_cache

from django.urls import ResolverMatch, URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from zwerm.config.readiness import health
from zwerm.core.resource import resource


class Remembered(URLResolver):
    """Addresses that were asked for lately are found at once: which view answers depends on nothing but the path."""

    #: So many addresses, no longer than this, in each web process.
    MOST, LONGEST = 4000, 200

    def __init__(self, *rooms: URLPattern | URLResolver) -> None:
        super().__init__(RoutePattern("", is_endpoint=False), list(rooms))
        self._near = lru_cache(self.MOST)(super().resolve)

    def resolve(self, path: str) -> ResolverMatch:
        return self._near(path) if len(path) <= self.LONGEST else super().resolve(path)


rooms = (
    path("health", resource(get=health), name="health"),
    path("", include("zwerm.core.urls")),
    path("", include("zwerm.members.urls")),
    path("", include("zwerm.home.urls")),
    path("me/", include("zwerm.privacy.urls")),
    path("console/", include("zwerm.console.urls")),
    path("groups/", include("zwerm.groups.urls")),
    path("", include("zwerm.notifications.urls")),
    path("", include("zwerm.discussions.urls")),
    path("", include("zwerm.moderation.urls")),
    path("search/", include("zwerm.search.urls")),
    path("media/", include("zwerm.media.urls")),
    path("account/", include("allauth.urls")),
    path("", include("zwerm.live.urls")),
    path("", include("zwerm.importing.urls")),
)
urlpatterns = [Remembered(*rooms)]

handler400 = "zwerm.core.views.errors.bad_request"
handler403 = "zwerm.core.views.errors.forbidden"
handler404 = "zwerm.core.views.errors.not_found"
handler500 = "zwerm.core.views.errors.broken"
handler429 = "zwerm.core.views.errors.too_many"  # the sign-in library asks for it
