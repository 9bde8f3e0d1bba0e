from zwerm.members.models.block import Block
from zwerm.members.models.community import Community
from zwerm.members.models.invitation import Acceptance, Invitation, InvitationStop
from zwerm.members.models.member import Member
from zwerm.members.models.role import Role
from zwerm.members.models.role_type import RoleType
from zwerm.members.models.session import Session

__all__ = ["Acceptance", "Block", "Community", "Invitation", "InvitationStop", "Member", "Role", "RoleType", "Session"]
