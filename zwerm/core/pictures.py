"""Pictures that people send: checked by decoding them, and written anew, bounded and without a trace of where they came from.

What comes out is always a WebP made from the bare pixels: no EXIF, no place, no comment, no second file hidden in the first.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

#: What is taken in; whatever a file calls itself, it is recognised by its bytes.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
#: Bytes of a file, and pixels once decoded (a small file may unpack to something huge).
MOST_BYTES = 15_000_000
MOST_PIXELS = 50_000_000
#: The same for what is unpacked whole, however small it is shown; a JPEG is not.
MOST_UNPACKED = 25_000_000
QUALITY = 82


class NotAPicture(ValueError):
    """The file is no picture that can be shown; the message is a whole sentence for the one who sent it."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: the bytes of a WebP, and its size in pixels."""

    content: bytes
    width: int
    height: int

    #: Of every picture that comes from here.
    suffix = ".webp"
    media_type = "image/webp"


def bounded(file: IO[bytes], longest: int = 2000) -> Picture:
    """A picture whose longest side is at most `longest` pixels; a smaller one keeps its size.

    Raises:
        NotAPicture: it cannot be read, is of another kind, or is too large.
    """
    image = _opened(file)
    image.draft("RGB", (longest, longest))  # a large JPEG is decoded at a fraction of its size
    upright = _decoded(image)
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _written(upright)


def square(file: IO[bytes], side: int = 512) -> Picture:
    """The middle of a picture as a square of at most `side` pixels.

    Raises:
        NotAPicture: as with `bounded`.
    """
    image = _opened(file)
    image.draft("RGB", (2 * side, 2 * side))
    upright = _decoded(image)
    side = min(side, *upright.size)
    return _written(ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS))


def _opened(file: IO[bytes]) -> Image.Image:
    """The picture with its head read and its pixels not yet."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotAPicture(gettext("This picture is too large: at most 15 MB."))
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise NotAPicture(gettext("This picture has too many pixels. Make it smaller first.")) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise NotAPicture(gettext("This file is not a picture we can read. Send a JPEG, PNG, WebP or GIF.")) from None
    if image.width * image.height > (MOST_PIXELS if image.format == "JPEG" else MOST_UNPACKED):
        raise NotAPicture(gettext("This picture has too many pixels. Make it smaller first."))
    return image


def _decoded(image: Image.Image) -> Image.Image:
    """The bare pixels, turned the way the camera was held, in sRGB."""
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
        mode = "RGBA" if upright.has_transparency_data else "RGB"
        profile = upright.info.get("icc_profile")
        if profile and upright.mode in ("RGB", "RGBA"):
            upright = _in_srgb(upright, profile)
        return upright.convert(mode)
    except (OSError, ValueError, SyntaxError, MemoryError, EOFError, Image.DecompressionBombError):
        raise NotAPicture(gettext("This picture is damaged: it could not be read to the end.")) from None


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as they were meant, since the profile that tells so does not stay."""
    try:
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, io.BytesIO(profile), srgb) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def _written(image: Image.Image) -> Picture:
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=QUALITY, method=4)
    return Picture(out.getvalue(), *bare.size)
