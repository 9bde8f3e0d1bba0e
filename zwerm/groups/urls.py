"""The addresses of groups."""

from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.groups.views import group, groups, invitations, mailing, membership, people, requests, roles

app_name = "groups"
urlpatterns = [
    path("", resource(get=groups.show), name="groups"),
    path("new/", resource(get=groups.begin, post=groups.create), name="new"),
    path("<slug:slug>/", resource(get=group.show), name="group"),
    path("<slug:slug>/about/", resource(get=group.about), name="about"),
    path("<slug:slug>/settings/", resource(get=group.settings, post=group.change), name="settings"),
    path(
        "<slug:slug>/membership/",
        resource(get=membership.show, post=membership.join, delete=membership.leave),
        name="membership",
    ),
    path("<slug:slug>/people/", resource(get=people.show), name="people"),
    path("<slug:slug>/people/<slug:handle>/", resource(get=people.show_one, delete=people.remove), name="person"),
    path(
        "<slug:slug>/request/",
        resource(get=requests.ask, post=requests.create, delete=requests.withdraw),
        name="request",
    ),
    path("<slug:slug>/requests/", resource(get=requests.show, post=requests.answer), name="requests"),
    path("<slug:slug>/roles/", resource(get=roles.show, post=roles.give), name="roles"),
    path("<slug:slug>/roles/<int:key>/", resource(delete=roles.end), name="role"),
    path("<slug:slug>/invitations/", resource(get=invitations.show, post=invitations.create), name="invitations"),
    path("<slug:slug>/invitations/preview/", resource(post=mailing.look_first), name="mailing_preview"),
    path("<slug:slug>/invitations/mails/", resource(post=mailing.send), name="mails"),
    path("<slug:slug>/invitations/links/", resource(post=mailing.make_link), name="links"),
    path("<slug:slug>/invitations/<int:key>/", resource(post=invitations.answer), name="invitation"),
]
