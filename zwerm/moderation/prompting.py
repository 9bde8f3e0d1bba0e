"""What led to what: an act of a keeper at the desk, or a decision that asks somebody to change their words, and what follows it.

`Entry.prompted_by` names the keeper's line, so that it can be told how much goes on without anybody pushing. A line is prompted by
one of the last seven days when it is
- the first that somebody else says in the conversation which a keeper took up from their desk;
- the first that somebody says in the group after a keeper named them there from their desk, as in a greeting;
- the first change that an author makes to words which they were asked to change;
- the first conversation that an author begins in the section of the group to which one of theirs was moved by a decision.
Whoever comes after them answers a member. Verbs ask before they write, and hand on their line:

    led = prompting.look(by, place=group, about=topic)
    led.on(log.record("post.written", ..., prompted_by=led.by), about=topic)

Who posts pays nothing for it: what waits is remembered (activity/memory.py) and mostly nothing. That a keeper came from a row of their
desk is known here (`Hand`) and not by the page they came to, so that nothing a browser sends can make it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q
from django.utils import timezone

from zwerm.activity import memory
from zwerm.activity.models import Entry
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation.models import Hand, Prompt
from zwerm.moderation.rules import keeps_something

#: What waits for an answer, by what one would answer. A prompt that is made makes the house forget everything (memory.narrow).
_waiting = memory.Shelf(most=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    line: int
    by: int
    at: datetime
    #: Whom alone it asks, or None.
    whom: int | None
    #: The first answer of anybody is meant, and not the first of each.
    of_all: bool

    def asks(self, member: int, at: datetime) -> bool:
        return self.by != member and self.whom in (None, member) and self.at <= at < self.at + Prompt.LASTS

    def was_answered(self, by: int) -> bool:
        lines = Entry.objects.filter(prompted_by=self.line)
        return lines.exists() if self.of_all else lines.filter(actor=by).exists()


@dataclass(frozen=True, slots=True)
class Led:
    """What led to something that is about to be written, and what that will lead to."""

    #: For `log.record(prompted_by=...)`.
    by: Entry | None = None
    hand: Hand | None = None

    def on(self, line: Entry, *, about: Model) -> None:
        """`line` is written: when a keeper did with it what a row of their desk asked for, it waits for what comes of it."""
        if self.hand is not None and line.actor_id is not None:
            Prompt.make(line, about, by=self.hand.by, group=_group_of(line))
            self.hand.delete()


def _group_of(line: Entry) -> Group | None:
    return Group(pk=line.place_id) if line.place_id else None


def look(
    member: Member, *, place: Group, about: Model | None = None, section: str = "", at: datetime | None = None
) -> Led:
    """What leads `member` to say something in `place`; `about` is the conversation, or None for a new one in `section`."""
    at = at or timezone.now()
    subjects = [("whom", place.pk, member.pk), _key(about) if about else ("section", place.pk, section)]
    return Led(_first(subjects, member, at), _hand(member, [place, *([about] if about else [])]))


def asked_for(member: Member, about: Model) -> Entry | None:
    """The line that asked `member` to change these words."""
    return _first([_key(about)], member, timezone.now())


def _key(record: Model) -> Hashable:
    return record._meta.label_lower, record.pk


def _first(subjects: Sequence[Hashable], member: Member, at: datetime) -> Entry | None:
    """The newest that asks for this and was not answered."""
    waiting = _waiting.known(None, [], _ask)
    if not waiting:
        return None
    found = [one for subject in subjects for one in waiting.get(subject, ()) if one.asks(member.pk, at)]
    newest = sorted(found, key=lambda one: one.line, reverse=True)
    return next((Entry(pk=one.line) for one in newest if not one.was_answered(member.pk)), None)


def _ask() -> Mapping[Hashable, Sequence[Waiting]]:
    prompts = Prompt.objects.filter(at__gt=timezone.now() - Prompt.LASTS).select_related("line")
    waiting: dict[Hashable, list[Waiting]] = defaultdict(list)
    for prompt in prompts:
        for key, of_all in _asked(prompt):
            waiting[key].append(Waiting(prompt.line_id, prompt.by_id, prompt.at, prompt.member_id, of_all))
    return waiting


def _asked(prompt: Prompt) -> Iterator[tuple[Hashable, bool]]:
    """What a prompt asks for: a word in this place from whoever it is, or in this section of a group, and one from each who is named."""
    if prompt.subject_type == Group._meta.label_lower:
        yield ("section", prompt.subject_id, prompt.line.data.get("kind")), True
    yield (prompt.subject_type, prompt.subject_id), True
    for member in prompt.line.data.get("mentions", ()):
        yield ("whom", prompt.group_id, member), False


def _hand(member: Member, about: Sequence[Model]) -> Hand | None:
    """The row that a keeper has in hand and that they act on now."""
    if not keeps_something(member):
        return None
    rows = Q()
    for record in about:
        rows |= Q(subject_type=record._meta.label_lower, subject_id=record.pk)
    return Hand.objects.holding().filter(rows, by=member).order_by("-until").select_related("by").first()
