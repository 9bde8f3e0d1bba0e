"""What of conversations people are told: who is named, answered, thanked or helped, and what is said where they listen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from zwerm.discussions import answering, concerned
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.wishing import who_ask

notices.sort("mention", title=pgettext_lazy("kind of notice", "Somebody mentions you"), default=When.AT_ONCE, order=10)
notices.sort("reply", title=_("Somebody replies to you"), default=When.AT_ONCE, order=20)
notices.sort("thanks", title=_("Somebody thanks you, or your answer is the solution"), order=40)
notices.sort("followed", title=_("More is said in a conversation that you began or follow"), order=50)
notices.sort("announcement", title=_("An announcement in one of your groups"), order=60)
notices.sort("new_topic", title=_("A new conversation in one of your groups"), order=70)

topics = notices.Thing(
    "topic",
    of=concerned.of,
    shown=concerned.shown,
    leads=concerned.leads,
    wanted=concerned.wanted,
    looked_up=concerned.looked_up,
    answered=answering.answered,
    words=concerned.words,
)

notices.kind(
    "mention",
    topics,
    sort="mention",
    verbs=[*concerned.WORDS, "post.edited"],
    receivers=concerned.named,
    strength=90,
    undone_by=["post.removed"],
    says=npgettext_lazy("notice", "%(who)s mentioned you in %(title)s", "%(who)s mentioned you in %(title)s", "count"),
)
notices.kind(
    "reply",
    topics,
    sort="reply",
    verbs=["post.written"],
    receivers=concerned.target,
    strength=80,
    undone_by=["post.removed"],
    says=npgettext_lazy(
        "notice", "%(who)s replied to you in %(title)s", "%(who)s replied to you in %(title)s", "count"
    ),
)
notices.kind(
    "solution",
    topics,
    sort="thanks",
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
    sort="thanks",
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
    sort="thanks",
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
    "let_through",
    topics,
    sort="asked",
    verbs=["words.let_through"],
    receivers=concerned.target,
    strength=79,
    undone_by=["post.removed"],
    says=npgettext_lazy(
        "notice",
        "A moderator let your post through: it is in %(title)s now",
        "A moderator let your posts through: they are in %(title)s now",
        "count",
    ),
)
notices.kind(
    "announcement",
    topics,
    sort="announcement",
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
    sort="followed",
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
    sort="followed",
    verbs=["post.written"],
    receivers=concerned.followers,
    strength=20,
    undone_by=["post.removed"],
    says=npgettext_lazy("notice", "%(who)s wrote in %(title)s", "%(who)s wrote in %(title)s", "count"),
)
notices.kind(
    "new_topic",
    topics,
    sort="new_topic",
    verbs=["topic.started"],
    receivers=concerned.unless_announced(who_ask("new_topic")),
    wanted=concerned.in_group,
    strength=10,
    at_once_only=True,
    says=npgettext_lazy("notice", "%(who)s began %(title)s", "%(who)s began %(title)s", "count"),
)
