"""An import is taken back: all of it, and nothing of what members went on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.importing.models import Import
from zwerm.importing.report import Undone
from zwerm.importing.samples import move_in, silent
from zwerm.importing.tests.dumps import small_dump
from zwerm.importing.tests.everything import every_row
from zwerm.importing.undoing import undo
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator, make_member
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db

UNDONE = "import.undone"


@pytest.fixture
def anna() -> Member:
    return make_administrator("Anna")


def take_back(by: Member) -> Undone:
    return undo(Import.objects.get(), by=by, progress=silent)


@pytest.mark.parametrize("into_own_group", [True, False])
def test_an_untouched_import_leaves_one_line_in_the_log_and_nothing_else(
    anna: Member, tmp_path: Path, into_own_group: bool
) -> None:
    group = None if into_own_group else make_group("Here already", owner=anna)
    before = every_row()
    move_in(small_dump(tmp_path), by=anna, group=group)

    undone = take_back(anna)

    after = every_row()
    last = after["activity.Entry"].pop()
    assert after == before
    assert (last["verb"], last["actor_id"], last["data"]["topics"]) == (UNDONE, anna.pk, 2)
    assert undone == Undone(topics=2, people=5, group_removed=into_own_group)


def test_readers_of_the_log_may_have_read_it_in_between(anna: Member, tmp_path: Path) -> None:
    group = make_group("Here already", owner=anna)
    make_topic(group=group, by=anna, title="Ours")
    for reader in readers.registered():
        readers.catch_up(reader)
    group.refresh_from_db()
    talked = group.last_talk_at
    move_in(small_dump(tmp_path), by=anna, group=group)
    for reader in readers.registered():
        readers.catch_up(reader)

    take_back(anna)

    group.refresh_from_db()
    assert (group.last_talk_at, group.member_count) == (talked, 1)
    assert Topic.objects.get().title == "Ours"


def test_a_conversation_in_which_a_member_wrote_stays_with_its_people(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path), by=anna)
    topic = Topic.objects.get(title="What is this")
    topic.reply(by=make_member("Daan"), body="I know.")

    undone = take_back(anna)

    assert Topic.objects.get() == topic
    assert [post.author.name for post in topic.posts.order_by("number")] == ["user77", "Daan"]
    assert undone == Undone(topics=1, people=4, kept_topics=1, kept_people=1)
    assert Import.objects.get().state == Import.State.KEPT
    assert Entry.objects.filter(verb=UNDONE).get().data["kept"] == 1


def test_a_conversation_in_which_a_member_gave_thanks_stays(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path), by=anna)
    post = Post.objects.get(body="Answer 12.")
    Reaction.give("thanks", subject=post, giver=anna, receiver=post.author, place=post.topic.group)

    undone = take_back(anna)

    assert undone.kept_topics == 1
    assert Topic.objects.get() == post.topic


def test_what_was_kept_is_not_brought_twice_by_the_same_dump(anna: Member, tmp_path: Path) -> None:
    dump = small_dump(tmp_path)
    move_in(dump, by=anna)
    Topic.objects.get(title="What is this").reply(by=anna, body="I know.")
    take_back(anna)

    report = move_in(dump, by=anna)

    assert Topic.objects.count() == 2
    assert (report.new["question"], report.known["question"]) == (1, 1)


def test_a_group_in_which_somebody_came_stays(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path), by=anna)
    group = Import.objects.get().group
    group.let_in(make_member("Daan"))

    undone = take_back(anna)

    assert not undone.group_removed
    assert Group.objects.get() == group
    assert not Import.objects.exists()


def test_people_who_also_came_into_another_group_stay_there(anna: Member, tmp_path: Path) -> None:
    dump, other = small_dump(tmp_path), make_group("Another", owner=anna)
    move_in(dump, by=anna)
    first = Import.objects.get()
    move_in(dump, by=anna, group=other)
    before = set(other.memberships.values_list("member__name", flat=True))

    undo(first, by=anna, progress=silent)

    assert set(other.memberships.values_list("member__name", flat=True)) == before
    assert Topic.objects.filter(group=other).count() == Topic.objects.count() == 2
    assert Entry.objects.filter(verb="member.imported").count() == 5


def test_an_undo_that_broke_off_goes_on(anna: Member, tmp_path: Path) -> None:
    before = every_row()
    move_in(small_dump(tmp_path), by=anna)

    def stopping(doing: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo(Import.objects.get(), by=anna, progress=stopping)
    take_back(anna)

    after = every_row()
    after["activity.Entry"].pop()
    assert after == before
