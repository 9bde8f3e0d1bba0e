"""A flock for a name: a calm drawing of small strokes that gather into a curve.

The same name gives the same flock on every machine, so that a group is known by it. The drawing is decoration
(``aria-hidden``), takes its colour from the page and stays under 2 kB.
"""

from hashlib import sha256
from math import atan2, cos, hypot, pi, sin
from random import Random
from statistics import NormalDist
from typing import NamedTuple

WIDTH, HEIGHT = 240, 80
BIRDS = 58

#: The sign of the house: seven strokes that turn together, one of them in the sun.
MARK = (
    '<svg class="mark" viewBox="0 0 32 32" fill="none" stroke-width="2" stroke-linecap="round"'
    ' aria-hidden="true" focusable="false">'
    '<path class="wing" d="M1.8 25.4q.8-1.9 2.8-1.5M4.6 19.5q1.3-2.6 4-1.8M9 13.6q1.9-3 5.2-1.6'
    'M15.5 9q2.8-3 6.2-.7M10.2 23.1q1.6-2.5 4.4-1.4M24.1 11.6q2.5-1.7 4.6 .5"/>'
    '<path stroke="currentColor" stroke-width="2.4" d="M15.1 17.7q2.9-3.2 6.5-.9"/></svg>'
)


class Curve(NamedTuple):
    """The way a flock flies, as a point for every t from 0 to 1."""

    rise: float
    bend: float
    phase: float
    turns: float

    def at(self, t: float) -> tuple[float, float]:
        x = 24 + t * (WIDTH - 48)
        y = HEIGHT / 2 - self.rise * (t - 0.5) - self.bend * sin(self.phase + t * pi * self.turns)
        return x, y

    def heading(self, t: float) -> float:
        (x0, y0), (x1, y1) = self.at(t - 0.01), self.at(t + 0.01)
        return atan2(y1 - y0, x1 - x0)


def flock(seed: str) -> str:
    """Return the SVG of the flock that belongs to ``seed``."""
    chance = Random(sha256(seed.encode()).digest())
    curve = Curve(
        rise=chance.uniform(-22, 30),
        bend=chance.uniform(9, 19),
        phase=chance.uniform(0, pi),
        turns=chance.uniform(0.9, 1.9),
    )
    heart = chance.uniform(0.42, 0.58)
    birds = [_bird(curve, heart, place, chance) for place in range(BIRDS)]
    chance.shuffle(birds)
    far, near = birds[::2], birds[1:-1:2]
    return (
        f'<svg class="flock" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" stroke="currentColor" stroke-linecap="round"'
        ' aria-hidden="true" focusable="false">'
        f'<path stroke-width=".9" d="{"".join(far)}"/><path stroke-width="1.5" d="{"".join(near)}"/>'
        f'<path class="near" stroke-width="2" d="{birds[-1]}"/></svg>'
    )


def _bird(curve: Curve, heart: float, place: int, chance: Random) -> str:
    """One stroke, two wings, flying along the curve; the flock is thickest at its heart."""
    t = NormalDist(heart, 0.21).inv_cdf((place + chance.uniform(0.2, 0.8)) / BIRDS)
    crowd = max(1 - 1.6 * abs(t - heart), 0.15)
    x, y = curve.at(t)
    heading = curve.heading(t)
    away = chance.uniform(-1, 1) * 17 * crowd
    x, y = x - away * sin(heading), y + away * cos(heading)
    span = chance.uniform(3.2, 5.4) * (0.65 + 0.5 * crowd)
    return _wing(x, y, span, heading + chance.gauss(0, 0.22))


def _wing(x: float, y: float, span: float, lean: float) -> str:
    to_x, to_y = span * cos(lean), span * sin(lean)
    lift = hypot(to_x, to_y) * 0.42
    over_x, over_y = to_x / 2 + lift * sin(lean), to_y / 2 - lift * cos(lean)
    return f"M{_short(x)} {_short(y)}q{_pair(over_x, over_y)} {_pair(to_x, to_y)}"


def _pair(x: float, y: float) -> str:
    second = _short(y)
    return _short(x) + (second if second.startswith("-") else f" {second}")


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"
