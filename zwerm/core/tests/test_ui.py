"""What the house draws, and the pages it has of its own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template import Context, Template
from django.test import Client, RequestFactory

from zwerm.core.flock import flock
from zwerm.core.templatetags.ui import face, initials
from zwerm.core.views import errors


def test_a_name_always_has_the_same_flock() -> None:
    assert flock("hr-analytics") == flock("hr-analytics")
    assert flock("hr-analytics") != flock("freelance-noord")


@pytest.mark.parametrize("name", ["", "hr-analytics", "Œuvre & <script>", "x" * 500])
def test_a_flock_is_a_small_drawing_that_readers_need_not_hear(name: str) -> None:
    drawing = flock(name)

    assert len(drawing) < 2000
    assert 'aria-hidden="true"' in drawing
    assert "style=" not in drawing
    assert "<script" not in drawing


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Carla de Wit", "CW"), ("Samira", "S"), ("  noor  Bakker ", "NB"), ("", ""), ("(Bob) Prins", "P")],
)
def test_a_face_without_a_photo_has_the_first_letters_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_name_cannot_bring_markup_into_a_face() -> None:
    assert "<b" not in face("<b x", photo='"><b')


def test_an_icon_says_nothing_to_a_screen_reader() -> None:
    assert 'aria-hidden="true"' in Template('{% icon "write" %}').render(Context())


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503])
def test_a_page_about_trouble_needs_no_database(status: int) -> None:
    answer = errors._plain(status)

    assert answer.status_code == status
    assert b"<h1>" in answer.content
    assert b"{%" not in answer.content


@pytest.mark.django_db
def test_an_unknown_address_says_what_may_have_happened(client: Client) -> None:
    answer = client.get("/nothing-here/")

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_that_stood_open_too_long_says_that_nothing_is_lost() -> None:
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "Nothing was lost" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("device", ""), ("<x>", "")])
def test_light_or_dark_is_kept_in_this_browser(client: Client, chosen: str, kept: str) -> None:
    answer = client.post("/theme/", {"theme": chosen}, headers={"referer": "http://testserver/groups/"})

    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/groups/")
    assert answer.cookies["theme"].value == kept


@pytest.mark.django_db
def test_after_choosing_light_or_dark_nobody_is_led_elsewhere(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": "https://elsewhere.example/"})

    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_a_page_one_may_not_open_is_refused(rf: RequestFactory) -> None:
    request = rf.get("/")

    assert errors.forbidden(request, PermissionDenied()).status_code == 403
