"""Tables as Markdown, so that they can be read on a terminal and pasted into a page."""

from collections.abc import Sequence

from tools.bench.rounds import Result
from tools.bench.targets import Verdict

COLUMNS = ["page", "req/s", "p50 ms", "p99 ms", "bytes", "queries", "CPU ms", "req/s ÷ empty", "CPU × empty"]


def drawn(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column stands left, numbers right."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *lines, strict=True)]
    rule = [f"{'-' * (width + 1)}:" if number else "-" * (width + 2) for number, width in enumerate(widths)]
    return "\n".join([_line(heads, widths), f"|{'|'.join(rule)}|", *(_line(cells, widths) for cells in lines)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    placed = [
        cell.rjust(width) if number else cell.ljust(width)
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(placed)} |"


def results(found: Sequence[Result]) -> str:
    return drawn(COLUMNS, [_cells(one) for one in found])


def _cells(one: Result) -> list[str]:
    return [
        f"{one.says} ({one.failed} failed!)" if one.failed else one.says,
        f"{one.rate:,.0f}",
        f"{one.p50:.1f}",
        f"{one.p99:.1f}",
        f"{one.bytes:,}",
        "" if one.queries is None else str(one.queries),
        f"{one.cpu:.2f}",
        f"{one.rate_ratio:.2f}",
        f"{one.cpu_ratio:.1f}",
    ]


def verdicts(found: Sequence[Verdict]) -> str:
    lines = [[one.says, one.wanted, one.found, "yes" if one.met else "NO"] for one in found]
    return drawn(["target", "wanted", "found", "met"], lines)
