"""`zwerm import`: the command as somebody types it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from zwerm.discussions.models import Topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.importing.commands import BROKEN_OFF, main
from zwerm.importing.conversations import Conversations
from zwerm.importing.models import Import
from zwerm.importing.tests.dumps import small_dump
from zwerm.importing.tests.everything import every_row
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator

pytestmark = pytest.mark.django_db

Told = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


@pytest.fixture
def anna() -> Member:
    return make_administrator("Anna")


def test_a_dump_goes_into_a_group_named_after_its_folder(anna: Member, tmp_path: Path, capsys: Told) -> None:
    assert main(["stackexchange", str(small_dump(tmp_path / "the-site"))]) == 0

    told = capsys.readouterr().out
    assert "        2  questions\n" in told
    assert "        1  votes up: the dump does not say who gave them" in told
    assert f"In the group “The site”, as import {Import.objects.get().pk}." in told
    assert Group.objects.get(name="The site").created_by == anna


def test_a_group_that_is_named_is_found_by_its_name_or_its_address_or_made(anna: Member, tmp_path: Path) -> None:
    dump = str(small_dump(tmp_path))
    group = make_group("Kennis delen", owner=anna)

    main(["stackexchange", dump, "--group", "kennis delen"])
    main(["stackexchange", dump, "--group", group.slug])
    main(["stackexchange", dump, "--group", "Nieuw"])

    assert set(Import.objects.values_list("group__name", flat=True)) == {"Kennis delen", "Nieuw"}
    assert Group.objects.count() == 2


def test_the_same_dump_goes_on_in_its_group_though_both_have_another_name_now(anna: Member, tmp_path: Path) -> None:
    dump = small_dump(tmp_path / "first")
    main(["stackexchange", str(dump)])
    Group.objects.get().change(by=anna, name="Other name")
    dump.rename(tmp_path / "second")

    main(["stackexchange", str(tmp_path / "second")])

    assert Group.objects.get().name == "Other name"
    assert Topic.objects.count() == 2


def test_a_dry_run_prints_the_report_of_the_real_one_and_writes_nothing(
    anna: Member, tmp_path: Path, capsys: Told
) -> None:
    command = ["stackexchange", str(small_dump(tmp_path))]
    before = every_row()

    assert main([*command, "--dry-run"]) == 0

    assert every_row() == before
    dry = capsys.readouterr().out
    main(command)
    assert capsys.readouterr().out.startswith(dry)


def test_the_report_is_in_the_language_of_the_terminal(
    tmp_path: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_BE.UTF-8")

    main(["stackexchange", str(small_dump(tmp_path)), "--dry-run"])

    told = capsys.readouterr().out
    assert "vragen" in told
    assert "Niet meegekomen" in told


def test_without_an_administrator_it_says_what_to_do_first(tmp_path: Path, capsys: Told) -> None:
    assert main(["stackexchange", str(small_dump(tmp_path))]) == 1

    assert "make the community on its first page" in capsys.readouterr().err
    assert not Import.objects.exists()


def test_a_damaged_dump_is_refused_before_anything_is_written(anna: Member, tmp_path: Path, capsys: Told) -> None:
    dump = small_dump(tmp_path)
    (dump / "Comments.xml").write_text("<comments><row Id='1'")
    before = every_row()

    assert main(["stackexchange", str(dump)]) == 1

    assert "Download or unpack the dump again" in capsys.readouterr().err
    assert every_row() == before


@pytest.fixture
def heeding() -> Iterator[None]:
    """Ctrl-C is heard, also where a shell started the tests in its background and has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
def test_ctrl_c_stops_between_two_pieces_and_says_how_to_go_on(
    anna: Member, tmp_path: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["stackexchange", str(small_dump(tmp_path))]
    write = Conversations.write

    def interrupted(self: Conversations, row: Import) -> None:
        write(self, row)
        signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as during:
        during.setattr(Conversations, "write", interrupted)
        assert main(command) == BROKEN_OFF

    assert "give the same command to go on" in capsys.readouterr().err
    assert Import.objects.get().state == Import.State.STOPPED
    assert not Topic.objects.exists()
    assert main(command) == 0
    assert Topic.objects.count() == 2


def test_the_list_names_what_was_moved_in_and_undo_takes_it_back(anna: Member, tmp_path: Path, capsys: Told) -> None:
    main(["stackexchange", str(small_dump(tmp_path / "site"))])
    row = Import.objects.get()
    capsys.readouterr()

    main(["list"])
    assert "Stack Exchange: Site → Site  (done)" in capsys.readouterr().out
    main(["undo", str(row.pk)])
    assert "2 imported conversations were removed." in capsys.readouterr().out
    main(["list"])
    assert "Nothing was moved in yet" in capsys.readouterr().out
    assert main(["undo", "404"]) == 1
