"""What of a dump stays behind, and the reason, in words for the reader."""

from collections import Counter
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.importing.archive import LeftOut
from zwerm.importing.formats.stackexchange.shelf import Shelf

OUR_OWN = _("they follow the rules of the other site; here people thank one another by name")
HOW_IT_WAS_RUN = _("they belong to how the other site was run")
NO_NAME = _("the dump does not say who gave them, and here thanks names a person")

VOTES = {
    "1": (_("votes that accept an answer"), _("they came along as the solution of the question")),
    "2": (pgettext_lazy("stack exchange", "votes up"), NO_NAME),
    "3": (pgettext_lazy("stack exchange", "votes down"), NO_NAME),
    "5": (pgettext_lazy("stack exchange", "favourites"), _("a bookmark is a private matter of whoever made it")),
    "8": (pgettext_lazy("stack exchange", "bounties"), OUR_OWN),
    "9": (pgettext_lazy("stack exchange", "bounties closed"), OUR_OWN),
}
OTHER_VOTES = (_("votes of other kinds (closing, deleting, spam and so on)"), HOW_IT_WAS_RUN)

COUNTED: dict[str, tuple[str | Promise, str | Promise]] = {
    "Badges": (pgettext_lazy("stack exchange", "badges"), OUR_OWN),
    "Tags": (_("entries in the list of tags"), _("each question keeps its own tags")),
    "PostLinks": (_("links between posts"), _("the links in the texts themselves came along")),
    "PostHistory": (_("lines of edit history"), _("the newest version of every text came along")),
    "profiles": (
        _("profile texts, places, pictures and addresses of sites"),
        _("they are for the person to write, who does so after claiming the profile"),
    ),
    "other posts": (_("descriptions of tags and other pages of the site"), HOW_IT_WAS_RUN),
    "empty comments": (pgettext_lazy("stack exchange", "empty comments"), _("there are no words in them")),
    "broken rows": (
        _("rows without a number, a date or a name that can be read"),
        _("it cannot be known what they are"),
    ),
}
ORPHANS = (
    (_("answers to a question that is not in the dump"), "answers where question not in (select id from questions)"),
    (
        _("comments on something that did not come along"),
        "comments c where not exists (select 1 from questions q where q.id = c.post) and not exists "
        "(select 1 from answers a join questions q on q.id = a.question where a.id = c.post)",
    ),
    (
        _("accepted answers that are not in the dump"),
        "questions q where q.accepted is not null and not exists "
        "(select 1 from answers a where a.id = q.accepted and a.question = q.id)",
    ),
)


def tell(behind: Counter[str], shelf: Shelf) -> Iterator[LeftOut]:
    """One line for everything that stays behind, in the order of the dump."""
    for what, sql in ORPHANS:
        if count := shelf.count(sql):
            yield LeftOut(what, count, _("what they belong to is missing"))
    for name, count in sorted(behind.items()):
        if name.startswith("no "):
            yield LeftOut(f"{name[3:]}.xml", 0, _("the file is not in the folder"))
        elif name in COUNTED and count:
            yield LeftOut(COUNTED[name][0], count, COUNTED[name][1])
    yield from _votes(behind)


def _votes(behind: Counter[str]) -> Iterator[LeftOut]:
    by_words: Counter[str] = Counter()
    for name, count in behind.items():
        if name.startswith("votes "):
            kind = name.removeprefix("votes ")
            by_words[kind if kind in VOTES else ""] += count
    for kind, count in sorted(by_words.items(), key=lambda pair: pair[0] or "~"):
        what, why = VOTES.get(kind, OTHER_VOTES)
        yield LeftOut(what, count, why)
