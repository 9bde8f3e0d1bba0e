"""What a screen reader is told: who, what and where, as the browser's accessibility tree has it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]

TOPIC = """
- link "Skip to the page"
- banner:
  - link "De Vakgenoten"
  - navigation "Main"
- main:
  - navigation "Where you are"
  - heading "Hoe houd je een intervisiegroep levend?" [level=1]
  - article "Carla":
    - heading "Carla" [level=2]
    - paragraph: Bij ons zakt het na een half jaar in. Wat werkt bij jullie?
    - button "Thanks to Carla for this post"
    - link "Reply to Carla"
  - region "Replies":
    - article "Bram":
      - heading "Bram" [level=2]
      - paragraph: Wissel elke maand van gastheer.
      - button "Thanks to Bram for this post"
      - 'button "This helped me: the reply by Bram"'
      - link "Reply to Bram"
  - heading "Reply" [level=2]
  - textbox "Your reply"
  - button "Post reply"
- contentinfo
- status
"""
GROUP = """
- main:
  - navigation "Where you are"
  - heading "Leren op het werk" [level=1]
  - navigation "In this group"
  - heading "What people talk about here" [level=2]
  - list:
    - listitem:
      - heading "Hoe houd je een intervisiegroep levend?" [level=3]
"""
HOME = """
- banner:
  - navigation "Main"
- main:
  - heading /Good .+ Daan/ [level=1]
  - heading "New for me" [level=2]
  - list:
    - listitem:
      - text: New for you
      - heading "Hoe houd je een intervisiegroep levend?" [level=3]
"""
WRITING = """
- main:
  - heading "Start a conversation in Leren op het werk" [level=1]
  - group "Kind":
    - radio "Discussion" [checked]
    - radio "Question"
    - radio "Blog"
  - textbox "Title"
  - toolbar "Formatting":
    - button "Bold"
    - button "Italic"
    - button "Link"
  - button "Picture or file"
  - button "Preview"
  - textbox "Your post"
  - paragraph: All members of De Vakgenoten can read this.
  - button "Post it"
"""


@pytest.fixture
def cast() -> SimpleNamespace:
    make_community()
    carla, daan = make_member("Carla"), make_member("Daan", language="en")
    group = make_group("Leren op het werk", owner=carla, members=(daan,))
    topic = make_topic(group=group, by=carla, kind=Topic.Kind.QUESTION)
    make_reply(topic, by=make_member("Bram"))
    return SimpleNamespace(carla=carla, daan=daan, group=group, topic=topic)


@pytest.mark.parametrize(
    ("address", "told"),
    [("topic", TOPIC), ("group", GROUP), ("/", HOME), ("writing", WRITING)],
    ids=["conversation", "group", "home", "writing"],
)
def test_a_page_tells_who_what_and_where(visitor: Come, cast: SimpleNamespace, address: str, told: str) -> None:
    addresses = {
        "topic": cast.topic.get_absolute_url(),
        "group": cast.group.get_absolute_url(),
        "writing": f"{cast.group.get_absolute_url()}topics/",
    }
    page = visitor(cast.daan).open(addresses.get(address, address))
    if page.locator("[data-editor]").count():
        page.locator("[data-editor=ready]").wait_for()
    expect(page.locator("body")).to_match_aria_snapshot(told)


def test_a_deed_is_heard_and_its_state_is_told(visitor: Come, cast: SimpleNamespace) -> None:
    page = visitor(cast.daan).open(cast.topic.get_absolute_url())
    page.get_by_role("button", name="Thanks to Bram for this post").click()
    expect(page.get_by_role("button", name="Thanks to Bram for this post", pressed=True)).to_be_focused()
    page.get_by_label("Your reply").fill("Dat doen wij ook.")
    page.get_by_role("button", name="Post reply").click()
    expect(page.locator("#said")).to_have_text("Your reply is there.")


def test_every_page_has_a_title_of_its_own(visitor: Come, cast: SimpleNamespace) -> None:
    daan = visitor(cast.daan)
    group = cast.group.get_absolute_url()
    addresses = ["/", "/new/", "/groups/", group, f"{group}about/", f"{group}people/", cast.topic.get_absolute_url()]
    addresses += [f"{group}topics/", "/members/", "/members/carla/", "/me/", "/drafts/", "/invitations/", "/me/data/"]
    titles = [daan.open(address).title() for address in addresses]
    assert len(set(titles)) == len(addresses), titles
