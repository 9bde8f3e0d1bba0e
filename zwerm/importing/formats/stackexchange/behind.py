"""What of a dump stays behind, and the reason, in words for the reader."""

from collections import Counter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.importing.formats.stackexchange.shelf import Shelf

OUR_OWN = _("they follow the rules of the other site; here people thank one another by name")
HOW_IT_WAS_RUN = _("they belong to how the other site was run")
NO_NAME = _("the dump does not say who gave them, and here thanks names a person")
MISSING = _("what they belong to is missing")

WORDS = {
    "orphan answers": (_("answers to a question that is not in the dump"), MISSING),
    "orphan comments": (_("comments on something that did not come along"), MISSING),
    "orphan solutions": (_("accepted answers that are not in the dump"), MISSING),
    "broken rows": (
        _("rows without a number, a date or a name that can be read"),
        _("it cannot be known what they are"),
    ),
    "empty comments": (pgettext_lazy("stack exchange", "empty comments"), _("there are no words in them")),
    "profiles": (
        _("profile texts, places, pictures and addresses of sites"),
        _("they are for the person to write, who does so after claiming the profile"),
    ),
    "other posts": (_("descriptions of tags and other pages of the site"), HOW_IT_WAS_RUN),
    "votes 2": (pgettext_lazy("stack exchange", "votes up"), NO_NAME),
    "votes 3": (pgettext_lazy("stack exchange", "votes down"), NO_NAME),
    "votes 1": (_("votes that accept an answer"), _("they came along as the solution of the question")),
    "votes 5": (pgettext_lazy("stack exchange", "favourites"), _("a bookmark is a private matter of whoever made it")),
    "votes 8": (pgettext_lazy("stack exchange", "bounties"), OUR_OWN),
    "votes 9": (pgettext_lazy("stack exchange", "bounties closed"), OUR_OWN),
    "votes other": (_("votes of other kinds (closing, deleting, spam and so on)"), HOW_IT_WAS_RUN),
    "Badges": (pgettext_lazy("stack exchange", "badges"), OUR_OWN),
    "Tags": (_("entries in the list of tags"), _("each question keeps its own tags")),
    "PostLinks": (
        pgettext_lazy("stack exchange", "links between posts"),
        _("the links in the texts themselves came along"),
    ),
    "PostHistory": (_("lines of edit history"), _("the newest version of every text came along")),
}
ORPHANS = {
    "orphan answers": "answers where question not in (select id from questions)",
    "orphan comments": (
        "comments c where not exists (select 1 from questions q where q.id = c.post) and not exists "
        "(select 1 from answers a join questions q on q.id = a.question where a.id = c.post)"
    ),
    "orphan solutions": (
        "questions q where q.accepted is not null and not exists "
        "(select 1 from answers a where a.id = q.accepted and a.question = q.id)"
    ),
}


def count(behind: Counter[str], shelf: Shelf) -> dict[str, int]:
    """How often each thing that stays behind occurs, in the order of `WORDS`; a file that is not there occurs 0 times."""
    found = Counter({code: shelf.count(sql) for code, sql in ORPHANS.items()})
    for code, number in behind.items():
        other_vote = code.startswith("votes ") and code not in WORDS
        found["votes other" if other_vote else code] += number
    known = {code: found[code] for code in WORDS if found[code]}
    return known | {code: 0 for code in sorted(found) if code.startswith("no ")}


def explain(code: str) -> tuple[str, str]:
    """What `code` stands for, and why it stays behind."""
    if code.startswith("no "):
        return f"{code.removeprefix('no ')}.xml", str(_("the file is not in the folder"))
    what, why = WORDS[code]
    return str(what), str(why)
