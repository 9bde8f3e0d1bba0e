"""Law 3: templates include, extend, load and link downstairs only; what comes from upstairs arrives through a slot."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.laws.floors import FLOORS, Floors, may_use
from tools.install import ROOT

pytestmark = pytest.mark.once

LIBRARIES = {path.stem: path.parent.parent.name for path in ROOT.glob("zwerm/*/templatetags/*.py")}
FILE = re.compile(r"""^(?:extends|include|static)\s+["'](\w+)/""")
LINK = re.compile(r"""^url\s+["'](\w+):""")


def upward_uses(room: str, template: str, floors: Floors, libraries: Mapping[str, str]) -> Iterator[str]:
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.BLOCK:
            for used in _rooms_used(token.contents, libraries):
                if not may_use(floors, room, used):
                    yield f"{{% {token.contents} %}} reaches from {room} to {used}"


def _rooms_used(tag: str, libraries: Mapping[str, str]) -> list[str]:
    if tag.startswith("load "):
        return [libraries[name] for name in tag.split()[1:] if name in libraries]
    return [found.group(1) for pattern in (FILE, LINK) if (found := pattern.match(tag))]


def templates() -> list[Path]:
    return sorted(path for path in ROOT.glob("zwerm/*/templates/**/*") if path.is_file())


def test_templates_reach_downstairs_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {use}"
        for path in templates()
        for use in upward_uses(path.relative_to(ROOT).parts[1], path.read_text(), FLOORS, LIBRARIES)
    ]

    assert found == []


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "discussions/parts/topic.html" %}',
        "{% extends 'discussions/topic.html' %}",
        "{% url 'discussions:topic' topic.pk as there %}",
        '{% static "discussions/topic.css" %}',
        "{% load i18n talk_tags %}",
    ],
)
def test_a_template_that_reaches_upstairs_is_seen(tag: str) -> None:
    assert len(list(upward_uses("groups", f"<p>{tag}</p>", FLOORS, {"talk_tags": "discussions"}))) == 1


def test_a_template_may_reach_downstairs() -> None:
    template = "{% extends 'core/page.html' %}{% load i18n house %}{% url 'members:member' 'daan' %}"

    assert list(upward_uses("groups", template, FLOORS, {"house": "core"})) == []
