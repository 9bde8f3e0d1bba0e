"""The addresses of what was moved in."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.importing.views import claims, example, imports

app_name = "importing"
urlpatterns = [
    path("claims/", resource(get=claims.index, post=claims.make), name="claims"),
    path("claims/<int:pk>/", resource(delete=claims.withdraw), name="claim"),
    path("claims/<int:pk>/acceptance/", resource(post=claims.accept), name="claim_acceptance"),
    path("claims/<int:pk>/refusal/", resource(post=claims.decline), name="claim_refusal"),
    path("example/", resource(post=example.fill), name="example"),
    path("imports/", resource(get=imports.index), name="imports"),
    path("imports/<int:pk>/", resource(get=imports.show), name="import"),
]
