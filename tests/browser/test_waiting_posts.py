"""A moderator tries rules and switches them on; a newcomer's first post waits, is let through by keyboard, and the newcomer hears it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.tests.conftest import hear

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]


def test_a_newcomers_first_post_waits_and_is_let_through_by_keyboard(visitor: Come) -> None:
    make_community(first=make_member("Anna", language="en"))
    carla, daan, eva = (make_member(name, language="en") for name in ("Carla", "Daan", "Eva"))
    group = make_group("Leren op het werk", owner=carla, members=(daan, eva))
    bram, topic = make_moderator(group), make_topic(group=group, by=carla)
    make_reply(topic, by=eva)

    keeper = visitor(bram, locale="en-GB").open(f"{group.get_absolute_url()}moderation/rules/")
    expect(keeper.locator(".trial-sum")).to_have_text(
        "1 of 2 posts would have waited. Taken away later: 0. Still there: 1."
    )
    keeper.get_by_label("three wait").check()
    expect(keeper.locator("#tried [name=first]")).to_have_value("3")
    keeper.get_by_role("button", name="Switch these rules on").click()
    keeper.locator("#messages").get_by_text("These rules hold from now on.").wait_for()

    newcomer = visitor(daan, locale="en-GB").open(topic.get_absolute_url())
    newcomer.get_by_label("Your reply").fill("Bij ons helpt soep vooraf.")
    newcomer.get_by_role("button", name="Post reply").click()
    expect(newcomer.get_by_text("Your post waits for a moderator of Leren op het werk.")).to_be_visible()
    expect(newcomer.get_by_text("soep vooraf")).to_be_visible()
    newcomer.get_by_role("link", name="Change it").click()
    newcomer.get_by_label("Your post").fill("Bij ons helpt een soep vooraf.")
    newcomer.get_by_role("button", name="Save").click()
    expect(newcomer.get_by_text("een soep vooraf")).to_be_visible()
    reader = visitor(eva, locale="en-GB").open(topic.get_absolute_url())
    expect(reader.get_by_text("soep vooraf")).to_have_count(0)

    keeper.goto(f"{group.get_absolute_url()}moderation/")
    keeper.keyboard.press("o")
    keeper.locator(".case-buttons [data-key=f]").wait_for()
    keeper.keyboard.press("f")
    keeper.get_by_text("Nothing waits for a decision").wait_for()
    assert Post.objects.get(author=daan).number == 3

    hear()
    newcomer.goto("/notices/")
    newcomer.get_by_role("link", name="A moderator let your post through").click()
    expect(newcomer.locator("#post-3").get_by_text("soep vooraf")).to_be_visible()
