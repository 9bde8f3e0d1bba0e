from __future__ import annotations

from django.urls import path

from zwerm.privacy.views import data, leaving

app_name = "privacy"
urlpatterns = [
    path("data/", data.data, name="data"),
    path("leaving/", leaving.leaving, name="leaving"),
]
