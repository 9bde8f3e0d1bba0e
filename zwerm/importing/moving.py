"""Moves an archive into a group: what came before is skipped, what is new is written a piece at a time.

A piece is one transaction with its records, so whatever stops the work, the same command goes on after the last whole piece.
A dry run takes the same road and only leaves the writing out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.groups.models import Group
from zwerm.importing.archive import Archive, Conversation, Progress
from zwerm.importing.conversations import Conversations
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import Import
from zwerm.importing.people import People
from zwerm.importing.report import Report

if TYPE_CHECKING:
    from zwerm.members.models import Member

PEOPLE_AT_ONCE = 500
POSTS_AT_ONCE = 500


@dataclass
class Move:
    """One run, into `group`, or into a group that is made under `group_name` when there is something to put in it.

    `by` answers for the import and leads a group that it makes; only a dry run goes without.
    """

    archive: Archive
    source: str
    group: Group | None
    group_name: str
    by: Member | None
    progress: Progress
    dry_run: bool = False

    def run(self) -> Report:
        """Move everything that is new. An interruption leaves what was moved, and the import stopped."""
        self.row = self._find_row()
        report = Report(self.source)
        try:
            with log.source(Entry.Source.IMPORT):
                self._move_people(report)
                self._move_conversations(report)
                report.left_out = self.archive.left_out()
                self._finish(report)
        except BaseException:
            if self.row:
                self.row.stop()
            raise
        return report

    def _find_row(self) -> Import | None:
        if self.group is None:
            return None
        return Import.objects.filter(source=self.source, origin=self.archive.origin, group=self.group).first()

    def _begin(self) -> Import:
        """The row of this import, running: made or taken up again when there is something to write."""
        if self.row is None:
            self.row = self._make_row()
        elif self.row.state != Import.State.RUNNING:
            self.row.go_on()
        return self.row

    def _make_row(self) -> Import:
        made = self.group is None
        self.group = self.group or self._make_group()
        row = Import.objects.create(
            source=self.source,
            origin=self.archive.origin,
            name=self.archive.name[:80],
            group=self.group,
            started_by=self.by,
        )
        if made:
            label = Group._meta.label_lower
            row.records.create(kind="group", key="group", subject_type=label, subject_id=self.group.pk)
        return row

    def _make_group(self) -> Group:
        assert self.by, "somebody leads every group"  # noqa: S101
        purpose = _("Conversations brought along from %(place)s.") % {"place": FORMATS[self.source].title}
        return Group.start(by=self.by, name=self.group_name[:80], purpose=purpose)

    def _move_people(self, report: Report) -> None:
        people, done = self.archive.people(), 0
        total = self.archive.sizes()["people"]
        while piece := list(islice(people, PEOPLE_AT_ONCE)):
            work = People(self.row, self.source, self.archive.origin, piece)
            work.count(report)
            if work.new and not self.dry_run:
                with transaction.atomic():
                    work.write(self._begin())
            done += len(piece)
            self.progress("people", done, total)

    def _move_conversations(self, report: Report) -> None:
        done, total = 0, self.archive.sizes()["conversations"]
        for piece in _pieces(self.archive.conversations()):
            work = Conversations(self.row, piece)
            work.count(report)
            if work.has_news and not self.dry_run:
                with transaction.atomic():
                    work.write(self._begin())
            done += len(piece)
            self.progress("conversations", done, total)

    def _finish(self, report: Report) -> None:
        if self.row and self.row.state != Import.State.DONE and not self.dry_run:
            self.row.finish(report.as_json(), by=self.by)


def _pieces(conversations: Iterator[Conversation]) -> Iterator[list[Conversation]]:
    """Whole conversations, together about `POSTS_AT_ONCE` posts."""
    piece: list[Conversation] = []
    posts = 0
    for conversation in conversations:
        piece.append(conversation)
        posts += 1 + len(conversation.replies)
        if posts >= POSTS_AT_ONCE:
            yield piece
            piece, posts = [], 0
    if piece:
        yield piece
