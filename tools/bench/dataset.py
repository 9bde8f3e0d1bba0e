"""Data sets: made once for a size, kept, and never written to by a measurement, which works on a copy."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools.install import ROOT

Surroundings = dict[str, str]


@dataclass(frozen=True)
class Size:
    members: int
    posts: int

    @property
    def name(self) -> str:
        return f"members{self.members}_posts{self.posts}"

    @classmethod
    def of(cls, members: int | None, posts: int) -> "Size":
        """Where nobody says how many members: as many as usually write so many posts."""
        return cls(members or members_for(posts), posts)


def members_for(posts: int) -> int:
    """How many members an example community has when it holds so many posts; the inverse of what the generator expects."""
    low, high = 60, 1_000_000
    while low < high:
        middle = (low + high) // 2
        expected = 0.035 * middle**1.345 * (1 + 2.9 * middle**0.155)
        low, high = (middle + 1, high) if expected < posts else (low, middle)
    return low


@contextmanager
def copied(shelf: Path, size: Size, database: str) -> Iterator[Surroundings]:
    """What a server has to be told to run on a copy of the data set of this size; the copy is gone afterwards."""
    shelf.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=shelf) as folder:
        if database:
            yield from _copied_database(shelf, Path(folder), size, database)
        else:
            original = shelf / size.name
            _fill_once(original, size, _surroundings(original))
            shutil.copytree(original, folder, dirs_exist_ok=True)
            yield _surroundings(Path(folder))


def _copied_database(shelf: Path, folder: Path, size: Size, url: str) -> Iterator[Surroundings]:
    """The same on PostgreSQL: the data set is a database beside the one that is named, and the copy is made of it there."""
    base = urlsplit(url).path.strip("/")
    original, copy = f"{base}_{size.name}", f"{base}_run{os.getpid()}"
    made = shelf / f"{size.name}_{urlsplit(url).hostname or 'local'}_{base}"
    _create(url, original)
    _fill_once(made, size, _surroundings(made, _named(url, original)))
    _execute(url, "CREATE DATABASE {} TEMPLATE {}", copy, original)
    try:
        yield _surroundings(folder, _named(url, copy))
    finally:
        _execute(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)


def _fill_once(folder: Path, size: Size, surroundings: Surroundings) -> None:
    done = folder / "bench.json"
    if done.exists():
        say(f"Data set: {folder}, made before.")
        return
    say(f"Data set: {folder}, made now; it is kept for the next time.")
    began = time.monotonic()
    inside("fill", surroundings, members=size.members, posts=size.posts)
    done.write_text(json.dumps({"seconds": round(time.monotonic() - began)}))
    say(f"Made in {time.monotonic() - began:.0f} seconds.")


def inside(deed: str, surroundings: Surroundings, **given: Any) -> Any:
    """Let a process with Django do something in these surroundings; what it answers."""
    command = [sys.executable, "-m", "tools.bench.inside", deed]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, input=json.dumps(given), stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"bench: `{deed}` stopped at the message above.")
    return json.loads(done.stdout)


def _surroundings(folder: Path, database: str = "") -> Surroundings:
    """This environment without an operator's settings: the server is measured as it is by default."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    own |= {"ZWERM_DATA": str(folder), "ZWERM_LOG_LEVEL": "WARNING"}
    return own | ({"ZWERM_DATABASE_URL": database} if database else {})


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _create(url: str, name: str) -> None:
    with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _execute(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
