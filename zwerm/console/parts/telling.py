"""What the people on the page of parts say, in each language: words of members, so they are not translated by the house."""

from __future__ import annotations

from typing import NamedTuple


class Told(NamedTuple):
    """The words of one language."""

    group: str
    purpose: str
    sleeping: str
    sleeping_purpose: str
    long_group: str
    question: str
    long_title: str
    short_title: str
    announcement: str
    letter: str
    reply: str
    answer: str
    long_word: str
    rich: str
    headline: str
    helps_with: str
    reason: str
    picture: str


DUTCH = Told(
    group="Intervisie in de zorg",
    purpose="Eerlijk kijken naar je eigen werk, met mensen die het kennen.",
    sleeping="Leesclub",
    sleeping_purpose="Elke maand een boek, en wat het met je doet.",
    long_group="Arbeidsmarktonderzoeksmethodologie en verantwoording in de publieke sector",
    question="Hoe begin je een gesprek over werkdruk?",
    long_title="Wat doe je als een team al jaren vastzit, iedereen dat weet, de leiding het ontkent en het ziekteverzuim toch elk kwartaal stijgt?",
    short_title="Stilte",
    announcement="Vrijdag lopen we samen, om drie uur",
    letter="Beste allemaal,\n\nIn mijn team durft niemand *nee* te zeggen. Ik wil daar een gesprek over, zonder dat iemand zich aangesproken voelt. Waar begin ik?",
    reply="Begin bij jezelf: vertel wat jij lastig vindt. Daarna is het stil, en die stilte mag duren.",
    answer="Dat hielp. Ik heb het donderdag geprobeerd.",
    long_word="Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersvertegenwoordiging past op geen regel, en https://example.org/een/adres/zonder/einde/dat/toch/op/een/telefoon/moet/passen ook niet.",
    rich="## Wat we deden\n\nDrie dingen, **in deze orde**:\n\n1. luisteren\n2. *nog eens* luisteren\n3. kiezen\n\n- [x] afgesproken\n- [ ] gedaan, zegt @carla\n\n> Wie haast heeft, gaat langzaam.\n\n```\nwerkdruk = taken / uren\n```\n\n| Week | Gesprekken | Besluit |\n|---|---:|---|\n| een | 12 | wachten |\n| twee | 9 | beginnen |",
    headline="Teamcoach in de ouderenzorg",
    helps_with="Een lastig gesprek voorbereiden",
    reason="Het gaat hier over iets anders.",
    picture="Een schets van de avondlucht",
)
ENGLISH = Told(
    group="Peer coaching in care",
    purpose="Look at your own work honestly, with people who know it.",
    sleeping="Reading club",
    sleeping_purpose="A book a month, and what it does to you.",
    long_group="Labour market research methodology and accountability in the public sector",
    question="How do you begin a talk about workload?",
    long_title="What do you do when a team has been stuck for years, everybody knows, its leaders deny it and sick leave rises each quarter all the same?",
    short_title="Silence",
    announcement="On Friday we walk together, at three",
    letter="Dear all,\n\nIn my team nobody dares to say *no*. I would like to talk about that without anybody feeling accused. Where do I begin?",
    reply="Begin with yourself: tell what you find hard. Then it is silent, and that silence may last.",
    answer="That helped. I tried it on Thursday.",
    long_word="Pneumonoultramicroscopicsilicovolcanoconiosisrepresentationcommitteemeetings fits no line, and nor does https://example.org/an/address/without/end/that/has/to/fit/a/phone/all/the/same.",
    rich="## What we did\n\nThree things, **in this order**:\n\n1. listen\n2. listen *once more*\n3. choose\n\n- [x] agreed\n- [ ] done, says @carla\n\n> Who is in a hurry goes slowly.\n\n```\nworkload = tasks / hours\n```\n\n| Week | Talks | Decision |\n|---|---:|---|\n| one | 12 | wait |\n| two | 9 | begin |",
    headline="Team coach in elderly care",
    helps_with="Preparing a hard conversation",
    reason="This is about something else.",
    picture="A sketch of the evening sky",
)
TOLD = {"nl": DUTCH, "en": ENGLISH}
