"""People: who is here, one member's page, their photo, and names to complete while somebody writes."""

from __future__ import annotations

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from zwerm.activity.strangers import same_for_strangers
from zwerm.core.doors import allow, find, let_see, seen
from zwerm.core.pagination import page_of
from zwerm.core.pictures import Picture
from zwerm.core.prepared import Prepared
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members import audiences, letters, profile
from zwerm.members.models import Block, Member
from zwerm.members.models.member import MemberScope, begins

#: A photo never changes under its address.
IMMUTABLE = "private, max-age=31536000, immutable"
SUGGESTIONS = 8


def list_people(request: Request) -> HttpResponse:
    """The people, newest first; `?q=` finds them by name or by what they can help with."""
    allow(request, "members.list_members")
    query = request.GET.get("q", "").strip()
    page = page_of(_found(request, query), request, key="joined_at", size=24)
    cards = profile.cards(request.user, page.items)
    return render(request, "members/people.html", {"page": page, "cards": cards, "query": query})


def _found(request: Request, query: str) -> MemberScope:
    people: MemberScope = seen(Member.objects.people().select_related("role_type"), request)
    if not query:
        return people
    helps = Q(helps_with__icontains=query) & audiences.readable_in_search(request.user, "helps_with")
    by_name = begins("handle", query.lower()) | letters.in_name(query)
    found = people.filter(by_name | helps if len(query) >= letters.RUN else by_name)
    return letters.narrowed(found, query, "helps_with")


@same_for_strangers
def show_member(request: Request, handle: str) -> HttpResponse:
    """One member, as far as they show themselves to who asks."""
    member: Member = let_see(request, "members.view_member", next(iter(_called(handle=handle)), None))
    context = {
        "card": profile.cards(request.user, [member])[0],
        "member": member,
        "roles": member.roles.at() if request.user.is_authenticated else [],
        "block": seen(Block, request).filter(blocked=member).first(),
    }
    return render(request, "members/member.html", context)


_called = Prepared(lambda handle: Member.objects.select_related("role_type", "brought_by").filter(handle=handle))


def show_photo(request: Request, pk: int, version: str) -> FileResponse:
    """The photo itself, for who may see it."""
    member = find(Member, request, pk=pk)
    if f"/{version}/" not in member.photo_url or not audiences.may_read(request.user, member, "photo"):
        raise Http404
    try:
        file = member.photo.open()
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": IMMUTABLE, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type=Picture.media_type, headers=headers)


def suggest_names(request: Request) -> JsonResponse:
    """Members whose handle or name begins with `?q=`, for completion: handle, name, and a word about them."""
    allow(request, "members.list_members")
    cards = profile.cards(request.user, _beginning(request, request.GET.get("q", "").strip().lower()))
    names = [{"handle": card.member.handle, "name": card.member.name, "note": card.headline} for card in cards]
    return JsonResponse(names, safe=False)


def _beginning(request: Request, start: str) -> list[Member]:
    """Who is visible and has a name or a handle that begins so: two short walks along an index, whoever is here."""
    found: dict[int, Member] = {}
    for column in ("name_key", "handle") if start else ():
        rows = seen(Member.objects.people().filter(begins(column, start)), request)
        found |= {member.pk: member for member in rows.order_by(column)[:SUGGESTIONS]}
    return list(found.values())[:SUGGESTIONS]


people = resource(get=list_people)
member = resource(get=show_member)
photo = resource(get=show_photo)
mentions = resource(get=suggest_names)
