"""The files of a Stack Exchange dump: one element a row, everything in attributes, read as a stream.

A row is gone as soon as the next one is read, so a file of many gigabytes needs no more memory than a small
one. A document type declaration is refused outright: no dump has one, and entity bombs and outside files
need one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _

from zwerm.importing.archive import Unreadable

Row: TypeAlias = dict[str, str]

NEEDED = ("Posts", "Users", "Comments")
COUNTED = ("Votes", "Badges", "Tags", "PostLinks", "PostHistory")
PIECE = 64 * 1024


def find_folder(folder: Path) -> Path:
    """The folder with the files in it, checked. Raises `Unreadable`."""
    if folder.suffix.lower() in {".7z", ".zip", ".gz"} and folder.is_file():
        raise Unreadable(
            _("%(path)s is a packed archive. Unpack it into a folder and give the name of that folder.")
            % {"path": folder}
        )
    if not folder.is_dir():
        raise Unreadable(_("There is no folder %(path)s. Give the folder that holds Posts.xml.") % {"path": folder})
    for name in NEEDED:
        if not (folder / f"{name}.xml").is_file():
            raise Unreadable(
                _(
                    "%(name)s.xml is not in %(path)s. A Stack Exchange dump holds Posts.xml, Users.xml and "
                    "Comments.xml side by side; unpack all of it into that folder and try again."
                )
                % {"name": name, "path": folder}
            )
    return folder


def rows(file: Path, read: Callable[[int], None] = lambda size: None) -> Iterator[Row]:
    """The rows of one file, oldest number first. `read` hears how many bytes were taken. Raises `Unreadable`."""
    try:
        with file.open("rb") as stream:
            yield from _parsed(file, stream, read)
    except SAXParseException as broken:
        raise Unreadable(_broken(file, broken)) from broken
    except DefusedXmlException as refused:
        raise Unreadable(_refused(file)) from refused
    except (LookupError, ValueError) as unknown:
        raise Unreadable(
            _(
                "%(path)s says it is written in letters that cannot be read (%(why)s). A Stack Exchange dump is in UTF-8."
            )
            % {"path": file, "why": unknown}
        ) from unknown
    except OSError as failed:
        raise Unreadable(
            _("%(path)s cannot be read: %(why)s. Check that you may read it, and try again.")
            % {"path": file, "why": failed.strerror}
        ) from failed


def _parsed(file: Path, stream: BinaryIO, read: Callable[[int], None]) -> Iterator[Row]:
    keeper = _Keeper(file)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(keeper)
    while piece := stream.read(PIECE):
        parser.feed(piece)
        yield from keeper.take()
        read(len(piece))
    if not keeper.root:
        raise Unreadable(_("%(path)s is empty. Download or unpack the dump again.") % {"path": file})
    parser.close()


class _Keeper(ContentHandler):
    """Keeps the rows of the piece that was just read."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.kept: list[Row] = []
        self.root = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if not self.root:
            self.root = name
            self._check_root(name)
        elif name == "row":
            self.kept.append(dict(attrs.items()))

    def take(self) -> list[Row]:
        taken, self.kept = self.kept, []
        return taken

    def _check_root(self, name: str) -> None:
        expected = self.file.stem.lower()
        if name != expected:
            raise Unreadable(
                _(
                    "%(path)s should hold “%(expected)s” and holds “%(found)s”. Check that the files of the dump "
                    "kept their names."
                )
                % {"path": self.file, "expected": expected, "found": name}
            )


def _refused(file: Path) -> str:
    return _(
        "%(path)s has a document type declaration. No Stack Exchange dump has one and it can do harm, so "
        "the file was refused. Get the dump from where it is published."
    ) % {"path": file}


def _broken(file: Path, error: SAXParseException) -> str:
    return _(
        "%(path)s is damaged or not whole: it cannot be read beyond line %(line)s (%(why)s). Nothing of it was "
        "imported. Download or unpack the dump again."
    ) % {"path": file, "line": error.getLineNumber(), "why": error.getMessage()}
