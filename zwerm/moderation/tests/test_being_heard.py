"""The author is told why, objects, and is heard by another person; who reported hears what became of it; nobody hears twice."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from zwerm.activity import deliveries
from zwerm.activity.models import Entry
from zwerm.discussions.models import Post
from zwerm.moderation import deciding
from zwerm.moderation.models import Case, Decision, Objection, Report
from zwerm.moderation.models.objection import AnsweredAlready
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.tests.conftest import hear, signed_in
from zwerm.notifications import notices
from zwerm.notifications.models import Notice
from zwerm.privacy import export, leaving

MODERATION = ("reported", "objected", "outcome")


@pytest.fixture
def decision(cast: SimpleNamespace, post: Post) -> Decision:
    return make_decision(make_report(post, by=cast.gijs, words="Mijn eigen woorden.").case, "remove", by=cast.bram)


def told(member: Any) -> list[tuple[str, str]]:
    """The kinds of notices that somebody has, and where each leads."""
    found = Notice.objects.filter(member=member).select_related("entry").exclude(kind="welcome")
    kinds = [(notices.get(notice.kind), notice.entry) for notice in found.order_by("pk")]
    return [(kind.name, kind.thing.leads(entry)) for kind, entry in kinds if kind and kind.name in MODERATION]


def letters_to(member: Any) -> list[str]:
    hear()
    deliveries.deliver()
    return [str(letter.body) for letter in mail.outbox if letter.to == [member.email]]


def test_the_author_gets_a_statement_of_reasons(cast: SimpleNamespace, decision: Decision) -> None:
    (letter,) = letters_to(cast.daan)

    for words in (
        *("Your words were removed.", "> Koop nu mijn boek over leren!", "> Your words read as an advert."),
        *("A person decided this, not a machine.", "within six\nmonths", "/me/decisions/", "go to the courts"),
    ):
        assert words in letter, words
    assert "Gijs" not in letter
    assert "Bram" not in letter


def test_nobody_is_told_during_the_time_in_which_it_can_be_taken_back(cast: SimpleNamespace, post: Post) -> None:
    make_decision(make_report(post, by=cast.gijs).case, "remove", by=cast.bram, told=False)
    Decision.tell_due()
    assert letters_to(cast.daan) == []
    assert signed_in(cast.daan).get("/me/decisions/").context["decisions"] == []

    Decision.objects.update(at=timezone.now() - timedelta(minutes=3))
    Decision.tell_due()
    Decision.tell_due()
    assert len(letters_to(cast.daan)) == 1


def test_who_reported_hears_what_became_of_it(cast: SimpleNamespace, decision: Decision) -> None:
    letters_to(cast.gijs)
    page = signed_in(cast.gijs).get("/me/decisions/").content.decode()

    assert "A moderator took it out of sight." in page
    assert told(cast.gijs) == [("outcome", "/me/decisions/")]


def test_who_decides_hears_that_something_waits_until_somebody_decided(cast: SimpleNamespace, post: Post) -> None:
    case = make_report(post, by=cast.gijs).case
    letters_to(cast.bram)
    assert told(cast.bram) == told(cast.fem) == told(cast.carla) == [("reported", case.get_absolute_url())]
    assert told(cast.daan) == told(cast.anna) == []

    make_decision(case, "remove", by=cast.fem)
    letters_to(cast.bram)
    assert told(cast.bram) == []


def test_of_an_objection_hears_who_may_answer_it(cast: SimpleNamespace, decision: Decision) -> None:
    objection = Objection.make(decision, words="Nee.")
    letters_to(cast.fem)

    assert ("objected", objection.get_absolute_url()) in told(cast.fem)
    assert told(cast.bram) == []


def test_what_the_author_hears_by_letter_is_no_notice_too(cast: SimpleNamespace, decision: Decision) -> None:
    assert len(letters_to(cast.daan)) == 1
    assert told(cast.daan) == []


def test_an_author_objects_and_another_person_looks_again(
    cast: SimpleNamespace, decision: Decision, post: Post
) -> None:
    daan, bram, fem = (signed_in(getattr(cast, name)) for name in ("daan", "bram", "fem"))
    daan.post(f"{decision.get_absolute_url()}objection/", {"words": "Het is gratis."})
    objection = Objection.objects.get()
    assert Entry.objects.get(verb="objection.made").prompted_by == Entry.objects.get(verb="case.decided")

    assert bram.get(objection.get_absolute_url()).status_code == 404
    assert "Het is gratis." not in bram.get("/moderation/").content.decode()
    assert "Het is gratis." in fem.get("/moderation/").content.decode()
    answered = {"_method": "PUT", "outcome": "reversed", "words": "Je hebt gelijk."}
    assert fem.post(objection.get_absolute_url(), answered).status_code == 302

    assert not Post.objects.get(pk=post.pk).is_removed
    page = daan.get(decision.get_absolute_url()).content.decode()
    assert "You were right: what was done has been put back." in page
    assert "Je hebt gelijk." in page
    assert any("You were right" in letter for letter in letters_to(cast.daan))
    assert "it was put back as it was" in signed_in(cast.gijs).get("/me/decisions/").content.decode()


def test_where_there_is_nobody_else_an_administrator_answers(cast: SimpleNamespace, decision: Decision) -> None:
    objection = Objection.make(decision, words="Nee.")
    for name in ("fem", "carla"):
        cast.group.roles.filter(member=getattr(cast, name)).update(ended_at=timezone.now())

    assert list(Objection.objects.visible_to(cast.bram)) == []
    assert list(Objection.objects.visible_to(cast.anna)) == [objection]


def test_a_decision_that_stands_changes_nothing(cast: SimpleNamespace, decision: Decision, post: Post) -> None:
    objection = Objection.make(decision, words="Nee.")
    deciding.answer(objection, by=cast.fem, reversed=False, words="Het blijft reclame.")

    assert Post.objects.get(pk=post.pk).is_removed
    with pytest.raises(AnsweredAlready):
        deciding.answer(objection, by=cast.anna, reversed=True, words="Toch niet.")


def test_an_objection_is_made_once_and_within_six_months(cast: SimpleNamespace, decision: Decision) -> None:
    daan = signed_in(cast.daan)
    Decision.objects.update(told_at=timezone.now() - timedelta(days=190))
    assert daan.post(f"{decision.get_absolute_url()}objection/", {"words": "Te laat."}).status_code == 403

    Decision.objects.update(told_at=timezone.now())
    assert daan.post(f"{decision.get_absolute_url()}objection/", {"words": "Op tijd."}).status_code == 302
    assert daan.post(f"{decision.get_absolute_url()}objection/", {"words": "Nog eens."}).status_code == 403


def test_who_reported_and_left_is_named_no_more(cast: SimpleNamespace, decision: Decision) -> None:
    leaving.leave(cast.gijs, words=True)

    report = Report.objects.get()
    assert (report.reporter, report.words) == (None, "")


def test_an_author_who_takes_their_words_along_takes_them_out_of_the_case(
    cast: SimpleNamespace, decision: Decision
) -> None:
    Objection.make(decision, words="Nee.")
    leaving.leave(cast.daan, words=False)

    assert (Case.objects.get().words, Objection.objects.get().words) == ("", "")


def test_an_export_holds_ones_own_reports_and_not_who_reported_oneself(
    cast: SimpleNamespace, decision: Decision
) -> None:
    assert [row["words"] for row in export.gather(cast.gijs)["moderation.report"]] == ["Mijn eigen woorden."]
    assert "moderation.report" not in export.gather(cast.daan)
    assert export.gather(cast.daan)["moderation.case"][0]["words"] == "Koop nu mijn boek over leren!"
