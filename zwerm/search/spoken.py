"""The words of filters, in every language that is spoken here: what they are called and what they can be."""

from __future__ import annotations

NAMES = {
    "in": "in", "from": "from", "van": "from", "by": "from", "door": "from", "kind": "kind", "soort": "kind",
    "after": "after", "na": "after", "sinds": "after", "before": "before", "voor": "before",
    "solved": "solved", "opgelost": "solved",
}  # fmt: skip
KINDS = {
    "question": "question", "questions": "question", "vraag": "question", "vragen": "question",
    "blog": "blog", "blogs": "blog",
    "announcement": "announcement", "announcements": "announcement", "mededeling": "announcement",
    "mededelingen": "announcement", "discussion": "discussion", "discussions": "discussion",
    "gesprek": "discussion", "gesprekken": "discussion",
    "person": "person", "people": "person", "persoon": "person", "personen": "person", "mensen": "person",
    "lid": "person", "leden": "person", "member": "person", "members": "person",
    "group": "group", "groups": "group", "groep": "group", "groepen": "group",
}  # fmt: skip
SECTIONS = {
    "discussions": "discussions", "gesprekken": "discussions", "promotions": "promotions", "reclame": "promotions",
    "jobs": "jobs", "vacatures": "jobs",
}  # fmt: skip
YES, NO = {"yes", "ja", "true"}, {"no", "nee", "false"}
ME = {"me", "mij", "ik"}
