"""The groups of the example: started by the product's own verbs, at their dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from zwerm.core import markdown
from zwerm.groups.models import Group, GroupRole
from zwerm.importing.example.story import Story, moment
from zwerm.members.models import Member

#: The terms of moderators end one after another, the first so many days after the example.
TERM = 120


def found(story: Story) -> dict[int, Group]:
    """The groups that are there already, by their row."""
    here = {group.slug: group for group in Group.objects.all()}
    return {row: here[setting.slug] for row, setting in enumerate(story.settings) if setting.slug in here}


def start(story: Story, key: Callable[[int], int], after: int, until: int) -> dict[int, Group]:
    """Start the groups whose day has come, each with who leads it and who moderates it."""
    rows = [row for row, at in enumerate(story.opened.tolist()) if after < at <= until]
    return {row: _start(story, row, key) for row in sorted(rows, key=lambda row: int(story.opened[row]))}


def _start(story: Story, row: int, key: Callable[[int], int]) -> Group:
    setting, at = story.settings[row], moment(story.opened[row])
    owner, *moderators = (Member.objects.get(pk=key(member)) for member in story.keepers[row])
    group = Group.start(
        by=owner,
        at=at,
        name=setting.name,
        slug=setting.slug,
        purpose=setting.purpose,
        about=setting.about,
        about_html=markdown.render(setting.about).html,
        kind=setting.kind,
        visibility=setting.visibility,
        joining=setting.joining,
        languages=list(setting.languages),
        sections=list(setting.sections),
        parent=Group.objects.filter(slug=setting.parent).first(),
    )
    for moderator in moderators:
        until = moment(story.now) + timedelta(days=TERM + 30 * row)
        GroupRole.give(group, moderator, GroupRole.Kind.MODERATOR, by=owner, until=until, at=at)
    return group


def way_in(story: Story, group: int, member: int) -> tuple[str, int | None]:
    """How a member came into a group, and by whom."""
    joining, owner = story.settings[group].joining, story.keepers[group][0]
    inviter = int(story.history.members.inviter[member])
    if member in story.placeholders:
        return "import", None
    if joining == "open":
        return ("invitation", inviter) if group == 0 and inviter >= 0 else ("joined", None)
    return ("request" if joining == "request" else "invitation"), owner
