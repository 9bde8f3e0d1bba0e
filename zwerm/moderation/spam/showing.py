"""The judge beside a case: one sentence and the words that weighed most, for who decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from zwerm.moderation import matters
from zwerm.moderation.models import Case, Learned
from zwerm.moderation.spam.features import Fact

FACTS: dict[str, Promise] = {
    Fact.LINK: pgettext_lazy("sign of spam", "a link"),
    Fact.LINKS: pgettext_lazy("sign of spam", "several links"),
    Fact.CAPITALS: pgettext_lazy("sign of spam", "capitals"),
    Fact.REPEATED: pgettext_lazy("sign of spam", "repeated signs"),
    Fact.NEW: pgettext_lazy("sign of spam", "a member of today"),
    Fact.YOUNG: pgettext_lazy("sign of spam", "a new member"),
    Fact.LONG: pgettext_lazy("sign of spam", "many words"),
}


def beside_case(request: HttpRequest, *, case: Case, **_: Any) -> str:
    """Nothing when it reads like everything else, or when too little was decided here to tell."""
    judge = Learned.judge() if case.open and case.words else None
    if judge is None:
        return ""
    score = judge.score(case.words, matters.days(case.author, case.opened_at))
    if score.mark is None:
        return ""
    context = {"mark": score.mark, "signs": named(score.signs), "against": named(score.against)}
    return render_to_string("moderation/parts/score.html", context, request)


def named(signs: Iterable[str]) -> list[str]:
    """Words as they are written, facts as people say them."""
    return [str(FACTS[sign]) if isinstance(sign, Fact) else f"“{sign}”" for sign in signs]
