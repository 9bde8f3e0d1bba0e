"""Law 6: a change and its log entry are one transaction, and nothing else happens: no model signals, no work in `save()`."""

import ast
from collections.abc import Iterator

import pytest

from tools.install import ROOT

SIGNALS = ("django.db.models.signals", "django.dispatch")
MOMENTS = {"save", "delete", "save_base", "asave", "adelete"}


def hidden_work(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(tuple(f"{name}." for name in SIGNALS)):
            yield f"line {node.lineno} imports {node.module}"
        if isinstance(node, ast.ImportFrom) and node.module == "django.db.models" and _names(node) & {"signals"}:
            yield f"line {node.lineno} imports model signals"
        if isinstance(node, ast.ClassDef) and _is_model(node):
            yield from (f"{node.name}.{moment} does work of its own" for moment in _moments(node))


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def _is_model(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).endswith(("Model", "AbstractUser", "AbstractBaseUser")) for base in node.bases)


def _moments(node: ast.ClassDef) -> list[str]:
    return [part.name for part in node.body if isinstance(part, ast.FunctionDef) and part.name in MOMENTS]


def test_no_room_listens_to_signals_or_works_in_save() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {work}"
        for path in sorted(ROOT.glob("zwerm/**/*.py"))
        for work in hidden_work(path.read_text())
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.dispatch import receiver",
        "class Topic(models.Model):\n    def save(self, **options):\n        pass",
    ],
)
def test_work_behind_the_back_is_seen(source: str) -> None:
    assert len(list(hidden_work(source))) == 1
