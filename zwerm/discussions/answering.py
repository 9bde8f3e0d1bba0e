"""Answers by mail: a letter to the address of a post is a reply to it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zwerm.activity.models import Entry
from zwerm.core import limits
from zwerm.core.permissions import refusal
from zwerm.discussions import once
from zwerm.discussions.forms import ReplyForm
from zwerm.discussions.models import Post
from zwerm.media.bringing import bring_all
from zwerm.notifications.letterbox.answers import Later, NotWritten, Said

PURPOSE = "post"


def answered(entry: Entry) -> tuple[str, int] | None:
    """To which post somebody answers who is told of this line."""
    if entry.subject_type == "discussions.post":
        return PURPOSE, entry.subject_id
    first = Post.objects.filter(topic=entry.subject_id, number=1).values_list("pk", flat=True).first()
    return (PURPOSE, first) if first else None


def answer(key: int, said: Said) -> Sequence[str]:
    """Reply to the post with this key, by the rules that hold for who replies on its page.

    Raises:
        NotWritten: it may not be, with the reason.
        Later: this member writes faster than people do.
    """
    if once.written(said.by, said.number):
        return []
    post = once.WHOLE.visible_to(said.by).filter(pk=key).first()
    if post is None:
        raise NotWritten(_("The conversation is not there any more, or not open to you."))
    why_not = refusal("discussions.reply_topic", said.by, post.topic)
    if why_not is not None:
        raise NotWritten(why_not)
    if limits.wait_of(said.by, "discussions:replies"):
        raise Later
    brought, stayed = bring_all(said.files, by=said.by)
    body = "\n\n".join([said.words, *(upload.markdown for upload in brought)])
    form = ReplyForm({"body": body.strip()}, topic=post.topic)
    if not form.is_valid():
        raise NotWritten(" ".join(str(error) for errors in form.errors.values() for error in errors))
    to = post if post.number > 1 and not post.is_removed else None
    once.reply(post.topic, by=said.by, body=form.cleaned_data["body"], to=to, form=said.number)
    return stayed
