"""What axe found, in a table at the end of a run: how often each kind of page was looked at, and how many barriers there were."""

from __future__ import annotations

from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome)]
    rows = [value for report in reports for name, value in report.user_properties if name == "axe"]
    if not rows:
        return
    terminalreporter.section("axe: kind of page, looks, barriers")
    kinds: dict[str, list[int]] = {}
    for kind, looks, barriers in rows:
        counted = kinds.setdefault(kind, [0, 0])
        counted[0], counted[1] = counted[0] + looks, counted[1] + barriers
    for kind, (looks, barriers) in sorted(kinds.items()):
        terminalreporter.write_line(f"{kind:72} {looks:5} {barriers:5}")
    looks, barriers = (sum(counts) for counts in zip(*kinds.values(), strict=True))
    terminalreporter.write_line(f"{f'{len(kinds)} kinds of page':72} {looks:5} {barriers:5}")
