"""Writes conversations: topics, posts in order of date, solutions and closures, with their lines in the log.

Everything of one piece is written in few statements, inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.discussions.models import Closure, Post, Topic
from zwerm.importing import archive
from zwerm.importing.models import Import, ImportedRecord
from zwerm.members.models import Member

LONGEST_TITLE = 160


class Writing:
    """What one transaction writes. `posts` and `topics` go by the keys of the archive and grow as the work goes on."""

    def __init__(self, row: Import, known: dict[str, int]) -> None:
        self.row = row
        self.known = known
        self.posts: dict[str, Post] = {}
        self.topics: dict[str, Topic] = {}
        self.authors: dict[str, Member] = {}
        self.records: list[ImportedRecord] = []
        self.entries: list[Entry] = []
        self._find_posts()

    def _find_posts(self) -> None:
        """Posts that came before, in the topics where they are now; one that was erased since is not among them."""
        records = self.row.records.filter(subject_type=Post._meta.label_lower)
        ids = records.by_key(self.known)
        posts = Post.objects.select_related("author").in_bulk(ids.values())
        held = Topic.objects.select_for_update(of=("self",)).select_related("author")
        topics = held.in_bulk({post.topic_id for post in posts.values()})
        for key, pk in ids.items():
            if post := posts.get(pk):
                post.topic = self.topics[key] = topics[post.topic_id]
                self.posts[key] = post

    def find_authors(self, keys: set[str]) -> None:
        ids = self.row.records.by_key(keys)
        members = Member.objects.in_bulk(set(ids.values()))
        self.authors = {key: members[pk] for key, pk in ids.items() if pk in members}

    def write_topics(self, conversations: Sequence[archive.Conversation]) -> None:
        """Make the topics that are not here yet."""
        new = [one for one in conversations if one.opening.key not in self.known and one.opening.author in self.authors]
        made = {one.opening.key: self._topic(one) for one in new}
        Topic.objects.bulk_create(made.values())
        self.topics |= made
        for topic in made.values():
            data: dict[str, Any] = {"kind": topic.kind, "section": topic.section, "mentions": []}
            self._tell("topic.started", topic.author, topic, at=topic.created_at, data=data)

    def _topic(self, conversation: archive.Conversation) -> Topic:
        opening = conversation.opening
        return Topic(
            group=self.row.group,
            kind=conversation.kind,
            title=" ".join(conversation.title.split())[:LONGEST_TITLE],
            author=self.authors[opening.author],
            created_at=opening.at,
            last_post_at=opening.at,
        )

    def write_posts(self, sources: Sequence[archive.Post], places: Mapping[str, str]) -> None:
        """Make the new posts, those that are answered before those that answer them."""
        new = [source for source in sources if source.key not in self.known and source.author in self.authors]
        waiting = list(self._number(new, places))
        numbered = list(waiting)
        while waiting:
            held = {source.key for source, _ in waiting}
            ready = [pair for pair in waiting if pair[0].answers not in held]
            ready = ready or waiting  # two that answer each other answer nothing
            for source, post in ready:
                post.reply_to = self.posts.get(source.answers or "")
            Post.objects.bulk_create(post for _, post in ready)
            self.posts |= {source.key: post for source, post in ready}
            waiting = [pair for pair in waiting if pair[0].key not in self.posts]
        self._settle(numbered)

    def _number(
        self, sources: Iterable[archive.Post], places: Mapping[str, str]
    ) -> Iterator[tuple[archive.Post, Post]]:
        """Give each post the next number of its topic."""
        for source in sources:
            topic = self.topics.get(places[source.key])
            if topic is None:
                continue
            topic.last_number += 1
            author = self.authors[source.author]
            post = Post(topic=topic, number=topic.last_number, author=author, created_at=source.at)
            post.set_body(source.body())
            yield source, post

    def _settle(self, written: Sequence[tuple[archive.Post, Post]]) -> None:
        """Bring what topics keep of their posts in line, and note and tell each post."""
        changed: dict[int, Topic] = {}
        for source, post in written:
            topic = changed[post.topic_id] = post.topic
            topic.last_post, topic.last_post_at = post, max(topic.last_post_at, post.created_at)
            topic.version += 1
            if post.number == 1:
                topic.excerpt = post.excerpt
                topic.title = topic.title or topic.excerpt[:LONGEST_TITLE]
            else:
                self._tell_reply(post)
            self._note(source.kind, source.key, post, source.data)
        kept = ["last_post", "last_post_at", "last_number", "excerpt", "title", "version"]
        Topic.objects.bulk_update(changed.values(), kept)

    def _tell_reply(self, post: Post) -> None:
        target = (post.reply_to or post.topic).author
        data: dict[str, Any] = {"topic": post.topic_id, "reply_to": post.reply_to_id, "mentions": []}
        self._tell("post.written", post.author, post, target=target, at=post.created_at, data=data)

    def solve(self, conversation: archive.Conversation, kind: str) -> None:
        """Mark the solution, unless it came before or somebody here marked another."""
        key = f"{kind}:{conversation.opening.key}"
        topic, post = self.topics.get(conversation.opening.key), self.posts.get(conversation.solution or "")
        if topic is None or post is None or key in self.known:
            return
        if topic.solution_id is None:
            topic.solution = post
            topic.save(update_fields=["solution"])
            at = conversation.solved_at or post.created_at
            self._tell("solution.marked", topic.author, post, target=post.author, at=at)
        self._note(kind, key, post)

    def close(self, conversation: archive.Conversation, kind: str) -> None:
        """Close the topic, unless that came before or somebody here closed it."""
        key = f"{kind}:{conversation.opening.key}"
        topic = self.topics.get(conversation.opening.key)
        if topic is None or conversation.closed_at is None or key in self.known:
            return
        closure, new = Closure.objects.get_or_create(topic=topic, defaults={"at": conversation.closed_at})
        if new:
            self._tell("topic.closed", None, topic, target=topic.author, at=conversation.closed_at)
        self._note(kind, key, closure)

    def leave_records(self) -> None:
        """Keep what everything became, and write the lines of the log in the order in which things happened."""
        ImportedRecord.objects.bulk_create(self.records)
        Entry.objects.bulk_create(sorted(self.entries, key=lambda entry: entry.at))

    def _note(self, kind: str, key: str, subject: models.Model, data: dict[str, object] | None = None) -> None:
        self.records.append(
            ImportedRecord(
                move=self.row,
                kind=kind,
                key=key,
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                data=data or {},
            )
        )

    def _tell(
        self,
        verb: str,
        actor: Member | None,
        subject: models.Model,
        *,
        at: datetime,
        target: Member | None = None,
        data: dict[str, Any] | None = None,
    ) -> None:
        self.entries.append(
            log.line(verb, actor=actor, subject=subject, place=self.row.group, target=target, at=at, data=data)
        )
