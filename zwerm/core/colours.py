"""The colour tokens as a number: what a screen makes of them, and how well one stands out on another (WCAG 2)."""

from __future__ import annotations

import re
from math import cos, radians, sin
from pathlib import Path
from typing import NamedTuple

TOKENS = Path(__file__).parent / "static/zwerm/css/tokens.css"
#: What text needs on what it stands on, and what a part or an edge needs.
TEXT, PART = 4.5, 3.0

_pair = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)")

SURFACES = ("paper", "raised", "sunken")
#: Every pair that stands on one another in a page: what, on what, and the contrast it needs.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, surface, TEXT) for ink in ("ink", "soft", "quiet", "act-text", "good", "stop") for surface in SURFACES),
    *((part, surface, PART) for part in ("edge", "act-edge") for surface in SURFACES),
    ("act-ink", "act", TEXT),
    ("act-ink", "act-near", TEXT),
    ("ink", "act-wash", TEXT),
    ("act-text", "act-wash", TEXT),
    ("good", "good-wash", TEXT),
    ("stop", "stop-wash", TEXT),
    ("ink", "good-wash", TEXT),
    ("ink", "stop-wash", TEXT),
)


class Token(NamedTuple):
    """A colour token: its relative luminance by day and by night."""

    name: str
    light: float
    dark: float


def tokens() -> dict[str, Token]:
    """Every colour token of the house by its name, in the order in which they stand in the style sheet."""
    found = _pair.findall(TOKENS.read_text())
    return {name: Token(name, _luminance(light), _luminance(dark)) for name, light, dark in found}


def contrasts(ink: str, surface: str) -> tuple[float, float]:
    """How `ink` stands out on `surface`, by day and by night: 1 is not at all, 21 is black on white."""
    known = tokens()
    one, other = known[ink], known[surface]
    return contrast(one.light, other.light), contrast(one.dark, other.dark)


def contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def _luminance(written: str) -> float:
    return luminance(*map(float, written.split()))


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an oklch colour, by way of oklab and linear sRGB (Ottosson's matrices)."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    parts = zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    return sum(weight * min(max(part, 0), 1) for weight, part in parts)
