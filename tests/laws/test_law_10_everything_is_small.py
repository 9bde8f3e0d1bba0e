"""Law 10: a file has up to 200 lines, a function up to 25, a template up to 100; an exception carries its reason.

A docstring does not count towards its function. Tests tell stories and may be longer; generated files are not counted.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tools.install import ROOT

pytestmark = pytest.mark.once

KINDS = ("zwerm/**/*.py", "tools/**/*.py", "tests/**/*.py", "zwerm/*/static/**/*.js", "zwerm/*/static/**/*.css")
FILE, FUNCTION, TEMPLATE = 200, 25, 100
TEST_FILE, TEST_FUNCTION = 400, 40

#: What is larger and may be, as "path" or "path:function", with the reason.
EXCEPTIONS: Mapping[str, str] = {}


def too_large(path: str, text: str) -> Iterator[tuple[str, str]]:
    """What in this file is over its bound: its name in the list of exceptions, and what is wrong with it."""
    lines = len(text.splitlines())
    if "/templates/" in path:
        if lines > TEMPLATE:
            yield path, f"{lines} lines, and a template has up to {TEMPLATE}"
        return
    most, most_in_function = (TEST_FILE, TEST_FUNCTION) if "tests/" in path else (FILE, FUNCTION)
    if lines > most:
        yield path, f"{lines} lines, and a file has up to {most}"
    if path.endswith(".py"):
        for name, length in _functions(text):
            if length > most_in_function:
                yield f"{path}:{name}", f"{length} lines, and a function has up to {most_in_function}"


def _functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = node.body[0] if ast.get_docstring(node) else None
            told = docstring.end_lineno - docstring.lineno + 1 if docstring and docstring.end_lineno else 0
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1 - told


def ours() -> list[Path]:
    found = [path for kind in (*KINDS, "zwerm/*/templates/**/*") for path in ROOT.glob(kind) if path.is_file()]
    return sorted(path for path in found if not {"migrations", "vendor"} & set(path.parts))


def test_everything_is_small() -> None:
    found = dict(large for path in ours() for large in too_large(path.relative_to(ROOT).as_posix(), path.read_text()))

    assert {name: why for name, why in found.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "an exception that is no longer needed leaves the list"


def test_a_file_a_function_and_a_template_that_grew_are_seen() -> None:
    line = "x = 1\n"
    long_function = "def grew():\n" + f"    {line}" * 25
    short_function = 'def stayed():\n    """One.\n\n    Two.\n    """\n' + f"    {line}" * 24

    assert dict(too_large("zwerm/core/doors.py", line * 201)).keys() == {"zwerm/core/doors.py"}
    assert dict(too_large("zwerm/core/doors.py", long_function)).keys() == {"zwerm/core/doors.py:grew"}
    assert dict(too_large("zwerm/core/templates/core/page.html", "<p>\n" * 101)) != {}
    assert dict(too_large("zwerm/core/doors.py", line * 100 + short_function)) == {}
