"""The way in, and groups: founded, started, joined, asked into and kept, by hand in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import well_made
from tests.browser.visitor import Visitor
from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group, JoinRequest
from zwerm.groups.samples import make_group
from zwerm.home import start_code
from zwerm.members.models import Community, Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)

Visitors = Callable[..., Visitor]


@pytest.fixture
def carla() -> Member:
    carla = make_member("Carla Vermeer")
    make_community(first=carla, joining="open")
    return carla


@pytest.fixture
def group(carla: Member) -> Group:
    return make_group("Intervisie", owner=carla, joining="request", about="Wat hier gezegd wordt, *blijft hier*.")


def test_a_community_is_founded_on_one_page(visitor: Visitors, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    founder = visitor()
    page = founder.open(f"/start/?code={start_code.current()}")
    well_made(founder, "first-start")

    page.fill("[name=name]", "Werkvolk")
    page.fill("[name=purpose]", "Beter werk maak je samen.")
    page.fill("[name=audience]", "Wie het werk van anderen beter maakt")
    page.fill("[name=your_name]", "Anna de Vries")
    page.fill("[name=email]", "anna@example.org")
    page.fill("[name=password]", "paard batterij nietje klem")
    page.get_by_role("button", name="Open de community").click()
    page.wait_for_url("**/first-steps/")

    well_made(founder, "first-steps")
    community = Community.objects.get()
    assert (community.name, community.languages) == ("Werkvolk", ["nl"])
    assert Member.objects.get().holds("administrator")


def test_the_first_page_of_a_stranger(visitor: Visitors, carla: Member) -> None:
    make_topic("Wie leest er mee?", group=make_group(owner=carla, visibility="public"), by=carla)
    stranger = visitor()
    page = stranger.open("/")
    well_made(stranger, "welcome")

    assert page.get_by_role("link", name="Wie leest er mee?").is_visible()


def test_the_first_page_of_a_member(visitor: Visitors, group: Group, carla: Member) -> None:
    for name in ("Samira Vos", "Tom Prins"):
        JoinRequest.ask(group, by=make_member(name, helps_with="Roosters maken met een team."))
    reader = visitor(carla)
    page = reader.open("/")
    well_made(reader, "home")

    page.get_by_role("link", name="2 mensen willen meedoen met Intervisie").click()
    page.wait_for_url("**/requests/")


def test_somebody_starts_a_group(visitor: Visitors, carla: Member) -> None:
    starter = visitor(carla)
    page = starter.open("/groups/new/")
    well_made(starter, "start-a-group")

    page.fill("[name=name]", "Roosters")
    page.fill("[name=purpose]", "Roosters maken met een team, en niet voor een team.")
    page.get_by_label("Praktijk").check()
    page.get_by_label("Ik kijk elke week even").check()
    page.get_by_role("button", name="Begin deze groep").click()
    page.wait_for_url("**/groups/roosters/")
    assert page.get_by_role("heading", level=1).inner_text() == "Roosters"


def test_somebody_asks_to_join_and_is_let_in_with_a_word(visitor: Visitors, group: Group, carla: Member) -> None:
    daan = make_member("Daan Oosting")
    asker = visitor(daan)
    page = asker.open("/groups/intervisie/")
    page.get_by_role("link", name="Vraag of je mee mag doen").click()
    well_made(asker, "ask-to-join")
    page.fill("[name=message]", "Ik leid sinds kort een team.")
    page.get_by_role("button", name="Vraag of je mee mag doen").click()
    page.wait_for_url("**/groups/intervisie/")

    keeper = visitor(carla)
    page = keeper.open("/groups/intervisie/requests/")
    well_made(keeper, "requests")
    page.fill("[name=message]", "Welkom.")
    page.get_by_role("button", name="Laat Daan Oosting toe").click()
    page.get_by_role("heading", name="Niemand wacht op antwoord").wait_for()
    assert group.memberships.filter(member=daan).exists()


@pytest.mark.parametrize("page", ["about", "people", "settings", "roles", "invitations", "membership"])
def test_the_pages_of_a_group(visitor: Visitors, group: Group, carla: Member, page: str) -> None:
    group.let_in(make_member("Daan Oosting", headline="Maakt roosters met het team."))
    keeper = visitor(carla)
    keeper.open(f"/groups/intervisie/{page}/")
    well_made(keeper, f"group-{page}")


def test_a_name_and_a_title_without_a_space_fit_on_a_phone(visitor: Visitors, carla: Member) -> None:
    longest = make_member("Wolfeschlegelsteinhausen" * 3)
    group = make_group(owner=carla, members=(longest,))
    topic = make_topic("Arbeidsongeschiktheidsverzekering" * 4, group=group, by=longest)
    somebody = visitor(longest)
    pages = ("/", topic.get_absolute_url(), group.get_absolute_url(), longest.get_absolute_url(), "/me/")
    wide = [address for address in pages if somebody.open(address) and somebody.scrolls_sideways()]
    assert wide == []
