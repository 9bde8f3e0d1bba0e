from __future__ import annotations

import io

import pytest
from PIL import Image

from zwerm.core import pictures
from zwerm.core.pictures import NotAPicture


def sent(width: int = 60, height: int = 40, form: str = "JPEG", mode: str = "RGB", ink="red", **options) -> io.BytesIO:
    out = io.BytesIO()
    Image.new(mode, (width, height), ink).save(out, form, **options)
    out.seek(0)
    return out


def read(picture: pictures.Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # held on its side
    exif[0x010F] = "A camera of Carla"
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 7.0)  # where it was taken
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_written_anew(form):
    kept = read(pictures.bounded(sent(form=form)))
    assert (kept.format, kept.size) == ("WEBP", (60, 40))


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger():
    assert read(pictures.bounded(sent(3000, 1500), longest=1000)).size == (1000, 500)
    assert read(pictures.bounded(sent(30, 15), longest=1000)).size == (30, 15)


def test_a_square_is_cut_from_the_middle():
    assert read(pictures.square(sent(900, 400), side=256)).size == (256, 256)
    assert read(pictures.square(sent(90, 40), side=256)).size == (40, 40)


def test_a_picture_is_turned_upright_and_forgets_where_it_was_taken():
    picture = pictures.bounded(sent(60, 40, exif=camera()))
    kept = read(picture)
    assert kept.size == (40, 60)
    assert not kept.getexif()
    assert not kept.info.get("exif")
    assert b"Carla" not in picture.content


def test_what_is_hidden_behind_a_picture_is_gone():
    file = io.BytesIO(sent().getvalue() + b"<script>alert(1)</script>")
    assert b"script" not in pictures.bounded(file).content


def test_a_see_through_picture_stays_see_through():
    assert read(pictures.bounded(sent(form="PNG", mode="RGBA", ink=(200, 0, 0, 90)))).mode == "RGBA"


def test_a_file_that_is_no_picture_is_refused():
    with pytest.raises(NotAPicture, match="not a picture"):
        pictures.bounded(io.BytesIO(b"<svg onload='alert(1)'></svg>"))


def test_a_picture_that_breaks_off_is_refused():
    with pytest.raises(NotAPicture, match="damaged"):
        pictures.bounded(io.BytesIO(sent(900, 900, form="PNG").getvalue()[:-500]))


def test_a_small_file_with_a_huge_picture_in_it_is_refused_before_it_is_unpacked():
    with pytest.raises(NotAPicture, match="too many pixels"):
        pictures.bounded(sent(9000, 9000, form="PNG", mode="1", ink=1))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 100)
    with pytest.raises(NotAPicture, match="too large"):
        pictures.bounded(sent())
