"""What somebody may not see is not found, not counted and not suggested: in worlds made by chance, for everybody in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.worlds import Chance, Plan, plans, worlds
from zwerm.activity import memory
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.similar import similar
from zwerm.groups.models import Group
from zwerm.members.audiences import FIELDS, Audience
from zwerm.members.models import Block, Member
from zwerm.members.profile import cards
from zwerm.search import helping
from zwerm.search.filters import read
from zwerm.search.finding import find
from zwerm.search.mending import mended
from zwerm.search.models import Document
from zwerm.search.samples import take_in
from zwerm.search.suggesting import suggest

#: What is asked in each world: a word of every post, group and person, and one of each for itself.
QUESTIONS = ("overal", "overal geheim", "vraag", "geheim", "groep", "kind:question", "in:groep overal")
#: What all conversations are called.
TITLE = "Vraag overal"

chosen = st.lists(st.sampled_from(Audience.values), min_size=5, max_size=5)
changes = st.lists(st.sampled_from(["hidden", "members", "public", "move", "remove", "leave", "block"]), max_size=3)


def furnish(world: Chance, audiences: list[str]) -> None:
    """Words that everything here has, and fields of profiles for all sorts of circles."""
    for member, audience in zip(world.people, audiences, strict=False):
        fields = dict.fromkeys(("headline", "helps_with"), "overal geheim")
        member.field_audiences = {"headline": audience, "helps_with": audiences[-1]}
        Member.objects.filter(pk=member.pk).update(**fields, field_audiences=member.field_audiences)
    Post.objects.update(html="<p>overal geheim</p>")
    Topic.objects.update(title=TITLE, kind="question")
    Group.objects.update(purpose="overal geheim")


def change(world: Chance, what: str) -> None:
    """Something that changes who may see what, after the index was made and before it follows."""
    group, topic = world.groups[0], Topic.objects.order_by("pk").first()
    if what in Group.Visibility:
        Group.objects.filter(pk=group.pk).update(visibility=what)
    elif what == "move" and topic:
        Topic.objects.filter(pk=topic.pk).update(group=world.groups[-1])
    elif what == "remove" and topic:
        topic.posts.order_by("number")[0].remove(by=topic.author)
    elif what == "leave":
        group.memberships.all().delete()
    elif what == "block":
        Block.put_up(by=world.people[0], against=world.people[1])


def allowed(person: Any) -> set[str]:
    """The addresses of everything that `person` may find, by the doors of the rooms."""
    posts = Post.objects.visible_to(person).filter(deletion=None, topic__removed=False).select_related("topic")
    pages = Member.objects.visible_to(person)
    found = {post.get_absolute_url() for post in posts} | {post.topic.get_absolute_url() for post in posts}
    return found | {one.get_absolute_url() for one in (*Group.objects.visible_to(person), *pages)}


def leaks(person: Any) -> Iterator[str]:
    """What `person` is shown and may not see, and words of a profile that are not for them."""
    may = allowed(person)
    secret = {card.member.get_absolute_url() for card in cards(person, Member.objects.all()) if not reads(card)}
    for question in QUESTIONS:
        query = read(question, person)
        hits = [hit for one in find(query, person).hits for hit in (one.best, *one.others)]
        hits += [one.hit for one in suggest(question, person)]
        yield from (f"{question}: {hit.url} to {person}" for hit in hits if hit.url not in may)
        if "geheim" in question:
            yield from (f"{question}: the words of {hit.url} to {person}" for hit in hits if hit.url in secret)
        for way in (mended(query, person), helping.wider(query, person)):
            if way and not find(read(way.asks, person), person):
                yield f"{question}: {way.asks} is proposed to {person}, who finds nothing by it"
    beside = (topic.get_absolute_url() for topic in similar(TITLE, person))
    yield from (f"{url} beside a title that {person} writes" for url in beside if url not in may)


def seen_by(everybody: Sequence[Any], wrong: Callable[[Any], Iterator[str]]) -> list[str]:
    """What is wrong for each of them, asked of one web process: what it remembers of one person's question serves the next."""
    memory.clear()
    with memory.request():
        return [one for person in everybody for one in wrong(person)]


def reads(card: Any) -> bool:
    return not {"headline", "helps_with"}.isdisjoint(card.readable & FIELDS.keys())


def misses(person: Any) -> Iterator[str]:
    """Conversations, groups and people that `person` may see, and does not find by a word that they have."""
    shown = find(read("overal", person), person, page=1000)
    found = {hit.url for one in shown.hits for hit in (one.best, *one.others)}
    beside = similar(TITLE, person)
    blocked = Block.objects.filter(blocker=person.pk).values("blocked")
    for topic in Topic.objects.visible_to(person).filter(removed=False).exclude(posts__author__in=blocked):
        if topic.get_absolute_url() not in found or topic not in beside:
            yield f"{topic} is not found by {person}"
    yield from (
        f"{one} is not found by {person}"
        for one in Group.objects.visible_to(person)
        if one.get_absolute_url() not in found
    )


@pytest.mark.django_db
@worlds(6)
@given(plan=plans, audiences=chosen, changed=changes)
def test_nobody_finds_what_they_may_not_see(plan: Plan, audiences: list[str], changed: list[str]) -> None:
    with transaction.atomic():
        world = Chance(plan)
        furnish(world, audiences)
        take_in()
        everybody = [AnonymousUser(), *Member.objects.filter(is_active=True)]
        missed = seen_by(everybody, misses)
        found = seen_by(everybody, leaks)
        for what in changed:
            change(world, what)
        found += seen_by(everybody, leaks)  # the index is behind
        take_in()
        found += seen_by(everybody, leaks)
        transaction.set_rollback(True)

    assert found == []
    assert missed == []


@pytest.mark.django_db
def test_an_index_that_is_wrong_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both locks are left open: the test above has to notice."""
    from zwerm.discussions.finding import Posts
    from zwerm.members.samples import make_member

    anna, eva = make_member("Anna"), make_member("Eva")
    group = Group.start(by=anna, name="Intervisie", purpose="x", visibility=Group.Visibility.HIDDEN)
    Topic.start(group, by=anna, title="Vraag overal", body="overal geheim")
    take_in()
    Document.objects.filter(source="discussions.post").update(marks=" =cpublic ", place=None)
    show = Posts.shown

    assert list(leaks(eva)) == []
    monkeypatch.setattr(Posts, "shown", lambda self, person, found: show(self, anna, found))
    assert list(leaks(eva)) != []
