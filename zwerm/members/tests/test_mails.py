"""Every mail and every page of the sign-in library that somebody can get is ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from django.contrib.auth.models import AnonymousUser

from zwerm.core import mail

OURS = Path(__file__).parent.parent / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"

#: What belongs to ways that this house does not use: links instead of codes, telephones, signing up by passkey, trusted browsers.
UNUSED_MAILS = {"account/email/password_reset_key"}
UNUSED_PAGES = {
    "account/confirm_phone_verification_code.html",
    "account/email.html",
    "account/email_confirm.html",
    "account/password_reset_done.html",
    "account/phone_change.html",
    "account/signup_by_passkey.html",
    "account/verification_sent.html",
    "account/verified_email_required.html",
    "mfa/trust.html",
    "mfa/webauthn/signup_form.html",
}

VALUES = {
    "code": "BCD-FGH",
    "email": "daan@example.org",
    "from_email": "oud@example.org",
    "to_email": "nieuw@example.org",
    "deleted_email": "oud@example.org",
    "signup_url": "https://example.org/account/signup/",
    "timestamp": datetime(2026, 11, 21, 14, 20, tzinfo=UTC),
    "community_name": "De Vakgenoten",
    "site_url": "https://example.org",
    "user": AnonymousUser(),
}


def their_mails() -> list[str]:
    found = [path.relative_to(THEIRS).as_posix() for path in THEIRS.glob("*/email/*_message.txt")]
    names = [name.removesuffix("_message.txt") for name in found if name.startswith(("account/", "mfa/"))]
    return sorted({name for name in names if not name.endswith("/base")} - UNUSED_MAILS)


def their_pages() -> list[str]:
    found = [path for room in ("account", "mfa") for path in (THEIRS / room).rglob("*.html")]
    names = [path.relative_to(THEIRS).as_posix() for path in found if not path.name.startswith("base")]
    return sorted({name for name in names if "/snippets/" not in name} - UNUSED_PAGES)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", their_mails())
def test_a_mail_has_a_subject_a_text_and_who_sends_it(name, language):
    letter = mail.letter(f"{name}.txt", VALUES, to="daan@example.org", language=language)
    assert "De Vakgenoten" in letter.subject
    assert "https://example.org" in letter.body
    assert len(letter.body) > 100


@pytest.mark.parametrize("name", their_pages())
def test_a_page_is_ours(name):
    assert (OURS / name).exists()
