"""What a text is indexed by, whatever engine keeps it."""

import pytest

from zwerm.search.language import language_of, names, surface, terms
from zwerm.search.language.folding import fold
from zwerm.search.language.stems import stem

LEXICON = {
    "verzuim": 9,
    "beleid": 20,
    "ziekte": 5,
    "stroom": 5,
    "instroom": 3,
    "uitstroom": 4,
    "medewerkers": 9,
    "onderzoek": 5,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HR-beleid", "hr beleid"),
        ("API's en foto's", "api en foto"),
        ("C#, C++ en F# op .NET", "csharp cplusplus en fsharp op dotnet"),
        ("Klaar.Net begonnen", "klaar net begon"),
        ("de e-mail van een BHV'er", "de email van een bhv"),
        ("jan.jansen@example.org", "jan jansen example org"),
        ("@hannie_vries vroeg", "hannie vries vroeg"),
        ("15.000 leden, versie 2.0.1", "15000 lid versie 2 0 1"),
        ("https://www.example.org/verzuim?x=1", "exampl org verzuim x 1"),
        ("Coördinatie, ﬁnanciën, ĳs en smørrebrød", "coordineer financien ijs en smorrebrod"),
        ("... — !?", ""),
    ],
)
def test_a_text_is_indexed_word_for_word(text: str, expected: str) -> None:
    assert terms(text, "nl").words == expected


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        (("groep", "groepen"), "nl"),
        (("lid", "leden"), "nl"),
        (("bestuurslid", "bestuursleden"), "nl"),
        (("vergadering", "vergaderingen"), "nl"),
        (("question", "questions"), "en"),
        (("moderate", "moderators", "moderation"), "en"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...], language: str) -> None:
    assert len({stem(form, language) for form in forms}) == 1


def test_terms_are_letters_and_digits_that_neither_engine_takes_apart() -> None:
    said = " ".join(terms("a_b 1e5 x.y/z «q» 10% 3½ naïef ١٢ 中文 \x00\x1f 🐝 don’t C#", "nl"))
    assert all(term.isalnum() for term in said.split())


def test_the_parts_of_a_compound_stand_beside_the_text() -> None:
    told = terms("Ziekteverzuim en verzuimbeleid", "nl", LEXICON)
    assert told.words.split() == ["ziekteverzuim", "en", "verzuimbeleid"]
    assert told.parts.split() == [stem("ziekte", "nl"), "verzuim", "beleid"]


def test_a_word_is_not_split_into_parts_that_nobody_here_says() -> None:
    assert terms("Ziekteverzuim", "nl", {"ziekte": 4, "verzuim": 1}).parts == ""


def test_a_word_with_a_hyphen_is_known_as_one_word_too() -> None:
    assert terms("HR-beleid", "nl").parts == "hrbeleid"


def test_what_a_loose_hyphen_leaves_out_is_put_back() -> None:
    assert "instroom" in terms("de in- en uitstroom", "nl", LEXICON).parts.split()


def test_names_are_folded_and_never_stemmed() -> None:
    assert names("Zoë de Vries-Jansen") == "zoe de vries jansen"


def test_the_lexicon_keeps_words_as_they_are_written() -> None:
    assert surface("De leden van het HR-beleid: mail anna@example.org") == {
        "de", "leden", "van", "het", "hr", "beleid", "hrbeleid", "mail",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoe gaat het met de groep en wat doen we nu?", "nl"),
        ("How is the group doing and what should we do?", "en"),
        ("Kubernetes", "nl"),
        ("", "nl"),
        ("Wij gebruiken de term best practice voor wat het werk beter maakt", "nl"),
    ],
)
def test_small_words_tell_the_language(text: str, expected: str) -> None:
    assert language_of(text, ["nl", "en"]) == expected


def test_a_group_of_one_language_is_believed() -> None:
    assert language_of("How is the group doing and what should we do?", ["nl"]) == "nl"


def test_folding_leaves_what_has_no_simpler_form() -> None:
    assert fold("ŁÓDŹ Straße Æon Привет") == "lodz strasse aeon привет"


def test_a_long_end_that_is_a_word_here_is_found_where_the_rest_is_unknown() -> None:
    assert terms("vorderingenoverzicht", "nl", {"overzicht": 5}).parts == "overzicht"
    assert terms("vorderingenoverzicht", "en", {"overzicht": 5}).parts == ""
    assert terms("standaardisatie", "nl", {"standaard": 9}).parts == ""


@pytest.mark.parametrize("piece", ["a.", "111.", "a-", "@.", "aa- en ", "a@", "'s", "é", "http://", "c#", "\u0301"])
def test_no_text_takes_longer_than_its_length_asks(piece: str) -> None:
    """Quadratic time would be noticed: a minute for one text."""
    assert all(term.isalnum() for term in terms(piece * 20_000, "nl", {"aaa": 9}).words.split())


def test_a_dutch_verb_that_stands_apart_is_one_word() -> None:
    assert stem("aanpassen", "nl") in terms("om het beleid aan te passen", "nl").parts.split()
    assert terms("close to you; uit te", "en").parts == ""
