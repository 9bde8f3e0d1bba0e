"""Who may listen to what, and until when."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from zwerm.discussions.samples import make_reply
from zwerm.live import tokens
from zwerm.live.subjects import Subject
from zwerm.live.tokens import BadToken, read, token

SUBJECT = Subject("topic", 7)


def test_a_token_names_its_subject_and_the_last_day_and_is_the_same_all_day() -> None:
    assert read(token(SUBJECT)) == (SUBJECT, timezone.localdate() + tokens.GOOD_FOR)
    assert token(SUBJECT) == token(SUBJECT)


@pytest.mark.parametrize("wrong", ["", "topic:7", token(SUBJECT).replace("7", "8", 1), token(SUBJECT)[:-1], "a:b:c:d"])
def test_a_token_that_is_not_ours_is_refused(wrong: str) -> None:
    with pytest.raises(BadToken):
        read(wrong)


def test_a_token_for_what_nobody_knows_is_refused() -> None:
    with pytest.raises(BadToken):
        read(token(Subject("nothing", 7)))


def test_a_token_ends_after_some_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "GOOD_FOR", timedelta(days=-1))
    with pytest.raises(BadToken):
        read(token(SUBJECT))


def test_a_page_without_a_stream_may_ask_now_and_then(cast: SimpleNamespace) -> None:
    page, address = Client(), f"/changes/?of={token(Subject('topic', cast.topic.pk))}"
    before = page.get(address).json()
    make_reply(cast.topic, by=cast.daan)
    after = page.get(address).json()
    assert (before["last"], after["last"]) == (1, 2)
    assert after["version"] > before["version"]
    assert page.get(f"/changes/?of={token(Subject('topic', 0))}").status_code == 404
