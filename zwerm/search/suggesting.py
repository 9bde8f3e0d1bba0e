"""What somebody may mean while they type: conversations, groups and people by their titles and names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from zwerm.search import lexicon, marks
from zwerm.search.engines import Asked, engine
from zwerm.search.excerpts import marked
from zwerm.search.finding import understood
from zwerm.search.language import Alternative, Wanted
from zwerm.search.language.words import words
from zwerm.search.ranking import Ranking
from zwerm.search.rows import in_sight
from zwerm.search.sources import Hit, registered

#: Suggestions that are shown, and documents that are weighed for them.
SHOWN, WEIGHED = 6, 60
#: Letters of the word that is being typed.
LEAST = 2


@dataclass(frozen=True)
class Suggestion:
    hit: Hit
    title: SafeString


def suggest(said: str, person: Any, kinds: tuple[str, ...] = ()) -> list[Suggestion]:
    """At most `SHOWN` titles that `person` may see and that begin as `said` goes on; `kinds` are marks of which they have one."""
    asked = unfinished(said)
    if not asked:
        return []
    narrow = (kinds,) if kinds else ()
    sought = Asked((tuple(asked),), marks.circles_of(person), narrow, newest=lexicon.state()[0])
    found = engine().titled(sought, WEIGHED)
    often = lexicon.documents_of(term for one in asked for way in one.alternatives for term in way.terms)
    best = [one.document for one in Ranking(asked, often, 10_000).titles(in_sight(person, found))][: SHOWN * 2]
    hits: dict[int, Hit] = {}
    for source in registered:
        if own := [one for one in best if one.source == source.name]:
            hits |= source.shown(person, own)
    shown = [hits[one.pk] for one in best if one.pk in hits][:SHOWN]
    return [Suggestion(hit, marked(hit.title, tuple(asked), tuple(hit.languages))) for hit in shown]


def unfinished(said: str) -> list[Wanted]:
    """What is asked for in words of which the last may go on; nothing while that is too short."""
    every = [word for word in words(said) if word.parts]
    if not every or len(every[-1].parts[-1]) < LEAST:
        return []
    asked = understood(said)
    last = every[-1].parts[-1]
    if said[-1:].isspace():
        return asked
    finished = [one for one in asked if one.said != last]
    begun = next((one for one in asked if one.said == last), Wanted(last, ()))
    return [*finished, replace(begun, alternatives=(*begun.alternatives, Alternative((last,), open=True)))]
