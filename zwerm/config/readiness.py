"""Whether the parts that a community stands on are there: asked by `/health` and by `zwerm check`."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

from zwerm import __version__
from zwerm.activity.models import Heartbeat

#: Bytes without which nothing can be kept.
LEAST = 20_000_000

_nothing_to_apply = False  # once true it stays true for this process: code and schema change only with a restart


class Health:
    """Answers monitoring before anything else asks the database: what is away may be just that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = request.path == "/health" and request.method in ("GET", "HEAD")
        return health(request) if asked else self.get_response(request)


def health(request: HttpRequest) -> JsonResponse:
    """`GET /health`: 200 when everything stands, 503 when something does not. Names no person and no secret."""
    state = {"database": database_answers(), "migrations": False, "worker": False, "room": has_room()}
    if state["database"]:
        state["migrations"] = migrations_are_applied()
        state["worker"] = state["migrations"] and Heartbeat.alive()
    answer = {"version": __version__, **state, "healthy": all(state.values())}
    return JsonResponse(answer, status=200 if answer["healthy"] else 503, headers={"Cache-Control": "no-store"})


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def has_room() -> bool:
    """Whether the disk of the data folder takes more than the next few writes."""
    return shutil.disk_usage(settings.DATA).free >= LEAST


def migrations_are_applied() -> bool:
    global _nothing_to_apply
    _nothing_to_apply = _nothing_to_apply or not unapplied()
    return _nothing_to_apply


def unapplied() -> list[str]:
    """Names of the migrations that the database has not had yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
