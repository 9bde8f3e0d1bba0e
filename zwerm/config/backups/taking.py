"""Taking a backup, of one moment, while members go on writing."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage
from django.db import connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.utils import load_backend
from django.utils import timezone

from zwerm import __version__
from zwerm.config.backups import rows
from zwerm.config.backups.archive import MANIFEST, Manifest, Table, Unusable, file_member, pieces, table_member
from zwerm.config.backups.building import built_elsewhere
from zwerm.config.backups.progress import Progress
from zwerm.config.readiness import unapplied
from zwerm.members.models import Community

SNAPSHOT = "snapshot"


def backup(path: Path, progress: Progress) -> Path:
    """Write everything to `path`, or to a new file in it when it is a folder; where the backup lies.

    It is made under another name, restored to a folder that is thrown away, compared, and then moved in place: what bears the
    name of a backup is one.

    Raises:
        Unusable: it cannot be made; with the way on.
    """
    final = path / f"zwerm-{timezone.localtime():%Y-%m-%d-%H%M%S}.zip" if path.is_dir() else path
    if final.exists():
        raise Unusable(f"{final} is there already. Give the new backup another name, or a folder to stand in.")
    unfinished = final.with_name(f".{final.name}.unfinished")
    try:
        with open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
                _fill(archive, progress)
            file.flush()
            os.fsync(file.fileno())
        with TemporaryDirectory(prefix=".zwerm-tried-", dir=final.parent) as scratch:
            built_elsewhere(unfinished, Path(scratch))
        unfinished.rename(final)
    except OSError as wrong:
        raise Unusable(f"The backup could not be written: {wrong.strerror}.") from wrong
    finally:
        unfinished.unlink(missing_ok=True)
    if not unapplied() and (community := Community.current()):
        community.note_backup(size=final.stat().st_size)
    return final


def _fill(archive: zipfile.ZipFile, progress: Progress) -> None:
    with _one_moment() as database:
        loader = MigrationLoader(connections[database])
        if not loader.applied_migrations:
            raise Unusable(
                "There is no community here yet. Which data folder is meant? `zwerm backup --data DIR FILE`."
            )
        if unknown := loader.applied_migrations.keys() - loader.graph.nodes.keys():
            raise Unusable(f"The database is newer than this program: {sorted(unknown)[0]} is not known here.")
        applied = sorted(loader.applied_migrations)
        kept = rows.kept(loader, applied)
        manifest = Manifest(__version__, _now(), connections[database].vendor, [list(key) for key in applied])
        for number, (label, model) in enumerate(kept.items()):
            progress("tables", number, len(kept))
            manifest.tables[label] = _table(archive, label, model, database)
        names = sorted({name for model in kept.values() for name in _named(model, database)})
    for number, name in enumerate(names):
        progress("files", number, len(names))
        if digest := _file(archive, name):
            manifest.files[name] = digest
    archive.writestr(MANIFEST, manifest.written())


@contextmanager
def _one_moment() -> Iterator[str]:
    """A connection that sees the database as it is now for as long as it is open, and holds nobody up."""
    chosen = connections.settings["default"]
    if connections["default"].vendor == "postgresql":
        from psycopg import IsolationLevel  # optional: only where PostgreSQL is

        options = {**chosen["OPTIONS"], "isolation_level": IsolationLevel.REPEATABLE_READ}
    else:
        options = {**chosen["OPTIONS"], "transaction_mode": "DEFERRED"}
    wrapper = load_backend(chosen["ENGINE"]).DatabaseWrapper({**chosen, "OPTIONS": options}, SNAPSHOT)
    connections.settings[SNAPSHOT], connections[SNAPSHOT] = chosen, wrapper
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield SNAPSHOT
    finally:
        wrapper.close()
        del connections[SNAPSHOT], connections.settings[SNAPSHOT]


def _table(archive: zipfile.ZipFile, label: str, model: rows.Model, database: str) -> Table:
    digest, many = hashlib.sha256(), 0
    with archive.open(table_member(label), "w", force_zip64=True) as out:
        for line in rows.lines(model, database):
            digest.update(line)
            out.write(line)
            many += 1
    return Table(rows.columns(model), many, rows.last_number(model, database), digest.hexdigest())


def _named(model: rows.Model, database: str) -> Iterator[str]:
    """The files that rows of this table name; what nothing names is no part of the community."""
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.FileField):
            found = model._base_manager.using(database).exclude(**{field.name: ""}).values_list(field.name, flat=True)
            yield from found.iterator()


def _file(archive: zipfile.ZipFile, name: str) -> str:
    """Put a file in; its digest, or nothing when its owner took it away a moment ago."""
    digest, member = hashlib.sha256(), zipfile.ZipInfo(file_member(name))
    try:
        with default_storage.open(name) as held, archive.open(member, "w", force_zip64=True) as out:
            for piece in pieces(held.file):  # type: ignore[arg-type]
                digest.update(piece)
                out.write(piece)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def _now() -> str:
    return datetime.now(tz=timezone.get_current_timezone()).isoformat(timespec="seconds")
