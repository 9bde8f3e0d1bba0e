"""What is found follows what is said: written, edited, removed, moved, renamed, hidden, left behind."""

from __future__ import annotations

import pytest

from zwerm.discussions import moves
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.privacy.leaving import leave
from zwerm.search import sweeping
from zwerm.search.models import Document, Word
from zwerm.search.samples import take_in, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    make_community(first=make_member("Anna"))
    return make_member("Carla")


@pytest.fixture
def group(carla: Member) -> Group:
    return make_group("Intervisie", owner=carla)


def test_a_post_is_found_by_its_words_and_by_the_title_above_it(carla: Member, group: Group) -> None:
    topic = make_topic("Verzuim terugdringen", group=group, by=carla, body="Wat werkt?")
    make_reply(topic, by=carla, body="Vroeg bellen.")
    take_in()

    assert titles(carla, "verzuim") == ["Verzuim terugdringen"]
    assert titles(carla, "verzuim bellen") == ["Verzuim terugdringen"]
    assert titles(carla, '"vroeg bellen"') == ["Verzuim terugdringen"]
    assert titles(carla, '"bellen vroeg"') == []


def test_what_was_edited_is_found_by_its_new_words_only(carla: Member, group: Group) -> None:
    post = make_topic("Vraag", group=group, by=carla, body="kalender").posts.get()
    take_in()
    post.edit("agenda", by=carla)
    take_in()

    assert (titles(carla, "kalender"), titles(carla, "agenda")) == ([], ["Vraag"])


def test_what_was_removed_is_not_found_until_it_is_restored(carla: Member, group: Group) -> None:
    topic = make_topic("Oproep", group=group, by=carla, body="fietsplan")
    make_reply(topic, by=carla, body="helmplicht")
    opening = topic.posts.get(number=1)
    take_in()
    opening.remove(by=carla)
    take_in()
    gone = titles(carla, "fietsplan"), titles(carla, "helmplicht")
    opening.restore(by=carla)
    take_in()

    assert gone == ([], [])
    assert titles(carla, "helmplicht") == ["Oproep"]


def test_what_was_renamed_moved_or_split_is_found_where_it_is(carla: Member, group: Group) -> None:
    elsewhere = make_group("Elders", owner=carla)
    topic = make_topic("Oude naam", group=group, by=carla, body="rooster")
    reply = make_reply(topic, by=carla, body="ploegendienst")
    take_in()
    topic.rename("Nieuwe naam", by=carla)
    moves.move(topic, elsewhere, "discussions", by=carla)
    moves.split(topic, [reply], "Apart", by=carla)
    take_in()

    assert titles(carla, "ploegendienst") == ["Apart"]
    assert titles(carla, "in:elders rooster nieuwe") == ["Nieuwe naam"]
    assert titles(carla, "in:intervisie rooster") == []
    assert titles(carla, "oude") == []


def test_a_group_that_closes_itself_off_is_found_by_who_is_in_it(carla: Member, group: Group) -> None:
    daan = make_member("Daan")
    make_topic("Vraag", group=group, by=carla, body="vertrouwelijk")
    take_in()
    before = titles(daan, "vertrouwelijk")
    group.change(by=carla, visibility=Group.Visibility.HIDDEN)
    at_once = titles(daan, "vertrouwelijk"), titles(daan, "intervisie")
    take_in()

    assert (before, at_once) == (["Vraag"], ([], []))
    assert titles(daan, "vertrouwelijk") == []
    assert titles(carla, "vertrouwelijk") == ["Vraag"]
    assert Document.objects.filter(marks__contains="=cmembers", source="discussions.post").count() == 0


def test_who_leaves_with_their_words_leaves_nothing_in_the_index(carla: Member, group: Group) -> None:
    daan = make_member("Daan", headline="Arbeidsdeskundige")
    make_reply(make_topic("Vraag", group=group, by=carla), by=daan, body="zeldzaamwoord")
    take_in()
    leave(daan, words=False)
    take_in()

    assert (titles(carla, "zeldzaamwoord"), titles(carla, "arbeidsdeskundige")) == ([], [])
    assert not Word.objects.filter(word__in=["zeldzaamwoord", "arbeidsdeskundige"]).exists()


def test_a_field_of_a_profile_is_found_by_who_may_read_it(carla: Member, group: Group) -> None:
    daan, eva = make_member("Daan", helps_with="salsadansen"), make_member("Eva")
    group.let_in(daan)
    daan.change_profile(field_audiences={"helps_with": "groups"})
    take_in()
    near, far = titles(carla, "salsadansen"), titles(eva, "salsadansen")
    daan.change_profile(field_audiences={"helps_with": "me"})

    assert (near, far) == (["Daan"], [])
    assert titles(carla, "salsadansen") == []  # before the index follows


def test_the_solution_of_a_question_comes_first(carla: Member, group: Group) -> None:
    topic = make_topic("Vraag", group=group, by=carla, kind="question", body="Hoe?")
    make_reply(topic, by=carla, body="Probeer het stoplicht.")
    solved = make_reply(topic, by=carla, body="Neem het stoplicht.")
    topic.mark_solution(solved, by=carla)
    take_in()

    assert titles(carla, "stoplicht solved:yes") == ["Vraag"]
    assert Document.objects.get(key=solved.pk, source="discussions.post").weight > 1


def test_a_rebuild_mends_what_is_wrong_and_goes_on_where_it_was_stopped(carla: Member, group: Group) -> None:
    for number in range(3):
        make_topic(f"Vraag {number}", group=group, by=carla, body="broodrooster")
    take_in()
    Document.objects.filter(source="discussions.post").update(body=" onzin ")
    Document.objects.create(source="discussions.post", key=10_000, thread=1, at=carla.joined_at, body=" spook ")
    told: list[tuple[str, int, int]] = []
    sweeping.rebuild(lambda source, done, total: told.append((source, done, total)))

    assert sorted(titles(carla, "broodrooster")) == ["Vraag 0", "Vraag 1", "Vraag 2"]
    assert not Document.objects.filter(key=10_000).exists()
    assert ("discussions.post", 4, 3) in told
