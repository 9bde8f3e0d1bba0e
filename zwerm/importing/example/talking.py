"""Writes what was said: topics and posts, what topics and groups keep of them, and who was named."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import F

from zwerm.core import markdown
from zwerm.discussions.models import Mention, Post, Topic
from zwerm.groups.models import Group
from zwerm.importing.example.ledger import POST, TOPIC, Ledger
from zwerm.importing.example.story import moment


class Talking:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def topics(self, first: int, last: int) -> None:
        Topic.objects.bulk_create(self._topic(number) for number in range(first, last))

    def _topic(self, number: int) -> Topic:
        one = self.ledger.story.conversations[number]
        at, words = moment(one.posts[0].at), self.ledger.story.words(number, one.posts[0])
        return Topic(
            pk=self.ledger.topic(number),
            group=self.ledger.groups[one.group],
            section=one.script.section,
            kind=one.script.kind,
            title=self.ledger.story.title(number),
            author_id=self.ledger.member(one.starter),
            created_at=at,
            last_post_at=at,
            excerpt=rendered(words)[1],
        )

    def posts(self, first: int, last: int) -> None:
        posts = [self._post(count) for count in range(first, last)]
        Post.objects.bulk_create(post for post, _ in posts)
        mentions = [Mention(post=post, member_id=member) for post, named in posts for member in named]
        Mention.objects.bulk_create(mentions)
        self._keep_topics([post for post, _ in posts])
        for post, named in posts:
            self._tell_post(post, named)

    def _post(self, count: int) -> tuple[Post, list[int]]:
        """A post and the keys of the members it names."""
        number, place, said = self.ledger.story.flat[count]
        words = self.ledger.story.words(number, said)
        html, _, handles = rendered(words)
        answered = self.ledger.post(self.ledger.story.post_of[number, said.parent]) if said.parent else None
        named = [self.ledger.member(self.ledger.handles[one]) for one in handles if one in self.ledger.handles]
        post = Post(
            pk=self.ledger.post(count),
            topic_id=self.ledger.topic(number),
            number=place + 1,
            author_id=self.ledger.member(said.author),
            reply_to_id=answered,
            body=words,
            html=html,
            created_at=moment(said.at),
        )
        return post, [key for key in named if key != post.author_id]

    def _keep_topics(self, posts: list[Post]) -> None:
        """What topics and groups keep of their posts."""
        many, newest = Counter(post.topic_id for post in posts), {post.topic_id: post for post in posts}
        topics = Topic.objects.in_bulk(newest)
        talked: dict[int, datetime] = {}
        for key, post in newest.items():
            topic = topics[key]
            topic.last_post, topic.last_post_at, topic.last_number = post, post.created_at, post.number
            topic.version += many[key]
            talked[topic.group_id] = max(post.created_at, talked.get(topic.group_id, post.created_at))
        Topic.objects.bulk_update(topics.values(), ["last_post", "last_post_at", "last_number", "version"], 500)
        for group, at in talked.items():
            Group.objects.filter(pk=group).update(last_talk_at=at, version=F("version") + 1)

    def _tell_post(self, post: Post, named: list[int]) -> None:
        number, _, said = self.ledger.story.flat[post.pk - self.ledger.before["posts"] - 1]
        one = self.ledger.story.conversations[number]
        place = self.ledger.groups[one.group].pk
        if post.number == 1:
            data: dict[str, Any] = {"kind": one.script.kind, "section": one.script.section, "mentions": named}
            self.ledger.tell(
                "topic.started", post.created_at, post.author_id, TOPIC, post.topic_id, place_id=place, data=data
            )
            return
        target = self.ledger.member(one.posts[said.parent or 0].author)
        data = {"topic": post.topic_id, "reply_to": post.reply_to_id, "mentions": named}
        more = {"place_id": place, "target_id": target, "data": data}
        self.ledger.tell("post.written", post.created_at, post.author_id, POST, post.pk, **more)


@lru_cache(maxsize=100_000)
def rendered(source: str) -> tuple[str, str, tuple[str, ...]]:
    """HTML, excerpt and mentioned handles of a source: the same words are rendered once."""
    done = markdown.render(source)
    return done.html, Post(html=done.html).excerpt, done.mentions
