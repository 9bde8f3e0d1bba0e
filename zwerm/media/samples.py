"""Builders of pictures and files, for tests and the example community."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from zwerm.media.models import Upload
from zwerm.members.models import Member


def picture_file(name: str = "foto.png", width: int = 40, height: int = 30) -> SimpleUploadedFile:
    """A small picture as a browser sends it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "steelblue").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def text_file(name: str = "verslag.txt", words: str = "Wat we leerden.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), content_type="text/plain")


def make_picture(*, by: Member) -> Upload:
    """A picture that stands nowhere yet."""
    return Upload.bring(picture_file(), by=by)


def make_file(*, by: Member) -> Upload:
    """A text file that stands nowhere yet."""
    return Upload.bring(text_file(), by=by)
