"""Files that are not what they seem: each is refused with a sentence in its sender's language, or kept as what is harmless in it."""

from __future__ import annotations

import io
import resource
import struct
import zlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from zwerm.media.models import Upload
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db
PIXELS = {"nl": "Deze afbeelding heeft te veel pixels.", "en": "This picture has too many pixels."}
UNREADABLE = {"nl": "Dit bestand is geen afbeelding", "en": "This file is not a picture we can read."}
DAMAGED = {"nl": "Deze afbeelding is beschadigd", "en": "This picture is damaged"}
OTHER = {"nl": "Dit bestand is niet wat zijn naam zegt.", "en": "This file is not what its name says."}
UNKNOWN = {"nl": "Bestanden van dit type", "en": "Files of this type are not taken."}


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes) -> bytes:
    """A PNG of one bit a pixel, that says it is so large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes((width // 8 + 1) * min(height, 2_000)), 9))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + rows + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    """A GIF of one pixel on a screen that says it is so large."""
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def webp(width: int, height: int) -> bytes:
    """An animation of one pixel on a screen that says it is so large."""
    frame = drawn("WEBP", 1, 1)[12:]
    frame = b"\0" * 16 + frame
    parts = [(b"VP8X", b"\2\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))]
    parts += [(b"ANIM", b"\0" * 6), (b"ANMF", frame)]
    body = b"WEBP" + b"".join(kind + struct.pack("<I", len(data)) + data for kind, data in parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def drawn(form: str, width: int = 60, height: int = 40, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(out, form, **options)
    return out.getvalue()


def packed(kind: bytes) -> bytes:
    """A note inside a PNG that unpacks to 20 MB."""
    return chunk(kind, b"note\0\0" + zlib.compress(bytes(20_000_000), 9))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], dict[str, str]]] = {
    "a bomb": ("bom.png", lambda: png(30_000, 30_000), PIXELS),
    "a smaller bomb": ("bom.png", lambda: png(7_000, 7_000), PIXELS),
    "a bomb that says it moves": ("bom.webp", lambda: webp(7_000, 7_000), PIXELS),
    "a screen without an end": ("bom.gif", lambda: gif(65_535, 65_535), PIXELS),
    "a note that unpacks": ("bom.png", lambda: png(8, 8, packed(b"zTXt")), UNREADABLE),
    "a colour profile that unpacks": ("bom.png", lambda: png(8, 8, packed(b"iCCP")), UNREADABLE),
    "a picture that breaks off": ("half.png", lambda: drawn("PNG", 900, 900)[:-400], DAMAGED),
    "a head without a body": ("kop.png", lambda: b"\x89PNG\r\n\x1a\n", UNREADABLE),
    "a zip as a photo": ("foto.jpg", lambda: b"PK\3\4" + bytes(200), UNREADABLE),
    "a page as a photo": ("foto.jpg", lambda: b"<!doctype html><script>alert(1)</script>", UNREADABLE),
    "a drawing with a script": ("tekening.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", UNKNOWN),
    "a drawing as a photo": ("tekening.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", UNREADABLE),
    "a program as a text": ("lees.txt", lambda: b"MZ\x90\0\3", OTHER),
    "a page as a document": ("verslag.docx", lambda: b"<html><script>alert(1)</script>", OTHER),
    "a page": ("pagina.html", lambda: b"<script>alert(1)</script>", UNKNOWN),
    "two suffixes": ("foto.jpg.html", lambda: drawn("JPEG"), UNKNOWN),
}  # fmt: skip


def browser_of(name: str, language: str) -> Client:
    client = Client()
    client.force_login(make_member(name, language=language))
    return client


@pytest.fixture
def browser() -> Client:
    return browser_of("Carla", "nl")


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_in_the_language_of_its_sender_and_costs_no_memory(browser, name):
    called, make, sentences = HOSTILE[name]
    content = make()
    browsers = {"nl": browser, "en": browser_of("Daan", "en")}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for language, sentence in sentences.items():
        answer = browsers[language].post("/media/", {"file": SimpleUploadedFile(called, content)})
        assert answer.status_code == 415
        assert answer.json()["error"].startswith(sentence)
    assert not Upload.objects.exists()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


@pytest.mark.parametrize(
    ("called", "content"),
    [
        ("foto.jpg", drawn("JPEG") + b"PK\3\4<script>alert(1)</script>"),
        ("foto.gif", drawn("GIF").replace(b";", b"/*;*/=1;alert(1);", 1) + b";alert(1)//"),
        ("foto.png", drawn("PNG", icc_profile=b"<script>" * 1000)),
        ("foto.jpg", drawn("JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff<script>" * 20)),
        ("foto.jpg", drawn("JPEG", comment=b"<script>alert(1)</script>")),
        ("x' onerror=alert(1) .png", drawn("PNG")),
        ("../../../../etc/passwd.png", drawn("PNG")),
        ("foto.html\0.png", drawn("PNG")),
        ("\u202egnp.exe.png", drawn("PNG")),
    ],
)  # fmt: skip
def test_a_picture_with_something_in_it_is_kept_as_a_picture_and_nothing_else(browser, called, content):
    answer = browser.post("/media/", {"file": SimpleUploadedFile(called, content)})
    if answer.status_code == 415:  # a picture that was damaged by what is in it
        return
    upload = Upload.objects.get()
    shown = browser.get(upload.get_absolute_url())
    kept = shown.getvalue()
    assert kept.startswith(b"RIFF")
    assert b"alert" not in kept
    assert b"script" not in kept
    assert shown["Content-Type"] == "image/webp"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]
    assert set(upload.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not set('"<>[]()\0\u202e') & set(upload.label)


@pytest.mark.parametrize("called", ["pagina.txt", "pagina.md", "pagina.csv", "pagina.ics", "pagina.pdf"])
def test_a_file_with_a_page_in_it_is_handed_out_and_never_shown(browser, called):
    content = (b"%PDF-1.7\n" if called.endswith("pdf") else b"") + b"<!doctype html><script>alert(1)</script>"
    browser.post("/media/", {"file": SimpleUploadedFile(called, content, content_type="text/html")})
    handed = browser.get(Upload.objects.get().get_absolute_url())
    assert handed["Content-Disposition"].startswith("attachment")
    assert "html" not in handed["Content-Type"]
    assert handed["X-Content-Type-Options"] == "nosniff"
    assert handed["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_profile_photo_is_judged_in_the_same_way(browser):
    for called, make, sentences in HOSTILE.values():
        if called.endswith((".png", ".jpg", ".gif", ".webp")):
            answer = browser.post("/me/photo/", {"photo": SimpleUploadedFile(called, make())})
            assert answer.status_code == 422
            assert sentences["nl"] in answer.text
