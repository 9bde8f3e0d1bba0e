"""Nothing moves under a reader: not when the face comes, nor pictures, nor a script, on a slow network and with an empty cache."""

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.visitor import PHONE, WIDE, Visitor
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.media.models import Upload
from zwerm.media.samples import picture_file
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)

#: A share of the screen that moved, times how far it went; 0.1 is what is commonly called good. A face that arrives in the first
#: tenth of a second may still take its place, which is less than this.
MOST = 0.005
SLOW = {"offline": False, "latency": 60, "downloadThroughput": 300_000, "uploadThroughput": 300_000}
WATCH = """
window.moved = [];
new PerformanceObserver(seen => {
  for (const shift of seen.getEntries()) {
    if (!shift.hadRecentInput) window.moved.push([shift.value, ...shift.sources.map(one => one.node?.textContent?.slice(0, 40))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
#: Something that comes in once the page has been drawn, however long that took.
LATE = """
window.whole = false;
const drawn = then => requestAnimationFrame(() => requestAnimationFrame(then));
addEventListener("load", () => drawn(() => {
  document.querySelector("main").prepend("x", document.createElement("hr"));
  drawn(() => { window.whole = true; });
}));
"""
#: Playwright's own way of waiting makes code of words, which the content security policy of our pages forbids.
WHOLE = (
    "new Promise(done => { const look = () => window.whole === false ? setTimeout(look, 20) : done(null); look(); })"
)
FOR_MEMBERS = [
    "/", "/groups/", "/groups/intervisie/", "/groups/intervisie/people/", "/groups/intervisie/topics/", "/members/carla/",
    "/members/", "/new/", "/me/", "/invitations/", "/console/", "/console/parts/", "{topic}", "{topic}?page=2", "/nothing/",
]  # fmt: skip
FOR_STRANGERS = ["/", "/account/login/", "/account/signup/", "/groups/", "{topic}", "/nothing/"]


@pytest.fixture
def carla() -> Member:
    carla = make_member("Carla", helps_with="Meten wat helpt")
    make_community(first=carla, joining="open")
    return carla


@pytest.fixture
def topic(carla: Member) -> Topic:
    """A conversation of two pages, with a wide picture in the question and a high one in a reply."""
    group = make_group("Intervisie", owner=carla, visibility="public")
    wide, high = (Upload.bring(picture_file(width=w, height=h), by=carla) for w, h in ((1600, 700), (500, 1400)))
    topic = make_topic(group=group, by=carla, body=f"Kijk eens:\n\n{wide.markdown}\n\nWat *zie* je?", kind="question")
    for number in range(22):
        make_reply(
            topic, by=carla, body=high.markdown if number == 2 else f"**Antwoord** {number}, en nog meer woorden."
        )
    return topic


def movements(visitor: Visitor, address: str) -> list[object]:
    """What moved on the page that was not moved by hand, while it came in and while one scrolled through it."""
    page = visitor.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", SLOW)
    visitor.open(address)
    page.evaluate(WHOLE)
    for _ in range(3):
        page.mouse.wheel(0, 1200)
        page.wait_for_timeout(150)
    page.evaluate("document.fonts.ready.then(() => null)")
    moved: list[list[object]] = page.evaluate("window.moved")
    session.detach()
    return [one for one in moved if float(str(one[0])) > MOST]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("who", ["member", "stranger"])
def test_no_page_moves_under_a_reader(
    visitor: Callable[..., Visitor], carla: Member, topic: Topic, who: str, size: ViewportSize
) -> None:
    reader = visitor(carla if who == "member" else None, viewport=size)
    reader.page.add_init_script(WATCH)
    addresses = FOR_MEMBERS if who == "member" else FOR_STRANGERS

    found = {address: movements(reader, address.format(topic=topic.get_absolute_url())) for address in addresses}

    assert {address: moved for address, moved in found.items() if moved} == {}
    reader.forgive("status of 404")


def test_what_moves_is_seen(visitor: Callable[..., Visitor], topic: Topic) -> None:
    stranger = visitor(viewport=WIDE)
    stranger.page.add_init_script(WATCH + LATE)

    assert movements(stranger, topic.get_absolute_url()) != []
