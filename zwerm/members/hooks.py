"""What people lend to the house."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from zwerm.core import markdown, personal
from zwerm.core.personal import Fate
from zwerm.members.models import Block, Invitation, Member, Role

markdown.link_mentions("/members/{}/".format)
personal.declare(Member, brought_by=Fate.UNLINK, secret=["password"])
personal.declare(Role, member=Fate.KEEP, given_by=Fate.KEEP, ended_by=Fate.KEEP, exported=["member"])
personal.declare(Block, blocker=Fate.DELETE, blocked=Fate.DELETE, exported=["blocker"])
personal.declare(Invitation, invited_by=Fate.KEEP, exported=["invited_by"], secret=["code"])
personal.declare(EmailAddress, user=Fate.DELETE, exported=["user"])
personal.declare(Authenticator, user=Fate.DELETE, exported=["user"], secret=["data"])
