"""What was backed up, `zwerm restore` puts back: all of it, or it says why not and touches nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.backups.conftest import Home, Street, manifest
from tests.kills.house import PATIENCE
from tests.kills.letterbox import letterbox
from tools.ports import free_port

COUNT = "from zwerm.discussions.models import Post; print(Post.objects.count())\n"
SAY = """\
from zwerm.discussions.models import Topic; from zwerm.members.models import Member
print(Topic.objects.first().reply(by=Member.objects.first(), body="Erna.").number)
"""
CAUGHT_UP = """\
import time; from zwerm.activity import readers
deadline = time.monotonic() + 180
while (behind := sum(map(readers.behind, readers.registered()))) and time.monotonic() < deadline:
    time.sleep(0.2)
print(behind)
"""
INVITE = """\
from zwerm.members.models import Invitation, Member
Invitation.by_mail("{address}", by=Member.objects.first(), note="", language="nl")
"""


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_community_moves_to_the_other_database_and_goes_on_there(taken: Path, street: Street, tmp_path: Path) -> None:
    """Each database is the other one when the tests run on the one; that a community comes back where it was, the rest shows."""
    other = street.home("sqlite3" if street.kind == "postgresql" else "postgresql")
    other.well("restore", str(taken))
    assert other.asks(COUNT + SAY).split() == ["4", "2"]

    other.well("backup", str(tmp_path / "two.zip"))
    one, two = manifest(taken)["tables"], manifest(tmp_path / "two.zip")["tables"]
    same = {label for label in one if one[label]["sha256"] == two[label]["sha256"]}
    assert same >= {"members.member", "members.community", "members.role", "groups.membership", "account.emailaddress"}

    other.start()
    assert other.asks(CAUGHT_UP) == "0"


def test_what_is_there_is_moved_aside_only_when_that_is_said_and_nobody_is_in_it(home: Home, taken: Path) -> None:
    assert home.asks(SAY + COUNT).split() == ["2", "5"]
    assert "say --replace" in home.refused("restore", str(taken))
    home.start()
    assert "Stop" in home.refused("restore", str(taken), "--replace")
    home.stop()

    said = home.well("restore", str(taken), "--replace")

    assert home.asks(COUNT) == "4"
    assert "What was there is in " in said
    home.well("restore", str(taken), "--replace")


@pytest.mark.once
def test_a_file_that_is_damaged_cut_off_newer_or_no_backup_is_refused_and_nothing_is_touched(
    home: Home, taken: Path, tmp_path: Path
) -> None:
    before = everything(Path(home.surroundings["ZWERM_DATA"]))
    whole = bytearray(taken.read_bytes())
    with zipfile.ZipFile(taken) as archive:
        middle = archive.getinfo("tables/discussions.post.jsonl").header_offset + 120
    damaged = bytearray(whole)
    damaged[middle] ^= 0xFF
    cases = {
        "damaged": bytes(damaged),
        "cut off": bytes(whole[: len(whole) // 2]),
        "no backup": b"hello",
        "newer": newer(taken),
    }
    for word, content in cases.items():
        (tmp_path / "wrong.zip").write_bytes(content)
        assert word in home.refused("restore", str(tmp_path / "wrong.zip"), "--replace"), word
    assert "cannot be read" in home.refused("restore", str(tmp_path / "nowhere.zip"), "--replace")
    after = everything(Path(home.surroundings["ZWERM_DATA"]))
    assert {path: after[path] for path in before} == before


def newer(taken: Path) -> bytes:
    """The same backup, had it been made by a version that has one step more."""
    copy = taken.with_name("newer.zip")
    with zipfile.ZipFile(taken) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                said = json.loads(content)
                said["version"], said["migrations"] = "9.0.0", [*said["migrations"], ["polls", "0001_initial"]]
                content = json.dumps(said).encode()
            new.writestr(name, content)
    return copy.read_bytes()


@pytest.mark.once
def test_a_backup_of_an_older_schema_is_brought_up_to_date(home: Home, street: Street, tmp_path: Path) -> None:
    home.well("manage", "migrate", "--verbosity", "0", "console", "zero")
    home.well("backup", str(tmp_path / "old.zip"))
    assert not any(app == "console" for app, _name in manifest(tmp_path / "old.zip")["migrations"])

    other = street.home()
    other.well("restore", str(tmp_path / "old.zip"))

    unapplied = "from zwerm.config.readiness import unapplied; print(unapplied())\n"
    assert other.asks(unapplied + COUNT).split() == ["[]", "4"]


@pytest.mark.once
def test_no_letter_leaves_twice_because_of_a_restore(street: Street, tmp_path: Path) -> None:
    with ExitStack() as owned:
        port = free_port()
        box = owned.enter_context(letterbox(port))
        home = street.home(like="home1", ZWERM_SMTP_URL=f"smtp://127.0.0.1:{port}")
        home.asks(INVITE.format(address="eerst@example.net"))
        home.well("backup", str(tmp_path / "one.zip"))
        home.start()
        arrives(box.arrived, "eerst@example.net")
        home.stop()

        home.well("restore", str(tmp_path / "one.zip"), "--replace")
        home.start()
        home.asks(INVITE.format(address="later@example.net"))
        arrives(box.arrived, "later@example.net")
        assert len(box.arrived["eerst@example.net"]) == 1
        held = "from zwerm.activity.models import Delivery; print(Delivery.objects.get(state='given_up').last_error)"
        assert "restored from a backup" in home.asks(held)


def arrives(letters: dict[str, list[str]], address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while address not in letters and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(letters[address]) == 1


@pytest.mark.once
def test_a_restore_that_finds_no_room_touches_nothing(home: Home, taken: Path, tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs"]
    small = tmp_path / "small"
    small.mkdir()
    if shutil.which("mount") is None or subprocess.run([*mount, small], capture_output=True).returncode:
        pytest.skip("a small disk can be made by root only")
    try:
        home.surroundings["ZWERM_DATA"] = str(small)
        assert home.refused("restore", str(taken))
        assert sorted(path.name for path in small.iterdir()) == ["in_use", "secret_key"]
    finally:
        subprocess.run(["umount", small], check=True)
