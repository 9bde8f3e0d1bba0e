"""The parts of the look, by the names that `docs/design.md` and its pictures use too."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Part:
    """One part: its name, which is that of its template too, and what it is for."""

    name: str
    title: str | Promise
    says: str | Promise

    @property
    def template(self) -> str:
        return f"console/shown/{self.name}.html"


PARTS = (
    Part(
        "colour",
        pgettext_lazy("part of the look", "Colours"),
        _("What each is for, and how well it stands out: text needs 4.5, a part 3."),
    ),
    Part(
        "type",
        pgettext_lazy("part of the look", "Type"),
        _("One face, sizes by meaning, a line of about 69 signs."),
    ),
    Part(
        "space",
        pgettext_lazy("part of the look", "Space"),
        _("A grid of four: air separates before a line does."),
    ),
    Part(
        "flock",
        pgettext_lazy("part of the look", "Flocks"),
        _("Every name has its own, drawn from its letters, and the house has a sign."),
    ),
    Part(
        "button",
        pgettext_lazy("part of the look", "Buttons"),
        _("They name the deed. One amber button a page."),
    ),
    Part(
        "menu",
        pgettext_lazy("part of the look", "Menus"),
        _("What one does seldom, folded away; it opens without a script too."),
    ),
    Part(
        "dialog",
        pgettext_lazy("part of the look", "Dialogs"),
        _("Only for what must be settled first, and for the help with keys."),
    ),
    Part(
        "field",
        pgettext_lazy("part of the look", "Fields"),
        _("A label above, help below it, the error where it happened."),
    ),
    Part(
        "search",
        pgettext_lazy("part of the look", "Search"),
        _("One line to look for something in a list."),
    ),
    Part(
        "notice",
        pgettext_lazy("part of the look", "Notices"),
        _("What the house says back, once, above the page."),
    ),
    Part(
        "refusal",
        pgettext_lazy("part of the look", "Refusals"),
        _("What happened, that nothing was lost, and the way on."),
    ),
    Part(
        "badge",
        pgettext_lazy("part of the look", "Marks"),
        _("New for you, solved, and a word that sorts. Never a number that counts people."),
    ),
    Part(
        "person",
        pgettext_lazy("part of the look", "People"),
        _("Names first, faces small, roles in words."),
    ),
    Part(
        "group",
        pgettext_lazy("part of the look", "Groups"),
        _("What a group is for, who reads there, how alive it is."),
    ),
    Part(
        "line",
        pgettext_lazy("part of the look", "Lines"),
        _("Conversations in a list: what, the first words, who, where, when."),
    ),
    Part(
        "post",
        pgettext_lazy("part of the look", "Posts"),
        _("The first like a letter, replies like a talk beneath it."),
    ),
    Part(
        "solution",
        pgettext_lazy("part of the look", "Solutions"),
        _("Under the question, and in its place."),
    ),
    Part(
        "between",
        pgettext_lazy("part of the look", "Between posts"),
        _("Where you were, and what happened to the conversation."),
    ),
    Part(
        "prose",
        pgettext_lazy("part of the look", "What people write"),
        _("All that Markdown can become, and words that are too long."),
    ),
    Part(
        "editor",
        pgettext_lazy("part of the look", "Writing"),
        _("It opens at once, keeps everything, says who will read this."),
    ),
    Part(
        "way",
        pgettext_lazy("part of the look", "Where one is"),
        _("The path to this page, its tabs, and the pages of a list."),
    ),
    Part(
        "rail",
        pgettext_lazy("part of the look", "Rail"),
        _("How far one is in a long conversation."),
    ),
    Part(
        "empty",
        pgettext_lazy("part of the look", "Nothing yet"),
        _("What this is for, and the one next thing to do."),
    ),
    Part(
        "waiting",
        pgettext_lazy("part of the look", "Waiting"),
        _("Who waits for an answer, and how far something is."),
    ),
    Part(
        "thanks",
        pgettext_lazy("part of the look", "Thanks"),
        _("By name, never a count."),
    ),
    Part(
        "date",
        pgettext_lazy("part of the look", "Dates"),
        _("As people say them; exact when one points at them, and for machines."),
    ),
    Part(
        "facts",
        pgettext_lazy("part of the look", "Facts and tables"),
        _("A few things worth knowing, and the numbers that belong in columns."),
    ),
)
