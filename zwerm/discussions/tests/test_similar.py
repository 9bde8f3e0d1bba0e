"""Earlier conversations that are like the one somebody is about to start."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zwerm.discussions.models import Draft, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.similar import similar
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Member
from zwerm.members.samples import make_community, make_member
from zwerm.search.samples import take_in

pytestmark = pytest.mark.django_db

TITLES = (
    "Kort frequent verzuim bespreken",
    "Verzuimbeleid bij een klein team",
    "Verzuim in de zomer",
    "Fietsplan of leaseauto",
    "Wie gaat er naar het congres",
    "Rooster maken zonder ruzie",
)


@pytest.fixture
def carla() -> Member:
    make_community(first=make_member("Anna"))
    return make_member("Carla")


@pytest.fixture
def group(carla: Member) -> Group:
    group = make_group("HR", owner=carla)
    for title in TITLES:
        make_topic(title, group=group, by=carla, kind="question", body="Hoe doen jullie dat?")
    take_in()
    return group


def titles(said: str, person: Member) -> list[str]:
    return [topic.title for topic in similar(said, person)]


def test_what_says_most_of_a_title_is_like_it_and_the_rest_is_not(carla: Member, group: Group) -> None:
    assert titles("Hoe bespreek je kort frequent verzuim?", carla) == ["Kort frequent verzuim bespreken"]
    assert titles("Roosters: hoe maak je die zonder ruzie", carla) == ["Rooster maken zonder ruzie"]
    assert titles("Een cadeau voor een jubileum", carla) == []


def test_small_words_alone_are_like_nothing(carla: Member, group: Group) -> None:
    assert titles("Hoe doe je dat in een", carla) == []
    assert titles("", carla) == []


def test_what_says_the_same_comes_before_what_says_more_besides_and_before_what_was_solved(
    carla: Member, group: Group
) -> None:
    same = make_topic("Fietsplan aanvragen", group=group, by=carla, kind="question")
    solved = make_topic(
        "Fietsplan, lunch, parkeren en wat je nog kunt aanvragen", group=group, by=carla, kind="question"
    )
    solved.mark_solution(make_reply(solved, by=carla, body="Zo."), by=carla)
    take_in()

    assert similar("Hoe moet ik een fietsplan aanvragen?", carla)[:2] == [same, solved]


def test_of_those_that_are_alike_solved_ones_come_first_with_their_replies(carla: Member, group: Group) -> None:
    solved = Topic.objects.get(title="Verzuim in de zomer")
    solved.mark_solution(make_reply(solved, by=carla, body="Zo."), by=carla)
    make_reply(solved, by=carla, body="Ook zo.").remove(by=carla)
    found = similar("verzuim", carla)

    assert found[0].title == "Verzuim in de zomer"
    assert [topic.replies for topic in found] == [1, 0, 0]  # type: ignore[attr-defined]


def test_what_one_may_not_see_is_like_nothing(carla: Member, group: Group) -> None:
    eva, daan = make_member("Eva"), make_member("Daan")
    closed = make_group("Intervisie", owner=eva, visibility=Group.Visibility.HIDDEN)
    make_topic("Een jubileum vieren", group=closed, by=eva)
    take_in()

    assert titles("Jubileum vieren", eva) == ["Een jubileum vieren"]
    assert titles("Jubileum vieren", daan) == []
    Block.put_up(by=daan, against=carla)
    assert titles("Kort frequent verzuim", daan) == []
    Topic.objects.get(title="Fietsplan of leaseauto").posts.get(number=1).remove(by=carla)
    assert titles("Fietsplan of leaseauto", eva) == []


def test_no_more_than_five_are_shown_in_few_queries(
    carla: Member, group: Group, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_topic(f"Fietsplan {number}", group=group, by=carla)
    take_in()
    similar("Fietsplan", carla)

    with django_assert_max_num_queries(11):
        assert len(similar("Fietsplan", carla)) == 5


def test_the_page_asks_for_them_and_only_members_are_answered(carla: Member, group: Group) -> None:
    client = Client()
    assert client.get("/topics/similar/", {"q": "verzuim"}).status_code == 302
    client.force_login(carla)
    shown = client.get("/topics/similar/", {"q": "verzuim"}).content.decode()

    assert 'data-similar="/topics/similar/"' in client.get(f"/groups/{group.slug}/topics/").content.decode()
    assert 'data-says="3 eerdere gesprekken lijken hierop"' in shown
    assert client.get("/topics/similar/", {"q": "x" * 5000}).content.decode().strip() == ""


def test_who_goes_to_read_one_hears_on_that_page_that_the_words_are_kept(carla: Member, group: Group) -> None:
    client = Client()
    client.force_login(carla)
    client.put(f"/drafts/group:{group.pk}/", "x")  # nothing was written
    kept = {"_method": "PUT", "title": "Kort verzuim", "body": "Bij ons", "leaving": "yes"}
    client.post(f"/drafts/group:{group.pk}/", kept)
    shown = client.get(Topic.objects.get(title=TITLES[0]).get_absolute_url()).content.decode()

    assert Draft.objects.get().title == "Kort verzuim"
    assert f'<a href="/groups/{group.slug}/topics/">' in shown
