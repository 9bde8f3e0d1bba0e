"""What a topic keeps about its posts stays true, whatever happens to them."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from zwerm.discussions import leaving, moves, once
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


def test_a_removed_reply_is_not_the_latest_word_until_it_is_restored():
    topic, daan = make_topic(), make_member("Daan")
    one, two = make_reply(topic, by=daan), make_reply(topic, by=daan)
    Post.objects.get(pk=two.pk).remove(by=daan)
    assert Topic.objects.values_list("last_post", "last_post_at").get() == (one.pk, one.created_at)
    Post.objects.get(pk=two.pk).restore(by=daan)
    assert Topic.objects.values_list("last_post", "last_post_at").get() == (two.pk, two.created_at)


def test_merging_old_talk_into_new_does_not_make_it_old():
    bram = make_member("Bram")
    group = make_group(owner=bram)
    old = Topic.start(group, by=bram, title="Toen", body="Lang geleden.", at=timezone.now() - timedelta(days=400))
    new = make_topic(group=group, by=bram)
    moves.merge(old, new, by=bram)
    assert Topic.objects.values_list("last_post_at", "last_number").get() == (new.created_at, 2)


def test_words_that_were_taken_along_solve_nothing_any_more():
    topic, daan = make_topic(kind=Topic.Kind.QUESTION), make_member("Daan")
    topic.mark_solution(make_reply(topic, by=daan), by=topic.author)
    leaving.blank(daan)
    assert Topic.objects.get().solution is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_a_reply_that_is_written_during_a_merger_is_not_lost():
    bram = make_member("Bram")
    group = make_group(owner=bram)
    one, other = make_topic(group=group, by=bram), make_topic("Dezelfde vraag", group=group, by=bram)

    def reply():
        try:
            with transaction.atomic():
                Topic.objects.get(pk=other.pk).reply(by=bram, body="Nog net.")
                time.sleep(0.5)
        finally:
            connection.close()

    def merge():
        try:
            time.sleep(0.2)
            moves.merge(Topic.objects.get(pk=other.pk), Topic.objects.get(pk=one.pk), by=bram)
        finally:
            connection.close()

    with ThreadPoolExecutor() as both:
        for done in [both.submit(reply), both.submit(merge)]:
            done.result()
    assert [post.number for post in one.posts.order_by("number")] == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_two_members_who_name_each_other_at_one_moment_do_not_wait_for_each_other_for_ever():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write after the other")
    bram, carla = make_member("Bram"), make_member("Carla")
    group = make_group(owner=bram, members=(carla,))
    topics = {member: make_topic(group=group, by=member) for member in (bram, carla)}
    written = threading.Barrier(2)

    def reply(by, other):
        try:
            with transaction.atomic():
                once.reply(topics[by], by=by, body=f"Wat vind jij, @{other.handle}?")
                written.wait(60)
        finally:
            connection.close()

    with ThreadPoolExecutor() as both:
        for done in [both.submit(reply, bram, carla), both.submit(reply, carla, bram)]:
            done.result()
    assert Post.objects.filter(number=2).count() == 2
