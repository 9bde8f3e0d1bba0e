"""The process of the streams, for real: who listens hears of a change at once, and of what they missed when they come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from zwerm.discussions.samples import make_reply, make_topic
from zwerm.live.subjects import Subject
from zwerm.live.tests.listening import ask, listen
from zwerm.live.tokens import token

Start = Callable[[], SimpleNamespace]


def of(topic: Any) -> str:
    return token(Subject("topic", topic.pk))


def test_who_listens_hears_of_a_reply_and_of_nothing_else(streams: Start, cast: SimpleNamespace) -> None:
    other, port = make_topic("Iets anders", group=cast.group, by=cast.daan), streams().port
    with listen(port, of(cast.topic)) as ear, listen(port, of(other)) as elsewhere:
        assert "Content-Type: text/event-stream" in ear.head()
        assert ear.event() == {"version": 2, "last": 1, "parts": None, "spread": 0.0}
        assert elsewhere.event()["last"] == 1
        make_reply(cast.topic, by=cast.daan)
        assert ear.event() == {"version": 3, "last": 2, "parts": [2], "spread": 0.0}
        assert elsewhere.is_silent(1)


def test_who_listens_hears_which_post_was_changed_and_that_the_whole_was(streams: Start, cast: SimpleNamespace) -> None:
    reply = make_reply(cast.topic, by=cast.daan)
    with listen(streams().port, of(cast.topic)) as ear:
        ear.event()
        reply.edit("Toch iets anders.", by=cast.daan)
        assert ear.event()["parts"] == [2]
        cast.topic.rename("Een andere naam", by=cast.carla)
        assert ear.event()["parts"] == [0]


def test_who_comes_back_learns_what_they_missed_also_when_the_process_was_killed(
    streams: Start, cast: SimpleNamespace
) -> None:
    first = streams()
    with listen(first.port, of(cast.topic)) as ear:
        knows = ear.event()["version"]
        first.process.kill()
        first.process.wait()
        with pytest.raises((EOFError, ConnectionError)):
            ear.event()
    make_reply(cast.topic, by=cast.daan)
    port = streams().port
    with listen(port, of(cast.topic), Last_Event_ID=str(knows)) as ear:
        assert ear.event()["last"] == 2
    with listen(port, of(cast.topic), Last_Event_ID=str(knows + 1)) as ear:
        assert ear.is_silent(1), "who knows it all is told nothing"


def test_who_listens_hears_on_when_the_database_was_lost_for_a_moment(streams: Start, cast: SimpleNamespace) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file, and not lost")
    with listen(streams().port, of(cast.topic)) as ear:
        ear.event()
        with connection.cursor() as sql:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            sql.execute(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")
            assert sql.fetchone()[0] >= 1
        make_reply(cast.topic, by=cast.daan)
        assert ear.event()["last"] == 2


def test_a_page_of_this_community_may_listen_from_another_port_and_no_other_page(
    streams: Start, cast: SimpleNamespace
) -> None:
    port = streams().port
    ours = f"http://127.0.0.1:{settings.ENVIRONMENT.port}"
    for origin, may in ((ours, True), (settings.SITE_URL, True), ("https://elsewhere.example", False), ("null", False)):
        with listen(port, of(cast.topic), Origin=origin) as ear:
            assert (f"Access-Control-Allow-Origin: {origin}" in ear.head()) is may, origin


NOT_HEARD = {
    "GET /live/ HTTP/1.1\r\n\r\n": 403,
    "GET /live/?of=topic:1:999999:forged HTTP/1.1\r\n\r\n": 403,
    "POST /live/?of={token} HTTP/1.1\r\nContent-Length: 0\r\n\r\n": 405,
    "nonsense\r\n\r\n": 400,
    "GET /live/?of={token}" + 9000 * "x": 400,
}


def test_who_may_not_listen_or_speaks_no_http_is_shown_out(streams: Start, cast: SimpleNamespace) -> None:
    port = streams().port
    for words, status in NOT_HEARD.items():
        with ask(port, words.replace("{token}", of(cast.topic))) as ear:
            assert f"HTTP/1.1 {status} " in ear.head(), words
            with pytest.raises(EOFError):
                ear.event()


def test_readers_cost_no_thread_and_no_process_each(streams: Start, cast: SimpleNamespace) -> None:
    server = streams()
    threads = Path(f"/proc/{server.process.pid}/task")
    if not threads.exists():
        pytest.skip("this system does not show its threads as files")
    with listen(server.port, of(cast.topic)) as ear:
        ear.event()
        before = _counts(threads)
    ears = [listen(server.port, of(cast.topic)) for _ in range(100)]
    try:
        assert all(ear.__enter__().event()["last"] == 1 for ear in ears)
        assert _counts(threads) == before
    finally:
        for one in ears:
            one.__exit__(None, None, None)


def _counts(threads: Path) -> tuple[int, int]:
    """How many threads, and how many processes that they started."""
    started = [one for thread in threads.iterdir() for one in (thread / "children").read_text().split()]
    return len(list(threads.iterdir())), len(started)
