"""The addresses of the house itself."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from zwerm.core.resource import resource
from zwerm.core.views import theme

app_name = "core"
urlpatterns = [
    path("theme/", theme.choose, name="theme"),
    path("language/", resource(post=set_language), name="language"),
]
