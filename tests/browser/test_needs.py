"""What some readers need, and paper: large or airy letters, few colours, a narrow screen, a letter that can be printed."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Maximiliaan-Alexander van Oudenbosch tot Nederveen en Wolferen-Achterbergsestraatweg"[:80]
#: WCAG 2.2, 1.4.12: what a reader may set without losing words.
AIRY = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                       p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
PAGES = ["/", "/groups/", "/groups/intervisie/", "/groups/intervisie/topics/", "/groups/intervisie/people/", "/new/", "/me/",
         "/invitations/", "/members/carla/", "/console/", "/console/parts/", "{topic}"]  # fmt: skip


@pytest.fixture
def carla() -> Member:
    carla = make_member("Carla")
    make_community(first=carla)
    return carla


@pytest.fixture
def topic(carla: Member) -> Topic:
    group = make_group("Intervisie", owner=carla, members=(make_member(LONG),))
    topic = make_topic(
        group=group, by=carla, title="Wat doe je als niemand iets zegt? " * 4, body="Zie [dit](https://example.org/x)."
    )
    make_reply(topic, by=group.memberships.exclude(member=carla).get().member, body="Wachten.")
    return topic


@pytest.mark.parametrize("width", [320, 640, 2560])
def test_airy_letters_and_any_width_keep_every_page_in_its_frame(
    visitor: Callable[..., Visitor], carla: Member, topic: Topic, width: int
) -> None:
    """320 px is a phone, or 1280 px at 400 %; 640 px is 1280 px at 200 %."""
    reader = visitor(carla, viewport={"width": width, "height": 800})
    wide = []
    for address in PAGES:
        page = reader.open(address.format(topic=topic.get_absolute_url()))
        wide += [address] if page.evaluate(SIDEWAYS) else []
        page.evaluate(AIRY)
        wide += [f"{address} airy"] if page.evaluate(SIDEWAYS) else []
    assert wide == []


def test_a_conversation_is_a_letter_on_paper(visitor: Callable[..., Visitor], carla: Member, topic: Topic) -> None:
    page = visitor(carla).open(topic.get_absolute_url())
    assert not page.locator(".on-paper").is_visible()
    page.emulate_media(media="print")
    assert topic.get_absolute_url() in page.locator(".on-paper").inner_text()
    assert page.get_by_text(LONG).first.is_visible()
    date = page.locator(".post-head time").first
    assert date.evaluate("one => getComputedStyle(one, '::after').content") == f'"{date.get_attribute("title")}"'
    link = page.locator(".prose a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://example.org/x" in link
    assert [
        part for part in (".side", ".bar", ".foot", ".editor", ".deeds") if page.locator(part).first.is_visible()
    ] == []


def test_who_sees_few_colours_sees_what_is_new(visitor: Callable[..., Visitor], carla: Member, topic: Topic) -> None:
    page = visitor(carla, forced_colors="active").open("/")
    dot = page.locator(".dot").first
    assert dot.evaluate("one => getComputedStyle(one).backgroundColor") != page.locator("body").evaluate(
        "one => getComputedStyle(one).backgroundColor"
    )


def test_who_wants_more_contrast_reads_quiet_words_as_soft_ones(visitor: Callable[..., Visitor], topic: Topic) -> None:
    colours = []
    for contrast in ("no-preference", "more"):
        page = visitor(contrast=contrast, color_scheme="light").open("/account/login/")
        colours.append(page.locator(".foot").evaluate("one => getComputedStyle(one).color"))
    assert colours[0] != colours[1]


def test_who_wants_less_motion_sees_none(visitor: Callable[..., Visitor], topic: Topic) -> None:
    page = visitor(reduced_motion="reduce").open("/account/login/")
    lasting = (
        "() => [...document.querySelectorAll('*')].map(one => parseFloat(getComputedStyle(one).transitionDuration))"
    )
    assert max(page.evaluate(lasting)) < 0.001
