from __future__ import annotations

import pytest
from django.db import connection

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.core.tests.at_once import who_may
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest, Membership
from zwerm.groups.models.group_role import LastOwner
from zwerm.groups.models.request import AlreadyAnswered
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.models import Block
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db

HIDDEN, MEMBERS, PUBLIC = Group.Visibility.HIDDEN, Group.Visibility.MEMBERS, Group.Visibility.PUBLIC


def test_who_starts_a_group_leads_it_and_is_in_it():
    carla = make_member("Carla")
    group = make_group("Leiderschap & zo", owner=carla, about="Wij *lezen* samen.")
    assert group.slug == "leiderschap-zo"
    assert group.about_html == "<p>Wij <em>lezen</em> samen.</p>\n"
    assert group.roles.at().values_list("member", "kind").get() == (carla.pk, "owner")
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)[1:]) == [
        "group.started",
        "group.joined",
        "group_role.given",
    ]


def test_a_subgroup_is_never_seen_by_more_people_than_its_parent():
    top = make_group(visibility=MEMBERS)
    below = make_group(parent=top, visibility=PUBLIC)
    assert below.visibility == MEMBERS
    top.change(by=make_member(), visibility=HIDDEN)
    below.refresh_from_db()
    assert (below.visibility, below.path) == (HIDDEN, f"/{top.pk}/{below.pk}/")


def test_the_last_owner_stays_until_somebody_takes_over():
    carla, daan = make_member("Carla"), make_member("Daan")
    group = make_group(owner=carla, members=(daan,))
    with pytest.raises(LastOwner):
        group.memberships.get(member=carla).leave()
    assert group.has(carla)
    GroupRole.give(group, daan, GroupRole.Kind.OWNER, by=carla)
    group.memberships.get(member=carla).leave()
    assert list(group.roles.at().values_list("member", flat=True)) == [daan.pk]


def test_who_leaves_twice_leaves_once():
    group, daan = make_group(), make_member("Daan")
    membership = group.let_in(daan)
    again = group.memberships.get(member=daan)
    membership.leave()
    again.leave()
    group.refresh_from_db()
    assert group.member_count == 1
    assert Entry.objects.filter(verb="group.left").count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_owners_who_leave_at_one_moment_do_not_leave_the_group_without_one():
    carla, daan = make_member("Carla"), make_member("Daan")
    group = make_group(owner=carla)
    GroupRole.give(group, daan, GroupRole.Kind.OWNER, by=carla)

    def leave(member):
        Membership.objects.get(group=group, member=member).leave()

    assert sorted(who_may(leave, (carla, daan), LastOwner)) == [False, True]
    assert GroupRole.objects.at().filter(group=group, kind="owner").count() == 1


def test_somebody_who_is_put_out_did_not_leave_and_the_reason_is_kept():
    group, daan = make_group(), make_member("Daan")
    bram = make_moderator(group)
    group.let_in(daan).remove(by=bram, reason="Alleen reclame.")
    group.refresh_from_db()
    assert (group.has(daan), group.member_count) == (False, 2)
    assert not Entry.objects.filter(verb="group.left").exists()
    removed = Entry.objects.get(verb="group.removed")
    assert (removed.actor, removed.target, removed.data) == (bram, daan, {"reason": "Alleen reclame."})


def test_a_request_is_answered_once():
    group, daan = make_group(joining="request"), make_member("Daan")
    bram = make_moderator(group)
    first, second = JoinRequest.ask(group, by=daan), JoinRequest.ask(group, by=daan, message="Nog eens")
    assert first == second
    first.accept(by=bram, answer="Welkom.")
    with pytest.raises(AlreadyAnswered):
        second.decline(by=bram)
    assert group.has(daan)


def test_a_redirected_request_lets_somebody_into_a_group_that_is_open_to_all():
    group, other, daan = make_group(joining="request"), make_group(), make_member("Daan")
    JoinRequest.ask(group, by=daan).redirect(other, by=make_moderator(group))
    assert (group.has(daan), other.has(daan)) == (False, True)
    assert JoinRequest.objects.get().redirected_to == other


def test_a_member_who_is_asked_into_a_group_comes_in_or_does_not():
    carla, daan, eva = make_member("Carla"), make_member("Daan"), make_member("Eva")
    group = make_group(owner=carla, visibility=HIDDEN, joining="invitation")
    GroupInvitation.to_member(daan, group, by=carla, note="We missen je.").accept()
    GroupInvitation.to_member(eva, group, by=carla).decline()
    assert (group.has(daan), group.has(eva)) == (True, False)
    assert not GroupInvitation.objects.open().exists()
    assert daan.memberships.get().let_in_by == carla


def test_nobody_is_asked_by_somebody_they_keep_away():
    carla, daan = make_member("Carla"), make_member("Daan")
    Block.put_up(by=daan, against=carla)
    assert GroupInvitation.to_member(daan, make_group(owner=carla), by=carla) is None


@pytest.mark.django_db(transaction=True)  # a reader sees what was committed
def test_a_new_name_is_a_new_head_of_the_group():
    group, daan = make_group(), make_member("Daan")
    group.let_in(daan)
    for reader in readers.registered():
        readers.catch_up(reader)
    group.refresh_from_db()
    before = group.version
    daan.change_profile(name="Daniel")
    for reader in readers.registered():
        readers.catch_up(reader)
    group.refresh_from_db()
    assert group.version == before + 1
