"""What of conversations people are told: who is named, answered, thanked or helped, and what is said where they listen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from zwerm.discussions import concerned
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.wishing import who_ask

topics = notices.Thing("topic", of=concerned.of, shown=concerned.shown, leads=concerned.leads, wanted=concerned.wanted)

notices.kind(
    "mention",
    topics,
    title=pgettext_lazy("kind of notice", "Somebody mentions you"),
    verbs=concerned.WORDS,
    receivers=concerned.named,
    strength=90,
    default=When.AT_ONCE,
    undone_by=["post.removed"],
    says=npgettext_lazy("notice", "%(who)s mentioned you in %(title)s", "%(who)s mentioned you in %(title)s", "count"),
)
notices.kind(
    "reply",
    topics,
    title=_("Somebody replies to you"),
    verbs=["post.written"],
    receivers=concerned.target,
    strength=80,
    default=When.AT_ONCE,
    undone_by=["post.removed"],
    says=npgettext_lazy(
        "notice", "%(who)s replied to you in %(title)s", "%(who)s replied to you in %(title)s", "count"
    ),
)
notices.kind(
    "solution",
    topics,
    title=_("Your answer is the solution"),
    verbs=["solution.marked"],
    receivers=concerned.target,
    strength=70,
    undone_by=["solution.unmarked", "post.removed"],
    says=npgettext_lazy(
        "notice",
        "%(who)s marked your answer in %(title)s as the solution",
        "%(who)s marked your answer in %(title)s as the solution",
        "count",
    ),
)
notices.kind(
    "solved",
    topics,
    title=_("Somebody marks a solution to your question"),
    verbs=["solution.marked"],
    receivers=concerned.starter,
    strength=60,
    undone_by=["solution.unmarked", "post.removed"],
    says=npgettext_lazy(
        "notice",
        "%(who)s marked a solution to your question %(title)s",
        "%(who)s marked a solution to your question %(title)s",
        "count",
    ),
)
notices.kind(
    "thanks",
    topics,
    title=_("Somebody thanks you, or says that you helped"),
    verbs=["thanks.given", "helped.given"],
    receivers=concerned.target,
    strength=50,
    undone_by=["thanks.taken_back", "helped.taken_back", "post.removed"],
    says={
        "thanks.given": npgettext_lazy(
            "notice",
            "%(who)s thanked you for what you wrote in %(title)s",
            "%(who)s thanked you for what you wrote in %(title)s",
            "count",
        ),
        "helped.given": npgettext_lazy(
            "notice",
            "%(who)s was helped by what you wrote in %(title)s",
            "%(who)s were helped by what you wrote in %(title)s",
            "count",
        ),
    },
)
notices.kind(
    "announcement",
    topics,
    title=_("An announcement in one of your groups"),
    verbs=["topic.started"],
    receivers=concerned.everybody_there,
    wanted=concerned.in_group,
    expected=concerned.size,
    strength=40,
    says=npgettext_lazy("notice", "%(who)s announced: %(title)s", "%(who)s announced: %(title)s", "count"),
)
notices.kind(
    "own_topic",
    topics,
    title=_("Others talk on in a conversation you began"),
    verbs=["post.written"],
    receivers=concerned.starter,
    strength=30,
    undone_by=["post.removed"],
    says=npgettext_lazy(
        "notice",
        "%(who)s wrote in your conversation %(title)s",
        "%(who)s wrote in your conversation %(title)s",
        "count",
    ),
)
notices.kind(
    "followed",
    topics,
    title=_("A new reply in a conversation you follow"),
    verbs=["post.written"],
    receivers=concerned.followers,
    strength=20,
    undone_by=["post.removed"],
    says=npgettext_lazy("notice", "%(who)s wrote in %(title)s", "%(who)s wrote in %(title)s", "count"),
)
notices.kind(
    "new_topic",
    topics,
    title=_("A new conversation in one of your groups"),
    verbs=["topic.started"],
    receivers=concerned.unless_announced(who_ask("new_topic")),
    wanted=concerned.in_group,
    strength=10,
    says=npgettext_lazy("notice", "%(who)s began %(title)s", "%(who)s began %(title)s", "count"),
)
