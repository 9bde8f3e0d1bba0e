"""What `zwerm backup` writes: all of one moment, for its keeper alone, or nothing."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from tests.backups.conftest import Home, Street, manifest
from tests.kills.house import PATIENCE
from tests.kills.notes import Notes
from tests.kills.people import Person


def test_a_backup_that_is_taken_while_members_write_holds_all_that_was_acknowledged_before(
    home: Home, street: Street, tmp_path: Path
) -> None:
    home.start()
    notes, stopping = Notes(), threading.Event()
    people = [Person(name, home.address, notes, stopping) for name in ("Anna", "Bram", "Daan")]
    for person in people:
        person.sign_in()
        person.reply_with_a_picture()
        person.start()
    deadline = time.monotonic() + PATIENCE
    while notes.acknowledged("reply") < 15 and time.monotonic() < deadline:
        time.sleep(0.05)
    notes.write(tmp_path / "before.json")
    before = notes.acknowledged("reply", "topic")
    home.well("backup", str(tmp_path / "one.zip"))
    during = notes.acknowledged("reply", "topic") - before
    stopping.set()
    for person in people:
        person.join(PATIENCE)
    home.kill()

    other = street.home()
    other.well("restore", str(tmp_path / "one.zip"))
    counted = json.loads(other.python("tests.kills.reckoning", str(tmp_path / "before.json"), "--copy"))
    assert during > 0, "nobody waited for the backup"
    assert counted["acknowledged"] == counted["found"] >= 15
    wrong: tuple[str, ...] = (
        "lost",
        "doubled",
        "thanks lost",
        "posts without their one line",
        "topics without their one line",
    )
    wrong += ("half posts", "topics miscounted", "pictures without a file")
    assert {name: counted[name] for name in wrong} == dict.fromkeys(wrong, 0)
    assert counted["pictures"] > 0
    assert counted["database"] == "ok"


@pytest.mark.once
def test_a_backup_is_its_keepers_alone_and_holds_nobodys_session_and_no_key(
    home: Home, taken: Path, street: Street
) -> None:
    assert stat.S_IMODE(taken.stat().st_mode) == 0o600
    assert manifest(taken)["version"]
    with zipfile.ZipFile(taken) as archive:
        assert not [name for name in archive.namelist() if "session" in name or "secret" in name]
    assert [path.name for path in street.folder.iterdir() if path.name.startswith(".")] == []
    assert "is there already" in home.refused("backup", str(taken))
    assert "Post" not in home.zwerm("check").stdout
    assert (
        home.asks("from zwerm.activity.models import Entry; print(Entry.objects.latest('id').verb)")
        == "community.backed_up"
    )


@pytest.mark.once
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_backup_that_is_stopped_leaves_nothing(home: Home, tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "zwerm.config.main", "backup", str(tmp_path / "one.zip")]
    process = subprocess.Popen(command, env=home.surroundings, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    while not list(tmp_path.glob(".*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, how)
    assert process.wait(PATIENCE) != 0
    assert [path.name for path in tmp_path.iterdir() if "zip" in path.name or "tried" in path.name] == []
