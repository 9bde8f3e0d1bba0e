"""Making a database and a folder of files from a backup, in a process of its own whose settings name the new place.

python -m zwerm.config.backups.building FILE           to compare with what was taken
python -m zwerm.config.backups.building FILE --living  to live on: brought up to date, and no letter leaves twice
"""

from __future__ import annotations

import hashlib
import os
import secrets
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import IO

import django

from zwerm.config.backups.archive import Manifest, Unusable, file_member, opened, pieces, table_member


def built_elsewhere(path: Path, folder: Path, *, database: str = "", living: bool = False) -> None:
    """Build the backup in `folder`, and in `database` when that is no file there.

    Raises:
        Unusable: it could not be built, or what was built is not what was taken.
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    own |= {"ZWERM_DATA": str(folder), "ZWERM_DATABASE_URL": database, "ZWERM_SECRET_KEY": secrets.token_urlsafe(50)}
    own["DJANGO_SETTINGS_MODULE"] = "zwerm.config.settings"
    words = [str(path.resolve()), *(["--living"] if living else [])]
    command = [sys.executable, "-m", "zwerm.config.backups.building", *words]
    done = subprocess.run(command, env=own, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it was stopped"])[-1]
        raise Unusable(f"The backup was tried, and cannot be restored: {said}")


def main(path: str, living: bool) -> None:
    django.setup()
    with opened(Path(path)) as archive:
        manifest = Manifest.read(archive)
        _build(archive, manifest)
    if living:
        from zwerm.config.backups.waking import wake  # the rooms have to be set up by then

        wake(manifest)
    from django.db import connection  # likewise

    connection.close()


def _build(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from zwerm.config.backups import rows

    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each(executor, manifest.applied))
    kept = rows.kept(executor.loader, manifest.applied)
    connection.disable_constraint_checking()
    with transaction.atomic(), connection.cursor() as sql:
        for model in kept.values():
            sql.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
        for label, table in manifest.tables.items():
            with archive.open(table_member(label)) as held:
                rows.write(kept[label], table.columns, held)
            rows.go_on_from(kept[label], table.last_number)
        connection.check_constraints()
    connection.enable_constraint_checking()
    for name in manifest.files:
        with archive.open(file_member(name)) as held:
            _put(name, held)
    _compare(kept, manifest)


def _last_of_each(executor: object, applied: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The migrations that lead to the schema of the backup: of each room the ones after which none of its own follows."""
    graph = executor.loader.graph  # type: ignore[attr-defined]
    had = set(applied)
    return [
        key
        for key in applied
        if not any(child.key in had and child.key[0] == key[0] for child in graph.node_map[key].children)
    ]


def _put(name: str, held: IO[bytes]) -> None:
    from django.core.files.base import File
    from django.core.files.storage import default_storage

    if default_storage.save(name, File(held)) != name:
        raise Unusable(f"The file {name} could not be put back under its own name.")


def _compare(kept: dict[str, type], manifest: Manifest) -> None:
    """What was built, beside what was taken: each row and each byte."""
    from django.core.files.storage import default_storage

    from zwerm.config.backups import rows

    for label, table in manifest.tables.items():
        digest, many = hashlib.sha256(), 0
        for line in rows.lines(kept[label], "default"):
            digest.update(line)
            many += 1
        if (many, digest.hexdigest()) != (table.rows, table.sha256):
            raise Unusable(f"{label} has {many} rows and not the {table.rows} that were taken, or others.")
    for name, sha256 in manifest.files.items():
        digest = hashlib.sha256()
        with default_storage.open(name) as held:
            for piece in pieces(held.file):  # type: ignore[arg-type]
                digest.update(piece)
        if digest.hexdigest() != sha256:
            raise Unusable(f"The file {name} is not as it was taken.")


if __name__ == "__main__":
    try:
        main(sys.argv[1], "--living" in sys.argv)
    except Unusable as wrong:
        raise SystemExit(str(wrong)) from None
