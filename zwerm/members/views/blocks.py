"""Whom I keep away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Block, Member


def list_blocks(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    blocks = seen(Block.objects.select_related("blocked"), request).order_by("-at", "-pk")
    return render(request, "members/blocks.html", {"blocks": blocks})


def ask_block(request: Request, handle: str) -> HttpResponse:
    """What blocking does, before one does it."""
    member = find(Member, request, handle=handle)
    allow(request, "members.block_member", member)
    return render(request, "members/block.html", {"member": member})


def put_up(request: Request, handle: str) -> HttpResponse:
    member = find(Member, request, handle=handle)
    allow(request, "members.block_member", member)
    Block.put_up(by=request.user, against=member)
    messages.success(request, gettext("%(name)s is kept away from you.") % {"name": member.name})
    return redirect("members:blocks")


def take_down(request: Request, handle: str) -> HttpResponse:
    """Whom I keep away I can let near again, also when their page is not open to me."""
    allow(request, "members.change_member", request.user)
    block = find(Block.objects.select_related("blocked"), request, blocked__handle=handle)
    block.take_down()
    messages.success(request, gettext("%(name)s is no longer kept away from you.") % {"name": block.blocked.name})
    return redirect("members:blocks")


blocks = resource(get=list_blocks)
block = resource(get=ask_block, post=put_up, delete=take_down)
