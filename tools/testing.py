"""The whole test run: lint, types, laws, unit tests on SQLite and on PostgreSQL, and browser tests."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from xml.etree import ElementTree

from tools import browser
from tools.install import ROOT

CHECKS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy", "--no-error-summary"],
    "import-linter": ["lint-imports", "--no-cache"],
}
NOTHING_MATCHED = 5  # pytest's exit code


@dataclass
class Tally:
    """What has been counted so far, and what went wrong."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        """Count a pytest run from its JUnit report."""
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            self.passed += total - skipped - failed
            self.failed += failed
            self.skipped += skipped

    def closing_line(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main() -> int:
    signal.signal(signal.SIGTERM, _stop)
    options, words = _parser().parse_known_args()
    os.chdir(ROOT)
    _forget_settings()
    tally, started = Tally(), time.monotonic()
    if not words:
        _run_checks(tally)
    _run_tests(tally, options, words)
    if tally.broken:
        print(f"\nNot well: {', '.join(tally.broken)}")
    print(f"In {time.monotonic() - started:.0f} seconds:")
    print(tally.closing_line())
    return 1 if tally.broken or not tally.passed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description=__doc__,
        epilog="Anything else goes to pytest and leaves lint and types out: `bin/test --fast -k invitation`.",
        allow_abbrev=False,
    )
    parser.add_argument("--fast", action="store_true", help="SQLite only, no browser")
    parser.add_argument("--all-pages", action="store_true", help="axe on every page before everybody, in every light")
    return parser


def _run_checks(tally: Tally) -> None:
    for name, command in CHECKS.items():
        print(f"\n== {name}", flush=True)
        with _data_folder():
            code = _run(command)
        if code == 0:
            tally.passed += 1
        else:
            tally.failed += 1
            tally.broken.append(name)


def _run_tests(tally: Tally, options: argparse.Namespace, words: list[str]) -> None:
    workers = (
        [] if words else ["-n", "2", "--dist", "worksteal"]
    )  # what is dear for a module is made ready by one worker
    _run_pytest(tally, "SQLite", ["-m", "not browser", *workers, *words])
    if options.fast:
        return
    _run_pytest(tally, "PostgreSQL", ["-p", "tools.pytest_postgres", "-m", "not browser", *workers, *words])
    missing = browser.ensure()
    if missing:
        print(f"\n== browser tests skipped: {missing}")
    else:
        which = "browser" if options.all_pages else "browser and not all_pages"
        _run_pytest(tally, "browser", ["-m", which, *workers, *(words or ["tests/browser"])])


def _run_pytest(tally: Tally, name: str, arguments: list[str]) -> None:
    print(f"\n== tests, {name}", flush=True)
    with _data_folder() as folder:
        report = folder / "report.xml"
        code = _run(["python", "-m", "pytest", "-q", f"--junit-xml={report}", *arguments])
        if report.exists():
            tally.add(report)
    if code not in (0, NOTHING_MATCHED):
        tally.failed = max(tally.failed, 1)  # a run that broke off counted nothing
        tally.broken.append(f"tests, {name}")


def _forget_settings() -> None:
    """An operator's settings may not colour the tests; where the tests' own data lie may be said."""
    for name in list(os.environ):
        if name.startswith("ZWERM_") and not name.startswith("ZWERM_TEST_"):
            del os.environ[name]


@contextmanager
def _data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="zwerm-test-") as folder:
        os.environ["ZWERM_DATA"] = folder
        yield Path(folder)


def _run(command: list[str]) -> int:
    program = Path(sys.executable).with_name(command[0])
    process = subprocess.Popen([program, *command[1:]])
    try:
        return process.wait()
    except BaseException:  # an interrupt or a stop: the child goes first, then what it used
        process.terminate()
        process.wait()
        raise


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
