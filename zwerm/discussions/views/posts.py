"""One post: leading to it, changing it, taking it away, thanking for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.discussions.forms import WordsForm
from zwerm.discussions.models import Post
from zwerm.reactions.models import Reaction

WHOLE = Post.objects.select_related("topic__group", "topic__author", "topic__solution", "author", "deletion")


def lead_to(request: Request, pk: int) -> HttpResponseBase:
    """A permalink leads to the post where it now stands."""
    return _to(find(WHOLE, request, pk=pk))


def show_form(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.edit_post", post)
    return _form_page(request, post, WordsForm(initial={"body": post.body}))


def edit(request: Request, pk: int) -> HttpResponse:
    post = find(WHOLE, request, pk=pk)
    allow(request, "discussions.edit_post", post)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _form_page(request, post, form, status=422)
    if _changed_since(request, post) and form.cleaned_data["body"] != post.body:
        return _form_page(request, post, form, status=409, other=post.html)
    post.edit(form.cleaned_data["body"], by=request.user)
    return _to(post)


def _changed_since(request: Request, post: Post) -> bool:
    """Whether the words were changed after this form was shown: nobody overwrites what they have not seen."""
    return request.POST.get("changed", post.state) != post.state


def _form_page(request: Request, post: Post, form: WordsForm, status: int = 200, other: str = "") -> HttpResponse:
    context = {"post": post, "topic": post.topic, "group": post.topic.group, "form": form}
    context |= {"changed": post.state, "other": other}
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
