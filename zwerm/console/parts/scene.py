"""People, groups and conversations for the page of parts: rows that are never saved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from zwerm.console.parts.telling import TOLD, Told
from zwerm.core import dates, markdown
from zwerm.discussions.drawing import Around
from zwerm.discussions.models import Closure, Deletion, Pin, Post, Topic
from zwerm.discussions.templatetags.conversation import thanked
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member
from zwerm.members.profile import Card
from zwerm.reactions.models import Giver

LONG_NAME = "Maximiliaan-Alexander van Oudenbosch tot Nederveen en Wolferen-Straatweg"
#: Keys of the rows begin here, far above those of any real row.
FIRST = 9_000_000_000


class Scene:
    """All that the parts show, in one language. Each scene has keys of its own, so that several fit one page."""

    def __init__(self, language: str, number: int) -> None:
        self.number = number
        self.told: Told = TOLD.get(language, TOLD["en"])
        self._keys = count(FIRST + number * 1000)
        self.now = timezone.now()
        self.excerpt = markdown.render(self.told.letter).text.replace("\n", " ")
        self.carla, self.daan = self._member("Carla Vermeer"), self._member("Daan Oosting")
        self.carla.headline, self.carla.helps_with = self.told.headline, self.told.helps_with
        self.long = self._member(LONG_NAME)
        self.placeholder = self._member("Samira el Amrani", standing=Member.Standing.PLACEHOLDER)
        self.left = self._member(pgettext("name of somebody who left", "Former member"), standing=Member.Standing.LEFT)
        self.group = self._group(self.told.group, self.told.purpose, last_talk_at=self.now)
        self.asleep = self._group(self.told.sleeping, self.told.sleeping_purpose, created_at=self._ago(days=400))
        self.long_group = self._group(self.told.long_group, self.told.purpose, visibility=Group.Visibility.HIDDEN)

    def _ago(self, **much: float) -> datetime:
        return self.now - timedelta(**much)

    def _member(self, name: str, **fields: Any) -> Member:
        return Member(pk=next(self._keys), handle="carla", name=name, **fields)

    def _group(self, name: str, purpose: str, **fields: Any) -> Group:
        key = next(self._keys)
        return Group(pk=key, name=name, slug=name.lower().replace(" ", "-")[:60], purpose=purpose, **fields)

    def topic(self, title: str, by: Member, **fields: Any) -> Topic:
        """A conversation that is neither closed nor pinned, until a row says so."""
        fields = {"last_post_at": self._ago(hours=2), "last_number": 1, "excerpt": self.excerpt, **fields}
        topic = Topic(pk=next(self._keys), group=self.group, title=title, author=by, **fields)
        topic._state.fields_cache.update({"closure": None, "pin": None})
        return topic

    def post(self, topic: Topic, number: int, by: Member, body: str, **fields: Any) -> Post:
        """A post with what the shared body reads from it: who thanked, and what its author is here."""
        fields = {"created_at": self._ago(hours=30 - number), **fields}
        post = Post(pk=next(self._keys), topic=topic, number=number, author=by, body=body, **fields)
        post.html = markdown.render(body).html
        post._state.fields_cache["deletion"] = None
        post.__dict__["is_removed"] = False
        return post

    def lines(self) -> list[Topic]:
        """A line in each of its states: new, solved, closed, pinned, with a long title, without a reply."""
        told, question = self.told, Topic.Kind.QUESTION
        new = self.topic(told.question, self.carla, kind=question, last_number=3)
        solved = self.topic(told.question, self.daan, kind=question, last_number=9)
        closed = self.topic(told.short_title, self.long, last_number=40, last_post_at=self._ago(days=20))
        pinned = self.topic(told.announcement, self.carla, kind=Topic.Kind.ANNOUNCEMENT, excerpt="")
        long = self.topic(told.long_title, self.placeholder, last_post_at=self._ago(days=500), last_number=5)
        alone = self.topic(told.short_title, self.daan, last_post_at=self._ago(minutes=5), excerpt=told.answer)
        solved.solution = self.post(solved, 2, self.carla, told.reply)
        closed._state.fields_cache["closure"] = Closure(topic=closed, by=self.carla)
        pinned._state.fields_cache["pin"] = Pin(topic=pinned, by=self.carla)
        for topic, by in ((new, self.daan), (solved, self.carla), (closed, self.daan), (long, self.long)):
            topic.last_post = self.post(topic, topic.last_number, by, told.answer)
        return [new, solved, closed, pinned, long, alone]

    def talk(self) -> tuple[Topic, list[Post]]:
        """A question with its solution, and a post in each of its states."""
        told = self.told
        topic = self.topic(told.question, self.daan, kind=Topic.Kind.QUESTION, last_number=7)
        asked = self.post(topic, 1, self.daan, told.letter)
        solved = self.post(topic, 2, self.carla, told.reply, edited_at=self.now, reply_to=asked)
        answer = self.post(topic, 3, self.daan, told.answer, reply_to=solved)
        removed = self._removed(self.post(topic, 4, self.daan, ""), by=self.carla, reason=told.reason)
        left = self.post(topic, 5, self.left, told.answer, reply_to=removed)
        imported = self.post(topic, 6, self.placeholder, told.reply)
        long = self.post(topic, 7, self.long, told.long_word)
        topic.solution = solved
        topic._state.fields_cache["closure"] = Closure(topic=topic, by=self.carla, at=self.now, reason=told.reason)
        return topic, [asked, solved, answer, removed, left, imported, long]

    def around(self, topic: Topic) -> Around:
        """Who leads the group, and who was thanked: whose reply solved it."""
        roles = {self.carla.pk: GroupRole.Kind.OWNER.value}
        return Around(topic, dates.Clock(), roles, {topic.solution.pk: self.given(3)} if topic.solution else {})

    def _removed(self, post: Post, by: Member, reason: str) -> Post:
        post._state.fields_cache["deletion"] = Deletion(post=post, by=by, reason=reason)
        post.__dict__["is_removed"] = True
        return post

    def given(self, many: int) -> dict[str, list[Giver]]:
        """Thanks of so many people, and help to one of them."""
        people = [self.daan, self.long, self.placeholder, self.carla, self.left]
        givers = [Giver(one.name, one.handle) for one in people]
        return {"thanks": givers[:many], "helped": givers[:1]}

    def thanked(self) -> list[SafeString]:
        """Thanked by one, by three, and by more than are named."""
        alone = {"thanks": [Giver(self.daan.name, self.daan.handle)]}
        return [thanked(given, self.carla.name) for given in (alone, self.given(3), self.given(5))]

    def rich(self) -> str:
        """Everything that Markdown can become, and a picture with its size."""
        picture = static("zwerm/img/sample.svg")
        return f'{markdown.render(self.told.rich).html}<p><img src="{picture}" alt="{self.told.picture}" width="320" height="160"></p>'

    def people(self) -> Iterable[Card]:
        """Cards of people who show all, who show nothing, with a long name, and not claimed yet."""
        shown = frozenset({"headline", "helps_with", "organisation"})
        return [
            Card(self.carla, shown),
            Card(self.daan, frozenset()),
            Card(self.long, shown),
            Card(self.placeholder, shown),
        ]

    def keepers(self) -> list[GroupRole]:
        owner, moderator = GroupRole.Kind.OWNER, GroupRole.Kind.MODERATOR
        later = self.now + timedelta(days=200)
        return [
            GroupRole(group=self.group, member=self.carla, kind=owner, until=later),
            GroupRole(group=self.group, member=self.daan, kind=moderator, until=None),
        ]

    def moments(self) -> list[datetime]:
        """Today, yesterday, earlier this year, and in another year."""
        return [self.now, self._ago(days=1), self._ago(days=40), self._ago(days=800)]
