"""Data sets: made once for a size, kept, brought up to date, and never written to by a measurement, which works on a copy."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools import postgres
from tools.install import ROOT

Surroundings = dict[str, str]
EMBEDDED = "embedded"
MADE = "bench: whole"


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
    """What a server has to be told to run on a copy of the data set of this size; the copy is gone afterwards.

    Args:
        database: the address of a PostgreSQL server, `embedded` for the one of the tests, empty for SQLite.
    """
    shelf.mkdir(parents=True, exist_ok=True)
    with ExitStack() as open_ones:
        folder = Path(open_ones.enter_context(tempfile.TemporaryDirectory(prefix="run-", dir=shelf)))
        if database == EMBEDDED:
            database = open_ones.enter_context(_embedded())
        if database:
            yield open_ones.enter_context(_copied_database(folder, size, database))
        else:
            yield _copied_folder(shelf / size.name, folder, size)


def _copied_folder(original: Path, folder: Path, size: Size) -> Surroundings:
    done = original / "bench.json"
    if not done.exists():
        done.write_text(json.dumps({"seconds": _fill(str(original), size, surroundings(original))}))
    else:
        say(f"Data set: {original}, made before.")
        inside("renew", surroundings(original))
    shutil.copytree(original, folder, dirs_exist_ok=True)
    return surroundings(folder)


@contextmanager
def _copied_database(folder: Path, size: Size, url: str) -> Iterator[Surroundings]:
    """The same on PostgreSQL: the data set is a database beside the one that is named, and the copy is made of it there."""
    base = urlsplit(url).path.strip("/")
    original, copy = f"{base}_{size.name}", f"{base}_run{os.getpid()}"
    if not ask(url, "SELECT 1 FROM pg_database WHERE datname = %s", original):
        execute(url, "CREATE DATABASE {}", original)
    if ask(url, "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", original) != MADE:
        _fill(original, size, surroundings(folder, _named(url, original)))
        execute(url, f"COMMENT ON DATABASE {{}} IS '{MADE}'", original)
    else:
        say(f"Data set: database {original}, made before.")
        inside("renew", surroundings(folder, _named(url, original)))
    execute(url, "CREATE DATABASE {} TEMPLATE {}", copy, original)
    try:
        yield surroundings(folder, _named(url, copy))
    finally:
        execute(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)


@contextmanager
def _embedded() -> Iterator[str]:
    with postgres.kept_cluster(Path(tempfile.gettempdir()) / f"zwerm-bench-{os.getuid()}") as cluster:
        yield _named(cluster.url, "bench")


def _fill(name: str, size: Size, where: Surroundings) -> int:
    """Make the data set; how many seconds that took."""
    say(f"Data set: {name}, made now; it is kept for the next time.")
    began = time.monotonic()
    inside("fill", where, members=size.members, posts=size.posts)
    took = round(time.monotonic() - began)
    say(f"Made in {took} seconds.")
    return took


def inside(deed: str, surroundings: Surroundings, **given: Any) -> Any:
    """Let a process with Django do something in these surroundings; what it answers."""
    command = [sys.executable, "-m", "tools.bench.inside", deed]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, input=json.dumps(given), stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        raise SystemExit(f"bench: `{deed}` stopped at the message above.")
    return json.loads(done.stdout)


def surroundings(folder: Path, database: str = "") -> Surroundings:
    """This environment without an operator's settings: the server is measured as it is by default."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    own |= {"ZWERM_DATA": str(folder), "ZWERM_LOG_LEVEL": "WARNING"}
    return own | ({"ZWERM_DATABASE_URL": database} if database else {})


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def ask(url: str, question: str, name: str) -> Any:
    """The one value that answers the question, or None."""
    with psycopg.connect(_named(url, "postgres")) as connection:
        row = connection.execute(sql.SQL(question), [name]).fetchone()
    return row[0] if row else None


def execute(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(_named(url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
