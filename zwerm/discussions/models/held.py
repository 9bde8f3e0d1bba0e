from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from zwerm.activity import log
from zwerm.discussions.models.draft import Draft
from zwerm.discussions.models.post import Post
from zwerm.discussions.models.sending import Sending
from zwerm.discussions.models.topic import Topic
from zwerm.discussions.models.words import Words
from zwerm.groups.models import Group
from zwerm.groups.models.group_role import in_groups_kept_by
from zwerm.media import placing
from zwerm.moderation.models import Case

if TYPE_CHECKING:
    from zwerm.members.models import Member


class HeldScope(models.QuerySet["Held"]):
    def visible_to(self, person: Any) -> HeldScope:
        """Its author, and who moderates the group: nobody else."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(Q(author=person) | in_groups_kept_by(person))

    def waiting(self) -> HeldScope:
        return self.filter(post=None, refused_at=None)


class Held(models.Model):
    """What somebody posted and nobody else reads yet, because the rules of its group let it wait. It is no post: whatever shows, finds,
    counts or tells of posts knows nothing of it. When it is let through the post is written, at that moment and by its author.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="held", db_index=False)
    #: Which conversation it answers in; none, and it begins one.
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="held")
    reply_to = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=12, blank=True)
    section = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=160, blank=True)
    #: The post of which these are to be the words; others read what stood there until then.
    changes = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    body = models.TextField(max_length=50_000)
    html = models.TextField(editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="held", db_index=False)
    #: The number that the browser gave the form.
    form = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    #: What became of it: the post it was let through as or that it changed, or when it was refused.
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)

    objects = HeldScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["changes"], condition=Q(post=None, refused_at=None), name="one_change_waits_a_post"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["author", "group"], name="held_of_author"),
            models.Index(fields=["group", "refused_at"], name="held_of_group"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.place}"

    def get_absolute_url(self) -> str:
        return f"/held/{self.pk}/"

    @property
    def place(self) -> str:
        """Where its words are a draft, when they come back to their author."""
        if self.changes_id:
            return f"post:{self.changes_id}"
        return f"topic:{self.topic_id}" if self.topic_id else f"group:{self.group_id}"

    @property
    def waits(self) -> bool:
        return self.post_id is None and self.refused_at is None

    def let_through(self, *, by: Member) -> Post:
        """It becomes a post, or the words of one, now; what was let through and taken back is there again."""
        with transaction.atomic():
            if self.changes is not None:
                self.changes.edit(self.body, by=self.author)
                self.post = self.changes
            elif self.post is not None:
                self.post.restore(by=by)
            else:
                self.post = self.write()
            self.refused_at = None
            self.save(update_fields=["post", "refused_at"])
            log.record("words.let_through", actor=by, subject=self.post, place=self.group, target=self.author)
        return self.post

    def refuse(self, *, by: Member) -> None:
        """It does not become a post; the words are a draft of their author again, unless something else waits there."""
        with transaction.atomic():
            self.refused_at = timezone.now()
            self.save(update_fields=["refused_at"])
            if Draft.at(self.author, self.place) is None:
                Draft.keep(self.author, self.place, body=self.body, title=self.title)
            log.record("words.refused", actor=by, subject=self, place=self.group, target=self.author)

    def wait_again(self, *, by: Member) -> None:
        """What was decided was a slip: nobody reads it, and it waits."""
        with transaction.atomic():
            if self.changes is not None:
                self._put_back()
            elif self.post is not None and not self.post.is_removed:
                self.post.remove(by=by)
            self.refused_at = None
            self.save(update_fields=["post", "refused_at"])
            log.record("words.waiting", actor=by, subject=self, place=self.group, target=self.author)

    def withdraw(self) -> None:
        """Its author takes it back, or says something else: nothing is left of it.

        Raises:
            DecidedMeanwhile: a moderator was first.
        """
        with transaction.atomic():
            Case.withdraw(self)
            placing.replace(self, "", owner=self.author)
            self.delete()

    def write(self) -> Post:
        """The post that it becomes."""
        post = self._write()
        if self.form:
            Sending.note(self.author, str(self.form), post)
        return post

    def _put_back(self) -> None:
        """The post says what it said before, unless its author changed it once more since."""
        if self.post is not None and self.post.body == self.body:
            self.post.edit(self.post.revisions.latest("pk").body, by=self.author)
        self.post = None

    def _write(self) -> Post:
        words = Words.of(self.body, by=self.author)
        if self.topic is not None:
            return self.topic.reply(by=self.author, body=words, to=self.reply_to)
        topic = Topic.start(
            self.group, by=self.author, title=self.title, body=words, kind=self.kind, section=self.section
        )
        return topic.posts.get(number=1)

    @classmethod
    def keep(cls, group: Group, words: Words, *, by: Member, form: str, **fields: Any) -> Held:
        """Store what waits. For the deed of holding, which leaves the line in the log; `fields` are those of the model."""
        held = cls.objects.create(group=group, author=by, body=words.body, html=words.html, form=form or None, **fields)
        placing.place(held, words.html, owner=by)
        return held
