from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.media.models import Upload
from zwerm.media.samples import make_picture, picture_file, text_file
from zwerm.members.models import Member
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    return make_member("Carla", language="nl")


@pytest.fixture
def browser(client: Client, carla: Member) -> Client:
    client.force_login(carla)
    return client


def bring(browser: Client, file, accept: str = "*/*"):
    return browser.post("/media/", {"file": file}, headers={"Accept": accept})


def test_a_picture_comes_in_and_words_can_name_it(browser, carla):
    answer = bring(browser, picture_file("Foto van [het] terras.png"))
    upload = Upload.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"markdown": f"![Foto van het terras](/media/{upload.pk}/foto-van-het-terras.webp)"}
    assert (upload.owner, upload.media_type, upload.is_picture) == (carla, "image/webp", True)
    assert Entry.objects.get(verb="upload.brought").actor == carla


def test_a_file_comes_in_as_a_link(browser):
    answer = bring(browser, text_file("Verslag 2026.txt"))
    assert answer.json() == {"markdown": f"[Verslag 2026](/media/{Upload.objects.get().pk}/verslag-2026.txt)"}


def test_a_picture_is_kept_without_a_trace_of_where_it_was_taken(browser):
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 7.0)
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, "JPEG", exif=exif)
    bring(browser, SimpleUploadedFile("thuis.jpg", out.getvalue()))
    with Upload.objects.get().file.open() as file:
        kept = Image.open(file)
        assert (kept.format, dict(kept.getexif())) == ("WEBP", {})


@pytest.mark.parametrize(
    ("file", "status", "sentence"),
    [
        (SimpleUploadedFile("leeg.png", b""), 415, "Dit bestand is leeg."),
        (SimpleUploadedFile("plaatje.png", b"<svg onload=alert(1)>"), 415, "Dit bestand is geen afbeelding"),
        (SimpleUploadedFile("plaatje.svg", b"<svg onload=alert(1)>"), 415, "Bestanden van dit type"),
        (SimpleUploadedFile("pagina.html", b"<script>alert(1)</script>"), 415, "Bestanden van dit type"),
        (SimpleUploadedFile("programma.exe", b"MZ"), 415, "Bestanden van dit type"),
        (
            SimpleUploadedFile("verslag.pdf", b"<script>alert(1)</script>"),
            415,
            "Dit bestand is niet wat zijn naam zegt.",
        ),
        (SimpleUploadedFile("verslag.txt", b"\x00\xff\xfe"), 415, "Dit bestand is niet wat zijn naam zegt."),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_what_is_not_taken_is_refused_with_a_reason_in_the_language_of_its_sender(browser, file, status, sentence):
    answer = bring(browser, file)
    assert answer.status_code == status
    assert answer.json()["error"].startswith(sentence)
    assert not Upload.objects.exists()


def test_a_file_over_the_bound_is_refused(browser, monkeypatch):
    monkeypatch.setattr("zwerm.media.files.MOST_BYTES", 5)
    assert bring(browser, text_file()).status_code == 413


def test_a_request_larger_than_any_file_is_answered_before_it_is_read(browser, settings):
    settings.MOST_BYTES_A_REQUEST = 50
    answer = bring(browser, text_file(), accept="application/json")
    assert answer.status_code == 413
    assert answer.json() == {"error": "Een afbeelding of bestand is groter dan deze community aanneemt."}
    assert bring(browser, text_file()).headers["Content-Type"].startswith("text/html")


def test_a_visitor_and_an_empty_form_are_refused(client, browser):
    assert browser.post("/media/").status_code == 400
    answer = bring(Client(), picture_file())
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("Sign in first")


def test_a_member_brings_so_many_a_day(browser, carla, monkeypatch):
    monkeypatch.setattr(Upload, "MOST_A_DAY", 2)
    assert [bring(browser, text_file()).status_code for _ in range(3)] == [201, 201, 429]
    monkeypatch.setattr(Upload, "MOST_A_DAY", 9)
    monkeypatch.setattr(Upload, "MOST_BYTES_A_DAY", 20)
    answer = bring(browser, text_file())
    assert answer.status_code == 429
    assert answer.json()["error"].startswith("Je bracht zoveel als op een dag kan")


def test_a_file_is_kept_under_a_name_that_nobody_can_guess(carla, own_store):
    one, other = (str(make_picture(by=carla).file) for _ in range(2))
    assert "foto" not in one
    assert one != other
    assert len(one) > 40


def test_when_the_line_in_the_log_fails_no_file_stays_behind(carla, own_store, monkeypatch):
    def fail(*values: object, **named: object) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr(log, "record", fail)
    with pytest.raises(RuntimeError):
        make_picture(by=carla)
    assert not Upload.objects.exists()
    assert [path for path in own_store.rglob("*") if path.is_file()] == []
