"""What led to what: lines of the log that say which act of a keeper they follow, and those that do not."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.activity import memory
from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.models import Member
from zwerm.moderation import prompting
from zwerm.moderation.models import Hand, Prompt
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import signed_in


def question(cast: SimpleNamespace) -> Topic:
    """One that waits for two days."""
    return make_topic("Wie?", group=cast.group, by=cast.daan, kind="question", at=timezone.now() - timedelta(days=2))


def take_up(member: Member, row: str, **more: Any) -> Any:
    return signed_in(member).post("/desk/rows/", {"row": row}, **more)


def line_of(record: Post | Topic) -> Entry:
    verb = "post.written" if isinstance(record, Post) else "topic.started"
    return Entry.objects.get(verb=verb, subject_id=record.pk)


def asked_on(cast: SimpleNamespace, body: str = "Wie weet dit?") -> tuple[Topic, Post]:
    """Bram took a question up from his desk, and wrote."""
    topic = question(cast)
    assert take_up(cast.bram, f"unanswered {topic.pk}")["Location"] == f"{topic.get_absolute_url()}#answer"
    return topic, make_reply(topic, by=cast.bram, body=body)


def test_the_first_answer_to_what_a_keeper_took_up_says_so(cast: SimpleNamespace) -> None:
    topic, asked = asked_on(cast)

    first, second = make_reply(topic, by=cast.gijs), make_reply(topic, by=cast.fem)

    assert line_of(first).prompted_by == line_of(asked)
    assert line_of(second).prompted_by is None, "who comes after the first answers a member"
    assert line_of(asked).prompted_by is None


def test_a_reply_that_came_from_no_row_prompts_nobody(cast: SimpleNamespace) -> None:
    topic = question(cast)
    make_reply(topic, by=cast.bram)

    assert line_of(make_reply(topic, by=cast.gijs)).prompted_by is None


def test_each_who_is_named_from_the_desk_is_prompted_once(cast: SimpleNamespace) -> None:
    topic, asked = asked_on(cast, f"Weten @{cast.gijs.handle} of @{cast.carla.handle} dit?")

    answers = [make_reply(topic, by=each) for each in (cast.gijs, cast.carla, cast.gijs)]

    assert [line_of(each).prompted_by for each in answers] == [line_of(asked), line_of(asked), None]


def test_a_greeting_prompts_the_first_words_of_who_was_greeted_and_of_nobody_elsewhere(cast: SimpleNamespace) -> None:
    take_up(cast.bram, f"newcomers {cast.group.pk}")
    greeting = make_topic("Welkom", group=cast.group, by=cast.bram, body=f"Dag @{cast.daan.handle}, waar werk je aan?")

    first, second = (make_topic(f"Van mij {number}", group=cast.group, by=cast.daan) for number in range(2))

    assert line_of(first).prompted_by == line_of(greeting)
    assert line_of(second).prompted_by is None
    assert line_of(make_topic(group=cast.elsewhere, by=cast.eva)).prompted_by is None


def test_after_a_week_nothing_is_prompted_any_more(cast: SimpleNamespace) -> None:
    topic, _asked = asked_on(cast)
    later = timezone.now() + timedelta(days=7, minutes=1)

    assert line_of(topic.reply(by=cast.gijs, body="Nu pas.", at=later)).prompted_by is None

    Prompt.objects.update(at=timezone.now() - timedelta(days=8))
    Prompt.forget_past()
    assert not Prompt.objects.exists()


def test_a_wish_to_change_words_prompts_the_change_of_their_author_once_they_know(
    cast: SimpleNamespace, post: Post
) -> None:
    slip = make_decision(make_report(post, by=cast.gijs).case, "change", by=cast.bram, told=False)
    post.edit("Dit wist ik nog niet.", by=cast.daan)
    slip.tell()
    post.edit("Een boek over leren.", by=cast.daan)
    post.edit("Een goed boek over leren.", by=cast.daan)

    before, asked, after = Entry.objects.filter(verb="post.edited").order_by("pk")

    assert asked.prompted_by == Entry.objects.get(verb="case.decided")
    assert (before.prompted_by, after.prompted_by) == (None, None)


@pytest.mark.parametrize("row", ["", "unanswered", "unanswered 0", "unanswered nul", "nothing 1", "moderation 1"])
def test_a_row_that_is_not_on_my_desk_cannot_be_taken_up(cast: SimpleNamespace, row: str) -> None:
    assert take_up(cast.bram, row)["Location"] == "/desk/"
    assert not Hand.objects.exists()


def test_a_row_of_another_group_is_not_on_my_desk(cast: SimpleNamespace) -> None:
    asked = make_topic(group=cast.elsewhere, by=cast.eva, kind="question", at=timezone.now() - timedelta(days=2))

    take_up(cast.bram, f"unanswered {asked.pk}")

    assert not Hand.objects.exists()
    assert take_up(cast.daan, f"unanswered {asked.pk}").status_code == 403


def test_two_keepers_do_not_take_up_the_same_row_unless_one_takes_it_over(cast: SimpleNamespace) -> None:
    topic, row = question(cast), "unanswered {}"
    take_up(cast.bram, row.format(topic.pk))

    page = signed_in(cast.fem).get("/desk/").content.decode()
    assert "Bram is busy with this" in page
    assert take_up(cast.fem, row.format(topic.pk))["Location"] == "/desk/"
    assert Hand.objects.get().by == cast.bram
    taken = signed_in(cast.fem).post("/desk/rows/?over=1", {"row": row.format(topic.pk)})

    assert taken["Location"] == f"{topic.get_absolute_url()}#answer"
    assert Hand.objects.get().by == cast.fem
    assert "busy with this" not in signed_in(cast.fem).get("/desk/").content.decode()


def test_what_somebody_did_meanwhile_is_not_taken_up(cast: SimpleNamespace) -> None:
    topic = question(cast)
    make_reply(topic, by=cast.fem)

    answer = signed_in(cast.bram).post("/desk/rows/", {"row": f"unanswered {topic.pk}"}, follow=True)

    assert "That was done meanwhile" in answer.content.decode()
    assert not Hand.objects.exists()


def test_a_hand_holds_half_an_hour(cast: SimpleNamespace) -> None:
    topic = question(cast)
    take_up(cast.bram, f"unanswered {topic.pk}")
    Hand.objects.update(until=timezone.now() - timedelta(seconds=1))

    make_reply(topic, by=cast.bram)

    assert not Prompt.objects.exists()
    Hand.forget_past()
    assert not Hand.objects.exists()


def test_who_posts_asks_nothing_for_it(cast: SimpleNamespace) -> None:
    asked_on(cast)
    with memory.request():
        prompting.look(cast.gijs, place=cast.group)
        with CaptureQueriesContext(connection) as queries:
            prompting.look(cast.gijs, place=cast.group)
    assert len(queries) == 0


def test_a_move_to_a_section_prompts_what_its_author_begins_there_next(cast: SimpleNamespace) -> None:
    """The house shows where such words belong; what others say in the moved conversation nobody asked for."""
    advert = make_topic("Mijn boek", group=cast.group, by=cast.daan)
    decision = make_decision(make_report(advert.posts.get(), by=cast.gijs).case, "promotions", by=cast.bram)
    line = Entry.objects.get(verb="case.decided")

    reply = make_reply(advert, by=cast.gijs)
    theirs = make_topic("Mijn blad", group=cast.group, by=cast.gijs, section="promotions")
    elsewhere = make_topic("Hoe leer jij?", group=cast.group, by=cast.daan)
    first, second = (make_topic(each, group=cast.group, by=cast.daan, section="promotions") for each in ("1", "2"))

    assert decision.told_at is not None
    assert [line_of(each).prompted_by for each in (reply, theirs, elsewhere, second)] == [None] * 4
    assert line_of(first).prompted_by == line
