"""The command `zwerm import`: move an archive in, list what was moved in, take an import back."""

from __future__ import annotations

import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zwerm.groups.models import Group
from zwerm.importing.archive import Archive, Unreadable
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import Import
from zwerm.importing.moving import Move
from zwerm.importing.progress import shown
from zwerm.importing.undoing import undo
from zwerm.members.models import Member, Role

BROKEN_OFF = 130


class Refused(Exception):
    """The command cannot be carried out; the message says why and what to do."""


def main(argv: Sequence[str]) -> int:
    """Carry out `zwerm import ARGV`; 0 when it is done, 1 when it was refused, 130 when it was stopped halfway."""
    with translation.override(_language()):
        return _carry_out(argv)


def _carry_out(argv: Sequence[str]) -> int:
    given = _parser().parse_args(argv)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        given.run(given)
    except (Refused, Unreadable) as refused:
        print(refused, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_("Stopped. What was done so far stands; give the same command to go on."), file=sys.stderr)
        return BROKEN_OFF
    finally:
        signal.signal(signal.SIGTERM, before)
    return 0


def _language() -> str:
    """The language of whoever sits at the terminal, when the house speaks it."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    spoken = dict(settings.LANGUAGES)
    return chosen[:2] if chosen[:2] in spoken else settings.LANGUAGE_CODE


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="zwerm import", description=_("Move an archive of another system in."))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for kind in FORMATS.values():
        one = commands.add_parser(kind.source, help=_("bring conversations in from %(title)s") % {"title": kind.title})
        one.add_argument("path", type=Path, metavar="DIR", help=_("the folder with the files"))
        one.add_argument("--group", default="", help=_("the group to put it in, by name; made where there is none"))
        one.add_argument("--dry-run", action="store_true", help=_("tell what would come along, and write nothing"))
        one.set_defaults(run=_move, source=kind.source)
    listed = commands.add_parser("list", help=_("list what was moved in"))
    listed.set_defaults(run=_list)
    back = commands.add_parser("undo", help=_("take an import back"))
    back.add_argument("id", type=int, metavar="ID", help=_("the number of the import, as in the list"))
    back.set_defaults(run=_undo)
    return parser


def _move(given: Namespace) -> None:
    with shown() as progress, closing(FORMATS[given.source].open(given.path, progress)) as archive:
        group = _find_group(given.source, archive, given.group)
        move = Move(
            archive=archive,
            source=given.source,
            group=group,
            group_name=given.group or archive.name,
            by=_administrator(needed=not given.dry_run),
            progress=progress,
            dry_run=given.dry_run,
        )
        report = move.run()
    print("\n".join(report.lines()))
    if not given.dry_run and move.row:
        print(_("In the group “%(name)s”, as import %(id)d.") % {"name": move.row.group.name, "id": move.row.pk})


def _find_group(source: str, archive: Archive, name: str) -> Group | None:
    """The group that is named; without a name the one that this archive went to before, or the one of its own name."""
    if not name:
        before = Import.objects.filter(source=source, origin=archive.origin).select_related("group")
        if len(before) == 1:
            return before[0].group
    named = Group.objects.filter(name__iexact=name or archive.name) | Group.objects.filter(slug=name)
    if len(named) > 1:
        slugs = ", ".join(sorted(group.slug for group in named))
        raise Refused(
            _("More than one group is called “%(name)s”. Give the last part of its address instead: %(slugs)s.")
            % {"name": name or archive.name, "slugs": slugs}
        )
    return named.first()


def _administrator(*, needed: bool) -> Member | None:
    """Who answers for what is done from the command line: the administrator of longest standing."""
    role = (
        Role.objects.at().filter(kind=Role.Kind.ADMINISTRATOR, member__is_active=True).order_by("since", "pk").first()
    )
    if role is None and needed:
        raise Refused(
            _("There is no administrator yet. Run `zwerm run`, make the community on its first page, and try again.")
        )
    return role.member if role else None


def _list(given: Namespace) -> None:
    imports = Import.objects.select_related("group")
    for row in imports:
        print(
            f"{row.pk:>5}  {row.started_at:%Y-%m-%d %H:%M}  {FORMATS[row.source].title}: "
            f"{row.name} → {row.group.name}  ({row.get_state_display()})"
        )
    if not imports:
        print(_("Nothing was moved in yet. Begin with `zwerm import stackexchange DIR --dry-run`."))


def _undo(given: Namespace) -> None:
    row = Import.objects.select_related("group").filter(pk=given.id).first()
    if row is None:
        raise Refused(_("There is no import %(id)d. `zwerm import list` shows which there are.") % {"id": given.id})
    with shown() as progress:
        undone = undo(row, by=_administrator(needed=False), progress=progress)
    print("\n".join(undone.lines()))
