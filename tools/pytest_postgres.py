"""A pytest plugin (`-p tools.pytest_postgres`): the tests run on a PostgreSQL, each worker on a server of its own.

A reader of the log waits until no older transaction is open on the whole server, whatever its database; two workers on one
server would keep each other's readers waiting.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack

import pytest

from tools import postgres

_own = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Before Django's settings are read. The process that only hands tests out to workers needs no server."""
    hands_out = early_config.known_args_namespace.numprocesses and "PYTEST_XDIST_WORKER" not in os.environ
    if not hands_out:
        os.environ["ZWERM_DATABASE_URL"] = _own.enter_context(postgres.server())
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is the same on every database ran on SQLite."""
    config.hook.pytest_deselected(items=[one for one in items if one.get_closest_marker("once")])
    items[:] = [one for one in items if not one.get_closest_marker("once")]


def pytest_unconfigure() -> None:
    _own.close()
