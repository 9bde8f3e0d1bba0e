"""What is asked for, and what will do as an answer."""

import pytest

from zwerm.search.language import Wanted, begun, grams, mend, phrase, terms, wanted
from zwerm.search.language.compounds import pieces, split

LEXICON = {
    "verzuim": 9,
    "beleid": 20,
    "ziekte": 5,
    "gebruikers": 6,
    "naam": 8,
    "mode": 3,
    "lei": 4,
    "den": 9,
    "standaard": 20,
    "en": 90,
}
BOTH = ["nl", "en"]


def ways(one: Wanted) -> set[tuple[str, ...]]:
    return {way.terms for way in one.alternatives}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("verzuimbeleid", ("verzuim", "beleid")),
        ("ziekteverzuimbeleid", ("ziekte", "verzuim", "beleid")),
        ("gebruikersnaam", ("gebruikers", "naam")),
        ("beleidsverzuim", ("beleid", "verzuim")),
        ("verzuim", ()),
        ("standaarden", ()),
        ("moderator", ()),
        ("verzuim2024", ()),
    ],
)
def test_a_compound_is_split_into_words_of_the_community(word: str, expected: tuple[str, ...]) -> None:
    assert split(word, LEXICON) == expected


def test_a_word_said_far_more_often_than_its_parts_stays_whole() -> None:
    assert split("verzuimbeleid", {"verzuim": 2, "beleid": 2, "verzuimbeleid": 4000}) == ()


def test_all_that_a_split_asks_can_be_asked_at_once() -> None:
    asked: set[str] = set()

    class Asked(dict[str, int]):
        def get(self, word: str, default: int = 0, /) -> int:  # type: ignore[override]
            asked.add(word)
            return LEXICON.get(word, default)

    split("ziekteverzuimbeleid", Asked())
    assert asked <= pieces("ziekteverzuimbeleid")


def test_either_part_of_a_compound_finds_it_and_it_finds_both() -> None:
    told = terms("Ziekteverzuim", "nl", LEXICON)
    [part] = wanted("verzuim", BOTH, LEXICON)
    assert ("verzuim",) in ways(part)
    assert "verzuim" in told.parts.split()
    [whole] = wanted("ziekteverzuim", BOTH, LEXICON)
    apart = next(way for way in whole.alternatives if len(way.terms) == 2)
    assert (apart.together, apart.weight < 1) == (False, True)


def test_a_word_is_asked_for_in_every_language_and_as_it_is_written() -> None:
    [one] = wanted("moderators", BOTH)
    assert {("moderator",), ("moder",), ("moderators",)} <= ways(one)


def test_small_words_are_not_asked_for_beside_stronger_ones() -> None:
    assert [one.said for one in wanted("Hoe overtuig ik mijn manager?", BOTH)] == ["overtuig", "manager"]


def test_small_words_alone_are_asked_for() -> None:
    assert [one.said for one in wanted("To be or not to be", BOTH)] == ["to", "be", "or", "not", "to", "be"]


def test_a_phrase_keeps_its_small_words() -> None:
    asked = phrase("to be or not to be", BOTH)
    assert asked is not None
    assert ("to", "be", "or", "not", "to", "be") in ways(asked)
    assert phrase("!?", BOTH) is None


@pytest.mark.parametrize("asked", ["HR-beleid", "hr-beleid", "hrbeleid"])
def test_a_hyphen_may_be_there_or_not(asked: str) -> None:
    told = terms("Ons HR-beleid", "nl")
    [one] = wanted(asked, BOTH)
    assert any(" ".join(way.terms) in f"{told.words} {told.parts}" for way in one.alternatives)


@pytest.mark.parametrize(
    ("asked", "text"), [("C#", "C#"), ("csharp", "C#"), (".net", ".NET"), ("dotnet", ".NET"), ("@anna", "Anna")]
)
def test_signs_are_part_of_a_word(asked: str, text: str) -> None:
    [one] = wanted(asked, BOTH)
    assert terms(text, "nl").words in {" ".join(way) for way in ways(one)}


@pytest.mark.parametrize(
    ("typed", "frequency", "meant"),
    [
        ("verziim", 0, "verzuim"),
        ("verzium", 0, "verzuim"),
        ("verzuim", 9, ""),
        ("verzuin", 1, ""),
        ("xyz", 0, ""),
        ("zzzzzzz", 0, ""),
        ("beleit", 1, "beleid"),
        ("a1b2c3", 0, ""),
    ],
)
def test_a_word_that_nobody_says_is_taken_for_a_near_one(typed: str, frequency: int, meant: str) -> None:
    assert mend(typed, frequency, [("verzuim", 9), ("verzuimt", 1), ("beleid", 50), ("beleia", 1)]) == meant


def test_near_words_share_runs_of_letters() -> None:
    assert grams("abc") == {" ab", "abc", "bc "}
    assert grams("verzuim") & grams("verziim")


def test_what_stands_between_quotation_marks_is_a_phrase() -> None:
    asked = wanted('open source "pas toe of leg uit"', BOTH)
    assert [one.said for one in asked] == ["open", "source", "pas toe of leg uit"]
    assert len(asked[2].alternatives[0].terms) == 5


def test_a_quotation_mark_that_is_left_open_is_overlooked() -> None:
    assert [one.said for one in wanted('verzuim "beleid', BOTH)] == ["verzuim", "beleid"]


def test_a_verb_in_a_compound_is_known_by_its_infinitive() -> None:
    assert split("programmeertaal", {"programmeren": 3, "taal": 9}) == ("programmeren", "taal")
    assert split("inlogmiddel", {"inloggen": 3, "middel": 9}) == ("inloggen", "middel")


def test_an_address_of_mail_is_asked_for_as_a_whole() -> None:
    [one] = wanted("jan.jansen@example.org", BOTH)
    assert (one.said, ways(one)) == ("jan jansen example org", {("jan", "jansen", "example", "org")})


def test_only_a_word_of_some_length_is_taken_for_the_beginning_of_others() -> None:
    [long, short] = wanted("verzuim zorg", ["nl"])
    assert [way.open for way in begun(long).alternatives] == [False, True]
    assert begun(short) == short


def test_a_short_word_is_forgiven_one_error_only() -> None:
    assert mend("koeien", 0, [("kosten", 90)]) == ""
    assert mend("lisensies", 0, [("licenties", 9)]) == "licenties"
