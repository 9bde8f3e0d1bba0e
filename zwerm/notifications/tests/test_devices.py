"""Turning notices on for a device and off again, by every way; what a browser is taken at its word for, and what is never called."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.models import Device
from zwerm.notifications.push import keys, sealing
from zwerm.notifications.tests.pushing import Browser, opened, signed_in, turned_on

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def carla(db: None) -> Member:
    make_community()
    return make_member("Carla", password=PASSWORD, language="en")


@pytest.fixture
def browser() -> Browser:
    return Browser("https://push.example.net", "carla")


@pytest.fixture
def client(carla: Member, browser: Browser) -> Client:
    """Carla's browser, in which she turned notices on."""
    return turned_on(browser, carla)


def test_a_device_is_known_by_what_its_browser_says_and_its_page_tells_no_secret(
    client: Client, carla: Member, browser: Browser
) -> None:
    device = Device.objects.get(member=carla)
    page = client.get("/me/notices/").text

    assert (device.browser, device.system, device.seen_on) == ("Firefox", "Android", timezone.localdate())
    assert "Firefox on Android" in page
    assert f'data-device="{device.digest}"' in page
    assert f'data-push="{keys.public()}"' in page
    assert browser.endpoint not in page
    assert device.auth not in page


def test_a_device_is_stopped_from_the_list_and_no_other_is(client: Client, carla: Member) -> None:
    client.post("/me/devices/", Browser("https://push.example.net", "desk").subscription)
    desk = Device.objects.get(endpoint__endswith="desk")

    client.post(f"/me/devices/{desk.pk}/", {"_method": "DELETE"})

    assert [one.endpoint[-5:] for one in Device.objects.filter(member=carla)] == ["carla"]
    log = Entry.objects.filter(verb__startswith="device.").order_by("pk")
    assert list(log.values_list("verb", flat=True)) == [
        "device.turned_on",
        "device.turned_on",
        "device.turned_off",
    ]


def test_one_press_on_a_notice_stops_it_there_also_when_signed_out(client: Client, browser: Browser) -> None:
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post("/device/", {"_method": "DELETE", "endpoint": f"{browser.endpoint}x"}).status_code == 404
    assert stranger.post("/device/", {"_method": "DELETE"}).status_code == 404
    assert Device.objects.exists()
    assert stranger.post("/device/", {"_method": "DELETE", "endpoint": browser.endpoint}).status_code == 204
    assert not Device.objects.exists()


def test_signing_out_ends_the_device_of_that_browser_and_of_no_other(client: Client, carla: Member) -> None:
    elsewhere = signed_in(carla)
    elsewhere.post("/me/devices/", Browser("https://push.example.net", "desk").subscription)

    client.post("/account/logout/")

    assert [one.endpoint[-4:] for one in Device.objects.all()] == ["desk"]


def test_another_password_ends_the_devices_elsewhere_and_not_the_one_here(client: Client, carla: Member) -> None:
    elsewhere = signed_in(carla)
    desk = Browser("https://push.example.net", "desk")
    elsewhere.post("/me/devices/", desk.subscription)

    client.post("/account/reauthenticate/", {"password": PASSWORD})
    new = {"oldpassword": PASSWORD, "password1": "nog een langer woord", "password2": "nog een langer woord"}
    assert client.post("/account/password/change/", new).status_code == 302
    carla.refresh_from_db()

    assert [one.endpoint[-5:] for one in Device.of(carla)] == ["carla"]
    assert elsewhere.post("/device/", {"old": desk.endpoint, **desk.subscription}).status_code == 404
    assert client.get("/me/notices/").text.count("data-device=") == 1
    client.post("/account/logout/")
    assert not Device.objects.exists()


def test_a_browser_that_is_reached_otherwise_says_so_and_stays_the_same_device(
    client: Client, carla: Member, browser: Browser
) -> None:
    moved = Browser("https://push.example.net", "moved")
    eva = signed_in(make_member("Eva"))
    fields = {"old": browser.endpoint, **moved.subscription}

    assert eva.post("/device/", fields).status_code == 404
    assert client.post("/device/", {**fields, "p256dh": "no key"}).status_code == 404
    assert client.post("/device/", fields).status_code == 204
    assert [one.endpoint for one in Device.of(carla)] == [moved.endpoint]


def test_a_browser_tells_of_whoever_turned_it_on_last(client: Client, browser: Browser) -> None:
    eva = make_member("Eva")
    signed_in(eva).post("/me/devices/", browser.subscription)

    assert Device.objects.get().member == eva


def test_a_member_has_so_many_devices_and_the_oldest_goes(
    client: Client, carla: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Device, "MOST", 3)
    for number in range(Device.MOST):
        client.post("/me/devices/", Browser("https://push.example.net", str(number)).subscription)

    assert Device.objects.filter(member=carla).count() == Device.MOST
    assert not Device.objects.filter(endpoint__endswith="carla").exists()


def test_a_device_on_which_nobody_was_for_long_is_forgotten(client: Client, carla: Member) -> None:
    Device.objects.update(seen_on=timezone.localdate() - Device.KEPT - timedelta(days=1))

    assert Device.of(carla) == []
    Device.forget_old()
    assert not Device.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "http://push.example.net/x"},
        {"endpoint": "https://push.example.net:8443/x"},
        {"endpoint": "https://me@push.example.net/x"},
        {"endpoint": "https://push.example.net/\r\nHost: x"},
        {"endpoint": "file:///etc/passwd"},
        {"endpoint": ""},
        {"p256dh": "no key"},
        {"p256dh": keys.written(b"\4" + b"\0" * 64)},
        {"auth": "c2hvcnQ"},
    ],
)
def test_what_is_no_browser_of_ours_is_refused(carla: Member, browser: Browser, wrong: dict[str, str]) -> None:
    answer = signed_in(carla).post("/me/devices/", {**browser.subscription, **wrong})

    assert answer.status_code == 422
    assert not Device.objects.exists()


def test_a_message_is_sealed_as_the_example_of_the_standard_is() -> None:
    """RFC 8291, section 5."""
    own = ec.derive_private_key(
        int.from_bytes(keys.read("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), keys.CURVE
    )
    theirs = ec.derive_private_key(
        int.from_bytes(keys.read("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big"), keys.CURVE
    )
    auth, salt = keys.read("BTBZMqHH6r4Tts7J_aSIgg"), keys.read("DGv6ra1nlYgDCS1FRnbzlw")
    said = b"When I grow up, I want to be a watermelon"

    body = sealing.sealed(said, keys.point(theirs.public_key()), auth, salt=salt, own=own)

    assert keys.written(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    assert opened(body, theirs, auth) == said


def test_the_keys_are_the_same_as_long_as_the_secret_key_is(settings: Any) -> None:
    before = keys.public()
    assert keys.public() == before
    settings.SECRET_KEY = "another" * 10
    assert keys.public() != before
