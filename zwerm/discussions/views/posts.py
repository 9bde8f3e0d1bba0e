"""One post: leading to it, changing it, taking it away, thanking for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import Overtaken, allow, find
from zwerm.core.types import Request
from zwerm.discussions import changing
from zwerm.discussions.forms import WordsForm
from zwerm.discussions.models import Draft, Held, Post
from zwerm.reactions.models import Reaction

WHOLE = Post.objects.select_related("topic__group", "topic__author", "topic__solution", "author", "deletion")


def lead_to(request: Request, pk: int) -> HttpResponseBase:
    """A permalink leads to the post where it now stands."""
    return _to(find(WHOLE, request, pk=pk))


def show_form(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.edit_post", post)
    waiting, draft = changing.waiting_for(post), Draft.at(request.user, f"post:{post.pk}")
    begun = next((found.body for found in (waiting, draft) if found), post.body)
    return _form_page(request, post, WordsForm(initial={"body": begun}), waiting=waiting)


def edit(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.edit_post", post)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _form_page(request, post, form, status=422)
    if _changed_since(request, post) and form.cleaned_data["body"] != post.body:
        return _form_page(request, post, form, status=409, other=post.html)
    written = _changed(request, post, form.cleaned_data["body"])
    return redirect(written) if isinstance(written, Held) else _to(written)


def _changed(request: Request, post: Post, body: str) -> Post | Held:
    """The post as it is now, or what waits; when a moderator was first, the new words stay as a draft."""
    place = f"post:{post.pk}"
    try:
        written = changing.change(post, body, by=request.user)
    except Overtaken:
        Draft.keep(request.user, place, body=body)
        raise
    Draft.drop(request.user, place)
    return written


def _changed_since(request: Request, post: Post) -> bool:
    """Whether the words were changed after this form was shown: nobody overwrites what they have not seen."""
    return request.POST.get("changed", post.state) != post.state


def _form_page(
    request: Request, post: Post, form: WordsForm, status: int = 200, other: str = "", waiting: Held | None = None
) -> HttpResponse:
    context = {"post": post, "topic": post.topic, "group": post.topic.group, "form": form}
    context |= {"changed": post.state, "other": other, "waiting": waiting}
    return render(request, "discussions/edit.html", context, status=status)


def show_revisions(request: Request, pk: int) -> HttpResponse:
    """What a post said before, newest first."""
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.read_revisions", post)
    revisions = post.revisions.select_related("by").order_by("-at", "-pk")[:100]
    context = {"post": post, "topic": post.topic, "group": post.topic.group, "revisions": revisions}
    return render(request, "discussions/revisions.html", context)


def remove(request: Request, pk: int) -> HttpResponse:
    """Take a post away; the page says how to undo it."""
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.remove_post", post)
    post.remove(by=request.user, reason=request.POST.get("reason", "")[:300])
    messages.info(request, _("Removed. You can bring it back where it stood."))
    return _to(post)


def restore(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.restore_post", post)
    post.restore(by=request.user)
    return _to(post)


def mark_solution(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.mark_solution", post.topic)
    if post.is_removed or post.number == 1:
        raise Http404
    post.topic.mark_solution(post, by=request.user)
    return _to(post)


def unmark_solution(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.mark_solution", post.topic)
    if post.topic.solution_id == post.pk:
        post.topic.unmark_solution(by=request.user)
    return _to(post)


def give(request: Request, pk: int, kind: str) -> HttpResponse:
    """Thank for a post, or say that it helped."""
    post = _thanked(request, pk, kind)
    post.thank(kind, by=request.user)
    return _to(post)


def take_back(request: Request, pk: int, kind: str) -> HttpResponse:
    post = _thanked(request, pk, kind)
    post.take_thanks_back(kind, by=request.user)
    return _to(post)


def _thanked(request: Request, pk: int, kind: str) -> Post:
    if kind not in Reaction.Kind:
        raise Http404
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.thank_post", post)
    return post


def _to(post: Post) -> HttpResponse:
    """To where a post stands; to its group when the whole conversation is gone."""
    if post.topic.removed:
        return redirect(post.topic.group)
    return redirect(f"{post.topic.get_absolute_url()}?page={post.page}#{post.anchor}")
