from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from zwerm.activity import deliveries, readers
from zwerm.activity.models import Delivery
from zwerm.groups.models.group_invitation import GroupInvitation
from zwerm.groups.samples import make_group
from zwerm.members import bulk
from zwerm.members.bulk import Why
from zwerm.members.models import Community, Invitation, InvitationStop
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)  # a reader sees what was committed


@pytest.fixture
def carla():
    make_community(languages=["en"])
    return make_member("Carla")


@pytest.fixture
def as_carla(client, carla):
    client.force_login(carla)
    return client


def let_mail_leave() -> None:
    for reader in readers.registered():
        readers.catch_up(reader)
    deliveries.deliver()


PASTE = """
Daan Mulder <Daan@example.org>; "Prins, Tom" <tom.prins@example.org>,
eva@example.org eva@example.org
zomaar een regel
fien@example
carla@example.org
"""


def test_addresses_are_read_from_whatever_is_pasted(carla):
    preview = bulk.preview(PASTE, by=carla)
    assert preview.mailed == ["daan@example.org", "tom.prins@example.org", "eva@example.org"]
    assert [(one.text, one.why) for one in preview.skipped] == [
        ("eva@example.org", Why.TWICE),
        ("zomaar een regel", Why.NO_ADDRESS),
        ("fien@example", Why.NO_ADDRESS),
        ("carla@example.org", Why.MEMBER),
    ]


def test_who_was_invited_or_wants_no_mail_is_left_out(carla):
    Invitation.by_mail("a@example.org", by=carla)
    InvitationStop.put_up("B@example.org")
    preview = bulk.preview("a@example.org b@example.org c@example.org", by=carla)
    assert preview.mailed == ["c@example.org"]
    assert [one.why for one in preview.skipped] == [Why.INVITED, Why.STOPPED]


def test_at_most_five_hundred_leave_in_a_day(carla, django_assert_num_queries):
    text = "\n".join(f"lid{number}@example.org" for number in range(501))
    with django_assert_num_queries(4):
        preview = bulk.preview(text, by=carla)
    assert (len(preview.mailed), [one.why for one in preview.skipped]) == (500, [Why.TOO_MANY])
    Invitation.by_mail("daan@example.org", by=carla)
    assert len(bulk.preview(text, by=carla).mailed) == 499


@committed
def test_one_sees_first_who_is_mailed_and_then_sends(as_carla):
    shown = as_carla.post("/invitations/preview/", {"addresses": PASTE, "note": "Kom je?", "language": "nl"})
    assert b"tom.prins@example.org" in shown.content
    assert not Invitation.objects.exists()
    as_carla.post("/invitations/", {"addresses": "daan@example.org", "note": "Kom je?", "language": "nl"})
    let_mail_leave()
    (letter,) = mail.outbox
    assert letter.to == ["daan@example.org"]
    assert "> Kom je?" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@committed
def test_nobody_is_mailed_twice(as_carla, carla):
    for _ in range(2):
        as_carla.post("/invitations/", {"addresses": "daan@example.org", "language": "nl"})
        let_mail_leave()
    assert len(mail.outbox) == 1


@committed
def test_a_letter_is_kept_by_number_and_holds_no_address(carla):
    Invitation.by_mail("daan@example.org", by=carla)
    for reader in readers.registered():
        readers.catch_up(reader)
    assert "daan" not in str(Delivery.objects.get().payload)


@committed
@pytest.mark.parametrize("moot", ["withdrawn", "stopped"])
def test_an_invitation_that_became_moot_does_not_leave(carla, moot):
    invitation = Invitation.by_mail("daan@example.org", by=carla)
    if moot == "withdrawn":
        invitation.withdraw()
    else:
        InvitationStop.put_up("daan@example.org")
    let_mail_leave()
    assert mail.outbox == []


@committed
def test_the_mail_names_the_group_it_is_for(carla):
    group = make_group("Meten", owner=carla)
    GroupInvitation.by_mail("daan@example.org", group, by=carla, language="nl")
    let_mail_leave()
    assert "Meten" in mail.outbox[0].body


def test_where_only_administrators_invite_a_member_may_not(as_carla, carla, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Community.current().change(by=carla, members_invite=False)
    assert as_carla.get("/invitations/").status_code == 403
    assert as_carla.post("/invitations/", {"addresses": "a@example.org"}).status_code == 403


def test_a_link_is_made_used_and_withdrawn(as_carla, carla):
    as_carla.post("/invitations/links/", {"note": "Kom erbij"})
    invitation = Invitation.objects.get()
    daan = Client()
    daan.force_login(make_member("Daan"))
    daan.post(invitation.get_absolute_url())
    assert b"Daan" in as_carla.get("/invitations/").content
    as_carla.post(f"/invitations/mine/{invitation.pk}/", {"_method": "DELETE"})
    assert Client().get(invitation.get_absolute_url()).status_code == 410


def test_somebody_elses_invitation_cannot_be_withdrawn(as_carla):
    invitation = Invitation.by_link(by=make_member("Eva"))
    assert as_carla.post(f"/invitations/mine/{invitation.pk}/", {"_method": "DELETE"}).status_code == 404


def test_an_invitation_brings_in_once_and_not_oneself(carla):
    daan, invitation = make_member("Daan"), Invitation.by_link(by=carla)
    assert [invitation.accept(daan), invitation.accept(daan), invitation.accept(carla)] == [True, False, False]
    assert daan.brought_by == carla


def test_an_invitation_for_one_is_used_up_by_one(carla):
    invitation = Invitation.by_mail("daan@example.org", by=carla)
    assert [invitation.accept(make_member("Daan")), invitation.accept(make_member("Eva"))] == [True, False]
    assert invitation.acceptances.count() == 1


def test_an_old_invitation_is_closed(client, carla):
    invitation = Invitation.by_link(by=carla)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    response = client.get(invitation.get_absolute_url())
    assert response.status_code == 410
    assert b"not open any more" in response.content


def test_one_click_stops_all_mail_also_from_a_mail_program(carla):
    invitation = Invitation.by_mail("daan@example.org", by=carla)
    stranger = Client(enforce_csrf_checks=True)
    address = f"{invitation.get_absolute_url()}stop/"
    assert b"daan@example.org" in stranger.get(address).content
    assert not InvitationStop.stands_for("daan@example.org"), "looking is not doing"
    stranger.post(address, {"List-Unsubscribe": "One-Click"})
    assert InvitationStop.stands_for("daan@example.org")


def test_a_link_has_nobody_to_stop(client, carla):
    assert client.get(f"{Invitation.by_link(by=carla).get_absolute_url()}stop/").status_code == 404
