from __future__ import annotations

from django.urls import path

from zwerm.console.views import community, composition, house, index, parts, register, roles

app_name = "console"
urlpatterns = [
    path("", roles.roles, name="roles"),
    path("roles/<int:pk>/", roles.role, name="role"),
    path("community/", community.community, name="community"),
    path("role-types/", community.role_types, name="role_types"),
    path("role-types/<int:pk>/", community.role_type, name="role_type"),
    path("members/", register.register, name="register"),
    path("members.csv", register.sheet, name="sheet"),
    path("composition/", composition.composition, name="composition"),
    path("house/", house.house, name="house"),
    path("search/", index.index, name="index"),
    path("search/rebuild/", index.rebuild, name="rebuild"),
    path("parts/", parts.parts, name="parts"),
    path("house/readers/<int:pk>/retry/", house.reader_retry, name="reader_retry"),
    path("house/deliveries/<int:pk>/retry/", house.delivery_retry, name="delivery_retry"),
]
