"""Nouns of this room."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.media.views import uploads

app_name = "media"
urlpatterns = [
    path("", resource(post=uploads.bring), name="uploads"),
    path("<int:pk>/<str:name>", resource(get=uploads.serve), name="upload"),
]
