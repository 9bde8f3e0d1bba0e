"""What every test of the house shares: quick password hashes, static files by their plain names, an empty cache."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rows are rolled back after a test and their keys are given again; what was rendered from them must not come back."""
    cache.clear()
    yield
    cache.clear()
