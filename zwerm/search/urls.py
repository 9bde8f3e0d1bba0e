from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.search.views import searching, suggestions

app_name = "search"
urlpatterns = [
    path("", resource(get=searching.show), name="search"),
    path("suggestions/", resource(get=suggestions.show), name="suggestions"),
]
