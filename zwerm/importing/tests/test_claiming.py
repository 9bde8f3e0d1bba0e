"""Somebody says of an imported profile: that is me."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import translation

from zwerm.activity.models import Entry
from zwerm.core import slots
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.importing.models import AlreadyAnswered, Claim, ImportedRecord
from zwerm.importing.samples import move_in, silent
from zwerm.importing.tests.dumps import answer, comment, day, question, small_dump, user, write_dump
from zwerm.importing.undoing import undo
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator, make_community, make_member
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Member:
    anna = make_administrator("Anna")
    make_community(anna)
    return anna


@pytest.fixture
def daan() -> Member:
    return make_member("Daan", language="en")


@pytest.fixture
def ada(anna: Member, tmp_path: Path) -> Member:
    """The placeholder of somebody who asked a question and commented on an answer."""
    move_in(small_dump(tmp_path / "site"), by=anna)
    return called("Ada")


def test_whoever_accepts_gives_everything_of_the_placeholder_to_the_member(
    anna: Member, daan: Member, ada: Member
) -> None:
    version = Topic.objects.get(title="How do we begin").version

    Claim.make(ada, by=daan).accept(by=anna)

    topic = Topic.objects.get(title="How do we begin")
    assert topic.author == daan
    assert Post.objects.filter(author=daan).count() == 2
    assert Group.objects.get().has(daan)
    assert not Member.objects.filter(name="Ada").exists()
    assert not Entry.objects.filter(actor=ada.pk).exists()
    assert topic.version > version
    accepted = Entry.objects.get(verb="claim.accepted")
    assert (accepted.actor, accepted.target, accepted.data) == (anna, daan, {"name": "Ada"})


def test_rows_of_both_that_cannot_stand_together_become_one(anna: Member, daan: Member, ada: Member) -> None:
    group = Group.objects.get()
    group.let_in(daan)
    post = Post.objects.filter(author=ada).first()
    assert post is not None
    Reaction.give("thanks", subject=post, giver=daan, receiver=ada, place=group)

    Claim.make(ada, by=daan).accept(by=anna)

    group.refresh_from_db()
    assert group.memberships.filter(member=daan).count() == 1
    assert group.member_count == group.memberships.count()
    assert not Reaction.objects.exists()


def test_what_a_later_dump_brings_of_them_is_theirs_at_once(anna: Member, daan: Member, tmp_path: Path) -> None:
    users = [user(1, "Ada"), user(2, "Ben")]
    posts = [question(10, "First"), answer(11, 10)]
    move_in(write_dump(tmp_path, users=users, posts=posts), by=anna)
    Claim.make(called("Ada"), by=daan).accept(by=anna)
    write_dump(tmp_path, users=users, posts=posts, comments=[comment(1, 11, "Thank you", by=1, at=day(9))])

    move_in(tmp_path, by=anna)

    assert Post.objects.get(body="Thank you").author == daan
    assert not Member.objects.filter(name="Ada").exists()


def test_undo_keeps_what_was_claimed(anna: Member, daan: Member, ada: Member) -> None:
    Claim.make(ada, by=daan).accept(by=anna)

    undone = undo(ImportedRecord.objects.all()[0].move, by=anna, progress=silent)

    assert Topic.objects.get().title == "How do we begin"
    assert Member.objects.filter(pk=daan.pk).exists()
    assert undone.kept_topics == 1


def test_a_claim_is_answered_once_and_others_on_the_same_profile_are_declined(
    anna: Member, daan: Member, ada: Member
) -> None:
    first, other = Claim.make(ada, by=daan), Claim.make(ada, by=make_member("Eva"))

    first.accept(by=anna)

    other.refresh_from_db()
    assert other.state == Claim.State.DECLINED
    with pytest.raises(AlreadyAnswered):
        other.accept(by=anna)


def test_claiming_twice_is_one_claim_and_it_can_be_taken_back(daan: Member, ada: Member) -> None:
    claim = Claim.make(ada, by=daan)
    assert Claim.make(ada, by=daan) == claim

    claim.withdraw()

    assert not Claim.objects.waiting().exists()
    assert list(Entry.objects.filter(subject_type="importing.claim").values_list("verb", flat=True)) == [
        "claim.made",
        "claim.withdrawn",
    ]


def test_a_member_claims_and_an_administrator_answers(anna: Member, daan: Member, ada: Member) -> None:
    assert as_(daan).post("/claims/", {"placeholder": ada.handle, "note": "I was Ada there"}).status_code == 302
    claim = Claim.objects.get()

    assert "I was Ada there" in as_(anna).get("/claims/").content.decode()
    assert as_(daan).post(f"/claims/{claim.pk}/acceptance/").status_code == 403
    assert as_(anna).post(f"/claims/{claim.pk}/acceptance/").status_code == 302
    assert Post.objects.filter(author=daan).exists()


def test_an_administrator_declines_and_a_member_takes_back(anna: Member, daan: Member, ada: Member) -> None:
    declined = Claim.make(ada, by=daan)
    as_(anna).post(f"/claims/{declined.pk}/refusal/")
    taken_back = Claim.make(ada, by=daan)
    as_(daan).post(f"/claims/{taken_back.pk}/", {"_method": "DELETE"})

    assert [claim.state for claim in Claim.objects.all()] == ["declined", "withdrawn"]
    assert Post.objects.filter(author=ada).count() == 2


def test_a_claim_of_somebody_else_is_not_seen(daan: Member, ada: Member) -> None:
    claim, eva = Claim.make(ada, by=daan), make_member("Eva")

    assert as_(eva).post(f"/claims/{claim.pk}/", {"_method": "DELETE"}).status_code == 404
    assert "Ada" not in as_(eva).get("/claims/").content.decode()
    assert Client().get("/claims/").status_code in (302, 403)


def test_a_profile_with_an_account_cannot_be_claimed(daan: Member, anna: Member) -> None:
    assert as_(daan).post("/claims/", {"placeholder": anna.handle}).status_code == 403


def test_the_page_of_a_placeholder_offers_to_claim_it_to_members_only(daan: Member, ada: Member) -> None:
    assert "This is me" in part_of(ada, daan)
    Claim.make(ada, by=daan)
    assert "An administrator looks at it" in part_of(ada, daan)
    assert "This is me" not in part_of(ada, AnonymousUser())
    assert "Is this you?" not in part_of(daan, daan)


def test_the_first_page_tells_the_administrator_what_waits_and_the_member_what_came_of_it(
    anna: Member, daan: Member, ada: Member
) -> None:
    claim = Claim.make(ada, by=daan)
    assert "imported profile is theirs" in slot_for("home.waiting", anna)
    assert "imported profile" not in slot_for("home.waiting", daan)

    claim.accept(by=anna)

    assert "imported profile" not in slot_for("home.waiting", anna)
    assert "What Ada wrote is yours now" in slot_for("home.waiting", daan)


def test_the_console_leads_administrators_to_what_was_moved_in(anna: Member, daan: Member) -> None:
    assert 'href="/imports/"' in slot_for("console.tabs", anna)
    assert slot_for("console.tabs", daan) == ""


def called(name: str) -> Member:
    member: Member = Member.objects.get(name=name)
    return member


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def part_of(member: Member, reader: Member | AnonymousUser) -> str:
    return slot_for("member.talk", reader, member=member)


def slot_for(slot: str, reader: Member | AnonymousUser, **values: object) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    with translation.override("en"):
        return slots.html(slot, request, **values)
