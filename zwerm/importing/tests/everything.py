"""Every row of the database, so that tests can say that nothing changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps


def every_row() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, by the label of their model."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in apps.get_models()}
