"""Hostile words on real pages in a real browser: nothing is carried out, no page breaks, and the words come back as they were."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.utils import timezone
from django.utils.text import Truncator

from tests.browser.visitor import PHONE, Visitor
from tests.hostile.data import commonmark, formulas, naughty, needed, scripts
from tests.hostile.strings import OURS
from tests.hostile.watching import SOURCES, Watch
from zwerm.core import markdown
from zwerm.discussions.models import Post, Topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator, make_community

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 30


class Shown:
    """A community in which every string is a title, a post, the name of a member and a draft."""

    def __init__(self, strings: Sequence[str]) -> None:
        self.strings = [one for one in strings if one.strip() and "\0" not in one]
        self.anna = make_administrator("Anna")
        make_community(first=self.anna)
        self.group = make_group("Overal", owner=self.anna)
        self.titles = [one for one in self.strings if len(one) <= 160]
        self.names = [" ".join(one.split()) for one in self.strings if len(one) <= 80]
        self.posts = self._write()
        Member.objects.bulk_create(
            Member(name=name, handle=f"lid-{number}", email=f"lid-{number}@example.org", headline=name)
            for number, name in enumerate(self.names)
        )

    def _write(self) -> list[Post]:
        """A conversation with every string as a post, and one for every string that can be a title."""
        begun = timezone.now() - timedelta(days=1)
        times = [begun + timedelta(milliseconds=number) for number in range(len(self.titles))]
        long = Topic.start(self.group, by=self.anna, title="Alles onder elkaar", body="Hier begint het.", kind="blog")
        topics = Topic.objects.bulk_create(
            Topic(
                group=self.group, author=self.anna, title=title.strip(), kind="blog", last_number=1, created_at=at,
                last_post_at=at, excerpt=Truncator(markdown.render(title).text).chars(200),
            )
            for title, at in zip(self.titles, times, strict=True)
        )  # fmt: skip
        Post.objects.bulk_create(_post(topic, 1, self.anna, topic.title) for topic in topics)
        Topic.objects.filter(pk=long.pk).update(last_number=len(self.strings) + 1, version=2)
        long.refresh_from_db()
        self.long = long
        return Post.objects.bulk_create(_post(long, at, self.anna, one) for at, one in enumerate(self.strings, 2))

    def addresses(self) -> list[str]:
        pages = (len(self.strings) + 1 - 1) // 20 + 1
        talk = [f"{self.long.get_absolute_url()}?page={page}" for page in range(1, pages + 1)]
        return [*talk, "/", "/groups/", "/new/", "/drafts/", "/console/members/"]


def _post(topic: Topic, number: int, author: Member, words: str) -> Post:
    return Post(topic=topic, number=number, author=author, body=words, html=markdown.render(words).html)


def every_page(visitor: Visitor, watch: Watch, address: str, shown: str) -> list[str]:
    """Look at a list from its first page to its last; the words of what it shows."""
    words: list[str] = []
    while address:
        watch.look(visitor.page, address)
        words += visitor.page.eval_on_selector_all(shown, "all => all.map(one => one.textContent)")
        older = visitor.page.eval_on_selector_all("a[href*='before=']", "all => all.map(one => one.href)")
        address = older[0] if older else ""
    return words


def missing(shown: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Which of the wanted words are not among the shown; white space is the browser's."""
    there = {" ".join(one.split()) for one in shown}
    return [one for one in wanted if " ".join(one.split()) not in there]


def read_back(visitor: Visitor, posts: Sequence[Post]) -> list[str]:
    """The posts whose words stand otherwise in the form in which they are changed."""
    visitor.page.goto("/")
    changed = []
    for start in range(0, len(posts), AT_ONCE):
        some = posts[start : start + AT_ONCE]
        back: list[str] = visitor.page.evaluate(SOURCES, [post.pk for post in some])
        wanted = [post.body.replace("\r\n", "\n").replace("\r", "\n") for post in some]
        changed += [one for one, came in zip(wanted, back, strict=True) if one != came]
    return changed


def show(come: Callable[..., Visitor], strings: Sequence[str]) -> tuple[Shown, Watch, dict[str, list[str]]]:
    shown, watch = Shown(strings), Watch()
    anna = come(shown.anna)
    watch.over(anna.page)
    anna.page.set_viewport_size(PHONE)
    for address in shown.addresses():
        watch.look(anna.page, address)
    titles = every_page(anna, watch, f"/groups/{shown.group.slug}/talk/discussions/", ".line-title a")
    names = every_page(anna, watch, "/members/", "main .who, main .line-title a, main h2 a")
    lost = {
        "titles": missing(titles, [one.strip() for one in shown.titles]),
        "names": missing(names, shown.names),
        "posts": read_back(anna, shown.posts),
    }
    return shown, watch, lost


def test_our_own_hostile_words_are_only_words(visitor: Any) -> None:
    _, watch, lost = show(visitor, OURS)

    assert watch.wrongs == []
    assert lost == {"titles": [], "names": [], "posts": []}


@needed
@pytest.mark.skipif("HOSTILE_SHARE" not in os.environ, reason="takes long; HOSTILE_SHARE=1 runs it, =10 a tenth")
def test_every_string_that_is_known_to_be_hostile_is_only_words(visitor: Any) -> None:
    markdowns = [unescape(str(one["markdown"])) for one in commonmark()]
    strings = [*scripts(), *naughty(), *formulas(), *markdowns, *OURS][:: int(os.environ["HOSTILE_SHARE"])]
    shown, watch, lost = show(visitor, strings)
    counts = f"{len(shown.strings)} posts, {len(shown.titles)} titles, {len(shown.names)} names"
    sys.stdout.write(f"{counts}; {watch.pages} pages; {len(watch.wrongs)} wrong; lost: {lost}\n")

    assert watch.wrongs == []
    assert not any(lost.values())
