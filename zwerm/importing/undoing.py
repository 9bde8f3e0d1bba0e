"""Takes an import back: everything it made goes, and what members have gone on with stays.

A conversation stays as it is when somebody with an account wrote in it, thanked for something in it, or claimed words in
it: taking the imported half away would make nonsense of theirs. So does whoever wrote in a conversation that stays.
With a thing go the lines that the import itself wrote about it; see `docs/decisions/0007-undo-removes-its-own-lines.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import models, transaction
from django.db.models import F, Max, ProtectedError

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.discussions.models import Closure, Post, Topic
from zwerm.groups.models import Group, Membership
from zwerm.importing.archive import Progress
from zwerm.importing.models import Import, ImportedRecord
from zwerm.importing.report import Undone
from zwerm.members.models import Member
from zwerm.reactions.models import Reaction

AT_ONCE = 100
POST, MEMBER = Post._meta.label_lower, Member._meta.label_lower


def undo(row: Import, *, by: Member | None, progress: Progress) -> Undone:
    """Take back what `row` made. Broken off halfway, the same command goes on."""
    undone = Undone()
    with log.source(Entry.Source.IMPORT):
        row.stop()
        _undo_topics(row, undone, progress)
        _undo_people(row, undone, progress)
        with transaction.atomic():
            _undo_row(row, undone, by)
    return undone


def _undo_topics(row: Import, undone: Undone, progress: Progress) -> None:
    topics = Topic.objects.filter(posts__in=_subjects(row, POST)).distinct()
    total = topics.count()
    for piece in _pieces(topics.values_list("pk", flat=True)):
        with transaction.atomic():
            kept = _gone_on_with(row, piece)
            going = [pk for pk in piece if pk not in kept]
            _remove_topics(row, going)
        undone.topics += len(going)
        undone.kept_topics += len(kept)
        progress("conversations", undone.topics + undone.kept_topics, total)


def _gone_on_with(row: Import, topics: list[int]) -> set[int]:
    """Those of these topics in which there is something of a member."""
    posts = Post.objects.filter(topic__in=topics)
    imported = _subjects(row, POST)
    written = posts.exclude(pk__in=imported) | posts.exclude(author__standing=Member.Standing.PLACEHOLDER)
    thanked = Reaction.objects.filter(subject_type=POST, subject_id__in=posts.values("pk")).values("subject_id")
    return {
        *written.values_list("topic", flat=True),
        *posts.filter(pk__in=thanked).values_list("topic", flat=True),
    }


def _remove_topics(row: Import, topics: list[int]) -> None:
    posts = list(Post.objects.filter(topic__in=topics).values_list("pk", flat=True))
    closures = list(Closure.objects.filter(topic__in=topics).values_list("pk", flat=True))
    Topic.objects.filter(pk__in=topics).delete()
    _forget(row, Topic, topics)
    _forget(row, Post, posts)
    _forget(row, Closure, closures)


def _undo_people(row: Import, undone: Undone, progress: Progress) -> None:
    """Remove the profiles that nobody claimed and whose words went; who also moved along elsewhere only leaves the group."""
    people = Member.objects.filter(pk__in=_subjects(row, MEMBER))
    total = people.count()
    elsewhere = ImportedRecord.objects.exclude(move=row).filter(subject_type=MEMBER).values("subject_id")
    for piece in _pieces(people.values_list("pk", flat=True)):
        with transaction.atomic():
            unclaimed = Member.objects.filter(pk__in=piece, standing=Member.Standing.PLACEHOLDER)
            shared = set(unclaimed.filter(pk__in=elsewhere).values_list("pk", flat=True))
            going = set(unclaimed.values_list("pk", flat=True)) - shared - _held(piece)
            _leave_groups(Membership.objects.filter(member__in=going))
            _leave_groups(row.group.memberships.filter(member__in=shared, source=Membership.Source.IMPORT))
            Member.objects.filter(pk__in=going).delete()
            _forget(row, Member, going)
            row.records.filter(subject_type=MEMBER, subject_id__in=shared).delete()
        undone.people += len(going) + len(shared)
        undone.kept_people += len(piece) - len(going) - len(shared)
        progress("people", undone.people + undone.kept_people, total)


def _held(people: list[int]) -> set[int]:
    """Those of these people of whom something stays that cannot be without its author, in whatever room."""
    held: set[int] = set()
    for relation in Member._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT:
            name = relation.field.name
            rows = relation.related_model._base_manager.filter(**{f"{name}__in": people})
            held.update(rows.values_list(name, flat=True))
    return held


def _leave_groups(memberships: models.QuerySet[Membership]) -> None:
    counts = memberships.order_by().values_list("group").annotate(models.Count("pk"))
    for group, count in list(counts):
        Group.objects.filter(pk=group).update(member_count=F("member_count") - count)
    keys = list(memberships.values_list("pk", flat=True))
    Membership.objects.filter(pk__in=keys).delete()
    _forget_lines(Membership, keys)


def _undo_row(row: Import, undone: Undone, by: Member | None) -> None:
    """End the import itself: with nothing left of it the row goes, and the group when it was made for it."""
    group = row.group
    counts = {"name": row.name, "topics": undone.topics, "people": undone.people, "kept": undone.kept_topics}
    if undone.kept_anything:
        row.state = Import.State.KEPT
        row.save(update_fields=["state"])
    else:
        _forget_lines(Import, [row.pk])
    undone.group_removed = not undone.kept_anything and _was_made_for(row) and _remove_group(group)
    log.record("import.undone", actor=by, subject=row, place=None if undone.group_removed else group, data=counts)
    if not undone.group_removed:
        latest = group.topics.aggregate(Max("last_post_at"))["last_post_at__max"]
        Group.objects.filter(pk=group.pk, last_talk_at__gt=latest or group.created_at).update(last_talk_at=latest)
    if not undone.kept_anything:
        Import.objects.filter(pk=row.pk).delete()


def _was_made_for(row: Import) -> bool:
    return row.records.filter(kind="group").exists()


def _remove_group(group: Group) -> bool:
    """Remove the group when nobody has made anything of it: no conversation, no subgroup, nobody but who started it."""
    others = group.memberships.exclude(member=group.created_by)
    if others.exists() or group.topics.exists() or group.children.exists():
        return False
    key = group.pk
    try:
        with transaction.atomic():
            Group.objects.get(pk=key).delete()
    except ProtectedError:  # a room above this one holds something in it
        return False
    Entry.objects.filter(source=Entry.Source.IMPORT, place_id=key).delete()
    return True


def _subjects(row: Import, subject_type: str) -> models.QuerySet[ImportedRecord, int]:
    return row.records.filter(subject_type=subject_type).values_list("subject_id", flat=True)


def _pieces(keys: Iterable[int]) -> Iterator[list[int]]:
    every = iter(list(keys))
    while piece := list(islice(every, AT_ONCE)):
        yield piece


def _forget(row: Import, model: type[models.Model], keys: Iterable[int]) -> None:
    """Remove the records of these, and the lines that an import wrote about them."""
    keys = list(keys)
    row.records.filter(subject_type=model._meta.label_lower, subject_id__in=keys).delete()
    _forget_lines(model, keys)


def _forget_lines(model: type[models.Model], keys: Iterable[int]) -> None:
    about = Entry.objects.filter(subject_type=model._meta.label_lower, subject_id__in=list(keys))
    about.filter(source=Entry.Source.IMPORT).delete()
