"""What fits best stands first, whatever engine found it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from zwerm.search.language import terms, wanted
from zwerm.search.models import Row
from zwerm.search.ranking import Ranking

LEXICON = {"verzuim": 9, "beleid": 20, "ziekte": 5}
STANDS = {"verzuim": 20, "beleid": 300, "open": 200, "source": 200}


def document(title: str, body: str, days_ago: int = 0, weight: float = 1) -> Row:
    title_terms, said = terms(title, "nl", LEXICON), terms(body, "nl", LEXICON)
    return Row(
        pk=0,
        source="discussions.post",
        key=0,
        thread=0,
        place=None,
        weight=weight,
        at=timezone.now() - timedelta(days=days_ago),
        title=f" {title_terms.words} {title_terms.parts} ",
        body=f" {said.words} ",
        parts=f" {said.parts} ",
        marks="",
    )


def order(asked: str, *documents: Row) -> list[int]:
    """The places of `documents` among those that were given, best first."""
    rows = [one._replace(pk=nth) for nth, one in enumerate(documents)]
    best = Ranking(wanted(asked, ["nl"], LEXICON), STANDS, 1000).best(rows)
    return [one.document.pk for one in best]


def test_a_title_goes_before_a_text() -> None:
    assert order("verzuim", document("Koffie", "Over verzuim"), document("Verzuim", "Over koffie")) == [1, 0]


def test_a_compound_in_a_title_goes_before_the_word_in_a_text() -> None:
    assert order("verzuim", document("Koffie", "Over verzuim"), document("Verzuimbeleid", "Over koffie")) == [1, 0]


def test_the_word_itself_goes_before_a_compound_with_it() -> None:
    assert order("verzuim", document("", "Over ziekteverzuim"), document("", "Over verzuim")) == [1, 0]


def test_all_the_words_go_before_some_of_them_said_often() -> None:
    assert order("verzuim beleid", document("", "beleid beleid beleid"), document("", "verzuim en het beleid")) == [
        1,
        0,
    ]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert order("verzuim beleid", document("", "ons beleid"), document("", "ons verzuim")) == [1, 0]


def test_words_side_by_side_go_before_words_apart() -> None:
    apart = "open deuren zijn er genoeg voor wie een goede source zoekt in dit huis"
    assert order(
        "open source", document("", apart), document("", "open source is er genoeg in dit huis vol deuren")
    ) == [1, 0]


def test_a_phrase_is_found_only_where_it_stands() -> None:
    assert order('"open source"', document("", "source open"), document("", "open source")) == [1]


def test_a_solution_goes_before_what_else_was_said() -> None:
    assert order("verzuim", document("", "verzuim"), document("", "verzuim", weight=1.5)) == [1, 0]


def test_time_decides_between_equals_only() -> None:
    older, newer = document("", "verzuim", days_ago=9), document("", "verzuim")
    assert order("verzuim", older, newer) == [1, 0]
    assert order("verzuim", document("Verzuim", "", days_ago=900), newer) == [0, 1]


def test_what_has_none_of_the_words_is_left_out() -> None:
    assert order("verzuim", document("Koffie", "Thee")) == []
