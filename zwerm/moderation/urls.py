"""The addresses of moderation: nouns, each with the verbs it knows."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.moderation.views import cases, desk, holding, mine, objections, openness, queue, reporting, starting

app_name = "moderation"

urlpatterns = [
    path("report/<slug:kind>/<int:pk>/", resource(get=reporting.show_form, post=reporting.report), name="report"),
    path("moderation/", resource(get=queue.show), name="queue"),
    path("moderation/decisions/", resource(post=queue.decide_many), name="decisions"),
    path("moderation/log/", resource(get=openness.show), name="log"),
    path("moderation/rules/", resource(get=starting.show, put=starting.change), name="starting_rules"),
    path("moderation/cases/<int:pk>/", resource(get=cases.show), name="case"),
    path("moderation/cases/<int:pk>/claim/", resource(post=cases.take_over, delete=cases.let_go), name="claim"),
    path("moderation/cases/<int:pk>/decision/", resource(post=cases.decide, delete=cases.take_back), name="decision"),
    path("moderation/objections/<int:pk>/", resource(get=objections.show, put=objections.answer), name="answer"),
    path("groups/<slug:slug>/moderation/", resource(get=queue.show_group), name="group"),
    path(
        "groups/<slug:slug>/moderation/rules/",
        resource(get=holding.show, post=holding.switch_on, delete=holding.switch_off),
        name="rules",
    ),
    path("desk/", resource(get=desk.show), name="desk"),
    path("desk/rows/", resource(post=desk.take_up), name="row"),
    path("desk/effort/", resource(get=desk.show_effort), name="effort"),
    path("desk/unread/", resource(get=desk.show_unread, post=desk.move_on), name="unread"),
    path("me/decisions/", resource(get=mine.show_all), name="mine"),
    path("me/decisions/<int:pk>/", resource(get=mine.show), name="my_decision"),
    path("me/decisions/<int:pk>/objection/", resource(post=mine.make_objection), name="objection"),
    path("decisions/<str:token>/", resource(get=mine.show_open, post=mine.object_open), name="open_decision"),
]
