"""A moderator clears a queue of ten reports by keyboard alone; an author objects, and another person hears them."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hands
from tests.browser.looking import barriers
from tests.browser.visitor import Visitor
from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.models import Case, Decision
from zwerm.moderation.samples import make_report

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]
#: One key for each report: five that are fine, three adverts, something unkind, something that has to be said another way.
KEYS = ["f", "f", "x", "f", "x", "f", "x", "w", "a", "f"]


@pytest.fixture
def cast() -> SimpleNamespace:
    anna = make_member("Anna", language="en")
    make_community(first=anna)
    carla, daan = make_member("Carla", language="en"), make_member("Daan", language="en")
    group = make_group("Leren op het werk", owner=carla, members=(daan,))
    bram, fem = make_moderator(group), make_moderator(group, "Fem")
    topic = make_topic(group=group, by=carla)
    return SimpleNamespace(anna=anna, carla=carla, daan=daan, bram=bram, fem=fem, group=group, topic=topic)


class Counting(Hands):
    """Somebody whose key presses are counted."""

    pressed = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.keyboard.press(key)


def test_a_moderator_clears_a_queue_of_ten_by_keyboard(
    visitor: Come, cast: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(10):
        make_report(make_reply(cast.topic, by=cast.daan, body=f"Antwoord {number}"), by=cast.carla)
    bram = Counting(visitor(cast.bram, locale="en-GB").open(cast.group.get_absolute_url() + "moderation/"))
    begun = time.monotonic()
    bram.press("o")
    for key in KEYS:
        button = bram.page.locator(f".case-buttons [data-key={key}]")
        button.wait_for()
        here = bram.page.url
        bram.press(key)
        expect(bram.page).not_to_have_url(here)
    bram.page.get_by_text("Nothing waits for a decision").wait_for()
    seconds, pressed = time.monotonic() - begun, bram.pressed
    bram.press("z")
    bram.page.locator(".case-buttons").wait_for()

    kinds = list(Decision.objects.standing().order_by("pk").values_list("kind", flat=True))
    assert kinds == ["fine", "fine", "remove", "fine", "remove", "fine", "remove", "warn", "change"]
    assert Case.objects.get(open=True).subject.body == "Antwoord 9"
    assert pressed == 11
    with capsys.disabled():
        sys.stdout.write(f"\nten reports: {pressed} key presses, {seconds:.1f} seconds without the time to think\n")


def test_a_moderator_greets_from_the_desk_by_keyboard_and_a_colleague_reads_so(
    visitor: Come, cast: SimpleNamespace
) -> None:
    page = visitor(cast.bram, locale="en-GB").open("/desk/")
    page.get_by_role("link", name="Daan").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_url("**/topics/?**")
    expect(page.get_by_label("Title")).to_have_value("Welcome, Daan")

    fem = visitor(cast.fem, locale="en-GB")
    expect(fem.open("/desk/").get_by_text("Bram is busy with this")).to_be_visible()
    assert list(barriers(fem.page)) == []


def test_single_keys_can_be_switched_off(visitor: Come, cast: SimpleNamespace) -> None:
    case = make_report(make_reply(cast.topic, by=cast.daan), by=cast.carla).case
    page = visitor(cast.bram, locale="en-GB").open(case.get_absolute_url())
    page.keyboard.press("?")
    page.get_by_label("Single keys do this on this device").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    page.reload()

    expect(page.locator(".case-buttons")).to_be_visible()
    assert Case.objects.get().open


def test_another_reason_brings_its_words_unless_somebody_wrote_their_own(visitor: Come, cast: SimpleNamespace) -> None:
    case = make_report(make_reply(cast.topic, by=cast.daan), by=cast.carla).case
    page = visitor(cast.bram, locale="en-GB").open(case.get_absolute_url())
    words = page.get_by_label("To the author")
    page.get_by_label("Unkind").check()
    expect(words).to_have_value(re.compile("^The tone of this"))

    words.fill("Zeg het anders.")
    page.get_by_label("Spam").check()
    expect(words).to_have_value("Zeg het anders.")


def test_several_are_chosen_and_removed_by_keyboard(visitor: Come, cast: SimpleNamespace) -> None:
    for number in range(3):
        make_report(make_reply(cast.topic, by=cast.daan, body=f"Antwoord {number}"), by=cast.carla)
    bram = Hands(visitor(cast.bram, locale="en-GB", reduced_motion="reduce").open("/moderation/"))
    for key in ("j", "s", "j", "s"):
        bram.keyboard.press(key)
    bram.do("button", "Remove what I chose")
    bram.page.locator("#messages").get_by_text("Decided.").wait_for()

    assert Case.objects.get(open=True).words == "Antwoord 2"


def test_an_author_objects_and_is_heard_by_another_person(visitor: Come, cast: SimpleNamespace) -> None:
    post = make_reply(cast.topic, by=cast.daan, body="In mijn boek staat hoe.")
    carla = visitor(cast.carla, locale="en-GB").open(post.get_absolute_url())
    carla.locator("#post-2 summary").click()
    carla.locator("#post-2").get_by_role("link", name="Report").click()
    carla.get_by_label("An advert").check()
    carla.get_by_role("button", name="Report it").click()
    carla.locator("#messages").get_by_text("you hear what they decide").wait_for()

    bram = visitor(cast.bram, locale="en-GB").open("/moderation/")
    bram.get_by_role("link", name="Begin with the first").click()
    bram.get_by_label("To the author").fill("Vertel liever wat erin staat.")
    bram.get_by_role("button", name="Remove").click()
    bram.get_by_text("Nothing waits for a decision").wait_for()
    Decision.objects.get().tell()

    daan = visitor(cast.daan, locale="en-GB").open("/")
    daan.get_by_role("link", name="Something was decided about your words").click()
    expect(daan.get_by_text("Vertel liever wat erin staat.")).to_be_visible()
    daan.get_by_label("Why is it not right?").fill("Het boek is gratis, en het antwoord staat erin.")
    daan.get_by_role("button", name="Object").click()
    daan.locator("#messages").get_by_text("Your objection is there.").wait_for()

    bram.reload()
    expect(bram.get_by_text("Nothing waits for a decision")).to_be_visible()
    fem = visitor(cast.fem, locale="en-GB").open("/moderation/")
    fem.get_by_role("link", name="Het boek is gratis").click()
    fem.get_by_label("The author is right").check()
    fem.get_by_label("Your answer to the author").fill("Je hebt gelijk.")
    fem.get_by_role("button", name="Answer").click()
    fem.locator("#messages").get_by_text("Answered.").wait_for()

    daan.reload()
    expect(daan.get_by_text("You were right: what was done has been put back.")).to_be_visible()
    assert not Post.objects.get(pk=post.pk).is_removed
