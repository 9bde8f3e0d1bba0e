"""Law 8, for verbs: what a verb raises when it finds, under its lock, that it came too late is a sentence for people.

Such a kind of exception is an `Overtaken` with a reason, so that no two people who act at one moment see a broken page; or it
stands in the list below with who turns it into words.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.functional import Promise

from tools.install import ROOT
from zwerm.core.doors import Overtaken
from zwerm.core.middleware import Refusals
from zwerm.groups.models.group_role import LastOwner
from zwerm.members.samples import make_member

#: Exceptions that no page lets through, as "module.Name", with who says what they mean.
CAUGHT: Mapping[str, str] = {
    "zwerm.config.backups.archive.Unusable": "caught by the commands, and said to the operator",
    "zwerm.config.in_use.InUse": "caught by the commands, and said to the operator",
    "zwerm.activity.deliveries.Later": "the outbox waits, and tries again",
    "zwerm.activity.log.OutsideTransaction": "a mistake of ours, which every test of a verb would find",
    "zwerm.activity.deliveries.NotYet": "the outbox waits a moment",
    "zwerm.config.environment.BadSetting": "stops the start, in a sentence",
    "zwerm.core.doors.Overtaken": "the kind itself",
    "zwerm.core.doors.Refused": "answered with its reason by the same middleware",
    "zwerm.core.doors.SignInNeeded": "answered with its reason by the same middleware",
    "zwerm.core.limits.TooFast": "answered with how long to wait by the same middleware",
    "zwerm.core.pictures.NotAPicture": "said in the form beside the photo, by the views of members and media",
    "zwerm.core.privacy_gate.TooManyAttributes": "a mistake of ours: numbers are asked for by code",
    "zwerm.home.founding.AlreadyFounded": "404: the page that makes a community is gone once there is one",
    "zwerm.importing.archive.Unreadable": "said on the command line",
    "zwerm.importing.commands.Refused": "said on the command line",
    "zwerm.importing.example.load.NotEmpty": "said on the command line and beside the button",
    "zwerm.importing.example.load.TooFew": "said on the command line",
    "zwerm.importing.example.scripts.Misprint": "a mistake of ours, which a test of the scripts finds",
    "zwerm.live.tokens.BadToken": "403: only a script asks there",
    "zwerm.media.files.NotTaken": "said in the form and to the editor, by the views of media",
    "zwerm.media.files.TooLarge": "said in the form and to the editor, by the views of media",
    "zwerm.notifications.letterbox.addresses.NotOurs": "a letter to somebody else, which the letter box does not take",
    "zwerm.notifications.letters.stops.NotOurs": "404: a link that nobody gave out",
    "zwerm.notifications.letterbox.answers.Later": "the mail server keeps the letter, and brings it again",
    "zwerm.notifications.push.calling.Gone": "the device is forgotten",
    "zwerm.notifications.push.calling.Refused": "the outbox waits, and tries again",
    "zwerm.notifications.letterbox.answers.NotWritten": "said in a letter back to who wrote",
}


def kinds_of_exceptions() -> Iterator[tuple[str, type[Exception]]]:
    for path in sorted((ROOT / "zwerm").rglob("*.py")):
        if {"tests", "migrations"} & set(path.parts) or (path.parent.parent == ROOT and path.stem == "__main__"):
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any(ends_badly(base) for base in node.bases):
                yield f"{module}.{node.name}", getattr(import_module(module), node.name)


def ends_badly(base: ast.expr) -> bool:
    """Whether a class with this base may be an exception; what it inherits is looked at when it is imported."""
    name = base.id if isinstance(base, ast.Name) else ""
    return name in {"Overtaken", "Refused", "NotTaken", "PermissionDenied", "SystemExit"} or name.endswith(
        ("Exception", "Error")
    )


def test_a_verb_that_comes_too_late_says_so_in_a_sentence() -> None:
    found = dict(kinds_of_exceptions())
    silent = [name for name, kind in found.items() if not _speaks(kind) and name not in CAUGHT]

    assert silent == []
    assert set(CAUGHT) <= set(found), "an exception that is gone leaves the list"


def _speaks(kind: type[Exception]) -> bool:
    reason = getattr(kind, "reason", "")
    return issubclass(kind, Overtaken) and isinstance(reason, Promise) and str(reason).endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accept", "kind"), [("text/html", "text/html; charset=utf-8"), ("application/json", "application/json")]
)
def test_the_page_says_what_somebody_else_did(accept: str, kind: str) -> None:
    request = RequestFactory().post("/groups/hr/membership/", headers={"Accept": accept})
    request.user = make_member("Carla")
    request.session = {}  # type: ignore[assignment]

    def leave(asked: HttpRequest) -> HttpResponse:
        raise LastOwner

    response = Refusals(leave).process_exception(request, LastOwner())
    assert isinstance(response, HttpResponse)

    assert (response.status_code, response["Content-Type"]) == (409, kind)
    assert "somebody else takes over first" in response.content.decode()
