"""A real Chromium before a real server: what browser tests share.

`anna = visitor(make_member("Anna"))` gives somebody their own browser; `visitor()` is the stranger. Whatever a page says to the
browser's console as an error (a script that broke, a refused style, a missing file) fails the test that opened the page.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.streaming import streams  # noqa: F401  (a fixture)
from tests.browser.visitor import PATIENCE, Visitor
from tools import browser
from zwerm.notifications.tests.pushing import service  # noqa: F401  (a fixture)

# Playwright keeps an event loop in this thread, and Django takes that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file instead of memory: the server answers in several threads, each with its own connection."""
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(
        tmp_path_factory.mktemp("browser") / "test.sqlite3"
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browser.found()
    if path is None:
        pytest.skip("there is no Chromium on this machine; bin/test installs Debian's where it may")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=browser.FLAGS)
        yield started
        started.close()


@pytest.fixture
def visitor(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """Open a browser for a member, or for a stranger when nobody is named; further words go to the browser's context."""
    came: list[Visitor] = []

    def come(member: Any = None, **options: Any) -> Visitor:
        context = chromium.new_context(
            base_url=live_server.url, **{"locale": "nl-NL", "service_workers": "block", **options}
        )
        one = Visitor(context.new_page(), live_server.url)
        if member is not None:
            one.sign_in(member)
        came.append(one)
        return one

    yield come
    for one in came:
        one.page.context.close()
    assert [trouble for one in came for trouble in one.troubles] == []
