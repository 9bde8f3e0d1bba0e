"""Each part drawn from the templates of the house, once for a language and a theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from zwerm.console.parts.forms import EveryKind, writing
from zwerm.console.parts.listing import Part
from zwerm.console.parts.scene import Scene
from zwerm.core import bodies, colours
from zwerm.core.bodies import hole_name
from zwerm.core.pagination import Page
from zwerm.discussions import bodies as talk
from zwerm.discussions import pieces
from zwerm.discussions.drawing import Around, drawn
from zwerm.discussions.models import Post
from zwerm.discussions.shown import Shown
from zwerm.groups import saying

#: Steps of the grid, as the style sheet names them.
SPACES = tuple(f"s{step}" for step in range(1, 10))


class Said(NamedTuple):
    """Something that the house says back, and how grave it is."""

    words: str
    look: str


def draw(part: Part, scene: Scene, request: HttpRequest) -> SafeString:
    """The part in all its states, in the language that is on now."""
    told = {"scene": scene, "told": scene.told, "face": static("zwerm/img/sample.svg")}
    shown = _SHOWN.get(part.name, _nothing)(scene)
    return mark_safe(render_to_string(part.template, {**told, **shown}, request))  # noqa: S308  our own templates


def _nothing(scene: Scene) -> Mapping[str, Any]:
    return {}


def _colour(scene: Scene) -> Mapping[str, Any]:
    pairs = [(ink, surface, least, *colours.contrasts(ink, surface)) for ink, surface, least in colours.PAIRS]
    return {"colours": colours.tokens(), "pairs": pairs}


def _field(scene: Scene) -> Mapping[str, Any]:
    wrong, right = (EveryKind(scene.told, filled=filled, name=f"f{scene.number}-{filled}") for filled in (False, True))
    return {"wrong": wrong, "right": right}


def _notice(scene: Scene) -> Mapping[str, Any]:
    told = scene.told
    return {
        "said": [
            Said(told.answer, "good"),
            Said(told.reason, "stop"),
            Said(told.helps_with, "calm"),
            Said(told.reply, ""),
        ]
    }


def _group(scene: Scene) -> Mapping[str, Any]:
    keepers = [saying.role(role) for role in scene.keepers()]
    people = [scene.carla, scene.daan, scene.long]
    heads = {}
    for name, group in (("head", scene.group), ("brief", scene.long_group)):
        said = {"group": group, "readers": saying.readers(group, "Zwerm"), "alive": saying.alive(group)}
        heads[name] = bodies.fresh(f"groups/parts/{name}.html", {**said, "keepers": keepers, "faces": people}).filled()
    return {**heads, "groups": [scene.group, scene.asleep, scene.long_group]}


def _line(scene: Scene) -> Mapping[str, Any]:
    topics = scene.lines()
    body = bodies.fresh("discussions/bodies/lines.html", {"topics": topics, "show_group": True})
    dot = render_to_string("discussions/pieces/dot.html")
    return {"lines": body.filled({hole_name("dot", topic.pk): dot for topic in topics[:2]})}


def _post(scene: Scene) -> Mapping[str, Any]:
    topic, posts = scene.talk()
    return {"posts": _posts(posts, scene.around(topic))}


def _posts(posts: list[Post], around: Around) -> SafeString:
    common = pieces.Answers(get_language() or "", *[False] * 12)._replace(
        inside=True, open=True, asked=True, may_solve=True
    )
    html = []
    for post in posts:
        answers = common._replace(
            removed=post.is_removed, own=post.number == 4, is_first=post.number == 1,
            is_solution=around.topic.solution == post, may_thank=True, thanked=post.number == 3,
        )  # fmt: skip
        deeds = {hole_name("deeds", post.pk): pieces.deeds(answers, post.pk, post.author.name)}
        html.append(bodies.cut(drawn(Shown.of(post), around)).filled(deeds))
    return mark_safe("".join(html))  # noqa: S308  bodies


def _solution(scene: Scene) -> Mapping[str, Any]:
    topic, _ = scene.talk()
    return {"solution": bodies.fresh("discussions/bodies/solution.html", {"topic": topic}).filled()}


def _between(scene: Scene) -> Mapping[str, Any]:
    topic, _ = scene.talk()
    return {"happened": bodies.fresh("discussions/bodies/closed.html", {"topic": topic}).filled()}


def _prose(scene: Scene) -> Mapping[str, Any]:
    return {"rich": mark_safe(scene.rich())}  # noqa: S308  rendered by the house


def _editor(scene: Scene) -> Mapping[str, Any]:
    return {
        "submit": pgettext("state of a button", "Post it"),
        "writing": writing(scene.told.reply, f"e{scene.number}"),
        "unwritten": writing("", f"u{scene.number}", sent=True),
    }


def _way(scene: Scene) -> Mapping[str, Any]:
    return {"page": Page([], newer="#part-way", older="#part-way"), "pages": talk.pager(7, 250)}


def _rail(scene: Scene) -> Mapping[str, Any]:
    topic, _ = scene.talk()
    topic.last_number = 4_812
    shown = {"topic": topic, "page": 121, "at": 2_401, "latest": "#answer"}
    return {"rail": bodies.fresh("discussions/parts/rail.html", shown).filled()}


_SHOWN: Mapping[str, Callable[[Scene], Mapping[str, Any]]] = {
    "colour": _colour,
    "space": lambda scene: {"spaces": SPACES},
    "field": _field,
    "notice": _notice,
    "person": lambda scene: {"people": scene.people()},
    "group": _group,
    "line": _line,
    "post": _post,
    "solution": _solution,
    "between": _between,
    "prose": _prose,
    "editor": _editor,
    "way": _way,
    "rail": _rail,
    "thanks": lambda scene: {"thanked": scene.thanked()},
    "date": lambda scene: {"moments": scene.moments()},
}
