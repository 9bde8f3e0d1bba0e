"""The addresses of conversations: nouns, each with the verbs it knows."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.discussions.views import drafts, held, posts, reading, sections, splits, starting, tending, topics

app_name = "discussions"

urlpatterns = [
    path("new/", resource(get=reading.show_new, post=reading.catch_up), name="new"),
    path("write/", resource(get=starting.choose_group), name="write"),
    path("preview/", resource(post=drafts.preview), name="preview"),
    path("drafts/", resource(get=drafts.show_drafts), name="drafts"),
    path("drafts/<str:place>/", resource(put=drafts.keep, delete=drafts.drop), name="draft"),
    path("held/<int:pk>/", resource(get=held.show, put=held.change, delete=held.take_back), name="held"),
    path("held/<int:pk>/source/", resource(get=held.show_form), name="held_source"),
    path("groups/<slug:slug>/talk/<slug:section>/", resource(get=sections.show), name="section"),
    path("groups/<slug:slug>/topics/", resource(get=starting.show_form, post=starting.start), name="start"),
    path("topics/similar/", resource(get=starting.show_similar), name="similar"),
    path("topics/<int:pk>/", resource(get=topics.show), name="topic"),
    path("topics/<int:pk>/posts/", resource(get=topics.show_later, post=topics.reply), name="replies"),
    path("topics/<int:pk>/unread/", resource(get=reading.first_unread), name="unread"),
    path("topics/<int:pk>/reading/", resource(delete=reading.mark_unread), name="reading"),
    path("topics/<int:pk>/watch/", resource(post=reading.watch, delete=reading.unwatch), name="watch"),
    path("topics/<int:pk>/title/", resource(get=tending.show_title, put=tending.rename), name="title"),
    path("topics/<int:pk>/closure/", resource(post=tending.close, delete=tending.reopen), name="closure"),
    path("topics/<int:pk>/pin/", resource(post=tending.pin, delete=tending.unpin), name="pin"),
    path("topics/<int:pk>/place/", resource(get=tending.show_move, put=tending.move), name="place"),
    path("topics/<int:pk>/merger/", resource(get=splits.show_merge, post=splits.merge), name="merger"),
    path("topics/<int:pk>/split/", resource(get=splits.show_split, post=splits.split), name="split"),
    path("topics/<int:pk>/<str:slug>/", resource(get=topics.show), name="topic"),
    path("posts/<int:pk>/", resource(get=posts.lead_to, put=posts.edit), name="post"),
    path("posts/<int:pk>/source/", resource(get=posts.show_form), name="source"),
    path("posts/<int:pk>/revisions/", resource(get=posts.show_revisions), name="revisions"),
    path("posts/<int:pk>/deletion/", resource(post=posts.remove, delete=posts.restore), name="deletion"),
    path("posts/<int:pk>/solution/", resource(post=posts.mark_solution, delete=posts.unmark_solution), name="solution"),
    path("posts/<int:pk>/<str:kind>/", resource(post=posts.give, delete=posts.take_back), name="reaction"),
]
