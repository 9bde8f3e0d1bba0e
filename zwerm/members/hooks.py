"""What people lend to the house."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from zwerm.activity import letters, memory, readers, worker
from zwerm.core import device, markdown, personal, slots, strays
from zwerm.core.personal import Fate
from zwerm.members import frame, leaving, post
from zwerm.members.models import Acceptance, Block, Invitation, Member, Role, Session

memory.narrow("member.joined", "session.ended", "password.changed", "address.confirmed")
memory.narrow("invitation.sent", "invitation.linked", "invitation.withdrawn")
device.introduced_by(frame.introduction)
slots.fill("frame.side", frame.side, order=25)
slots.fill("frame.bar", frame.bar, order=50)
slots.fill("frame.me", frame.me, order=10)
letters.kind("invitation", post.write_invitation)
readers.register("invitation mail", post.read, verbs=("invitation.sent",), does=_("Puts invitations in the mail"))
personal.before_leaving(leaving.let_go)
personal.before_leaving(leaving.forget_address)
personal.before_leaving(leaving.end_roles)
markdown.link_mentions("/members/{}/".format)
personal.declare(Member, brought_by=Fate.UNLINK, secret=["password"])
personal.declare(Role, member=Fate.KEEP, given_by=Fate.KEEP, ended_by=Fate.KEEP, exported=["member"])
personal.declare(Block, blocker=Fate.DELETE, blocked=Fate.DELETE, exported=["blocker"])
personal.declare(Invitation, invited_by=Fate.KEEP, exported=["invited_by"], secret=["code"])
personal.declare(Acceptance, member=Fate.KEEP, exported=["member"])
personal.declare(Session, member=Fate.DELETE, exported=["member"], secret=["session_key", "session_data"])
worker.chore("clear sessions that ended", Session.clear_expired, every=timedelta(hours=12))
worker.chore("clear stray photos", partial(strays.clear, Member.photo.field, "photos"), every=timedelta(hours=12))
personal.declare(EmailAddress, user=Fate.DELETE, exported=["user"])
personal.declare(Authenticator, user=Fate.DELETE, exported=["user"], secret=["data"])
