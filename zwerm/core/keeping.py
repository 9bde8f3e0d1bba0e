"""Where uploaded files lie."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class KeptFiles(FileSystemStorage):
    """A folder of files. The disk has a new one, whole and by its name, before a row can name it."""

    def _save(self, name: str, content: File[bytes]) -> str:
        try:
            kept: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        except OSError:
            Path(self.path(name)).unlink(missing_ok=True)  # the disk is full: half a file takes its last room
            raise
        path = Path(self.path(kept))
        for written in (path, path.parent):
            _write_through(written)
        return kept


def _write_through(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
