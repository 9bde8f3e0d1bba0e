from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.core.statements import insert, write
from zwerm.discussions.models import counting
from zwerm.discussions.models.addresses import topic_page, topic_slug
from zwerm.discussions.models.scope import TopicScope
from zwerm.groups.models import Group
from zwerm.media import placing
from zwerm.moderation import prompting

if TYPE_CHECKING:
    from zwerm.discussions.models.post import Post
    from zwerm.discussions.models.words import Words
    from zwerm.members.models import Member

NEWEST = "UPDATE discussions_topic SET last_post_id = %s, last_post_at = %s WHERE id = %s"


class Topic(models.Model):
    class Kind(models.TextChoices):
        DISCUSSION = "discussion", pgettext_lazy("kind of topic", "discussion")
        QUESTION = "question", pgettext_lazy("kind of topic", "question")
        BLOG = "blog", pgettext_lazy("kind of topic", "blog")
        ANNOUNCEMENT = "announcement", pgettext_lazy("kind of topic", "announcement")

    group = models.ForeignKey(Group, models.PROTECT, related_name="topics", db_index=False)
    section = models.CharField(max_length=12, choices=Group.Section, default=Group.Section.DISCUSSIONS)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(max_length=160)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics", db_index=False)
    created_at = models.DateTimeField(default=timezone.now)
    #: The first words of the first post, for a line in a list.
    excerpt = models.CharField(max_length=240, blank=True)
    solution = models.ForeignKey("discussions.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    last_post = models.ForeignKey("discussions.Post", models.SET_NULL, null=True, blank=True, related_name="+")
    last_post_at = models.DateTimeField(default=timezone.now)
    #: The number of the newest post; numbers are not given twice, so it may be more than there are posts.
    last_number = models.PositiveIntegerField(default=0)
    #: Kept: its first post was removed, and with it the topic leaves the lists.
    removed = models.BooleanField(default=False)
    #: Kept: there is a pin. Whether it still holds, `is_pinned` says.
    pinned = models.BooleanField(default=False)
    #: Raised by whatever changes what a reader sees; part of the key of the shared body.
    version = models.PositiveIntegerField(default=1)

    objects = TopicScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["group", "section", "-last_post_at", "-id"], name="topics_of_section"),
            models.Index(fields=["group", "section", "kind", "-last_post_at", "-id"], name="topics_of_kind"),
            models.Index(fields=["group", "section"], condition=models.Q(pinned=True), name="topics_pinned"),
            models.Index(fields=["group", "-last_post_at", "-id"], name="topics_of_group"),
            models.Index(fields=["-last_post_at", "-id"], name="topics_newest"),
            models.Index(
                fields=["group", "-last_post_at", "-id"],
                condition=models.Q(kind="question", last_number=1, solution__isnull=True),
                name="topics_unanswered",
            ),
            models.Index(
                fields=["group", "section", "kind", "-last_post_at", "-id"],
                condition=models.Q(kind="question", last_number=1, solution__isnull=True),
                name="topics_unanswered_in",
            ),
            models.Index(
                fields=["-last_post_at", "-id"], condition=models.Q(solution__isnull=False), name="topics_solved"
            ),
            models.Index(fields=["author", "-created_at"], name="topics_of_author"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return topic_slug(self.title) or self.kind

    def get_absolute_url(self) -> str:
        return topic_page(self.pk, self.title, self.kind)

    @classmethod
    def start(
        cls, group: Group, *, by: Member, title: str, body: str | Words, at: datetime | None = None, **fields: Any
    ) -> Topic:
        """Start a conversation with its first post.

        Args:
            group: the place; the caller has asked whether `by` may talk there.
            body: Markdown, or what was rendered of it already.
            at: when it was said; now, except for imports.
            fields: `kind` and `section`.
        """
        at = at or timezone.now()
        with transaction.atomic():
            led = prompting.look(by, place=group, section=fields.get("section", ""), at=at)
            moments = {"created_at": at, "last_post_at": at}
            topic = cls.objects.create(group=group, author=by, title=title.strip(), **moments, **fields)
            post = topic.add_post(by=by, body=body, at=at)
            topic.read_by(by)
            data = {"kind": topic.kind, "section": topic.section, "mentions": post.mentioned}
            told: dict[str, Any] = {"actor": by, "place": group, "at": at, "data": data}
            led.on(log.record("topic.started", subject=topic, prompted_by=led.by, **told), about=topic)
        return topic

    def reply(self, *, by: Member, body: str | Words, to: Post | None = None, at: datetime | None = None) -> Post:
        """Write a reply at the end of the topic, to the whole of it or to one post. Who writes has read what was there."""
        at = at or timezone.now()
        with transaction.atomic(savepoint=False):
            led = prompting.look(by, place=self.group, about=self, at=at)
            post = self.add_post(by=by, body=body, reply_to=to, at=at)
            self.read_by(by)
            target = (to or self).author
            data = {"topic": self.pk, "reply_to": to.pk if to else None, "mentions": post.mentioned}
            told: dict[str, Any] = {"actor": by, "place": self.group, "target": target, "at": at, "data": data}
            led.on(log.record("post.written", subject=post, prompted_by=led.by, **told), about=self)
        return post

    def add_post(self, *, by: Member, body: str | Words, at: datetime, reply_to: Post | None = None) -> Post:
        """Put a post under the next number. For verbs of the house, which leave their own line in the log."""
        from zwerm.discussions.models.post import Post  # the post module names topics

        post = Post(topic=self, number=self._next_number(), author=by, created_at=at, reply_to=reply_to)
        post.set_body(body)
        insert(post)
        post.mention()
        placing.place(post, post.html, owner=by)
        self.last_post, self.last_post_at = post, at
        if post.number == 1:
            self.excerpt = post.excerpt
            self.save(update_fields=["excerpt"])
        write(NEWEST, post.pk, at, self.pk)
        return post

    def read_by(self, member: Member) -> None:
        """`member`, who writes here and leaves a line in the log by it, has read everything up to here."""
        from zwerm.discussions.models.reading import Reading  # the reading module names topics

        Reading.advance(member, self, self.last_number)

    def _next_number(self) -> int:
        """Take the next number; the row stays locked until the transaction ends, so two writers get two numbers."""
        counting.up(self, "last_number", "version")
        return self.last_number

    def rename(self, title: str, *, by: Member) -> None:
        with transaction.atomic():
            before, self.title = self.title, title.strip()
            self.save(update_fields=["title"])
            self.touch()
            log.record("topic.renamed", actor=by, subject=self, place=self.group, data={"before": before})

    def mark_solution(self, post: Post, *, by: Member) -> None:
        """The asker says that this reply solved it."""
        with transaction.atomic():
            self.solution = post
            self.save(update_fields=["solution"])
            self.touch()
            log.record("solution.marked", actor=by, subject=post, place=self.group, target=post.author)

    def unmark_solution(self, *, by: Member) -> None:
        if self.solution is None:
            return
        with transaction.atomic():
            was, self.solution = self.solution, None
            log.record("solution.unmarked", actor=by, subject=was, place=self.group, target=was.author)
            self.save(update_fields=["solution"])
            self.touch()

    def touch(self, **changes: bool) -> None:
        """What readers see has changed: the shared body is another one from now on."""
        counting.up(self, "version", **changes)

    def settle(self) -> None:
        """Bring what is kept about the newest post in line with the posts that stand now."""
        self.touch()
        last = self.posts.filter(deletion=None).order_by("-created_at", "-number").first()
        self.last_post, self.last_post_at = last, last.created_at if last else self.last_post_at
        self.save(update_fields=["last_post", "last_post_at"])

    @property
    def is_closed(self) -> bool:
        return hasattr(self, "closure")

    @property
    def is_pinned(self) -> bool:
        return hasattr(self, "pin") and self.pin.holds

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION
