"""When somebody leaves the community: their groups pass into other hands, and they are out of every group."""

from __future__ import annotations

from django.db.models import Count

from zwerm.groups.models import Group, GroupRole, Membership
from zwerm.members.models import Member, Role


def hand_over(member: Member) -> None:
    """Give each group that only `member` owns an owner, and take `member` out of all groups."""
    for role in GroupRole.objects.at().filter(member=member, kind=GroupRole.Kind.OWNER).select_related("group"):
        if not role.others().exists():
            GroupRole.give(role.group, successor(role.group, member), GroupRole.Kind.OWNER, by=member)
    for membership in Membership.objects.filter(member=member).select_related("group", "member"):
        membership.leave()


def successor(group: Group, leaver: Member) -> Member:
    """Who takes over: the moderator who serves longest, else who has been in it longest, else an administrator.

    There is always one: the last administrator cannot leave.
    """
    people = Member.objects.people().exclude(pk=leaver.pk)
    moderators = GroupRole.objects.at().filter(group=group, kind=GroupRole.Kind.MODERATOR, member__in=people)
    if moderator := moderators.order_by("since", "pk").select_related("member").first():
        return moderator.member
    insiders = group.memberships.filter(member__in=people)
    if insider := insiders.order_by("joined_at", "pk").select_related("member").first():
        return insider.member
    keepers = Role.objects.at().filter(kind=Role.Kind.ADMINISTRATOR, member__in=people)
    return keepers.select_related("member").earliest("since", "pk").member


def recount(from_member: Member, to_member: Member) -> None:
    """The groups of a member who was another before: some rows gave way to ones that were there."""
    counted = Group.objects.of(to_member).annotate(inside=Count("memberships")).values_list("pk", "inside")
    for key, inside in counted:
        Group.objects.filter(pk=key).update(member_count=inside)
