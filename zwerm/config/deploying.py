"""`zwerm check --deploy`: is this installation fit to stand in the open? Django's advice for that, and the house's own."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import WARNING, run_checks

from zwerm.config.findings import Finding

SITE = "Set ZWERM_SITE_URL to where people find it, such as https://community.example.org."
#: What follows from an address without https, or from debugging, and is said once, in the house's own words.
SAID = {f"security.{one}" for one in ("W004", "W010", "W011", "W012", "W015", "W016", "W018", "W020")}
MEND = {"security.W009": "Leave ZWERM_SECRET_KEY out and keep the data folder, or give it 50 random characters."}


def findings() -> Iterator[Finding]:
    yield from _django()
    chosen = settings.ENVIRONMENT
    if not chosen.site_url:
        yield Finding("The community has no address of its own, and answers to any name.", SITE)
    elif not chosen.site_url.startswith("https:"):
        yield Finding("Passwords and cookies travel in the clear.", SITE)
    elif not chosen.behind_proxy:
        says = "ZWERM_BEHIND_PROXY is not `yes`, and https needs a proxy: everybody seems to ask from one address."
        yield Finding(says, "Let the proxy set X-Forwarded-Proto and X-Forwarded-For, then set ZWERM_BEHIND_PROXY=yes.")
    if not chosen.smtp_url:
        yield Finding("No mail leaves, so nobody can sign in by mail.", "Set ZWERM_SMTP_URL and ZWERM_MAIL_FROM.")
    if chosen.mail_from.endswith("@localhost>"):
        says = "Mail would come from zwerm@localhost, which mail servers refuse."
        yield Finding(says, "Set ZWERM_MAIL_FROM, such as Community <community@example.org>.")
    if not chosen.pace:
        yield Finding("Limits of pace are off: a script may try passwords as fast as it can.", "Leave ZWERM_PACE out.")


def _django() -> Iterator[Finding]:
    for message in run_checks(include_deployment_checks=True):
        if message.level >= WARNING and not message.is_silenced() and message.id not in SAID:
            yield Finding(
                f"{message.msg} ({message.id})",
                MEND.get(message.id or "", message.hint or "See Django's list of checks."),
            )
