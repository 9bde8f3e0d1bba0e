"""Every address of the house: each room's own nouns, under its own word."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from zwerm.config.readiness import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("account/", include("allauth.urls")),
]
