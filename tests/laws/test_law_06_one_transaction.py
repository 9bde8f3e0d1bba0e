"""Law 6, the other half: a change and its line in the log come together or not at all, tried on every verb of the house.

Each room does its verbs once, in `tests/deeds.py`; a verb that is missing there fails.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from tests.laws.deeds import Deeds
from tests.laws.floors import FLOORS
from tests.laws.world import World
from tools.install import ROOT
from zwerm.activity import log
from zwerm.activity.models import Entry

#: What records inside the transaction of its caller, as "path:function", with the reason.
CALLERS_OWN: Mapping[str, str] = {
    "zwerm/importing/example/bookmark.py:Bookmark.put": "moves with the chapter that was written",
    "zwerm/importing/example/finishing.py:_ask": "part of the last chapter",
    "zwerm/importing/example/founding.py:found": "part of the first chapter",
    "zwerm/importing/example/founding.py:give_roles": "part of the first chapter",
    "zwerm/importing/undoing.py:_undo_row": "the last step of undoing an import",
}


class Broken(RuntimeError):
    """The log did not take the line."""


def recording(source: str) -> Iterator[tuple[str, bool]]:
    """The functions that write a line, and whether a transaction is opened around it in that function."""
    yield from _recording(ast.parse(source), "", "", safe=False)


def _recording(node: ast.AST, owner: str, function: str, *, safe: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _recording(child, f"{child.name}.", function, safe=False)
        elif isinstance(child, ast.FunctionDef):
            yield from _recording(child, owner, owner + child.name, safe=False)
        else:
            if isinstance(child, ast.Call) and ast.unparse(child.func) == "log.record":
                yield function, safe
            opens = isinstance(child, ast.With) and any("atomic(" in ast.unparse(item) for item in child.items)
            yield from _recording(child, owner, function, safe=safe or opens)


def every_verb() -> dict[str, tuple[str, bool]]:
    """Every function that records: by path and name, its room and whether it opens its transaction."""
    return {
        f"{path.relative_to(ROOT).as_posix()}:{function}": (path.relative_to(ROOT).parts[1], safe)
        for path in sorted(ROOT.glob("zwerm/**/*.py"))
        if "tests" not in path.parts
        for function, safe in recording(path.read_text())
    }


def deeds_of(room: str) -> Deeds:
    there = Path(ROOT, "zwerm", room, "tests", "deeds.py").exists()
    return import_module(f"zwerm.{room}.tests.deeds").DEEDS if there else {}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that the database holds."""
    return {model._meta.label: list(model._base_manager.order_by("pk").values_list()) for model in apps.get_models()}


class FailingLog:
    """A log that takes lines until the one that is to fail, and fails after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
        self.taken, self.fails_at, self.record = 0, fails_at, log.record
        monkeypatch.setattr(log, "record", self)

    def __call__(self, *values: Any, **named: Any) -> Entry:
        entry = self.record(*values, **named)
        self.taken += 1
        if self.taken == self.fails_at:
            raise Broken
        return entry


def test_every_verb_opens_its_transaction_around_its_line_in_the_log() -> None:
    bare = {name for name, (_room, safe) in every_verb().items() if not safe}

    assert bare == set(CALLERS_OWN)


def test_every_verb_is_tried() -> None:
    missing = [
        f"{name} records, and zwerm/{room}/tests/deeds.py does not do it"
        for name, (room, _safe) in every_verb().items()
        if name not in CALLERS_OWN and name.partition(":")[2] not in deeds_of(room)
    ]

    assert missing == []


@pytest.mark.parametrize("room", [room for room in FLOORS if deeds_of(room)])
def test_a_verb_and_its_line_come_together_or_not_at_all(
    room: str,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, records = everything(), world.records()
    for name, deed in deeds_of(room).items():
        lines = _done_and_undone(world, deed, before, name)
        world.read_again(records)
        for fails_at in {1, lines}:
            with monkeypatch.context() as broken:
                FailingLog(broken, fails_at)
                with transaction.atomic(), pytest.raises(Broken):
                    deed(world)
            assert everything() == before, f"{name} left something behind when line {fails_at} failed"
            world.read_again(records)


def _done_and_undone(world: World, deed: Any, before: dict[str, Any], name: str) -> int:
    """Do it and take it back with its transaction; how many lines it wrote."""
    with transaction.atomic():
        deed(world)
        lines = Entry.objects.count() - len(before["activity.Entry"])
        transaction.set_rollback(True)
    assert lines > 0, f"{name} left no line in the log"
    assert everything() == before, name
    return lines


@pytest.mark.parametrize(
    ("source", "safe"),
    [
        ("def close(self):\n    self.save()\n    log.record('topic.closed')", False),
        (
            "def close(self):\n    with transaction.atomic():\n        self.save()\n        log.record('topic.closed')",
            True,
        ),
    ],
)
def test_a_line_beside_its_transaction_is_seen(source: str, safe: bool) -> None:
    assert list(recording(source)) == [("close", safe)]


def test_a_change_that_stays_without_its_line_is_seen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything()
    FailingLog(monkeypatch, fails_at=1)
    type(world.group).objects.update(purpose="Anders")
    with pytest.raises(Broken):
        log.record("group.changed", actor=None, subject=world.group)

    assert everything() != before
