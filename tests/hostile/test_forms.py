"""Hostile strings through every form of the house: nothing breaks, nothing is carried out, and what was typed comes back."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from django.urls import URLResolver, get_resolver

from tests.hostile.data import formulas, naughty, needed, scripts
from tests.hostile.strings import OURS
from tests.hostile.trying import Outcome, attempt, came_back
from tests.hostile.walking import Form
from tests.laws.world import World

#: Addresses that take a form which nobody in the world meets, with the reason.
WITHOUT_WORDS = {
    "POST /invitations/<slug:code>/stop/": "one button under a mail",
    "POST /console/house/readers/<int:pk>/retry/": "one button, where a reader failed",
    "DELETE /groups/<slug:slug>/request/": "one button, where somebody asked to join",
    "POST /groups/<slug:slug>/invitations/<int:key>/": "one button, for who was invited",
    "DELETE /me/sessions/": "one button, for who is signed in at more than one place",
    "POST /example/": "one button, in an empty community",
    "DELETE /console/search/rebuild/": "one button, while the index is made anew",
    "DELETE /groups/<slug:slug>/moderation/rules/": "one button, where rules hold in a group",
    "DELETE /topics/<int:pk>/pin/": "one button, where a topic is pinned",
    "DELETE /topics/<int:pk>/closure/": "one button, where a topic is closed",
    "DELETE /posts/<int:pk>/solution/": "one button, where a question is solved",
    "POST /notices/<int:pk>/": "one button, on a notice",
    "POST /device/": "by the worker of a browser: see test_devices.py of notifications",
    "DELETE /device/": "by the worker of a browser: see test_devices.py of notifications",
    "DELETE /stop/<str:token>/": "one button, where something was stopped",
    "POST /media/": "a file: see test_files.py",
    "POST /start/": "before there is a community: see test_start.py of home",
}
#: Fields that are never shown again, or only in part, with the reason.
NOT_SHOWN = {
    "password": "a password is never sent back",
    "password1": "a password is never sent back",
    "password2": "a password is never sent back",
    "addresses": "the next step names each piece with the reason why it is mailed or not",
    "q": "a search is cut at eighty letters",
}
#: Buttons for which words that stand beside them do not matter, with the reason.
APART = {
    "DELETE /console/role-types/<int:pk>/": "it goes, whatever it is called",
    "DELETE /moderation/cases/<int:pk>/claim/": "who lets go of a case decides nothing",
    "POST /moderation/cases/<int:pk>/decision/ kind=fine": "nothing is wrong, so nobody is written to",
    "POST /moderation/cases/<int:pk>/decision/ kind=pass": "nothing is wrong, so no words go with it",
}
#: Fields that take a code, a name or an address and nothing else: hostile words are refused, beside which nothing else is accepted.
NARROW = frozenset(
    [
        "handle",
        "member",
        "co_lead",
        "into",
        "email",
        "login",
        "code",
        "body_to",
        "title_en",
        "password",
        "password1",
        "password2",
        "addresses",
    ]
)

#: How many of our own strings each field is tried with; more with ZWERM_TEST_STRINGS.
EACH = int(os.environ.get("ZWERM_TEST_STRINGS", "2"))


def tried(world: World, forms: Sequence[Form], strings: Sequence[str], each: int) -> Iterator[Outcome]:
    """Each typed field of each form with `each` of the strings, every time others: the fields of a form that take any words at
    once, and the others one by one."""
    turn = 0
    for form in forms:
        fields = list({one.name: one for one in form.typed}.values())
        narrow = [[one] for one in fields if one.name in NARROW]
        for together in [[one for one in fields if one.name not in NARROW], *narrow]:
            for _ in range(each if together else 0):
                turn += 1
                chosen = {one.name: _fitting(strings, turn * 7 + at, one.longest) for at, one in enumerate(together)}
                yield attempt(world, form, chosen, look=turn % 3 == 0)


def _fitting(strings: Sequence[str], start: int, longest: int | None) -> str:
    """The string whose turn it is, or the next one that is not too long for the field."""
    order = (strings[(start + step) % len(strings)] for step in range(len(strings)))
    return next(one for one in order if longest is None or len(one) <= longest)


def lost(outcome: Outcome) -> list[str]:
    """The fields whose words did not come back."""
    if outcome.form.method == "GET" or outcome.form.name.startswith("POST /preview") or takes_none(outcome.form):
        return []
    return [name for name in outcome.strings if name not in NOT_SHOWN and not came_back(outcome, name)]


def takes_none(form: Form) -> bool:
    return form.name in APART or f"{form.name} {form.button}" in APART


def answering() -> set[str]:
    """Every verb with an address that takes a form, by its name: `POST /topics/<int:pk>/posts/`."""
    return {f"{verb} /{route}" for route, verbs in _verbs(get_resolver(), "") for verb in {*verbs} - {"GET", "HEAD"}}


def _verbs(resolver: URLResolver, before: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _verbs(one, route)
        else:
            yield route, getattr(one.callback, "verbs", ())


def test_every_form_is_met_takes_hostile_words_and_gives_too_long_ones_back(world: World, forms: list[Form]) -> None:
    assert answering() - {form.name for form in forms} == set(WITHOUT_WORDS), (
        "show it in the world, or add it to _beyond_pages or WITHOUT_WORDS"
    )

    wrong = [*hostile(world, forms), *too_long(world, forms)]
    assert not wrong, "\n".join(wrong)


def hostile(world: World, forms: list[Form]) -> Iterator[str]:
    """What our own hostile strings break, and which of them do not come back."""
    for outcome in tried(world, forms, [one for one in OURS if one.strip()], each=EACH):
        outcome.wrongs += [f"{name} did not come back" for name in lost(outcome)]
        if outcome.wrongs:
            yield str(outcome)


def too_long(world: World, forms: list[Form]) -> Iterator[str]:
    """Where words that are too long are not refused with a sentence, or do not come back."""
    bounded = [(form, one) for form in forms for one in form.typed if one.longest and one.name not in NOT_SHOWN]
    for form, one in bounded:
        if takes_none(form):
            continue
        outcome = attempt(world, form, {one.name: "é" * ((one.longest or 0) + 1)})
        refused = outcome.status in (200, 422) and "field-error" in "".join(outcome.pages)
        gone = lost(outcome)
        if outcome.wrongs or gone or not refused:
            yield f"{form.name} {form.button} -> {outcome.status}, lost {gone}: {'; '.join(outcome.wrongs)}"


@needed
@pytest.mark.skipif("HOSTILE_SHARE" not in os.environ, reason="takes an hour; HOSTILE_SHARE=1 runs it, =20 a twentieth")
def test_every_string_that_is_known_to_be_hostile(world: World, forms: list[Form]) -> None:
    strings = [one for one in (*scripts(), *naughty(), *formulas(), *OURS) if one.strip()]
    count: Counter[str] = Counter()
    wrong: list[str] = []
    for outcome in tried(world, forms, strings, each=len(strings) // int(os.environ["HOSTILE_SHARE"])):
        gone = lost(outcome)
        count.update(answers=1, tries=len(outcome.strings), pages=len(outcome.pages), lost=len(gone))
        count[f"answered {outcome.status}"] += 1
        if outcome.wrongs or gone:
            wrong.append(f"{outcome} lost {gone}")
    sys.stdout.write(f"{len(strings)} strings, {len(forms)} forms: {dict(count)}\n")

    assert not wrong, "\n".join(wrong)
