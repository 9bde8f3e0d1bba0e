from __future__ import annotations

from hashlib import blake2b
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Value
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator

from zwerm.activity import log
from zwerm.core import markdown
from zwerm.discussions.models.addresses import post_page
from zwerm.discussions.models.mention import Mention
from zwerm.discussions.models.topic import Topic
from zwerm.discussions.models.words import Words
from zwerm.media import placing
from zwerm.members.models import Block, Member
from zwerm.moderation import prompting
from zwerm.reactions.models import Reaction

#: Posts on one page of a topic.
PAGE = 20


class PostScope(models.QuerySet["Post"]):
    def visible_to(self, person: Any) -> PostScope:
        """Who sees the topic sees its posts; of a removed one only the place remains, see `Post.is_removed`."""
        return self.filter(Exists(Topic.objects.visible_to(person).filter(pk=OuterRef("topic"))))

    def on_page(self, topic: Topic, page: int) -> PostScope:
        """The posts of one page, found by their numbers: page 250 costs what page 1 costs. The limit tells the engine how few."""
        first = (page - 1) * PAGE + 1
        return self.between(topic.pk, first, first + PAGE)

    def between(self, topic: int, first: int, after: int) -> PostScope:
        """The posts of a page, from its first number to the first one of the next; numbers may be stand-ins (core/prepared.py)."""
        since, until = (Value(number, output_field=models.BigIntegerField()) for number in (first, after))
        return self.filter(topic=topic, number__gte=since, number__lt=until).order_by("number")[:PAGE]


class Post(models.Model):
    """One contribution. Its Markdown is rendered once, when it is written."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="posts", db_index=False)
    #: Place in the topic: 1 is the first post.
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", db_index=False)
    reply_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replies")
    body = models.TextField(max_length=50_000)
    html = models.TextField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = PostScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["topic", "number"], name="one_post_a_number")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["author", "-created_at"], name="posts_of_author")]

    def __str__(self) -> str:
        return f"{self.topic_id}#{self.number}"

    def get_absolute_url(self) -> str:
        return post_page(self.pk)

    def set_body(self, body: str | Words) -> None:
        words = body if isinstance(body, Words) else Words.of(body, by=self.author)
        self.body, self.html, self._handles = words.body, words.html, words.handles

    def mention(self) -> None:
        """Keep who this post names. Somebody who keeps the author away is named in the text and not reached."""
        self.mentioned: list[int] = []
        if self._handles:
            named = Member.objects.people().filter(handle__in=self._handles).exclude(pk=self.author_id)
            kept_away = Block.objects.filter(blocked=self.author_id).values("blocker")
            self.mentioned = list(named.exclude(pk__in=kept_away).values_list("pk", flat=True))
            rows = [Mention(post=self, member_id=key) for key in self.mentioned]
            Mention.objects.bulk_create(rows, ignore_conflicts=True)

    def edit(self, body: str, *, by: Member) -> None:
        """Change the words; the earlier ones stay readable."""
        if body == self.body:
            return
        with transaction.atomic():
            Revision.objects.create(post=self, body=self.body, by=by)
            self.set_body(body)
            self.edited_at, before = timezone.now(), set(self.mentions.values_list("member", flat=True))
            self.save(update_fields=["body", "html", "edited_at"])
            self.mention()
            placing.replace(self, self.html, owner=self.author)
            self._refresh_topic()
            new = {"mentions": sorted(set(self.mentioned) - before)}
            told: dict[str, Any] = {"place": self.topic.group, "target": self.author, "data": new}
            log.record("post.edited", actor=by, subject=self, prompted_by=prompting.asked_for(by, self), **told)

    def remove(self, *, by: Member, reason: str = "", hidden: bool = False) -> None:
        """Take the post away from readers, with the first post the topic; its author still changes what is `hidden`."""
        with transaction.atomic():
            Deletion.objects.get_or_create(post=self, defaults={"by": by, "reason": reason, "hidden": hidden})
            self._topic_follows(removed=True)
            data = {"reason": reason} if reason else {}
            log.record("post.removed", actor=by, subject=self, place=self.topic.group, target=self.author, data=data)

    def restore(self, *, by: Member) -> None:
        with transaction.atomic():
            Deletion.objects.filter(post=self).delete()
            self.__dict__.pop("is_removed", None)
            self._topic_follows(removed=False)
            log.record("post.restored", actor=by, subject=self, place=self.topic.group, target=self.author)

    def thank(self, kind: str, *, by: Member) -> None:
        """`by` thanks for this post, or says that it helped; the page that shows it is another one from then on."""
        with transaction.atomic():
            if Reaction.give(kind, subject=self, giver=by, receiver=self.author, place=self.topic.group):
                self.topic.touch()

    def take_thanks_back(self, kind: str, *, by: Member) -> None:
        with transaction.atomic():
            if Reaction.take_back(kind, subject=self, giver=by, place=self.topic.group):
                self.topic.touch()

    def _topic_follows(self, *, removed: bool) -> None:
        if self.number == 1:
            self.topic.removed = removed
            self.topic.save(update_fields=["removed"])
        if removed and self.topic.solution_id == self.pk:
            self.topic.solution = None
            self.topic.save(update_fields=["solution"])
        self.topic.settle()

    def _refresh_topic(self) -> None:
        if self.number == 1:
            self.topic.excerpt = self.excerpt
            self.topic.save(update_fields=["excerpt"])
        self.topic.touch()

    @property
    def excerpt(self) -> str:
        """The first words, for a line in a list or the context of a reply."""
        return Truncator(markdown.plain(self.html).replace("\n", " ")).chars(200)

    @property
    def state(self) -> str:
        """A mark of these words: other words, another mark."""
        return blake2b(self.body.encode(), digest_size=8).hexdigest()

    @property
    def page(self) -> int:
        """The page of the topic on which this post stands."""
        return (self.number - 1) // PAGE + 1

    @cached_property
    def is_removed(self) -> bool:
        return hasattr(self, "deletion")

    @property
    def anchor(self) -> str:
        return f"post-{self.number}"


class Revision(models.Model):
    """What a post said before it was edited."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="revisions")
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.post} before {self.at:%Y-%m-%d %H:%M}"


class Deletion(models.Model):
    """A post was taken away: by whom, when and why; one that is `hidden` its author still changes. Removing this row brings it back."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="deletion")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)
    hidden = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.post} removed"
