"""A dump is read into people and conversations, and says what stays behind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from zwerm.importing.archive import Archive, Conversation, Unreadable
from zwerm.importing.formats import stackexchange
from zwerm.importing.tests.dumps import answer, comment, day, question, small_dump, user, vote, write_dump, write_file


def test_a_question_brings_its_answers_and_comments_by_date(tmp_path: Path) -> None:
    first = conversations(small_dump(tmp_path))[0]

    assert first.title == "How do we begin"
    assert [reply.key for reply in first.replies] == ["comment:1", "post:12", "post:11", "comment:2"]
    assert [reply.answers for reply in first.replies] == [None, None, None, "post:12"]
    assert first.opening.data == {"licence": "CC BY-SA 4.0", "tags": ["work", "people"]}


def test_the_accepted_answer_is_the_solution_from_the_day_it_was_chosen(tmp_path: Path) -> None:
    first = conversations(small_dump(tmp_path))[0]

    assert first.solution == "post:12"
    assert first.solved_at == datetime(2020, 3, 5, tzinfo=UTC)


def test_a_closed_question_says_since_when(tmp_path: Path) -> None:
    second = conversations(small_dump(tmp_path))[1]

    assert second.closed_at == datetime(2020, 3, 8, 12, tzinfo=UTC)


def test_words_without_an_account_keep_the_name_they_were_shown_with(tmp_path: Path) -> None:
    archive = opened(small_dump(tmp_path))
    people = {person.key: person for person in archive.people()}

    assert list(people) == ["user:-1", "user:1", "user:2", "user:3", "name:user77"]
    assert not people["name:user77"].had_account
    assert list(archive.conversations())[1].opening.author == "name:user77"


def test_words_without_any_name_belong_to_nobody(tmp_path: Path) -> None:
    dump = write_dump(tmp_path, users=[user(1, "Ada")], posts=[question(1, "Whose", by=404)])
    archive = opened(dump)

    assert [person.key for person in archive.people()] == ["user:1", "nobody"]
    assert next(archive.conversations()).opening.author == "nobody"


def test_an_answer_that_stands_before_its_question_is_found(tmp_path: Path) -> None:
    dump = write_dump(tmp_path, users=[user(1, "Ada")], posts=[answer(1, 2, by=1), question(2, "Later")])

    assert [reply.key for reply in conversations(dump)[0].replies] == ["post:1"]


def test_what_stays_behind_is_counted_with_its_reason(tmp_path: Path) -> None:
    posts = [question(1, "Here", AcceptedAnswerId="8"), answer(2, 404), {"Id": "x", "PostTypeId": "1"}]
    dump = write_dump(
        tmp_path,
        users=[user(1, "Ada", Location="Gent")],
        posts=posts,
        comments=[comment(1, 2, "Lost"), comment(2, 1, " ")],
        votes=[vote(1, 1, 2), vote(2, 1, 2), vote(3, 1, 5, UserId="1"), vote(4, 1, 10)],
    )
    (dump / "Badges.xml").unlink()

    behind = {stackexchange.explain(code)[0]: count for code, count in opened(dump).left_out().items()}

    assert behind == {
        "answers to a question that is not in the dump": 1,
        "comments on something that did not come along": 1,
        "accepted answers that are not in the dump": 1,
        "rows without a number, a date or a name that can be read": 1,
        "empty comments": 1,
        "profile texts, places, pictures and addresses of sites": 1,
        "votes up": 2,
        "favourites": 1,
        "votes of other kinds (closing, deleting, spam and so on)": 1,
        "Badges.xml": 0,
        "PostHistory.xml": 0,
        "PostLinks.xml": 0,
        "Tags.xml": 0,
    }


@pytest.mark.parametrize(
    "broken",
    [
        {"Id": "9" * 30},
        {"Id": "１２"},
        {"Id": ""},
        {"CreationDate": "yesterday"},
        {"CreationDate": "0001-01-01T00:00:00+14:00"},
        {"CreationDate": ""},
    ],
)
def test_a_row_that_cannot_be_placed_is_counted_and_does_no_harm(tmp_path: Path, broken: dict[str, str]) -> None:
    posts = [question(1, "Whole"), {**question(2, "Broken"), **broken}]
    archive = opened(write_dump(tmp_path, users=[user(1, "Ada")], posts=posts))

    assert [one.title for one in archive.conversations()] == ["Whole"]
    assert archive.left_out()["broken rows"] == 1


def test_references_that_lead_nowhere_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    posts = [
        question(1, "Odd", by=None, OwnerUserId="x", AcceptedAnswerId="1", ClosedDate="soon"),
        answer(2, 1, ParentId="1x"),
    ]
    first = conversations(write_dump(tmp_path, users=[user(1, "Ada")], posts=posts))[0]

    assert (first.opening.author, first.solution, first.closed_at, first.replies) == ("nobody", None, None, [])


def test_a_later_dump_of_the_same_site_has_the_same_origin_and_another_site_has_not(tmp_path: Path) -> None:
    old = opened(small_dump(tmp_path / "old"))
    later = small_dump(tmp_path / "later")
    write_file(later / "Users.xml", [user(4, "Dee", CreationDate=day(20)), user(-1, "Community")])
    other = write_dump(tmp_path / "other", users=[user(-1, "Community", CreationDate=day(2))])

    assert opened(later).origin == old.origin
    assert opened(other).origin != old.origin


def test_the_group_is_named_after_the_folder(tmp_path: Path) -> None:
    assert opened(small_dump(tmp_path / "my-own_site.stackexchange.com")).name == "My own site stackexchange"


def test_a_file_that_breaks_off_is_known_before_anything_is_handed_over(tmp_path: Path) -> None:
    dump = small_dump(tmp_path)
    whole = (dump / "Votes.xml").read_bytes()
    (dump / "Votes.xml").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(Unreadable, match=r"Votes\.xml is damaged"):
        opened(dump)


def test_progress_ends_at_the_size_of_the_files(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []

    stackexchange.open(small_dump(tmp_path), lambda doing, done, total: seen.append((doing, done, total)))

    assert seen[0][0] == "Users.xml"
    assert seen[-1][1] == seen[-1][2]


def opened(dump: Path) -> Archive:
    return stackexchange.open(dump, lambda doing, done, total: None)


def conversations(dump: Path) -> list[Conversation]:
    return list(opened(dump).conversations())
