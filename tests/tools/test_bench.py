"""`bin/bench`: what it counts, how it compares, and one tiny run of the whole of it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tools.bench import index, rows, table, targets, wrk
from tools.bench.choosing import evenly
from tools.bench.dataset import Size, members_for
from tools.bench.memory import Look, drawn
from tools.bench.rounds import Result, Round, summed
from tools.bench.server import tree
from tools.bench.wrk import Load
from tools.install import ROOT

pytestmark = pytest.mark.once

LINE = 'BENCH {"requests": 200, "microseconds": 500000, "bytes": 40000, "p50": 1500, "p99": 9000, "refused": 3, "broken": 1}'
PERSON: dict[str, str] = {"cookie": "sessionid=a; csrftoken=b", "token": "b"}
CHOSEN: dict[str, Any] = {
    "people": [PERSON, {"cookie": "sessionid=c; csrftoken=d", "token": "d"}],
    "members": ["/members/anna/", "/members/bram/"],
    "groups": ["/groups/hr/"],
    "warm": ["/topics/1/one/", "/topics/2/two/"],
    "cold": ["/topics/3/three/"],
    "answered": ["/topics/1/posts/", "/topics/2/posts/"],
    "searched": ["/search/?q=one+two"],
    "long": ["/topics/9/long/?page=1", "/topics/9/long/?page=2", "/topics/9/long/?page=3"],
    "replies": 5000,
}
SEARCH = "search of two words"
ROW = rows.Row("topic", "topic, 20 posts, stranger", [wrk.Request("/topics/1/one/")])


def a_round(requests: int, *, cpu: float, p50: int = 1000, refused: int = 0) -> Round:
    """A round of one second."""
    return Round(Load(requests, 1_000_000, requests * 100, p50, p50 * 2, refused, 0), cpu)


def a_result(key: str = "topic", **fields: Any) -> Result:
    return replace(summed(ROW, [(a_round(1000, cpu=1), a_round(500, cpu=1))]), key=key, **fields)


def test_the_line_of_wrk_is_read_from_among_what_else_it_says() -> None:
    load = Load.read(f"Running 1s test\n  1 threads\n{LINE}\n")

    assert (load.rate, load.p50, load.p99, load.refused, load.broken) == (400, 1500, 9000, 3, 1)


def test_a_wrk_that_says_nothing_is_not_taken_for_a_measurement() -> None:
    with pytest.raises(ValueError, match="unable to connect"):
        Load.read("unable to connect to 127.0.0.1")


def test_a_row_is_the_median_of_its_rounds_and_each_ratio_is_to_the_empty_view_beside_it() -> None:
    pairs = [
        (a_round(1000, cpu=1.0), a_round(500, cpu=1.0, p50=1000)),
        (a_round(100, cpu=0.1), a_round(20, cpu=0.2, p50=7000, refused=2)),  # a moment in which the machine did else
        (a_round(1000, cpu=1.0), a_round(400, cpu=1.2, p50=2000)),
    ]

    result = summed(ROW, pairs)

    assert (result.rate, result.p50, result.p99, result.bytes) == (400, 2.0, 4.0, 100)
    assert result.cpu == pytest.approx(3.0)
    assert result.rate_ratio == pytest.approx(0.4)
    assert result.cpu_ratio == pytest.approx(3.0)
    assert result.failed == 2


def test_a_target_is_met_or_not_at_its_ratio() -> None:
    found = targets.verdicts({"topic": a_result(rate_ratio=0.5), "topic-cold": a_result("topic-cold", cpu_ratio=15.1)})

    assert [(one.found, one.met) for one in found] == [("0.50", True), ("15.1", False)]


def test_a_page_that_costs_more_than_in_an_earlier_run_is_named() -> None:
    now = {"home": a_result("home", cpu_ratio=13), "new-in": a_result("new-in", cpu_ratio=11)}
    before = {"home": a_result("home", cpu_ratio=10), "new-in": a_result("new-in", cpu_ratio=10)}

    found = targets.verdicts(now, before)

    assert [(one.found, one.met) for one in found] == [("1.30", False), ("1.10", True)]


def test_a_long_topic_is_held_against_a_short_one() -> None:
    found = targets.verdicts({"topic-in": a_result(cpu_ratio=10), "long-last": a_result("long-last", cpu_ratio=13)})

    assert [(one.found, one.met) for one in found if "20 posts" in one.wanted] == [("1.30", False)]


def test_an_index_that_follows_late_or_loses_something_meets_no_target() -> None:
    """The hundredth text tells, and not the usual one."""
    late = index.Findings("a reply is found", index.QUIET, [0.4] * 98 + [2.1] * 2)
    soon = index.Findings("a reply is found", index.REBUILT, [0.4] * 100, failed=1)
    poor = index.Findings(f"a {SEARCH}", index.REBUILT, [9.0], lacking=["/search/?q=one+two"])

    found = index.verdicts([late, soon, poor])

    assert [(one.found, one.met) for one in found] == [("2.10 s", False), ("0.40 s", True), ("1", False), ("1", False)]
    assert all(one.met for one in index.verdicts([index.Findings("a reply is found", index.QUIET, [0.4])]))


def test_every_member_asks_for_every_page_and_nobody_twice_in_a_row() -> None:
    asked = {row.key: row for row in rows.rows(CHOSEN)}["topic-in"].requests

    assert {(one.path, one.cookie) for one in asked} == {
        (path, person["cookie"]) for path in CHOSEN["warm"] for person in CHOSEN["people"]
    }
    assert len(asked) == 4


def test_only_what_writes_carries_a_token() -> None:
    written = {row.key for row in rows.rows(CHOSEN) if any(one.token for one in row.requests)}

    assert written == {"reply", "reply-1"}


def test_a_table_is_markdown_and_tells_of_failures() -> None:
    drawn = table.results([a_result(failed=2)]).splitlines()

    assert drawn[1].startswith("|---")
    assert drawn[1].endswith("-:|")
    assert "topic, 20 posts, stranger (2 failed!)" in drawn[2]
    assert len({len(line) for line in drawn}) == 1


def test_memory_is_told_in_all_and_for_each_process() -> None:
    drawn_table = drawn([Look(0, {"web 1": 60_000_000, "worker 2": 40_000_000})])

    assert drawn_table.splitlines()[2].split("|")[2:4] == ["             100 ", "      60 + 40 "]


def test_items_are_taken_evenly() -> None:
    assert evenly(range(10), 3) == [0, 3, 6]
    assert evenly(range(2), 5) == [0, 1]


def test_as_many_members_as_write_so_many_posts() -> None:
    assert Size.of(50_000, 1_000_000).name == "members50000_posts1000000"
    assert 1_900 < members_for(10_000) < 2_100


def test_a_process_is_found_with_its_children() -> None:
    child = subprocess.Popen(["sleep", "30"])
    try:
        assert child.pid in tree(os.getpid())
    finally:
        child.kill()
        child.wait()


def test_without_wrk_one_line_says_how_to_get_it() -> None:
    done = bench("--only", "empty", path="/nowhere")

    assert done.returncode == 2
    assert done.stdout.count("\n") == 1
    assert "apt install wrk" in done.stdout


def test_a_tiny_run_measures_counts_and_leaves_nothing_behind(tmp_path: Path) -> None:
    if not any((Path(folder) / "wrk").exists() for folder in os.environ["PATH"].split(":")):
        pytest.skip(wrk.MISSING)
    written = tmp_path / "written.json"
    small = ["--members", "60", "--posts", "500", "--seconds", "0.3", "--rounds", "1", "--data", str(tmp_path / "sets")]

    done = bench(*small, "--only", "topic", "--only", "reply-1", "--live", "20", "--index", "1", "--json", str(written))

    assert done.returncode == 0, done.stderr
    told = json.loads(written.read_text())["live"]
    assert [one["pages"] for one in told][:2] == [0, 20]
    assert all(one["missed"] == one["doubled"] == one["refused"] == 0 for one in told)
    assert told[1]["written"] > 0
    assert told[1]["heard"][2] > 0
    followed = json.loads(written.read_text())["index"]
    assert {(one["says"], len(one["lacking"]), one["failed"]) for one in followed} == {
        (f"a {what}", 0, 0) for what in ("reply is found", "change is found", "conversation is found", SEARCH)
    }
    assert all(one["times"][0] > 0 for one in followed)
    found = {row["key"]: row for row in json.loads(written.read_text())["rows"]}
    assert set(found) == {"topic", "reply-1"}
    assert all(row["rate"] > 0 and row["failed"] == 0 and row["queries"] > 0 for row in found.values())
    assert [path.name for path in (tmp_path / "sets").iterdir()] == ["members60_posts500"]


def bench(*arguments: str, path: str = "") -> "subprocess.CompletedProcess[str]":
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    command = [sys.executable, "-m", "tools.bench", *arguments]
    env = own | ({"PATH": path} if path else {})
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300)
