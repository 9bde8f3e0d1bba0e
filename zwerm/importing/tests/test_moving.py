"""An archive moves in: what comes, once, and on where it stopped."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from zwerm.activity.models import Entry
from zwerm.discussions.models import Mention, Post, Topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.importing import moving
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import Import
from zwerm.importing.moving import Move
from zwerm.importing.samples import move_in, silent
from zwerm.importing.tests.dumps import answer, comment, day, question, small_dump, user, write_dump
from zwerm.importing.tests.everything import every_row
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Member:
    return make_administrator("Anna")


def test_a_question_becomes_a_topic_with_its_answers_and_comments_in_order_of_date(
    anna: Member, tmp_path: Path
) -> None:
    move_in(small_dump(tmp_path), by=anna)

    topic = Topic.objects.get(title="How do we begin")
    posts = list(topic.posts.order_by("number"))
    assert (topic.kind, topic.author.name, topic.created_at) == (
        "question",
        "Ada",
        datetime(2020, 3, 2, 12, tzinfo=UTC),
    )
    assert [post.body for post in posts] == [
        "How do we begin, in full.",
        "Which *kind* of beginning?",
        "Answer 12.",
        "Answer 11.",
        r"\@Ben thanks",
    ]
    assert [post.number for post in posts] == [1, 2, 3, 4, 5]
    assert [post.reply_to for post in posts] == [None, None, None, None, posts[2]]
    assert posts[1].html == "<p>Which <em>kind</em> of beginning?</p>\n"
    assert (topic.last_post, topic.last_number, topic.excerpt) == (posts[4], 5, "How do we begin, in full.")
    assert topic.last_post_at == datetime(2020, 3, 4, 12, tzinfo=UTC)


def test_the_accepted_answer_is_the_solution_and_a_closed_question_is_closed(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path), by=anna)

    solved, closed = Topic.objects.order_by("created_at")
    assert solved.solution == solved.posts.get(body="Answer 12.")
    assert not solved.is_closed
    assert closed.closure.at == datetime(2020, 3, 8, 12, tzinfo=UTC)
    assert closed.closure.by is None


def test_authors_become_profiles_that_nobody_claimed_yet_and_cannot_sign_in(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path / "my_site"), by=anna)

    people = Member.objects.filter(standing=Member.Standing.PLACEHOLDER).order_by("pk")
    assert [person.name for person in people] == ["Community", "Ada", "Ben", "Cas", "user77"]
    assert not any(person.has_usable_password() or person.email for person in people)
    group = Group.objects.get(name="My site")
    assert {one.member.name for one in group.memberships.all()} == {"Anna", "Community", "Ada", "Ben", "Cas"}
    assert group.member_count == 5


def test_the_log_tells_it_as_of_then_and_as_imported(anna: Member, tmp_path: Path) -> None:
    group = make_group(owner=anna)
    before = Entry.objects.count()

    move_in(small_dump(tmp_path), by=anna, group=group)

    entries = Entry.objects.order_by("pk")[before:]
    assert {entry.source for entry in entries} == {"import"}
    by_verb = {verb: [entry for entry in entries if entry.verb == verb] for verb in {entry.verb for entry in entries}}
    assert {verb: len(found) for verb, found in by_verb.items()} == {
        "member.imported": 5,
        "group.joined": 4,
        "topic.started": 2,
        "post.written": 4,
        "solution.marked": 1,
        "topic.closed": 1,
        "import.finished": 1,
    }
    assert [entry.at.day for entry in by_verb["post.written"]] == [2, 3, 3, 4]
    solved = by_verb["solution.marked"][0]
    assert (str(solved.actor), str(solved.target), solved.at.day) == ("Ada", "Ben", 5)


def test_nobody_here_is_named_and_nothing_is_thanked(anna: Member, tmp_path: Path) -> None:
    make_member("Ben")

    move_in(small_dump(tmp_path), by=anna)

    assert not Mention.objects.exists()
    assert not Entry.objects.filter(verb__contains="thanks").exists()


def test_the_same_dump_again_changes_nothing(anna: Member, tmp_path: Path) -> None:
    dump = small_dump(tmp_path)
    first = move_in(dump, by=anna)
    before = every_row()

    second = move_in(dump, by=anna)

    assert every_row() == before
    assert sum(second.new.values()) == 0
    assert second.known == first.new


def test_a_dry_run_says_the_same_as_a_real_one_and_writes_nothing(anna: Member, tmp_path: Path) -> None:
    dump = small_dump(tmp_path)
    before = every_row()

    told = list(move_in(dump, by=None, dry_run=True).lines())

    assert every_row() == before
    assert told == list(move_in(dump, by=anna).lines())


def test_a_later_dump_brings_only_what_is_new(anna: Member, tmp_path: Path) -> None:
    users = [user(-1, "Community"), user(1, "Ada"), user(2, "Ben")]
    old = write_dump(tmp_path / "old", users=users, posts=[question(10, "First"), answer(11, 10)])
    later = write_dump(
        tmp_path / "later",
        users=[*users, user(3, "Cas")],
        posts=[
            question(10, "First", AcceptedAnswerId="11", ClosedDate=day(9)),
            answer(11, 10),
            answer(12, 10, by=3, at=day(7)),
            question(20, "Second", at=day(8)),
        ],
        comments=[comment(1, 12, "Thanks", at=day(8))],
    )
    move_in(old, by=anna)

    report = move_in(later, by=anna)

    assert +report.new == {"person": 1, "question": 1, "answer": 1, "comment": 1, "solution": 1, "closure": 1}
    topic = Topic.objects.get(title="First")
    assert [post.body for post in topic.posts.order_by("number")] == [
        "First, in full.",
        "Answer 11.",
        "Answer 12.",
        "Thanks",
    ]
    assert topic.posts.get(number=4).reply_to == topic.posts.get(number=3)
    assert (topic.solution, topic.is_closed, topic.last_number) == (topic.posts.get(number=2), True, 4)
    assert Import.objects.count() == 1


def test_what_members_decided_since_stays(anna: Member, tmp_path: Path) -> None:
    users = [user(1, "Ada"), user(2, "Ben")]
    posts = [question(10, "First"), answer(11, 10), answer(12, 10)]
    move_in(write_dump(tmp_path, users=users, posts=posts), by=anna)
    topic = Topic.objects.get()
    topic.mark_solution(topic.posts.get(number=3), by=anna)
    write_dump(tmp_path, users=users, posts=[question(10, "First", AcceptedAnswerId="11"), *posts[1:]])

    move_in(tmp_path, by=anna)

    topic.refresh_from_db()
    assert topic.solution == topic.posts.get(body="Answer 12.")


@pytest.mark.parametrize("stop_after", [1, 2, 3, 5])
def test_a_stopped_import_goes_on_where_it_was(
    anna: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_after: int
) -> None:
    dump = many_questions(tmp_path)
    monkeypatch.setattr(moving, "POSTS_AT_ONCE", 2)
    monkeypatch.setattr(moving, "PEOPLE_AT_ONCE", 2)
    heard: list[str] = []

    def stopping(doing: str, done: int, total: int) -> None:
        heard.append(doing)
        if len(heard) == stop_after:
            raise KeyboardInterrupt

    archive = FORMATS["stackexchange"].open(dump, silent)
    with pytest.raises(KeyboardInterrupt):
        Move(archive, "stackexchange", None, "Work", anna, stopping).run()
    stopped = Import.objects.get()
    assert stopped.state == Import.State.STOPPED
    report = move_in(dump, by=anna)

    assert Import.objects.get().state == Import.State.DONE
    assert Topic.objects.count() == report.total("question") == 6
    assert Post.objects.count() == 12
    assert Member.objects.filter(standing=Member.Standing.PLACEHOLDER).count() == 3
    assert 0 < report.known["person"] <= 3


def test_an_import_that_was_killed_goes_on(anna: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = many_questions(tmp_path)
    monkeypatch.setattr(moving, "POSTS_AT_ONCE", 4)
    monkeypatch.setattr(Import, "stop", lambda row: None)  # a killed process says nothing any more

    def killed(doing: str, done: int, total: int) -> None:
        if doing == "conversations":
            raise KeyboardInterrupt

    archive = FORMATS["stackexchange"].open(dump, silent)
    with pytest.raises(KeyboardInterrupt):
        Move(archive, "stackexchange", None, "Work", anna, killed).run()
    assert (Import.objects.get().state, Topic.objects.count()) == (Import.State.RUNNING, 2)
    report = move_in(dump, by=anna)

    assert (report.known["question"], report.new["question"], Topic.objects.count()) == (2, 4, 6)
    assert Import.objects.get().state == Import.State.DONE


def test_the_same_place_in_a_second_group_keeps_its_people(anna: Member, tmp_path: Path) -> None:
    dump = small_dump(tmp_path)
    move_in(dump, by=anna)

    move_in(dump, by=anna, group=make_group("Another", owner=anna))

    assert Member.objects.filter(standing=Member.Standing.PLACEHOLDER).count() == 5
    assert Topic.objects.count() == 4
    assert Group.objects.get(name="Another").member_count == 5


def test_two_places_with_the_same_numbers_do_not_meet(anna: Member, tmp_path: Path) -> None:
    group = make_group(owner=anna)
    one = write_dump(tmp_path / "one", users=[user(1, "Ada")], posts=[question(1, "Here")])
    other = write_dump(tmp_path / "other", users=[user(1, "Zoë", CreationDate=day(7))], posts=[question(1, "There")])

    move_in(one, by=anna, group=group)
    move_in(other, by=anna, group=group)

    assert set(Topic.objects.values_list("title", "author__name")) == {("Here", "Ada"), ("There", "Zoë")}


@pytest.mark.parametrize("questions", [1, 30])
def test_one_conversation_and_thirty_cost_the_same_number_of_queries(
    anna: Member, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries, questions: int
) -> None:
    dump, group = many_questions(tmp_path, questions), make_group(owner=anna)

    with django_assert_num_queries(27):
        move_in(dump, by=anna, group=group)


def many_questions(folder: Path, count: int = 6) -> Path:
    """Questions with one answer each."""
    posts = [
        post
        for number in range(1, count + 1)
        for post in (question(number, f"Question {number}", at=day(2, 1)), answer(100 + number, number))
    ]
    return write_dump(folder, users=[user(1, "Ada"), user(2, "Ben"), user(3, "Cas")], posts=posts)
