"""The addresses of the first page and the first start."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.home.views import home, start

app_name = "home"
urlpatterns = [
    path("", resource(get=home.show), name="home"),
    path("start/", resource(get=start.show, post=start.found), name="start"),
    path("first-steps/", resource(get=start.first_steps), name="first_steps"),
]
