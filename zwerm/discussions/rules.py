"""Who may do what in a conversation."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.discussions.models import Draft, Held, Post, Topic
from zwerm.groups.rules import JOIN_FIRST, MODERATORS, may_see, moderates
from zwerm.groups.writing import may_write_here, until_here
from zwerm.members.models import Block
from zwerm.members.rules import SIGN_IN, is_member
from zwerm.reactions.rules import is_not_own

CLOSED = _("This conversation is closed: reading on is possible, replying is not.")
GONE = pgettext_lazy("why not", "This was removed.")
DECIDED = _("A moderator decided about this: it waits no longer.")
OWN_WORDS = _("Only the author can change these words.")


def sees_topic(person: Any, topic: Topic) -> bool:
    """The same as `Topic.objects.visible_to`, asked of one topic."""
    return may_see(person, topic.group) and (not topic.removed or started_or_moderates(person, topic))


def sees_post(person: Any, post: Post) -> bool:
    return sees_topic(person, post.topic)


def writes_it(person: Any, draft: Draft) -> bool:
    return bool(draft.member_id == person.pk)


def sees_held(person: Any, held: Held) -> bool:
    """The same as `Held.objects.visible_to`, asked of one."""
    return posted_it(person, held) or moderates(person, held.group)


def posted_it(person: Any, held: Held) -> bool:
    return bool(person.is_authenticated and held.author_id == person.pk)


def waits_still(person: Any, held: Held) -> bool:
    return held.waits


def is_inside(person: Any, topic: Topic) -> bool:
    return topic.group.has(person)


def may_write_topic(person: Any, here: Topic | Held) -> bool:
    return may_write_here(person, here.group)


def until_then(person: Any, here: Topic | Held) -> str:
    return until_here(person, here.group)


def may_write_post(person: Any, post: Post) -> bool:
    return may_write_here(person, post.topic.group)


def until_then_post(person: Any, post: Post) -> str:
    return until_here(person, post.topic.group)


def is_open(person: Any, topic: Topic) -> bool:
    return not topic.is_closed


def stands(person: Any, topic: Topic) -> bool:
    return not topic.removed


def moderates_topic(person: Any, topic: Topic) -> bool:
    return moderates(person, topic.group)


def moderates_post(person: Any, post: Post) -> bool:
    return moderates(person, post.topic.group)


def started(person: Any, topic: Topic) -> bool:
    return bool(person.is_authenticated and topic.author_id == person.pk)


def started_or_moderates(person: Any, topic: Topic) -> bool:
    return started(person, topic) or moderates_topic(person, topic)


def wrote(person: Any, post: Post) -> bool:
    return bool(person.is_authenticated and post.author_id == person.pk)


def wrote_or_moderates(person: Any, post: Post) -> bool:
    return wrote(person, post) or moderates_post(person, post)


def post_stands(person: Any, post: Post) -> bool:
    return not post.is_removed and not post.topic.removed


def stands_or_is_hidden(person: Any, post: Post) -> bool:
    """What was hidden from readers can be changed by its author, so that it comes back."""
    return post_stands(person, post) or (post.is_removed and post.deletion.hidden and wrote(person, post))


def may_change_post(person: Any, post: Post) -> bool:
    """Who is paused may still mend what was hidden."""
    return may_write_post(person, post) or post.is_removed


def removed_it(person: Any, post: Post) -> bool:
    """Who took it away, or a moderator, may bring it back; an author cannot undo a moderator's decision."""
    if not post.is_removed:
        return False
    return post.deletion.by_id == person.pk or moderates_post(person, post)


def is_question(person: Any, topic: Topic) -> bool:
    return topic.is_question


def is_inside_post(person: Any, post: Post) -> bool:
    return post.topic.group.has(person)


def is_let_near(person: Any, post: Post) -> bool:
    """Thanks do not reach who keeps their giver away."""
    return not Block.objects.filter(blocker=post.author_id, blocked=person).exists()


permission("discussions.view_topic", (sees_topic, _("This conversation is not open to you.")))
permission("discussions.view_post", (sees_post, _("This conversation is not open to you.")))
permission("discussions.view_draft", (is_member, SIGN_IN), (writes_it, _("Only its writer sees a draft.")))
permission("discussions.view_held", (is_member, SIGN_IN), (sees_held, _("It waits for a moderator of the group.")))
permission("discussions.take_held_back", (is_member, SIGN_IN), (posted_it, OWN_WORDS), (waits_still, DECIDED))
permission(
    "discussions.change_held",
    (is_member, SIGN_IN),
    (posted_it, OWN_WORDS),
    (waits_still, DECIDED),
    (may_write_topic, until_then),
)
permission(
    "discussions.reply_topic",
    (is_member, SIGN_IN),
    (stands, GONE),
    (is_inside, JOIN_FIRST),
    (may_write_topic, until_then),
    (is_open, CLOSED),
)
permission("discussions.watch_topic", (is_member, SIGN_IN), (sees_topic, GONE))
permission(
    "discussions.rename_topic",
    (is_member, SIGN_IN),
    (started_or_moderates, MODERATORS),
    (may_write_topic, until_then),
)
permission("discussions.close_topic", (is_member, SIGN_IN), (moderates_topic, MODERATORS))
permission("discussions.pin_topic", (is_member, SIGN_IN), (moderates_topic, MODERATORS))
permission("discussions.tend_topic", (is_member, SIGN_IN), (moderates_topic, MODERATORS), (stands, GONE))
permission(
    "discussions.mark_solution",
    (is_member, SIGN_IN),
    (is_question, _("Only a question has a solution.")),
    (started_or_moderates, _("Who asked the question says which reply solved it.")),
)
permission(
    "discussions.edit_post",
    (is_member, SIGN_IN),
    (stands_or_is_hidden, GONE),
    (wrote, OWN_WORDS),
    (may_change_post, until_then_post),
)
permission("discussions.remove_post", (is_member, SIGN_IN), (post_stands, GONE), (wrote_or_moderates, OWN_WORDS))
permission("discussions.restore_post", (is_member, SIGN_IN), (removed_it, _("A moderator removed this; ask them.")))
permission("discussions.read_revisions", (post_stands, GONE), (sees_post, GONE))
permission(
    "discussions.thank_post",
    (is_member, SIGN_IN),
    (post_stands, GONE),
    (is_inside_post, JOIN_FIRST),
    (may_write_post, until_then_post),
    (is_not_own, _("These are your own words.")),
    (is_let_near, _("You cannot thank this member.")),
)

limit("discussions:start", at_once=6, every=60)
limit("discussions:replies", at_once=15, every=15, in_deed=True)
limit("discussions:held", at_once=15, every=15)
limit("discussions:post", at_once=15, every=15)
limit("discussions:reaction", at_once=40, every=2)
limit("discussions:preview", at_once=60, every=2)
limit("discussions:draft", at_once=120, every=1)
limit("discussions:similar", at_once=60, every=1, reading=True)
