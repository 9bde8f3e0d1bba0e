"""Reads a dump from its folder onto a shelf, and counts what stays behind."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from zwerm.importing.archive import Progress, Unreadable
from zwerm.importing.formats.stackexchange.dump import COUNTED, NEEDED, Row, find_folder, rows
from zwerm.importing.formats.stackexchange.opened import OpenedDump
from zwerm.importing.formats.stackexchange.shelf import ACCEPTED, ANSWER, QUESTION, Shelf, is_moment, is_whole

LONGEST_NAME = 80
PROFILE = ("AboutMe", "Location", "WebsiteUrl", "ProfileImageUrl")


def read(path: Path, progress: Progress) -> OpenedDump:
    """The dump in `path`, opened. Raises `Unreadable` before anything else happens."""
    folder = find_folder(path)
    reader = _Reader(folder, progress)
    try:
        reader.read_all()
    except Unreadable:
        reader.shelf.close()
        raise
    return OpenedDump(name=_site_name(folder), origin=reader.origin(), shelf=reader.shelf, behind=reader.behind)


class _Reader:
    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder = folder
        self.progress = progress
        self.shelf = Shelf()
        self.behind: Counter[str] = Counter()
        self.first_user: Row = {}
        self.bytes_read = 0
        self.bytes_total = sum(self._size(name) for name in (*NEEDED, *COUNTED))

    def read_all(self) -> None:
        self.shelf.put("people", 3, self._people())
        self._read_posts()
        self.shelf.put("comments", 7, self._comments())
        self.shelf.put("accepts", 2, self._votes())
        for name in COUNTED[1:]:
            self.behind[name] = sum(1 for _row in self._rows(name))
        self.shelf.finish()

    def origin(self) -> str:
        """Names the site: its lowest account and when that was made stay the same in every dump of it."""
        first = f"{self.first_user.get('Id')} {self.first_user.get('CreationDate')}"
        return hashlib.sha256(first.encode()).hexdigest()[:32]

    def _people(self) -> Iterator[tuple[str | None, ...]]:
        for row in self._whole("Users", "DisplayName"):
            if not self.first_user or int(row["Id"]) < int(self.first_user["Id"]):
                self.first_user = row
            self.behind["profiles"] += any(row.get(name) for name in PROFILE)
            yield row["Id"], row["DisplayName"].strip()[:LONGEST_NAME], row["CreationDate"]

    def _read_posts(self) -> None:
        """Twice over one file, because a row goes to one table or to the other."""
        self.shelf.put("questions", 10, self._questions())
        self.shelf.put("answers", 7, self._answers())

    def _questions(self) -> Iterator[tuple[str | None, ...]]:
        for row in self._whole("Posts", "PostTypeId"):
            if row["PostTypeId"] not in {QUESTION, ANSWER}:
                self.behind["other posts"] += 1
            elif row["PostTypeId"] == QUESTION:
                yield (
                    *_wrote(row, "Owner"),
                    row.get("Title", ""),
                    row.get("Tags", ""),
                    row.get("Body", ""),
                    row.get("ContentLicense", ""),
                    row.get("AcceptedAnswerId"),
                    row["ClosedDate"] if is_moment(row.get("ClosedDate", "")) else None,
                )

    def _answers(self) -> Iterator[tuple[str | None, ...]]:
        for row in rows(self.folder / "Posts.xml"):
            if row.get("PostTypeId") == ANSWER and is_whole(row, "ParentId"):
                yield (
                    row["Id"], row["ParentId"], *_wrote(row, "Owner")[1:], row.get("Body", ""),
                    row.get("ContentLicense", ""),
                )  # fmt: skip

    def _comments(self) -> Iterator[tuple[str | None, ...]]:
        for row in self._whole("Comments", "PostId"):
            if not row.get("Text", "").strip():
                self.behind["empty comments"] += 1
                continue
            number, *author = _wrote(row, "")
            yield number, row["PostId"], *author, row["Text"], row.get("ContentLicense", "")

    def _votes(self) -> Iterator[tuple[str | None, ...]]:
        for row in self._rows("Votes"):
            kind = row.get("VoteTypeId", "")
            self.behind[f"votes {kind}"] += 1
            if kind == ACCEPTED and is_whole(row, "PostId"):
                yield row["PostId"], row["CreationDate"]

    def _whole(self, name: str, *needed: str) -> Iterator[Row]:
        for row in self._rows(name):
            if is_whole(row, *needed):
                yield row
            else:
                self.behind["broken rows"] += 1

    def _rows(self, name: str) -> Iterator[Row]:
        file = self.folder / f"{name}.xml"
        if file.is_file():
            return rows(file, self._count(name))
        self.behind[f"no {name}"] = 1
        return iter(())

    def _count(self, name: str) -> Callable[[int], None]:
        def count(size: int) -> None:
            self.bytes_read += size
            self.progress(f"{name}.xml", self.bytes_read, self.bytes_total)

        return count

    def _size(self, name: str) -> int:
        file = self.folder / f"{name}.xml"
        return file.stat().st_size if file.is_file() else 0


def _wrote(row: Row, prefix: str) -> tuple[str | None, ...]:
    """Number, author's number, author's name and date of a row."""
    user = row.get("OwnerUserId" if prefix else "UserId")
    name = row.get("OwnerDisplayName" if prefix else "UserDisplayName")
    return row["Id"], user, (name or "").strip()[:LONGEST_NAME] or None, row["CreationDate"]


def _site_name(folder: Path) -> str:
    """A name for a group, from the folder: `conlang-meta` becomes `Conlang meta`."""
    name = re.sub(r"\.(?:com|net|org)$", "", folder.resolve().name)
    words = re.sub(r"[\W_]+", " ", name).strip()
    return words[:1].upper() + words[1:] or "Stack Exchange"
