"""What every test of the house shares: quick password hashes, static files by their plain names, an empty cache."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache

from tools.install import ROOT
from tools.words.compiling import compile_stale
from zwerm.activity import memory
from zwerm.core import bodies
from zwerm.search import lexicon

pytest_plugins = ["tests.browser.table"]


def pytest_configure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # once, by the process that starts the others
        compile_stale(ROOT)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.LIVE_URL = ""  # pages look for no stream where none was started
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rows are rolled back after a test and their keys are given again; what was rendered from them must not come back."""
    cache.clear()
    memory.clear()
    bodies.forget()
    lexicon.forget()
    yield
    cache.clear()
    memory.clear()
    bodies.forget()
