from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import models
from PIL import Image

from zwerm.activity import readers
from zwerm.discussions.models import Draft
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import GroupRole, JoinRequest
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members import photos
from zwerm.members.models import Block, Invitation, Member, Role
from zwerm.members.models.role import LastAdministrator
from zwerm.members.samples import make_administrator, make_community, make_member
from zwerm.privacy import export, leaving
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db

TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField)


@pytest.fixture
def anna(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    anna = make_member("Anna")
    make_community(first=anna)
    return anna


@pytest.fixture
def carla(anna):
    """Carla did everything that one can do here."""
    anna_asks = Invitation.by_mail("zonnebloem@example.org", by=anna)
    carla = make_member("Carla Zonnebloem", email="zonnebloem@example.org", headline="Zonnebloem meet wat helpt")
    anna_asks.accept(carla)
    _talk(carla, anna)
    _tend(carla, anna)
    for reader in readers.registered():
        readers.catch_up(reader)
    return Member.objects.get(pk=carla.pk)


def _talk(carla, anna):
    group = make_group("Meten", owner=carla, members=(anna,))
    topic = make_topic("Wat helpt?", group=group, by=carla)
    reply = make_reply(topic, by=carla)
    reply.edit("Ik wissel elke maand van gastheer.", by=carla)
    answer = make_reply(topic, by=anna)
    Reaction.give("thanks", subject=answer, giver=carla, receiver=anna, place=group)
    Reaction.give("helped", subject=reply, giver=anna, receiver=carla, place=group)
    Draft.objects.create(member=carla, place="group:1", body="Zonnebloem schrijft nog")


def _tend(carla, anna):
    Block.put_up(by=carla, against=make_member("Fien"))
    Role.give(carla, Role.Kind.FACILITATOR, by=anna)
    closed = make_group("Dicht", owner=anna, joining="request")
    JoinRequest.ask(closed, by=carla, message="Ik ben Carla Zonnebloem")
    Invitation.by_mail("vriend@example.org", by=carla, note="Groet, Carla Zonnebloem")
    picture = io.BytesIO()
    Image.new("RGB", (40, 40)).save(picture, "PNG")
    picture.seek(0)
    photos.hang(carla, picture)


def places_that_name(*words: str) -> list[str]:
    """Every text column of every table in which one of the words stands."""
    found = []
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, TEXT):
                texts = (str(value) for value in model._base_manager.values_list(field.name, flat=True))
                hit = any(word.lower() in text.lower() for text in texts for word in words)
                found += [f"{model._meta.label}.{field.name}"] if hit else []
    return found


def test_nothing_personal_is_left_of_somebody_who_left(carla):
    assert "members.Member.name" in places_that_name("zonnebloem")
    leaving.leave(carla, words=True)
    for reader in readers.registered():
        readers.catch_up(reader)
    assert places_that_name("zonnebloem") == []


def test_the_words_stay_under_a_name_that_says_nothing(carla):
    leaving.leave(carla, words=True)
    post = carla.posts.order_by("pk").first()
    assert (post.author.name, post.author.handle) == ("Oud-lid", f"former-{carla.pk}")
    assert post.body


def test_the_words_go_too_when_they_ask_for_that(carla):
    leaving.leave(carla, words=False)
    assert {(post.body, post.html, post.is_removed) for post in carla.posts.all()} == {("", "", True)}
    assert not carla.posts.first().topic.removed, "others spoke in it"


def test_their_photo_and_their_ways_in_are_gone(carla, django_capture_on_commit_callbacks):
    storage, name = carla.photo.storage, carla.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        leaving.leave(carla, words=True)
    assert not storage.exists(name)
    assert not carla.has_usable_password()
    assert not Member.objects.people().filter(pk=carla.pk).exists()


def test_a_group_passes_to_its_longest_serving_moderator(carla):
    group = make_group("Samen", owner=carla, members=(make_member("Daan"),))
    bram = make_moderator(group)
    leaving.leave(carla, words=True)
    owners = GroupRole.objects.at().filter(group=group, kind=GroupRole.Kind.OWNER)
    assert [role.member for role in owners] == [bram]


def test_a_group_without_anybody_else_passes_to_an_administrator(carla, anna):
    group = make_group("Alleen", owner=carla)
    leaving.leave(carla, words=True)
    assert group.has(anna)


def test_their_roles_end(carla):
    leaving.leave(carla, words=True)
    assert not carla.roles.at().exists()
    assert carla.roles.count() == 1, "the history stays"


def test_the_last_administrator_cannot_leave(anna, client):
    with pytest.raises(LastAdministrator):
        leaving.leave(anna, words=True)
    client.force_login(anna)
    response = client.get("/me/leaving/")
    assert response.status_code == 403


def test_a_member_leaves_by_the_page(anna, client):
    make_administrator("Bea")
    client.force_login(anna)
    assert client.post("/me/leaving/", {"words": "keep"}).status_code == 422
    assert client.post("/me/leaving/", {"words": "keep", "sure": "on"}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert Member.objects.get(pk=anna.pk).standing == "left"


def test_the_export_holds_what_a_member_did_and_no_secret(carla):
    data = export.gather(carla)
    assert data["profile"]["name"] == "Carla Zonnebloem"
    assert {
        "discussions.post",
        "discussions.draft",
        "groups.membership",
        "reactions.reaction",
        "activity.entry",
    } <= set(data)
    assert "password" not in data["profile"]


def test_the_bundle_reads_for_people_and_for_machines(carla, client):
    client.force_login(carla)
    response = client.post("/me/data/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as file:
        assert set(file.namelist()) == {"data.json", "read-me.html", f"files/{carla.photo.name}"}
        assert json.loads(file.read("data.json"))["profile"]["handle"] == "carla-zonnebloem"
        assert b"Carla Zonnebloem" in file.read("read-me.html")


@pytest.mark.parametrize("address", ["/me/data/", "/me/leaving/"])
def test_a_visitor_is_led_to_sign_in(client, address):
    assert client.get(address).url.startswith("/account/login/")
