"""Both themes can be read: every pair of tokens that stands on one another has the contrast it needs."""

import pytest

from zwerm.core import colours


@pytest.mark.parametrize(("ink", "surface", "least"), colours.PAIRS)
def test_what_stands_on_a_surface_can_be_read(ink: str, surface: str, least: float) -> None:
    by_day, by_night = colours.contrasts(ink, surface)

    assert by_day >= least
    assert by_night >= least


def test_black_on_white_is_21() -> None:
    assert colours.contrast(colours.luminance(1, 0, 0), colours.luminance(0, 0, 0)) == pytest.approx(21, abs=0.01)
