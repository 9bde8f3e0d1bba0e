"""The file itself: a zip with a manifest, a member for each table and one for each uploaded file."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20


class Unusable(Exception):
    """This file cannot be restored; the message is a whole sentence for the operator."""


@dataclass
class Table:
    """What a table held: its columns, how many rows, the highest key it ever gave, and the digest of its lines."""

    columns: list[str]
    rows: int
    last_number: int
    sha256: str


@dataclass
class Manifest:
    """What the file says of itself."""

    version: str
    made_at: str
    database: str
    migrations: list[list[str]]
    tables: dict[str, Table] = field(default_factory=dict)
    #: Uploaded files by name, each with the digest of its bytes.
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def applied(self) -> list[tuple[str, str]]:
        return [(app, name) for app, name in self.migrations]

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def read(cls, archive: zipfile.ZipFile) -> Manifest:
        """
        Raises:
            Unusable: it is not a backup, or one in a form that this version does not know.
        """
        try:
            said: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if said["format"] > FORMAT:
                raise Unusable(f"This backup was made by Zwerm {said['version']}, which is newer than this program.")
            tables = {label: Table(**table) for label, table in said.pop("tables").items()}
            return cls(**said, tables=tables)
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as wrong:
            raise Unusable("This file is damaged, or it is no backup of Zwerm: its manifest cannot be read.") from wrong


def opened(path: Path) -> zipfile.ZipFile:
    """
    Raises:
        Unusable: it cannot be read, is damaged or was cut off.
    """
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unusable(f"{path} is no backup of Zwerm, or it was cut off: its end is missing.") from None
    except OSError as wrong:
        raise Unusable(f"{path} cannot be read: {wrong.strerror}.") from None


def table_member(label: str) -> str:
    return f"tables/{label}.jsonl"


def file_member(name: str) -> str:
    return f"files/{name}"


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Compare each member with what the manifest says of it.

    Raises:
        Unusable: something is missing or is not as it was.
    """
    wanted = {table_member(label): table.sha256 for label, table in manifest.tables.items()}
    wanted |= {file_member(name): digest for name, digest in manifest.files.items()}
    for member, digest in wanted.items():
        try:
            with archive.open(member) as held:
                right = digest_of(held) == digest
        except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError):
            right = False
        except Exception as wrong:  # what zlib says of bytes that it cannot unpack
            if type(wrong).__module__ != "zlib":
                raise
            right = False
        if not right:
            raise Unusable(f"This backup is damaged: {member} is not as it was when the backup was made.")


def pieces(held: IO[bytes]) -> Iterator[bytes]:
    while piece := held.read(PIECE):
        yield piece


def digest_of(held: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces(held):
        digest.update(piece)
    return digest.hexdigest()
