"""The page about the look tells of the parts that are there, and shows each."""

import re

from tools.install import ROOT
from zwerm.console.parts.listing import PARTS
from zwerm.core import colours

PAGE = (ROOT / "docs/design.md").read_text()
NAMES = [part.name for part in PARTS]


def test_it_tells_of_every_part_and_of_no_other() -> None:
    told = PAGE.split("## Parts")[1].split("\n## ")[0]

    assert re.findall(r"^### (\S+)$", told, re.MULTILINE) == NAMES


def test_every_part_has_its_picture_and_every_picture_its_part() -> None:
    shown = re.findall(r"\(pictures/part-(\w+)\.webp\)", PAGE)
    taken = [path.stem.removeprefix("part-") for path in (ROOT / "docs/pictures").glob("part-*")]

    assert shown == NAMES
    assert sorted(taken) == sorted(NAMES)


def test_every_part_says_when_it_is_used_its_states_what_it_is_made_of_and_its_words() -> None:
    for entry in re.split(r"^### ", PAGE.split("## Parts")[1].split("\n## ")[0], flags=re.MULTILINE)[1:]:
        assert re.findall(r"^- \*\*(.+?)\.\*\* \S", entry, re.MULTILINE) == ["When", "States", "Made of", "Words"]


def test_every_colour_of_the_house_stands_in_its_table() -> None:
    assert [name for name in colours.tokens() if f"`--{name}`" not in PAGE] == []


def test_the_classes_and_templates_that_it_names_are_there() -> None:
    templates = {path.name for path in (ROOT / "zwerm").glob("*/templates/**/*.html")}
    named = {path.rsplit("/")[-1] for path in re.findall(r"`([\w/]+\.html)`", PAGE)}

    assert named - templates == set()


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs/pictures").iterdir()) < 900_000
