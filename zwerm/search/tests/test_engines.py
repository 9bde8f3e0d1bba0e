"""An engine gives the newest documents that match, however many there are and wherever among all they lie."""

from __future__ import annotations

import re
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.search.engines import Asked, engine
from zwerm.search.language import Alternative, Wanted
from zwerm.search.models import Document

pytestmark = pytest.mark.django_db

#: As if there were a million documents, of which few are here.
NEWEST, HERE = 1_000_000, 300


def _documents(chance: Random) -> list[Document]:
    keys = sorted(chance.sample(range(1, NEWEST), HERE - 20) + list(range(NEWEST - 20, NEWEST)))
    return Document.objects.bulk_create(
        Document(
            id=key,
            source="discussions.post",
            key=key,
            thread=key,
            at=timezone.now(),
            title=" peer " if chance.random() < 0.3 else "",
            body=" appel " if chance.random() < 0.5 else " pruim ",
            marks=f" =c{chance.choice('ab')} ",
        )
        for key in keys
    )


def _asked(word: str, share: float, *circles: str) -> Asked:
    return Asked(((Wanted(word, (Alternative((word,)),)),),), circles or ("=ca",), (), share, NEWEST)


@pytest.mark.parametrize("share", [1, 0.5, 0.01, 0.0005, 0])
@pytest.mark.parametrize("most", [1, 20, 64])
def test_the_newest_are_given_whatever_share_was_guessed(share: float, most: int) -> None:
    every = _documents(Random(most))
    for below in (NEWEST * 2, NEWEST - 10, NEWEST // 3):
        mine = [one.pk for one in reversed(every) if one.marks == " =ca " and one.pk < below]
        apples = {one.pk for one in every if "appel" in one.body}
        pears = {one.pk for one in every if one.title}
        found = engine().find(_asked("appel", share), most, below)
        assert [one.pk for one in found] == [key for key in mine if key in apples][:most]
        titled = engine().titled(_asked("peer", share), most, below)
        assert [one.pk for one in titled] == [key for key in mine if key in pears][:most]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="FTS5 walks back from the newest by itself")
def test_where_much_matches_the_newest_alone_are_looked_among() -> None:
    _documents(Random(1))
    with CaptureQueriesContext(connection) as queries:
        engine().find(_asked("appel", 0.5, "=ca", "=cb"), 5)
    assert ["=b244" in query["sql"] for query in queries] == [True]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="FTS5 walks back from the newest by itself")
def test_what_was_looked_among_once_is_not_looked_among_again() -> None:
    _documents(Random(2))
    with CaptureQueriesContext(connection) as queries:
        engine().find(_asked("appel", 0.005, "=ca", "=cb"), 40)
    looks = [re.findall(r"=b\d+", query["sql"]) for query in queries]
    assert len(looks[0]) > 1
    assert looks[1]
    assert not set(looks[0]) & set(looks[1])
