"""The `zwerm` command: says which deed is meant, chooses the data folder, and hands over."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zwerm import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `zwerm COMMAND ...`; returns the exit code."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest and options.deed not in HANDED_ON:
        parser.error(f"what does {' '.join(rest)} mean?")
    os.environ["DJANGO_SETTINGS_MODULE"] = "zwerm.config.settings"
    if options.command == "demo":
        options.data = options.data or "demo"
    for name in ("data", "host", "port", "workers"):
        if chosen := getattr(options, name, None):
            os.environ[f"ZWERM_{name.upper()}"] = chosen
    code: int = options.deed(options, rest)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zwerm", description="A home for a professional community.")
    parser.add_argument("--version", action="version", version=f"zwerm {__version__}")
    parser.add_argument("--data", metavar="DIR", help="the data folder; else ZWERM_DATA, else ./data")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, says, deed in (
        ("run", "serve the community: web and worker together", run),
        ("demo", "serve an example community from a folder of its own", demo),
        ("worker", "a further worker beside `zwerm run`", worker),
        ("live", "the streams of open pages alone, where `zwerm run` does not serve them", live),
        ("check", "what is wrong with this installation, and how to mend it", check),
        ("backup", "write everything to one file, while the community goes on", take_backup),
        ("restore", "put a community from a backup in place", put_back),
        ("import", "move an archive of conversations in", move_in),
        ("search", "make the index of search anew, or see how far that is", tend_search),
        ("manage", "Django's own commands", manage),
    ):
        own_help = deed not in HANDED_ON
        command = commands.add_parser(name, help=says, description=says, add_help=own_help, allow_abbrev=False)
        command.set_defaults(deed=deed, command=name)
        _options(command, name)
    return parser


def _options(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="the data folder")
    if name in ("run", "demo", "live"):
        command.add_argument("--host", help="the address to listen on; else ZWERM_HOST, else 127.0.0.1")
    if name in ("run", "demo"):
        command.add_argument("--port", help="the port to listen on; else ZWERM_PORT, else 8000")
        command.add_argument("--workers", help="how many web processes; else ZWERM_WORKERS, else 2")
    if name == "backup":
        command.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet, or a folder")
    if name == "restore":
        command.add_argument("file", metavar="FILE", type=Path, help="what `zwerm backup` wrote")
        command.add_argument("--replace", action="store_true", help="move what is there aside")
    if name == "check":
        command.add_argument("--deploy", action="store_true", help="also: is it fit for a real site?")
    if name == "demo":
        command.add_argument("--members", type=int, default=300, metavar="N", help="how many people live in it (300)")
        command.add_argument("--posts", type=int, metavar="N", help="how many posts; else what so many people write")


# Settings are read at Django's first import, and the options have to be in place by then; and `zwerm --help` should not
# wait for any of it. So each deed imports what it needs when it is done.


def run(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config import in_use
    from zwerm.config.serving import serve

    with in_use.shared():
        return serve()


def demo(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config import in_use
    from zwerm.config.serving import serve
    from zwerm.config.showing import fill

    with in_use.shared():
        return serve(fill(options.members, options.posts))


def worker(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.activity.worker import Worker
    from zwerm.config import in_use

    with in_use.shared():
        Worker().run()
    return 0


def live(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from django.conf import settings

    from zwerm.config import in_use
    from zwerm.live import serving

    with in_use.shared():
        serving.serve(serving.listen(settings.ENVIRONMENT.host, settings.LIVE_PORT))
    return 0


def check(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config.checking import report

    return report(deploy=options.deploy)


def take_backup(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config.backups.commands import take

    return take(options.file)


def put_back(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config.backups.commands import put_back

    return put_back(options.file, replace=options.replace)


def move_in(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config.preparing import bring_up_to_date
    from zwerm.importing.commands import main as carry_out

    bring_up_to_date()
    return carry_out(rest)


def tend_search(options: argparse.Namespace, rest: Sequence[str]) -> int:
    _wake()
    from zwerm.config.preparing import bring_up_to_date
    from zwerm.search.commands import main as carry_out

    bring_up_to_date()
    return carry_out(rest)


def manage(options: argparse.Namespace, rest: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["zwerm manage", *rest])
    return 0


#: What reads its own arguments, so that it can have more of them than are known here.
HANDED_ON = (move_in, tend_search, manage)


def _wake() -> None:
    from django import setup

    setup()


if __name__ == "__main__":
    sys.exit(main())
