"""Law 4, the other half: a view reads records through `find` and `seen`, and by no road of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import pytest

from tools.install import ROOT

#: What opens a record without asking who is there.
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404", "aget_list_or_404"}
#: What prepares a query and reads nothing yet: it may stand in a constant that `find` is given. The last is the door's own bolt.
PREPARING = {"select_related", "prefetch_related", "only", "defer", "visible_to"}
DOORS = {"find", "seen"}

#: Views that read past the door and may, as "path:function", with the reason.
EXCEPTIONS: Mapping[str, str] = {
    "zwerm/discussions/views/reading.py:first_unread": "one's own reading position",
    "zwerm/discussions/views/reading.py:unwatch": "one's own watch",
}


def other_roads(source: str) -> Iterator[tuple[str, str]]:
    """The function that reads a record past the door, and how."""
    tree = ast.parse(source)
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in _outside_doors(function, _handed_to_doors(function)):
                if isinstance(node, ast.Name) and node.id in SHORTCUTS:
                    yield function.name, node.id
                if isinstance(node, ast.Attribute) and _reads_all(node):
                    yield function.name, ast.unparse(node)


def _outside_doors(node: ast.AST, handed: set[str]) -> Iterator[ast.AST]:
    """Every node below this one that is not handed to a door."""
    for child in ast.iter_child_nodes(node):
        if _is_door(child) or (isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) in handed):
            continue
        yield child
        yield from _outside_doors(child, handed)


def _handed_to_doors(function: ast.FunctionDef) -> set[str]:
    """The local names of queries that a door is given."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call) and _is_door(node))
    return {ast.unparse(call.args[0]) for call in calls if call.args}


def _is_door(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DOORS


def _reads_all(node: ast.Attribute) -> bool:
    """Whether this is `Model.objects.filter` or the like."""
    manager = node.value
    return (
        node.attr not in PREPARING
        and isinstance(manager, ast.Attribute)
        and manager.attr in {"objects", "_default_manager", "_base_manager"}
    )


def test_views_read_records_through_the_door() -> None:
    found = {
        f"{path.relative_to(ROOT).as_posix()}:{function}": how
        for path in (*ROOT.glob("zwerm/*/views/*.py"), *ROOT.glob("zwerm/*/views.py"))
        for function, how in other_roads(path.read_text())
    }

    assert {place: how for place, how in found.items() if place not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "an exception that is no longer needed leaves the list"


@pytest.mark.parametrize(
    "line",
    [
        "return get_object_or_404(Topic, pk=pk)",
        "return Topic.objects.get(pk=pk)",
        "return [one.title for one in Topic.objects.filter(group=group)]",
        "return page_of(Topic.objects.all(), request)",
    ],
)
def test_another_road_to_a_record_is_seen(line: str) -> None:
    assert len(list(other_roads(f"def show(request, pk):\n    {line}\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "return find(Topic.objects.for_list(), request, pk=pk)",
        "return list(seen(Topic.objects.all(), request))",
        "open = Topic.objects.filter(group=group)\n    return find(open, request, pk=pk)",
    ],
)
def test_the_door_itself_is_no_other_road(line: str) -> None:
    assert list(other_roads(f"def show(request, pk):\n    {line}\n")) == []
