"""What conversations lend to the house."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.activity import memory, readers, worker
from zwerm.core import device, personal, slots
from zwerm.core.personal import Fate
from zwerm.discussions import answering, digests, dots, freshness, leaving, models, noticing, parts, reporting, telling  # noqa: F401  (noticing registers)
from zwerm.discussions.desk import lend_to_desk
from zwerm.discussions.finding import Posts
from zwerm.discussions.waiting import MATTER as HELD
from zwerm.groups import frame
from zwerm.live import subjects
from zwerm.media import places
from zwerm.moderation import matters
from zwerm.notifications import bell
from zwerm.notifications.letterbox import answers
from zwerm.notifications.letters import parts as digest_parts
from zwerm.search import indexing

memory.talk("topic.started", "post.written", "post.edited")
memory.narrow(
    *("topic.renamed", "topic.closed", "topic.opened", "topic.pinned", "topic.unpinned"),
    *("topic.followed", "topic.muted", "topic.unwatched", "solution.marked", "solution.unmarked"),
    *("post.removed", "post.restored"),
    *("words.let_through", "words.refused", "words.waiting"),
)
personal.before_leaving(freshness.before_leaving)
personal.blank_words(leaving.blank)
personal.declare(models.Topic, author=Fate.KEEP, exported=["author"])
personal.declare(models.Post, author=Fate.KEEP, exported=["author"], secret=["html"])
personal.declare(models.Held, author=Fate.DELETE, exported=["author"], secret=["html"])
personal.declare(models.Revision, by=Fate.UNLINK, exported=["by"])
personal.declare(models.Deletion, by=Fate.KEEP)
personal.declare(models.Mention, member=Fate.DELETE, exported=["member"])
personal.declare(models.Closure, by=Fate.UNLINK)
personal.declare(models.Pin, by=Fate.UNLINK)
personal.declare(models.Reading, member=Fate.DELETE, exported=["member"])
personal.declare(models.Progress, member=Fate.DELETE)
personal.declare(models.Watch, member=Fate.DELETE, exported=["member"])
personal.declare(models.Draft, member=Fate.DELETE, exported=["member"])
personal.declare(models.Sending, member=Fate.DELETE)
personal.after_moving(freshness.after_a_claim)

places.register(
    "discussions.post", lambda person: models.Post.objects.visible_to(person).filter(deletion=None).values("pk")
)
places.register("discussions.held", lambda person: models.Held.objects.visible_to(person).values("pk"))
places.drafts(lambda member: models.Draft.objects.filter(member=member).values_list("body", flat=True))

matters.register(HELD, does=_("Lets posts wait by the rules of a group"))
matters.register(reporting.MATTER, does=_("Brings changed posts back to who decided about them"))

slots.fill("group.deeds", parts.group_deeds, order=10)
slots.fill("group.tabs", parts.group_tabs, order=10)
slots.fill("group.talk", parts.group_talk, order=10)
slots.fill("home.open_talk", parts.open_talk, order=10)
slots.fill("home.new_for_me", parts.new_for_me, order=10)
slots.fill("home.community", parts.solved_lately, order=10)
slots.fill("member.talk", parts.member_talk, order=10)
slots.fill("search.nothing", parts.ask, order=10)
slots.fill("frame.side", parts.side, order=20)
slots.fill("frame.bar", parts.bar, order=30)
device.shortcut("discussions:new", pgettext_lazy("page", "New for me"))
device.shortcut("discussions:write", pgettext_lazy("navigation", "Write"))
frame.news_by(dots.in_groups)
bell.brought_by(models.Progress.of)

readers.register(
    "fresh bodies", freshness.read, verbs=freshness.VERBS, does=_("Shows new names and photos beside earlier words")
)
worker.chore("forget forms that were sent", models.Sending.forget_past, every=timedelta(hours=12))
digest_parts.part("new talk", digests.new_talk, order=20)
digest_parts.part("solved", digests.solved, order=30)
digest_parts.part("thanked", digests.thanked, order=40)
answers.register(answering.PURPOSE, answering.answer)
subjects.register("topic", of=telling.OF, states=telling.states)
indexing.register(Posts())
lend_to_desk()
