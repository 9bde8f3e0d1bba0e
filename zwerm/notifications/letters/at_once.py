"""What comes at once, by mail: one letter for all that happened in one conversation meanwhile, and no more than so many a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from zwerm.activity import deliveries
from zwerm.core import mail
from zwerm.members.languages import language_of
from zwerm.notifications import notices, saying
from zwerm.notifications.choices import When
from zwerm.notifications.letterbox import addresses
from zwerm.notifications.letters import posting
from zwerm.notifications.letters.stops import ALL, Stop
from zwerm.notifications.lines import known, people
from zwerm.notifications.models import Notice
from zwerm.notifications.roads import gathered, in_hand

ROAD = "notice"
#: Who is in the page at that moment reads it there, and gets no letter.
PATIENCE = timedelta(seconds=60)
LONGEST = 3000  # characters of somebody's words


def take(made: Sequence[Notice]) -> Sequence[Notice]:
    """Put letters about these notices in the outbox; this road takes them all."""
    letters = [(f"notice:{notice.pk}", {"notice": notice.pk}, notice.member_id) for notice in made]
    deliveries.post_many(letters, ROAD, after=PATIENCE)
    return ()


def send(payload: dict[str, Any]) -> None:
    """Send the letter about this notice, with what else is to be told of the same thing, if it is still wanted."""
    with in_hand(Notice.objects.filter(pk=payload["notice"], told_at=None, when=When.AT_ONCE)) as notice:
        if notice is None or not posting.may_be_written_to(notice.member):
            return
        together = gathered(notice)
        if together and _write(notice, together):
            Notice.objects.filter(pk__in=[one.pk for one in together]).update(told_at=timezone.now())


def _write(notice: Notice, together: Sequence[Notice]) -> bool:
    """Whether there is still something to say: the thing may be gone, or be closed to them."""
    found = known(notice)
    if found is None:
        return False
    kind, about = found
    sort, answered = notices.sort_of(kind), kind.thing.answered(notice.entry)
    stop = Stop(notice.member, sort.name if sort else ALL)
    answers = addresses.answers_to(notice.member, *answered) if answered else ""
    with translation.override(language_of(notice.member)):
        names = people([one for one in together if one.kind == kind.name])
        values = {
            "sentence": saying.sentence(kind, notice.entry, names, about.title),
            "more": len(together) - 1,
            "words": mail.written(saying.cut(kind.thing.words(notice.entry), LONGEST)),
            "url": f"{settings.SITE_URL}{notice.get_absolute_url()}",
            "answers": answers,
            "stops": stop.says,
        }
    template, head = "notifications/mail/notice.txt", _head(notice, answers)
    posting.send(template, notice.member, values, key=f"notice:{notice.pk}", stop=stop, **head)
    return True


def _head(notice: Notice, answers: str) -> dict[str, str]:
    """Letters about one thing stand together in a mail program."""
    thread = mail.message_id(f"{notice.member_id}:{notice.about}")
    return {"reply_to": answers, "references": thread, "in_reply_to": thread, "from": posting.sender(notice.actor)}
