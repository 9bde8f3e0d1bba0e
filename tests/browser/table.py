"""What axe found, in a table at the end of a run: how often each kind of page was looked at, and how many barriers there were."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    rows = [value for report in reports for name, value in report.user_properties if name == "axe"]
    if not rows:
        return
    terminalreporter.section("axe: kind of page, looks, barriers")
    for kind, looks, barriers in sorted(rows):
        terminalreporter.write_line(f"{kind:72} {looks:5} {barriers:5}")
    sums = f"{sum(row[1] for row in rows):5} {sum(row[2] for row in rows):5}"
    terminalreporter.write_line(f"{f'{len(rows)} kinds of page':72} {sums}")
