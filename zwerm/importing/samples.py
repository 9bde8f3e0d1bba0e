"""Builders of imports, for tests."""

from __future__ import annotations

from pathlib import Path

from zwerm.groups.models import Group
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import Import
from zwerm.importing.moving import Move
from zwerm.importing.report import Report
from zwerm.members.models import Member


def silent(doing: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def move_in(folder: Path, *, by: Member | None, group: Group | None = None, dry_run: bool = False) -> Report:
    """Move the Stack Exchange dump in `folder` into `group`, or into the one that it went to before, or a new one."""
    archive = FORMATS["stackexchange"].open(folder, silent)
    before = Import.objects.filter(origin=archive.origin).first()
    place = group or (before.group if before else None)
    return Move(archive, "stackexchange", place, archive.name, by, silent, dry_run).run()
