"""Texts from before a word was known are found by it after all."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_member
from zwerm.search import learning, lexicon
from zwerm.search.learning import learn
from zwerm.search.models import Sweep, Vocabulary
from zwerm.search.samples import take_in, titles

pytestmark = pytest.mark.django_db


def test_a_compound_from_before_its_parts_were_known_is_found_by_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FEWEST", 2)
    anna = make_member("Anna")
    group = make_group(owner=anna, visibility=Group.Visibility.PUBLIC)

    def say(title: str) -> Any:
        made = make_topic(title, group=group, by=anna, body=title)
        take_in()
        return made

    say("Ziekteverzuim")
    for title in ("Over verzuim", "Weer verzuim", "De ziekte", "Deze ziekte"):
        say(title)
    assert "Ziekteverzuim" not in titles(AnonymousUser(), "verzuim")

    learn()
    take_in()

    assert "Ziekteverzuim" in titles(AnonymousUser(), "verzuim")


def test_of_what_words_are_made_is_asked_once_and_again_when_many_came() -> None:
    make_topic("De ziekte", body="Over verzuim")
    take_in()
    asked = []
    for begin in (lambda: None, lambda: None, lexicon.forget):
        begin()
        with CaptureQueriesContext(connection) as queries:
            assert set(lexicon.around(["ziekteverzuim"])) == {"ziekte", "verzuim"}
        asked.append(len(queries))
    assert asked == [1, 0, 1]


def test_only_many_more_words_are_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "FEWEST", 1)
    make_topic("Koffie of thee", body="Koffie of thee?")
    make_topic("Thee of koffie", body="Thee of koffie?")
    take_in()
    learn()
    known = Vocabulary.objects.get().words
    Sweep.objects.all().delete()

    learn()
    assert (Vocabulary.objects.get().words, Sweep.objects.count()) == (known, 0)


def test_a_few_words_are_none() -> None:
    make_topic()
    take_in()
    learn()
    assert not Vocabulary.objects.exists()
