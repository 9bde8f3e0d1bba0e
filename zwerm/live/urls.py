"""The address where a page asks how its subject stands, when it hears nothing."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.live import views

app_name = "live"

urlpatterns = [
    path("changes/", resource(get=views.show), name="changes"),
]
