from __future__ import annotations

from django.urls import path

from zwerm.core.resource import resource
from zwerm.notifications.views import address, devices, feeds, notices, pauses, stops, wishes

app_name = "notifications"

urlpatterns = [
    path("notices/", resource(get=notices.show, post=notices.read_all), name="notices"),
    path("notices/<int:pk>/", resource(get=notices.lead_on, post=notices.read), name="notice"),
    path("me/notices/", resource(get=wishes.show, post=wishes.choose), name="wishes"),
    path("feeds/<str:secret>/", resource(get=feeds.show), name="feed"),
    path("me/notices/feed/", resource(post=feeds.make, delete=feeds.close), name="own_feed"),
    path("me/devices/", resource(post=devices.turn_on), name="devices"),
    path("me/devices/<int:pk>/", resource(delete=devices.turn_off), name="device"),
    path("device/", devices.own, name="own_device"),
    path("stop/<str:token>/", stops.stopping, name="stop"),
    path("me/notices/pause/", resource(post=pauses.begin, delete=pauses.end), name="pause"),
    path("me/notices/address/", resource(delete=address.try_again), name="address"),
    path(
        "me/notices/groups/<slug:slug>/",
        resource(get=wishes.show_group, post=wishes.choose_in_group),
        name="group_wishes",
    ),
]
