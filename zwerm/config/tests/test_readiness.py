"""`GET /health` and `zwerm check`: what stands, what does not, and how to mend it."""

import logging
import socket
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from zwerm import __version__
from zwerm.activity.models import Cursor, Delivery, Heartbeat
from zwerm.config import checking, readiness
from zwerm.config.wiring import NoProbes
from zwerm.members.models import Community
from zwerm.members.samples import make_community
from zwerm.notifications.letterbox.serving import Desk, line
from zwerm.notifications.tests.serving import open_at_a_port

pytestmark = pytest.mark.django_db


def wrong() -> list[str]:
    return [finding.says for finding in checking.findings() if finding.wrong]


def test_a_community_whose_worker_is_alive_is_healthy(client: Client) -> None:
    Heartbeat.beat("here:1")

    answer = client.get("/health")

    assert answer.status_code == 200
    assert answer.json() == {
        "version": __version__,
        "database": True,
        "migrations": True,
        "worker": True,
        "room": True,
        "healthy": True,
    }


def test_a_community_without_a_worker_is_not_healthy(client: Client) -> None:
    Heartbeat.objects.create(worker="here:1", at=timezone.now() - timedelta(minutes=5))

    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json()["worker"] is False


def test_a_probe_that_finds_no_worker_leaves_no_error_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    request = RequestFactory().get
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NoProbes())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        logger.error("Service Unavailable: /health", extra={"request": request("/health")})
        logger.error("Internal Server Error: /", extra={"request": request("/")})
    finally:
        logger.removeHandler(handler)

    assert capsys.readouterr().err == "Internal Server Error: /\n"


def test_a_database_that_lags_behind_the_version_is_not_healthy(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Heartbeat.beat("here:1")
    monkeypatch.setattr(readiness, "_nothing_to_apply", False)
    monkeypatch.setattr(readiness, "unapplied", lambda: ["groups.0002_next"])

    assert client.get("/health").status_code == 503


def test_health_is_answered_cheaply(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/health")

    with django_assert_num_queries(2):  # "are you there?", and the sign of life
        client.get("/health")


def test_nothing_is_wrong_with_a_running_community() -> None:
    Heartbeat.beat("here:1")

    assert wrong() == []


def test_the_operator_is_told_that_no_worker_is_alive() -> None:
    assert wrong() == ["No worker is alive: no mail leaves and nobody is told anything."]


def test_the_operator_is_told_of_a_reader_that_fails() -> None:
    Heartbeat.beat("here:1")
    Cursor.objects.create(reader="digests").failed(ValueError("no such template"))

    assert wrong() == ["The reader digests failed 1 times: ValueError: no such template"]


def test_the_operator_is_told_of_mail_that_was_given_up() -> None:
    Heartbeat.beat("here:1")
    state = Delivery.State.GIVEN_UP
    Delivery.objects.create(key="mail:1", channel="mail", payload={}, state=state, last_error="no route")

    assert wrong() == ["1 deliveries were given up, the last one because of no route"]


def test_the_report_ends_with_how_things_stand(capsys: pytest.CaptureFixture[str]) -> None:
    Heartbeat.beat("here:1")

    assert checking.report() == 0
    assert capsys.readouterr().out.endswith("Nothing has to be mended.\n")


def test_the_operator_is_told_when_there_was_no_backup_for_a_week() -> None:
    Heartbeat.beat("here:1")
    community = make_community()
    Community.objects.update(founded_at=timezone.now() - timedelta(days=8))
    told = [finding for finding in checking.findings() if "backup" in finding.says]
    assert [(finding.says, finding.wrong) for finding in told] == [("No `zwerm backup` was ever made.", False)]

    community.note_backup(size=1)

    assert not [finding for finding in checking.findings() if "backup" in finding.says]


def test_the_operator_is_told_when_no_letter_comes_in(settings: Any) -> None:
    def told() -> list[str]:
        return [finding.says for finding in checking.findings() if "by mail" in finding.says]

    assert told() == [], "nobody answers by mail here"

    with open_at_a_port(lambda: line(Desk())) as port:
        settings.MAIL_PORT = port
        assert told() == []
    assert [f"at port {port} of 127.0.0.1" in one and "refused" in one for one in told()] == [True]


def test_another_program_at_the_port_of_letters_is_told_apart(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.MAIL_PORT = other.getsockname()[1]
        thread = threading.Thread(target=lambda: other.accept()[0].close())
        thread.start()
        told = [finding.says for finding in checking.findings() if "by mail" in finding.says]
        thread.join()

    assert len(told) == 1
    assert told[0].endswith("something else answers there.")
