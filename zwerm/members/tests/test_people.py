from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla():
    make_community(languages=["en"])
    return make_member(
        "Carla de Wit", headline="Meet wat helpt", organisation="Gemeente", helps_with="Vragenlijsten", languages=["nl"]
    )


@pytest.fixture
def daan(carla):
    return make_member("Daan")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "red").save(out, "JPEG")
    return SimpleUploadedFile("carla.jpg", out.getvalue())


@pytest.fixture
def files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    return tmp_path


# What one sees of another


def test_a_stranger_sees_what_is_for_everyone_and_a_member_sees_more(client, carla, daan):
    shown = page(client, carla.get_absolute_url())
    assert ("Meet wat helpt" in shown, "Gemeente" in shown, "Vragenlijsten" in shown) == (True, False, False)
    client.force_login(daan)
    shown = page(client, carla.get_absolute_url())
    assert ("Meet wat helpt" in shown, "Gemeente" in shown, "Vragenlijsten" in shown) == (True, True, True)


@pytest.mark.parametrize(("audience", "before", "after"), [("groups", False, True), ("me", False, False)])
def test_a_field_for_my_groups_is_read_by_who_shares_one(client, carla, daan, audience, before, after):
    carla.change_profile(field_audiences={"headline": audience})
    client.force_login(daan)
    assert ("Meet wat helpt" in page(client, carla.get_absolute_url())) is before
    make_group(owner=carla, members=(daan,))
    assert ("Meet wat helpt" in page(client, carla.get_absolute_url())) is after
    client.force_login(carla)
    assert "Meet wat helpt" in page(client, carla.get_absolute_url())


def test_a_page_that_is_not_open_to_somebody_is_not_there(client, carla, daan):
    carla.change_profile(audience="me")
    client.force_login(daan)
    assert client.get(carla.get_absolute_url()).status_code == 404


def test_the_groups_on_a_page_are_those_that_the_reader_sees(client, carla, daan):
    make_group("Open kring", owner=carla)
    make_group("Stille kring", owner=carla, visibility="hidden")
    assert "Open kring" not in page(client, carla.get_absolute_url()), "a stranger does not read who is in a group"
    client.force_login(daan)
    shown = page(client, carla.get_absolute_url())
    assert ("Open kring" in shown, "Stille kring" in shown) == (True, False)


def test_who_says_nothing_yet_is_asked_to_on_their_own_page(client, daan):
    client.force_login(daan)
    assert "One sentence is enough" in page(client, daan.get_absolute_url())


# Finding people


@pytest.mark.parametrize("query", ["car", "Carla", "carla-de", "wit", "vragenlijst"])
def test_people_are_found_by_name_and_by_what_they_can_help_with(client, carla, daan, query):
    client.force_login(daan)
    shown = page(client, f"/members/?q={query}")
    assert ("Carla de Wit</a>" in shown, "Daan</a>" in shown) == (True, False)


def test_nobody_is_found_by_what_they_do_not_show(client, carla, daan):
    carla.change_profile(field_audiences={"helps_with": "me"})
    client.force_login(daan)
    assert "Carla de Wit</a>" not in page(client, "/members/?q=vragenlijst")


def test_the_list_is_for_members(client, carla):
    assert client.get("/members/").status_code == 302


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_however_many(client, daan, number, django_assert_num_queries):
    for _ in range(number):
        make_member(field_audiences={"headline": "groups"})
    client.force_login(daan)
    page(client, "/members/")
    with django_assert_num_queries(4):
        page(client, "/members/")


def test_the_way_on_keeps_what_was_searched(client, daan):
    for _ in range(25):
        make_member(helps_with="Roosters & verzuim")
    client.force_login(daan)
    assert "?q=Roosters+%26&amp;before=" in page(client, "/members/?q=Roosters+%26")


def test_names_are_completed_for_members_from_the_first_letters(client, carla, daan):
    client.force_login(daan)
    found = client.get("/members/mentions/?q=Car").json()
    assert found == [{"handle": "carla-de-wit", "name": "Carla de Wit", "note": "Meet wat helpt"}]
    assert client.get("/members/mentions/?q=").json() == []


@pytest.mark.parametrize("hidden", ["me", "blocked", "left"])
def test_who_is_not_visible_is_not_completed(client, carla, daan, hidden):
    if hidden == "me":
        carla.change_profile(audience="me")
    elif hidden == "blocked":
        Block.put_up(by=carla, against=daan)
    else:
        Member.objects.filter(pk=carla.pk).update(standing="left", is_active=False)
    client.force_login(daan)
    assert client.get("/members/mentions/?q=car").json() == []


# One's own profile


def profile(**changes):
    return {"name": "Carla", "handle": "carla", "audience": "everyone", "language": "nl", **changes}


def test_a_member_changes_their_profile_and_who_sees_it(client, carla):
    client.force_login(carla)
    sent = profile(organisation="Vrij", languages=["nl", "en"], seen_organisation="everyone", seen_headline="me")
    assert client.post("/me/", sent).status_code == 302
    changed = Member.objects.get(pk=carla.pk)
    assert (changed.handle, changed.organisation, changed.languages) == ("carla", "Vrij", ["nl", "en"])
    assert (changed.field_audiences["organisation"], changed.field_audiences["headline"]) == ("everyone", "me")


@pytest.mark.parametrize("handle", ["daan", "mentions", "a", "Carla de Wit"])
def test_a_handle_that_is_taken_or_no_handle_is_refused(client, carla, daan, handle):
    client.force_login(carla)
    response = client.post("/me/", profile(handle=handle))
    assert response.status_code == 422
    assert Member.objects.get(pk=carla.pk).handle == "carla-de-wit"


def test_a_photo_is_made_square_and_seen_by_who_may(client, carla, daan, files):
    client.force_login(carla)
    client.post("/me/photo/", {"photo": picture()})
    carla.refresh_from_db()
    response = client.get(carla.photo_url)
    assert (response["Content-Type"], "immutable" in response["Cache-Control"]) == ("image/webp", True)
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (60, 60)
    carla.change_profile(field_audiences={"photo": "members"})
    client.logout()
    assert client.get(carla.photo_url).status_code == 404
    client.force_login(daan)
    assert client.get(carla.photo_url).status_code == 200


def test_a_new_photo_has_a_new_address_and_the_old_file_is_gone(
    client, carla, files, django_capture_on_commit_callbacks
):
    client.force_login(carla)
    client.post("/me/photo/", {"photo": picture()})
    carla.refresh_from_db()
    old = carla.photo_url
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/photo/", {"photo": picture()})
    assert client.get(old).status_code == 404
    assert len(list((files / "photos").iterdir())) == 1


def test_a_file_that_is_no_picture_is_refused_with_the_reason(client, carla, files):
    client.force_login(carla)
    response = client.post("/me/photo/", {"photo": SimpleUploadedFile("a.jpg", b"<svg/>")})
    assert response.status_code == 422
    assert b"not a picture" in response.content


def test_who_sees_the_photo_is_chosen_beside_it(client, carla, files):
    client.force_login(carla)
    client.post("/me/photo/", {"photo": picture(), "seen_by": "members"})
    client.post("/me/", profile(seen_headline="me"))
    carla.refresh_from_db()
    assert bool(carla.photo)
    assert (carla.field_audiences["photo"], carla.field_audiences["headline"]) == ("members", "me")


def test_who_sees_the_photo_changes_without_a_new_one(client, carla, files):
    client.force_login(carla)
    client.post("/me/photo/", {"photo": picture()})
    carla.refresh_from_db()
    name = carla.photo.name
    client.post("/me/photo/", {"seen_by": "me"})
    carla.refresh_from_db()
    assert (carla.photo.name, carla.field_audiences["photo"]) == (name, "me")


# Keeping somebody away


def test_who_is_kept_away_cannot_open_the_page(client, carla, daan):
    client.force_login(carla)
    client.post(reverse("members:block", args=["daan"]))
    assert "Daan" in page(client, "/me/blocks/")
    client.force_login(daan)
    assert client.get(carla.get_absolute_url()).status_code == 404
    assert "Carla" not in page(client, "/me/blocks/"), "they are not told"


def test_a_block_is_taken_down_again(client, carla, daan):
    Block.put_up(by=carla, against=daan)
    client.force_login(carla)
    client.post(reverse("members:block", args=["daan"]), {"_method": "DELETE"})
    assert not Block.objects.exists()


def test_nobody_blocks_themselves(client, carla):
    client.force_login(carla)
    assert client.post(reverse("members:block", args=["carla-de-wit"])).status_code == 403
