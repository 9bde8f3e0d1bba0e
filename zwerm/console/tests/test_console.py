from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from zwerm.activity.models import Cursor, Delivery
from zwerm.console import sheets
from zwerm.members.models import Community, Role, RoleType
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db

KEPT = ["community", "role_types", "register", "sheet", "house"]


@pytest.fixture
def anna():
    anna = make_member("Anna")
    make_community(first=anna, languages=["en"])
    return anna


@pytest.fixture
def daan(anna):
    return make_member("Daan")


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.mark.parametrize("name", [*KEPT, "roles"])
def test_a_page_of_the_console_is_an_administrators_and_no_members(client, anna, daan, name):
    address = reverse(f"console:{name}")
    assert client.get(address).status_code == 302
    client.force_login(daan)
    assert client.get(address).status_code == 403
    client.force_login(anna)
    assert client.get(address).status_code == 200


def test_a_facilitator_sees_who_keeps_what_and_nothing_more(client, anna, daan):
    Role.give(daan, Role.Kind.FACILITATOR, by=anna)
    client.force_login(daan)
    response = client.get(reverse("console:roles"))
    assert b"Anna" in response.content
    assert b"/console/members/" not in response.content
    assert client.post(reverse("console:roles"), {"handle": "daan", "kind": "administrator"}).status_code == 403
    assert [client.get(reverse(f"console:{name}")).status_code for name in KEPT] == [403] * len(KEPT)


def test_an_administrator_asks_somebody_for_a_role_with_a_term(as_anna, daan):
    day = timezone.localdate() + timedelta(days=365)
    as_anna.post(reverse("console:roles"), {"handle": "@Daan", "kind": "moderator", "until": day.isoformat()})
    role = daan.roles.get()
    assert (role.kind, role.given_by.name, timezone.localtime(role.until).date()) == ("moderator", "Anna", day)


@pytest.mark.parametrize("sent", [{"handle": "nobody"}, {"handle": "daan", "until": "2020-01-01"}])
def test_a_role_needs_a_member_and_a_day_to_come(as_anna, daan, sent):
    response = as_anna.post(reverse("console:roles"), {"kind": "moderator", **sent})
    assert response.status_code == 422
    assert not daan.roles.exists()


def test_a_role_that_is_ended_stays_in_the_history(as_anna, anna, daan):
    role = Role.give(daan, Role.Kind.MODERATOR, by=anna)
    as_anna.post(reverse("console:role", args=[role.pk]), {"_method": "DELETE"})
    assert not daan.roles.at().exists()
    assert as_anna.get(reverse("console:roles")).content.count(b"Daan") == 1


def test_the_last_administrator_stays(as_anna, anna):
    role = anna.roles.get()
    response = as_anna.post(reverse("console:role", args=[role.pk]), {"_method": "DELETE"})
    assert response.status_code == 403
    assert b"last administrator" in response.content


def test_the_only_administrator_gets_no_term(as_anna, anna):
    day = timezone.localdate() + timedelta(days=30)
    sent = {"handle": "anna", "kind": "administrator", "until": day.isoformat()}
    assert as_anna.post(reverse("console:roles"), sent).status_code == 422
    assert anna.roles.get().until is None


def test_an_administrator_changes_what_the_community_is(as_anna):
    chosen = {
        "name": "Vakwerk",
        "purpose": "Leren.",
        "audience": "Iedereen",
        "languages": ["nl"],
        "joining": "invitation",
    }
    as_anna.post(reverse("console:community"), chosen)
    community = Community.objects.get()
    assert (community.name, community.joining, community.members_invite) == ("Vakwerk", "invitation", False)


def test_a_role_type_is_added_renamed_and_removed(as_anna):
    as_anna.post(reverse("console:role_types"), {"label_en": "Teacher", "label_nl": "Docent"})
    teacher = RoleType.objects.get(label_en="Teacher")
    assert RoleType.objects.last().slug == RoleType.NOT_SAID
    as_anna.post(reverse("console:role_type", args=[teacher.pk]), {"label_en": "Trainer", "label_nl": "Trainer"})
    assert RoleType.objects.get(pk=teacher.pk).label_nl == "Trainer"
    as_anna.post(reverse("console:role_type", args=[teacher.pk]), {"_method": "DELETE"})
    assert not RoleType.objects.filter(pk=teacher.pk).exists()


def test_one_can_always_prefer_not_to_say(as_anna):
    not_said = RoleType.objects.get(slug=RoleType.NOT_SAID)
    assert as_anna.post(reverse("console:role_type", args=[not_said.pk]), {"_method": "DELETE"}).status_code == 403


def test_the_register_finds_by_address_also_who_hides(as_anna):
    make_member("Eva", audience="me")
    make_member("Fien")
    page = as_anna.get(reverse("console:register"), {"q": "eva@"}).content.decode()
    assert ("Eva</a>" in page, "Fien</a>" in page) == (True, False)


def test_no_cell_of_the_sheet_is_a_formula(as_anna):
    make_member("=HYPERLINK(1)", email="evil@example.org", organisation="@SUM")
    response = as_anna.get(reverse("console:sheet"))
    text = b"".join(response.streaming_content).decode()
    assert "'=HYPERLINK(1),hyperlink1,evil@example.org,'@SUM" in text


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1"])
def test_a_cell_that_would_calculate_is_text(cell):
    assert sheets.safe(cell) == f"'{cell}"


def test_what_was_given_up_is_tried_again(as_anna):
    lost = Delivery.objects.create(
        key="letter:1", channel="mail", payload={}, state="given_up", last_error="OSError: no"
    )
    assert b"OSError: no" in as_anna.get(reverse("console:house")).content
    as_anna.post(reverse("console:delivery_retry", args=[lost.pk]))
    assert Delivery.objects.get().state == "waiting"


def test_a_reader_that_fails_is_tried_again(as_anna):
    late = timezone.now() + timedelta(hours=1)
    cursor = Cursor.objects.create(reader="group life", failures=3, last_error="ValueError: no", retry_at=late)
    assert b"ValueError: no" in as_anna.get(reverse("console:house")).content
    as_anna.post(reverse("console:reader_retry", args=[cursor.pk]))
    assert Cursor.objects.get().retry_at <= timezone.now()


def test_administrators_are_told_that_mail_goes_to_files(as_anna, client, daan, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert b"Mail goes to files" in as_anna.get("/members/").content
    assert b"ZWERM_SMTP_URL" in as_anna.get(reverse("console:house")).content
    client.force_login(daan)
    assert b"Mail goes to files" not in client.get("/members/").content
