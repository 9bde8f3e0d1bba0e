"""Every journey by keyboard alone: nobody touches a mouse in this file, and the focus is seen wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.browser.hands import SEEN, Hands
from tests.browser.visitor import PHONE, Visitor
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group, JoinRequest
from zwerm.groups.samples import make_group
from zwerm.members.models import Invitation
from zwerm.members.samples import make_community, make_member
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]
PASSWORD = "de zon schijnt laag"


@pytest.fixture
def cast() -> SimpleNamespace:
    anna = make_member("Anna", language="en", password=PASSWORD)
    make_community(first=anna, joining="open")
    carla, daan = make_member("Carla", language="en"), make_member("Daan", language="en")
    group = make_group("Leren op het werk", owner=carla, members=(daan,))
    make_group("Intervisie", owner=carla)
    topic = make_topic(group=group, by=carla, kind=Topic.Kind.QUESTION)
    return SimpleNamespace(anna=anna, carla=carla, daan=daan, group=group, topic=topic)


def hands(visitor: Visitor, address: str) -> Hands:
    visitor.page.emulate_media(reduced_motion="reduce")  # a page that still scrolls is not judged
    page = visitor.open(address)
    if page.locator("[data-editor]").count():
        page.locator("[data-editor=ready]").wait_for()
    return Hands(page)


def test_somebody_signs_in_with_a_password(visitor: Come, cast: SimpleNamespace) -> None:
    anna = hands(visitor(locale="en-GB"), "/account/login/")
    anna.page.locator("details.more summary").wait_for()
    while anna.here() != "With a password":
        anna.keyboard.press("Tab")
    anna.keyboard.press("Enter")
    anna.write("Your mail address", "anna@example.org", within="details.more")
    anna.page.keyboard.press("Tab")
    anna.keyboard.type(PASSWORD)
    anna.keyboard.press("Enter")
    anna.page.wait_for_url(lambda address: "/account/" not in address)


def test_somebody_becomes_a_member_with_a_code_from_their_mail(visitor: Come, cast: SimpleNamespace) -> None:
    iris = hands(visitor(locale="en-GB"), "/account/signup/")
    iris.write("Mail address", "iris@example.org")
    iris.write("Name", "Iris")
    iris.do("button", "Become a member")
    iris.page.wait_for_url("**/confirm-email/**")
    code = re.search(r"^ +(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert code
    iris.write("Code", code[1])
    iris.keyboard.press("Enter")
    iris.page.wait_for_url(lambda address: "/account/" not in address)


def test_somebody_joins_a_group_and_asks_there(visitor: Come, cast: SimpleNamespace) -> None:
    daan = hands(visitor(cast.daan), "/groups/intervisie/")
    daan.do("link", "Skip to the page")
    daan.do("button", "Join")
    expect(daan.page.get_by_role("link", name="Start a conversation").first).to_be_visible()
    daan.do("link", "Start a conversation")
    daan.page.locator("[data-editor=ready]").wait_for()
    daan.to("radio", "Discussion", back=True)
    daan.keyboard.press("ArrowDown")
    daan.write("Title", "Wie weet raad?")
    daan.keyboard.press("Enter")  # on to the words
    daan.keyboard.type("Ik zoek iets. Zie @car")
    daan.page.wait_for_load_state("networkidle")
    daan.page.locator("[role=option][aria-selected=true]").wait_for()
    daan.keyboard.press("Enter")
    daan.to("button", "Preview", back=True)
    daan.keyboard.press("Enter")
    expect(daan.page.locator(".editor-preview a", has_text="@carla")).to_be_visible()
    daan.keyboard.press("Control+Enter")
    expect(daan.page.get_by_role("heading", level=1)).to_have_text("Wie weet raad?")
    post = Post.objects.get(topic__title="Wie weet raad?")
    assert (post.topic.kind, post.mentions.get().member) == ("question", cast.carla)


def test_somebody_quotes_thanks_edits_removes_and_brings_back(visitor: Come, cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.carla, body="Wissel van gastheer.")
    daan = hands(visitor(cast.daan), cast.topic.get_absolute_url())
    daan.do("button", "Thanks to Carla for this post", within="#post-2")
    expect(daan.page.locator("#post-2 .thanks")).to_be_visible()
    assert daan.here() == "Thanks to Carla for this post", "the focus stays on what one pressed"
    assert Reaction.objects.count() == 1
    daan.keyboard.press("Tab")
    while "More about" not in daan.here():
        daan.keyboard.press("Tab")
    daan.keyboard.press("Enter")
    daan.keyboard.press("Escape")
    assert "More about" in daan.here(), "Escape closes the menu and leaves one at it"
    daan.keyboard.press("Enter")
    daan.do("button", "Quote", within="#post-2")
    daan.keyboard.type("Dat doen wij ook.")
    daan.keyboard.press("Control+Enter")
    expect(daan.page.locator("#post-3 blockquote")).to_have_text("Wissel van gastheer.")
    more(daan, "#post-3")
    daan.do("link", "Edit", within="#post-3")
    daan.page.locator("[data-editor=ready]").wait_for()
    daan.write("Your post", "Nu anders.")
    daan.keyboard.press("Control+Enter")
    expect(daan.page.locator("#post-3")).to_contain_text("Nu anders.")
    more(daan, "#post-3")
    daan.do("button", "Remove", within="#post-3")
    expect(daan.page.locator("#said")).to_have_text("Removed. You can bring it back where it stood.")
    daan.do("button", "Bring it back", within="#post-3")
    expect(daan.page.locator("#post-3 .prose")).to_have_text("Nu anders.")


def more(hands: Hands, post: str) -> None:
    while not (
        "More about" in hands.here() and hands.page.evaluate(f"document.activeElement.closest('{post}') !== null")
    ):
        hands.keyboard.press("Tab")
    hands.keyboard.press("Enter")


def test_who_asked_marks_the_solution(visitor: Come, cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.daan)
    carla = hands(visitor(cast.carla), cast.topic.get_absolute_url())
    carla.do("button", "The solution: the reply by Daan")
    expect(carla.page.get_by_role("heading", name="The solution, chosen by Carla")).to_be_visible()


def test_a_conversation_is_moved(visitor: Come, cast: SimpleNamespace) -> None:
    carla = hands(visitor(cast.carla), cast.topic.get_absolute_url())
    while carla.here() != "More about this conversation":
        carla.keyboard.press("Tab")
    carla.keyboard.press("Enter")
    carla.do("link", "Move", within="#topic-deeds")
    carla.to("combobox", "Group")
    carla.keyboard.type("Intervisie")
    carla.do("button", "Move")
    carla.page.wait_for_url(re.compile("/topics/"))
    expect(carla.page.get_by_role("navigation", name="Where you are")).to_contain_text("Intervisie")


def test_a_request_is_answered_and_somebody_is_invited(visitor: Come, cast: SimpleNamespace) -> None:
    Group.objects.filter(pk=cast.group.pk).update(joining="request")
    JoinRequest.ask(cast.group, by=make_member("Eva"))
    carla = hands(visitor(cast.carla), f"{cast.group.get_absolute_url()}requests/")
    carla.do("button", "Let Eva in")
    expect(carla.page.get_by_role("heading", name="Nobody waits for an answer")).to_be_visible()
    carla = hands(visitor(cast.carla), "/invitations/")
    carla.write("Mail addresses", "wim@example.org, lies@example.org")
    carla.do("button", "See first who is mailed")
    carla.do("button", "Send the invitations")
    carla.page.wait_for_url("**/invitations/")
    assert Invitation.objects.count() == 2


def test_arrows_walk_a_menu(visitor: Come, cast: SimpleNamespace) -> None:
    carla = hands(visitor(cast.carla), cast.topic.get_absolute_url())
    while carla.here() != "More about this conversation":
        carla.keyboard.press("Tab")
    carla.keyboard.press("ArrowDown")
    assert carla.here() == "Mute this conversation"
    carla.keyboard.press("ArrowUp")
    assert carla.here() == "Merge with another"
    carla.keyboard.press("Home")
    carla.keyboard.press("ArrowDown")
    assert carla.here() == "Keep as unread"
    carla.keyboard.press("Escape")
    assert carla.here() == "More about this conversation"


def test_single_keys_can_be_switched_off_and_the_help_is_still_found(visitor: Come, cast: SimpleNamespace) -> None:
    daan = hands(visitor(cast.daan), "/groups/")
    daan.keyboard.press("?")
    daan.to("checkbox", "Single keys do this on this device")
    daan.keyboard.press("Space")
    daan.keyboard.press("Escape")
    expect(daan.page.locator("#key-help")).to_be_hidden()
    daan.keyboard.press("?")
    daan.keyboard.press("c")
    assert daan.page.url.endswith("/groups/")
    expect(daan.page.locator("#key-help")).to_be_hidden()
    daan.do("button", "By keyboard")
    expect(daan.page.locator("#key-help")).to_be_visible()
    daan.keyboard.press("Escape")
    assert daan.here() == "By keyboard", "a dialog gives the focus back"


def test_nothing_lies_over_the_focus_on_a_phone(visitor: Come, cast: SimpleNamespace) -> None:
    for _ in range(6):
        make_reply(cast.topic, by=cast.carla, body="Een antwoord van enige lengte. " * 12)
    daan = hands(visitor(cast.daan, viewport=PHONE), cast.topic.get_absolute_url())
    stops: list[str] = []
    while len(stops) < 90:
        daan.keyboard.press("Tab")
        if daan.page.evaluate("document.activeElement === document.body"):
            break
        trouble = daan.page.evaluate(f"({SEEN})(document.activeElement)")
        stops.append(f"{daan.here()}: {trouble}" if trouble else "")
    assert [one for one in stops if one] == []
    assert len(stops) > 40
