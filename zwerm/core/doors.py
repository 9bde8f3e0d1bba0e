"""The one door to a record.

`find` answers 404 where somebody may not see a record, `allow` answers 403 with a reason where they may see it and not do
what they ask. Views reach records through these two and through nothing else (law 4).
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, overload

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from zwerm.core.permissions import Reason, refusal

M = TypeVar("M", bound=Model)
Q = TypeVar("Q", bound=QuerySet[Any])


class Refused(PermissionDenied):
    """Somebody may see a thing and may not do this to it; `reason` is a whole sentence in their language."""

    def __init__(self, reason: Reason, permission: str = "") -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.permission = permission


class Overtaken(Exception):
    """A verb was allowed a moment ago and is possible no longer: somebody else did something in between.

    Verbs raise a kind of it when they hold the lock; a class says in `reason`, a whole sentence, what happened. The answer is 409.
    """

    reason: ClassVar[Reason]


class SignInNeeded(Refused):
    """A visitor asked for what only members may do: they are led to sign in, and back."""


@overload
def seen(model: type[M], request: HttpRequest) -> QuerySet[M]: ...
@overload
def seen(model: Q, request: HttpRequest) -> Q: ...
def seen(model: Any, request: HttpRequest) -> Any:
    """Every record of `model` that the person behind `request` may see."""
    records: Any = model if isinstance(model, QuerySet) else model._default_manager
    return records.visible_to(request.user)


def find(model: type[M] | QuerySet[M], request: HttpRequest, **lookup: Any) -> M:
    """The one record that `lookup` names, if the person behind `request` may see it.

    Args:
        model: a model whose manager has the scope `visible_to`, or a queryset of one (to join what the page needs).

    Raises:
        Http404: it is not there, or is not theirs to see; both look the same from outside.
    """
    records: QuerySet[M] = seen(model, request)
    try:
        return records.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def let_see(request: HttpRequest, name: str, record: M | None) -> M:
    """A record that is at hand, if the person behind `request` may see it; by its rule, which says what its scope says (law 5).

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    if record is None or refusal(name, request.user, record) is not None:
        raise Http404
    return record


def allow(request: HttpRequest, name: str, record: Any = None) -> None:
    """Go on only when the person behind `request` may do `name` to `record`.

    Raises:
        SignInNeeded: a visitor, for whom signing in is the way on.
        Refused: a member who may not; the reason is in it.
    """
    reason = refusal(name, request.user, record)
    if reason is None:
        return
    if not request.user.is_authenticated:
        raise SignInNeeded(reason, name)
    raise Refused(reason, name)
