"""Tags of places: the head of a group, the way to it, and what is said of it."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from zwerm.groups import heads, saying
from zwerm.groups.models import Group

register = template.Library()
register.filter("alive_said", saying.alive)
register.filter("joining_said", saying.joining)
register.filter("month_said", saying.month)
register.filter("role_said", saying.role)


@register.simple_tag(takes_context=True)
def group_head(context: template.Context, group: Group, current: str, brief: bool = False) -> SafeString:
    """`{% group_head group "discussions" brief=True %}`: head and tabs; `current` names the tab one is on."""
    return heads.head(context["request"], group, current, brief=brief)


@register.simple_tag(takes_context=True)
def group_crumbs(context: template.Context, group: Group, inside: bool = True) -> SafeString:
    """`{% group_crumbs group %}`: the way from all groups to a page inside `group`, by the groups this person may see."""
    return heads.crumbs(context["request"].user, group, inside=inside)


@register.simple_tag(takes_context=True)
def readers_said(context: template.Context, group: Group) -> str:
    """`{% readers_said group %}`: who can read what is said in the group."""
    community = context.get("community")
    return saying.readers(group, community.name if community else "")
