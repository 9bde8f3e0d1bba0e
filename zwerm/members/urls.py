from __future__ import annotations

from django.urls import path

from zwerm.members.views import blocks, invitations, landing, me, people, sessions

app_name = "members"
urlpatterns = [
    path("members/", people.people, name="people"),
    path("members/mentions/", people.mentions, name="mentions"),
    path("members/<int:pk>/photo/<slug:version>/", people.photo, name="photo"),
    path("members/<slug:handle>/", people.member, name="member"),
    path("members/<slug:handle>/block/", blocks.block, name="block"),
    path("me/", me.profile, name="me"),
    path("me/photo/", me.photo, name="my_photo"),
    path("me/sessions/", sessions.sessions, name="sessions"),
    path("me/sessions/<slug:name>/", sessions.session, name="session"),
    path("me/blocks/", blocks.blocks, name="blocks"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/preview/", invitations.preview, name="invitations_preview"),
    path("invitations/links/", invitations.links, name="invitation_links"),
    path("invitations/mine/<int:pk>/", invitations.mine, name="my_invitation"),
    path("invitations/<slug:code>/", landing.landing, name="invitation"),
    path("invitations/<slug:code>/stop/", landing.stopping, name="invitation_stop"),
]
