"""The digest: once a week, or a day, what is worth knowing, by mail. Where there is nothing to tell, none comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import pgettext

from zwerm.activity import deliveries
from zwerm.members.languages import language_of
from zwerm.members.models import Member
from zwerm.notifications import clocks, notices, saying
from zwerm.notifications.choices import Every, When
from zwerm.notifications.letters import parts, posting
from zwerm.notifications.letters.parts import Item, Part
from zwerm.notifications.letters.stops import DIGEST, Stop
from zwerm.notifications.lines import people, shown
from zwerm.notifications.models import Digest, Handing, Notice, Pause, Rhythm
from zwerm.notifications.models.digest import next_of
from zwerm.notifications.notices import Kind
from zwerm.notifications.roads import as_wished

ROAD = "digest"
BATCH = 500
#: Of what waits for somebody, so much is looked at.
MOST = 100
#: Characters of what the subject names.
HEAD = 60


def post_due() -> None:
    """Put the digests whose hour has come in the outbox, and plan the next ones; and begin with who is new."""
    while Digest.begin(BATCH):
        pass
    while _post_some(timezone.now()):
        pass


def _post_some(now: datetime) -> int:
    """One transaction for these letters in the outbox and for when the next ones come: a kill sends nothing twice."""
    with transaction.atomic():
        due = list(Digest.objects.select_for_update().select_related("member").filter(due_at__lte=now)[:BATCH])
        members = [one.member_id for one in due]
        paused, rhythms = Pause.among(members), Rhythm.objects.in_bulk(members)
        letters = [
            (
                f"digest:{one.member_id}:{one.due_at:%Y%m%d%H}",
                {"member": one.member_id, "until": now.isoformat()},
                one.member_id,
            )
            for one in due
            if one.member_id not in paused
        ]
        deliveries.post_many(letters, ROAD)
        for one in due:
            rhythm = rhythms.get(one.member_id) or Rhythm(member=one.member)
            one.due_at = next_of(rhythm, clocks.of(one.member), now)
        Digest.objects.bulk_update(due, ["due_at"])
    return len(due)


def send(payload: dict[str, Any]) -> None:
    """Write somebody's digest and send it, if there is something to tell and they still want it."""
    with Handing.to(payload["member"]):
        _write(payload["member"], datetime.fromisoformat(payload["until"]))


def _write(key: int, until: datetime) -> None:
    digest = Digest.objects.select_related("member").filter(member=key).first()
    if digest is None or not posting.may_be_written_to(digest.member):
        return
    member = digest.member
    if Rhythm.of(member).every == Every.NEVER or Pause.of(member):
        return
    with translation.override(language_of(member)), timezone.override(clocks.of(member)):
        waiting = list(_waiting(member))
        mine, others = _mine(member, waiting), parts.told(member, max(digest.since, until - Digest.LONGEST), until)
        told = [mine, *others] if mine else others
        if told:
            _send(member, told, head=(others or told)[0].items[0].title, key=f"digest:{member.pk}:{until:%Y%m%d%H}")
    Notice.objects.filter(pk__in=[one.pk for one in waiting]).update(told_at=timezone.now())
    digest.sent(until)


def _send(member: Member, told: list[Part], head: str, *, key: str) -> None:
    """`head` is what the subject says of it: what is most talked of, or what concerns the reader where there is nothing else."""
    often = Rhythm.of(member).every
    values = {"site_url": settings.SITE_URL, "parts": told, "daily": often == Every.DAY}
    values["head"] = Truncator(head).chars(HEAD)
    posting.send("notifications/mail/digest.txt", member, values, key=key, stop=Stop(member, DIGEST))


def _waiting(member: Member) -> Any:
    """What waits for this digest: not read, and not told by another letter."""
    rows = Notice.objects.filter(member=member, read=False, told_at=None).exclude(when=When.HERE)
    return rows.select_related("entry", "actor", "place").order_by("-pk")[:MOST]


def _mine(member: Member, waiting: list[Notice]) -> Part | None:
    """What concerns the reader themselves: a line for each thing and sort of happening, what concerns them most first."""
    wished, gathered = as_wished(waiting), dict[tuple[str, str], list[Notice]]()
    for notice in waiting:
        if notice.pk in wished and wished[notice.pk].leaves:
            gathered.setdefault((notice.about, notice.kind), []).append(notice)
    seen = shown(member, {about for about, _kind in gathered})
    said = [
        _line(kind, rows, seen[about].title)
        for kind in notices.kinds()
        for (about, name), rows in gathered.items()
        if name == kind.name and about in seen
    ]
    if len(said) > parts.FEW:
        said[parts.FEW :] = [Item(pgettext("link in a mail", "All your notices"), "/notices/")]
    return Part(pgettext("above what concerns somebody", "For you"), said) if said else None


def _line(kind: Kind, rows: list[Notice], title: str) -> Item:
    """What one sort of happening comes to."""
    return Item(saying.sentence(kind, rows[0].entry, people(rows), title), rows[-1].get_absolute_url())
