"""Both themes can be read: every pair of tokens that stands on one another has the contrast it needs."""

import re
from math import cos, radians, sin
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[1] / "static/zwerm/css/tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)")
TEXT, PART = 4.5, 3.0

SURFACES = ["paper", "raised", "sunken"]
PAIRS = [
    *[(ink, surface, TEXT) for ink in ("ink", "soft", "quiet", "act-text", "good", "stop") for surface in SURFACES],
    *[(part, surface, PART) for part in ("edge", "act-edge") for surface in ("paper", "raised", "sunken")],
    ("act-ink", "act", TEXT),
    ("act-ink", "act-near", TEXT),
    ("ink", "act-wash", TEXT),
    ("act-text", "act-wash", TEXT),
    ("good", "good-wash", TEXT),
    ("stop", "stop-wash", TEXT),
    ("ink", "good-wash", TEXT),
    ("ink", "stop-wash", TEXT),
]


def colours(theme: str) -> dict[str, float]:
    """The luminance (WCAG 2) of every colour token in a theme."""
    which = {"light": 1, "dark": 2}[theme]
    return {found[0]: luminance(*map(float, found[which].split())) for found in PAIR.findall(TOKENS.read_text())}


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an oklch colour, by way of oklab and linear sRGB (Ottosson's matrices)."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return sum(
        weight * min(max(part, 0), 1) for weight, part in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    )


def contrast(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "surface", "least"), PAIRS)
def test_what_stands_on_a_surface_can_be_read(theme: str, ink: str, surface: str, least: float) -> None:
    colour = colours(theme)

    assert contrast(colour[ink], colour[surface]) >= least


def test_black_on_white_is_21() -> None:
    assert contrast(luminance(1, 0, 0), luminance(0, 0, 0)) == pytest.approx(21, abs=0.01)
