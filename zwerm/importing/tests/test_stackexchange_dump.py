"""The files of a dump: read as a stream, and refused with words that say what to do."""

import tracemalloc
from pathlib import Path

import pytest

from zwerm.importing.archive import Unreadable
from zwerm.importing.formats.stackexchange.dump import find_folder, rows
from zwerm.importing.tests.dumps import day, small_dump, user, write_dump, write_file

ENTITY_BOMB = """<!DOCTYPE users [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


def test_rows_come_as_their_attributes_with_entities_of_xml_resolved(tmp_path: Path) -> None:
    dump = write_dump(tmp_path, users=[user(1, "Zoë & <Ben>")])

    assert list(rows(dump / "Users.xml")) == [{"Id": "1", "DisplayName": "Zoë & <Ben>", "CreationDate": day(1)}]


def test_a_large_file_needs_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    write_file(tmp_path / "Users.xml", [user(n, "x" * 200) for n in range(40_000)])
    size = (tmp_path / "Users.xml").stat().st_size
    tracemalloc.start()

    count = sum(1 for _row in rows(tmp_path / "Users.xml"))

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40_000
    assert size > 10_000_000
    assert most < 1_500_000


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "Users.xml"
    file.write_text(f'<?xml version="1.0"?>{ENTITY_BOMB}<users><row Id="1" DisplayName="&c;"/></users>')

    with pytest.raises(Unreadable, match="document type declaration"):
        list(rows(file))


def test_a_file_from_outside_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    file = tmp_path / "Users.xml"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE users [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<users><row Id="1" DisplayName="who"/>&x;</users>'
    )

    with pytest.raises(Unreadable, match="document type declaration"):
        list(rows(file))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b'<?xml version="1.0"?>\n<users>\n<row Id="1" Disp', "damaged or not whole.*line 3"),
        (b'<?xml version="1.0"?>\n<users>\n<row Id="1"></users>', "damaged or not whole"),
        (b"\x37\x7a\xbc\xaf\x27\x1c", "damaged or not whole"),
        (b'<?xml version="1.0"?><posts></posts>', "should hold “users” and holds “posts”"),
    ],
)
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "Users.xml"
    file.write_bytes(content)

    with pytest.raises(Unreadable, match=words) as refusal:
        list(rows(file))

    assert str(file) in str(refusal.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (small_dump(tmp_path) / "Comments.xml").unlink()

    with pytest.raises(Unreadable, match=r"Comments\.xml is not in .*unpack all of it"):
        find_folder(tmp_path)


def test_a_folder_that_does_not_exist_and_a_packed_archive_are_told_apart(tmp_path: Path) -> None:
    packed = tmp_path / "site.7z"
    packed.write_bytes(b"7z")

    with pytest.raises(Unreadable, match="There is no folder"):
        find_folder(tmp_path / "nowhere")
    with pytest.raises(Unreadable, match="packed archive"):
        find_folder(packed)
