"""A conversation: reading it, and replying."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.activity import memory
from zwerm.activity.strangers import depends, same_for_strangers
from zwerm.core import away, shells
from zwerm.core.answers import done
from zwerm.core.doors import Overtaken, allow, find, let_see
from zwerm.core.limits import due_of
from zwerm.core.permissions import may, refusal
from zwerm.core.types import Request
from zwerm.discussions import bodies, inside, marks, moves, once, outside, parts, pieces, whole
from zwerm.discussions.forms import ReplyForm
from zwerm.discussions.models import Draft, Held, Post, Reading, Topic
from zwerm.discussions.models.post import PAGE
from zwerm.discussions.standing import Standing, standing
from zwerm.notifications import bell


@same_for_strangers
def show(request: Request, pk: int, slug: str = "") -> HttpResponseBase:
    """One page of a topic; an address it had before leads to where it is now."""
    try:
        topic = let_see(request, "discussions.view_topic", whole.at_hand(pk))
    except Http404:
        return redirect(find(Topic, request, pk=moves.merged_into(pk)), permanent=True)
    if slug != topic.slug:
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return redirect(topic.get_absolute_url() + query, permanent=False)
    return show_topic(request, topic)


def show_topic(request: Request, topic: Topic, form: ReplyForm | None = None, status: int = 200) -> HttpResponse:
    page = _page(request, topic)
    shown = parts.around_posts(request.user, topic, page)
    if not request.user.is_authenticated:
        return _to_stranger(request, topic, shown)
    mine = standing(request.user, topic)
    answers = _answers(request, topic, mine)
    _read_on(request, topic, page, mine.read_to)
    if (
        form is None
        and not mine.has_draft
        and not mine.waits
        and not request.GET.get("reply")
        and shells.is_plain(request)
    ):
        return inside.respond(request, topic, shown, answers, mine.read_to)
    own = pieces.for_page(request.user, topic, page, mine.read_to)
    shown |= answers | _reply(request, topic, form) | {"body": bodies.topic_body(topic, page).filled(own)}
    return _rendered(request, topic, shown, status)


def _rendered(request: Request, topic: Topic, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "discussions/topic.html", {**shown, "topic": topic, "group": topic.group}, status=status)


def _to_stranger(request: Request, topic: Topic, shown: dict[str, Any]) -> HttpResponse:
    shown["body"] = bodies.topic_body(topic, shown["page"]).filled()
    is_plain = shells.is_plain(request)
    response = outside.respond(request, topic, shown) if is_plain else _rendered(request, topic, shown)
    return depends(response, memory.about(topic), memory.place(topic.group_id))


def show_later(request: Request, pk: int) -> HttpResponse:
    """The posts after number `?after=`, for a page that stayed open; with the reader's own pieces, and read from now on."""
    topic = find(whole.WHOLE, request, pk=pk)
    asked = request.GET.get("after", "")
    after = min(int(asked), topic.last_number) if asked.isdecimal() and len(asked) < 10 else 0
    body, page = bodies.later_body(topic, after), after // PAGE + 1
    if not request.user.is_authenticated:
        return HttpResponse(body.filled())
    own = pieces.for_page(request.user, topic, page, None)
    _read_on(request, topic, page, None)
    return HttpResponse(body.filled(own))


def _page(request: Request, topic: Topic) -> int:
    asked = request.GET.get("page", "1")
    pages = max((topic.last_number - 1) // PAGE + 1, 1)
    if not asked.isdecimal() or len(asked) > 9 or not 1 <= int(asked) <= pages:
        raise Http404
    return int(asked)


def _answers(request: Request, topic: Topic, mine: Standing) -> dict[str, Any]:
    """What the reader may do here, and how they stand to it."""
    member = request.user
    why_not = refusal("discussions.reply_topic", member, topic)
    return {
        "waits": mine.waits,
        "has_new": bool(mine.read_to and mine.read_to < topic.last_number),
        "watch": mine.watch or "",
        "may_reply": why_not is None,
        "why_not": str(why_not or ""),
        "may_join": may(member, "groups.join_group", topic.group),
        "moderates": may(member, "discussions.tend_topic", topic),
        "may_rename": may(member, "discussions.rename_topic", topic),
    }


def _reply(request: Request, topic: Topic, form: ReplyForm | None) -> dict[str, Any]:
    """The form with what the reader was writing, and the post they answer to."""
    place = f"topic:{topic.pk}"
    draft = Draft.at(request.user, place)
    form = form or ReplyForm(topic=topic, initial={"body": draft.body if draft else "", "reply_to": _asked(request)})
    return {"form": form, "draft_place": place, "answering": _answering(form, _asked(request))}


def _read_on(request: Request, topic: Topic, page: int, read_to: int | None) -> None:
    """The posts on this page count as read; a page that was read before costs nothing."""
    last = min(page * PAGE, topic.last_number)
    if bell.rings(request.user):
        with away.by_the_way():
            bell.read_about(request.user, f"topic:{topic.pk}", last)
    if read_to is None or read_to < last:
        with away.by_the_way():
            Reading.reach(request.user, topic, last)
            if last == topic.last_number:
                marks.advance(request.user, topic.group_id)


def _answering(form: ReplyForm, asked: int | None) -> Post | None:
    if asked is None:
        return None
    posts = form.fields["reply_to"].queryset  # type: ignore[attr-defined]
    return cast("Post | None", posts.select_related("author").filter(pk=asked).first())


def _asked(request: Request) -> int | None:
    """The post that a reply answers to, from the link under that post or from the form."""
    key = request.POST.get("reply_to") or request.GET.get("reply", "")
    return int(key) if key.isdecimal() and len(key) < 19 else None


def reply(request: Request, pk: int) -> HttpResponse:
    """Write a reply. Whatever goes wrong, the words stay: in the form, or in a draft."""
    topic = _replied_to(request, pk)
    form, number = ReplyForm(request.POST, topic=topic), once.form_number(request.POST)
    if not may(request.user, "discussions.reply_topic", topic) and once.written(request.user, number) is None:
        _allow_reply(request, topic)
    if not form.is_valid():
        here = let_see(request, "discussions.view_topic", whole.at_hand(topic.pk))
        return show_topic(request, here, form, status=422)
    post = _written(request, topic, form, number)
    if isinstance(post, Held):
        return done(request, post.get_absolute_url())
    messages.success(request, _("Your reply is there."))
    return done(request, f"{post.topic.get_absolute_url()}?page={post.page}#{post.anchor}")


def _written(request: Request, topic: Topic, form: ReplyForm, number: str) -> Post | Held:
    body, to = form.cleaned_data["body"], form.cleaned_data["reply_to"]
    newest, due = once.newest(request.POST), due_of(request)
    try:
        return once.reply(topic, by=request.user, body=body, to=to, form=number, newest=newest, due=due)
    except Overtaken:
        Draft.keep(request.user, f"topic:{topic.pk}", body=body)
        raise


def _replied_to(request: Request, pk: int) -> Topic:
    """The topic, where it is now; when it is gone for this person, what they wrote waits as a draft of theirs."""
    try:
        here = whole.to_answer(pk)
        if here is None:
            return find(whole.WHOLE, request, pk=moves.merged_into(pk) or pk)
        return let_see(request, "discussions.view_topic", here)
    except Http404:
        if request.user.is_authenticated:
            Draft.keep(request.user, f"topic:{pk}", body=request.POST.get("body", ""))
        raise


def _allow_reply(request: Request, topic: Topic) -> None:
    if request.user.is_authenticated and not may(request.user, "discussions.reply_topic", topic):
        Draft.keep(request.user, f"topic:{topic.pk}", body=request.POST.get("body", ""))
    allow(request, "discussions.reply_topic", topic)
