"""What goes on without the core team: the published definition on a small world, and that nobody can be made out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.core.privacy_gate import CONTENT, quarter, wilson
from zwerm.discussions import questions_asked
from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.moderation.desk import effort, pictures
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.desk.taking_over import Reply, Thread, Window, fate, windows
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import signed_in

#: osr.toy: conversation, who, at which hour; 0 is the core team.
ACTS = [
    (0, 1, 0), (0, 2, 2), (1, 1, 0), (1, 0, 1), (1, 3, 5), (2, 0, 0), (2, 4, 1), (3, 2, 0), (4, 3, 0), (4, 0, 2),
    (5, 4, 0), (5, 4, 1), (5, 5, 30), (6, 5, 0), (6, 1, 192),
]  # fmt: skip
BEGIN = datetime(2026, 7, 6, 12, tzinfo=UTC)  # a Monday


def conversation(acts: Sequence[tuple[int, int, int]]) -> Thread:
    replies = [Reply(who, BEGIN + timedelta(hours=hour), who == 0) for _topic, who, hour in acts[1:]]
    return Thread(1, acts[0][1], BEGIN, acts[0][1] == 0, replies)


def test_the_share_without_the_core_team_is_as_defined() -> None:
    """osr.toy: 5 alive, OSR_con .4."""
    fates = [fate(conversation([act for act in ACTS if act[0] == topic])) for topic in range(7)]
    alive = [each for each in fates if each.alive]

    assert len(alive) == 5
    assert sum(each.careful for each in alive) / len(alive) == pytest.approx(0.4)


def asked(day: int, asker: int, helper: int, *, core: bool = False) -> Thread:
    at = BEGIN + timedelta(days=day)
    return Thread(1, asker, at, False, [Reply(helper, at + timedelta(hours=1), core)])


def seen(threads: Sequence[Thread], until: date = date(2026, 9, 30)) -> list[Window]:
    return windows(threads, since=date(2026, 7, 1), until=until, fewest=CONTENT)


def test_weeks_are_joined_until_enough_people_are_in_them() -> None:
    threads = [asked(day, day, 100 + day) for day in range(0, 28, 2)]

    found = seen(threads)

    assert [(each.begins, each.ends, each.ours, each.of) for each in found] == [
        (date(2026, 7, 6), date(2026, 7, 20), 7, 7),
        (date(2026, 7, 20), date(2026, 8, 3), 7, 7),
    ]
    assert found[0].share == wilson(7, 7)


@pytest.mark.parametrize(
    ("threads", "why"),
    [
        ([asked(day, day, 100 + day) for day in range(4)], "four people asked"),
        ([asked(day, 7, 100 + day) for day in range(20)], "one person asked"),
        ([asked(day, day, 100) for day in range(20)], "one member answered"),
        ([asked(day, day, 100 + day, core=day < 3) for day in range(20)], "three were answered by the core team"),
    ],
)
def test_what_would_point_at_somebody_is_not_told(threads: list[Thread], why: str) -> None:
    assert [each.share for each in seen(threads)] == [None], why
    assert [(each.of, each.ours) for each in seen(threads)] == [(0, 0)]


def test_where_the_core_team_answers_everything_the_share_is_nothing() -> None:
    (found,) = seen([asked(day, 1 + day, 0, core=True) for day in range(6)])

    assert (found.ours, found.of) == (0, 6)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12), st.integers(1, 12), st.booleans()), max_size=60),
    st.integers(14, 90),
)
@settings(max_examples=60, deadline=None)
def test_what_was_told_once_is_told_so_ever_after_and_no_two_windows_overlap(
    acts: list[tuple[int, int, int, bool]], day: int
) -> None:
    threads = [asked(at, asker, helper, core=core) for at, asker, helper, core in acts if asker != helper]
    early, late = seen(threads, BEGIN.date() + timedelta(days=day)), seen(threads, date(2026, 10, 8))

    assert [each for each in early if each.share] == [each for each in late if each.share][: len(told(early))]
    assert all(one.ends <= other.begins for one, other in pairwise(late))
    for each in told(late):
        assert each.of >= CONTENT
        assert each.ours == 0 or each.ours >= CONTENT
        assert each.of == each.ours or each.of - each.ours >= CONTENT


def told(found: Sequence[Window]) -> list[Window]:
    return [each for each in found if each.share]


def answered_questions(cast: SimpleNamespace, people: Sequence[Member], *, at: datetime) -> None:
    for asker, helper in zip(people, [*people[1:], people[0]], strict=True):
        topic = make_topic(group=cast.group, by=asker, kind="question", at=at)
        topic.reply(by=helper, body="Zo doen wij het.", at=at + timedelta(hours=1))


def test_my_page_tells_of_my_group_and_of_none_of_another(cast: SimpleNamespace) -> None:
    people = [make_member() for _ in range(6)]
    answered_questions(cast, people, at=middle_of_last_quarter())

    page = signed_in(cast.bram).get("/desk/effort/").content.decode()

    assert "<b>6 of 6</b> (61 to 100 %)" in page
    assert cast.elsewhere.name not in page
    assert "Too few people asked" not in page


def middle_of_last_quarter() -> datetime:
    this = quarter(timezone.localdate())
    return effort.midnight(quarter(this - timedelta(days=1))) + timedelta(days=40)


def test_a_role_counts_for_the_time_in_which_somebody_had_it(cast: SimpleNamespace) -> None:
    asked_then = make_topic(group=cast.group, by=cast.daan, kind="question", at=timezone.now() - timedelta(days=20))
    asked_then.reply(by=cast.bram, body="Zo.", at=timezone.now() - timedelta(days=19))
    asked_now = make_topic(group=cast.group, by=cast.daan, kind="question")
    asked_now.reply(by=cast.bram, body="Zo.")

    threads = questions_asked.read([cast.group.pk], timezone.now() - timedelta(days=30))

    assert [[reply.core for reply in thread.replies] for thread in threads] == [[True], [False]], (
        "Bram moderates since today"
    )


def test_what_a_keeper_prompted_is_not_of_members_alone(cast: SimpleNamespace) -> None:
    waits = make_topic(group=cast.group, by=cast.daan, kind="question", at=timezone.now() - timedelta(days=2))
    signed_in(cast.bram).post("/desk/rows/", {"row": f"newcomers {cast.group.pk}"})
    greeting = {"title": "Welkom", "body": f"Dag @{cast.gijs.handle}.", "kind": "discussion", "section": "discussions"}
    signed_in(cast.bram).post(f"/groups/{cast.group.slug}/topics/", greeting)
    waits.reply(by=cast.gijs, body="Ik weet het.")

    (thread,) = questions_asked.read([cast.group.pk], timezone.now() - timedelta(days=30))

    assert [reply.core for reply in thread.replies] == [True]


def test_each_act_of_mine_counts_once_and_a_newcomer_is_greeted_once(cast: SimpleNamespace) -> None:
    topic = make_topic(group=cast.group, by=cast.daan)
    for _ in range(2):
        topic.reply(by=cast.bram, body="Welkom.")
    make_topic(group=cast.group, by=cast.bram, body=f"Dag @{cast.gijs.handle} en @{cast.daan.handle}.")
    make_topic(group=cast.group, by=cast.bram)
    for kind in ("promotions", "fine"):
        make_decision(
            make_report(make_topic(group=cast.group, by=cast.daan).posts.get(), by=cast.gijs).case, kind, by=cast.bram
        )

    (*_before, this) = effort.weeks_of(cast.bram)

    assert dict(zip(effort.KINDS, this.counts, strict=True)) == {
        "answered": 1,
        "greeted": 2,
        "started": 1,
        "moved": 1,
        "decided": 1,
    }
    assert effort.weeks_of(cast.fem) == []


def test_the_page_asks_as_much_whatever_there_is(cast: SimpleNamespace) -> None:
    client = signed_in(cast.bram)
    client.get("/desk/effort/")
    few = queries(client)
    answered_questions(cast, [make_member() for _ in range(12)], at=timezone.now() - timedelta(days=20))
    client.get("/desk/effort/")

    assert few <= queries(client) <= 12


def queries(client: object) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        client.get("/desk/effort/")  # type: ignore[attr-defined]
    return len(asked_for)


def test_a_facilitator_reads_of_a_group_they_are_not_in_only_from_ten_people(cast: SimpleNamespace) -> None:
    answered_questions(cast, [make_member() for _ in range(6)], at=middle_of_last_quarter())

    (here,) = pictures.groups_of(Keeper(cast.anna))

    assert here.group == Group.objects.get(pk=cast.group.pk)
    assert here.latest is None
