from zwerm.groups.models.group import Group
from zwerm.groups.models.group_invitation import GroupInvitation
from zwerm.groups.models.group_role import GroupRole
from zwerm.groups.models.membership import Membership
from zwerm.groups.models.request import JoinRequest

__all__ = ["Group", "GroupInvitation", "GroupRole", "JoinRequest", "Membership"]
