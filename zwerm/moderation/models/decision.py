from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.moderation.models.case import Case
from zwerm.moderation.models.prompt import Prompt
from zwerm.moderation.reasons import Reason

if TYPE_CHECKING:
    from zwerm.moderation.models.objection import Objection


class DecisionScope(models.QuerySet["Decision"]):
    def visible_to(self, person: Any) -> DecisionScope:
        """Decisions about my own words, once I was told."""
        if not person.is_authenticated:
            return self.none()
        return self.standing().filter(case__author=person).exclude(told_at=None).exclude(kind__in=QUIET)

    def standing(self) -> DecisionScope:
        """Those that were not taken back at once."""
        return self.filter(withdrawn_at=None)


#: Of these the author is told nothing by the house: nothing is held against them.
QUIET = ("fine", "pass")


class Decision(models.Model):
    """What a person decided in a case, why, and what was said to the author."""

    class Kind(models.TextChoices):
        FINE = "fine", pgettext_lazy("decision", "Fine")
        PROMOTIONS = "promotions", pgettext_lazy("decision", "To Promotions")
        JOBS = "jobs", pgettext_lazy("decision", "To Jobs")
        CHANGE = "change", pgettext_lazy("decision", "Ask to change it")
        HIDE = "hide", pgettext_lazy("decision", "Hide")
        REMOVE = "remove", pgettext_lazy("decision", "Remove")
        WARN = "warn", pgettext_lazy("decision", "Warn")
        PAUSE = "pause", pgettext_lazy("decision", "Pause")
        BLOCK = "block", pgettext_lazy("decision", "Put out")
        #: Of what waited before others read it.
        PASS = "pass", pgettext_lazy("decision", "Let it pass")
        REFUSE = "refuse", pgettext_lazy("decision", "Refuse")

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=12, choices=Reason)
    #: To the author, in plain words, in `language`.
    words = models.TextField(max_length=2000, blank=True)
    language = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    #: Of a pause or block; null for one without end.
    until = models.DateTimeField(null=True)
    #: Of a pause or block: of the whole community, and not of one group.
    everywhere = models.BooleanField(default=False)
    #: What undoing needs to know, by what was done: "thing" or "person".
    memo = models.JSONField(default=dict)
    withdrawn_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = DecisionScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], condition=models.Q(told_at=None), name="decisions_untold"),
            models.Index(fields=["by", "-at"], name="decisions_of_moderator"),
        ]

    #: So long a decision can be taken back by who made it; after that the author and who reported are told.
    SLIP: ClassVar[timedelta] = timedelta(minutes=2)
    #: So long the author may object (article 20 of the Digital Services Act asks for six months).
    OBJECTING: ClassVar[timedelta] = timedelta(days=183)

    #: Decisions after which the author may change their words, and then the case comes back.
    ASKING: ClassVar[frozenset[str]] = frozenset({Kind.CHANGE, Kind.HIDE})
    #: Decisions that show the author a section of the group by its own name, where such words belong.
    LEADING: ClassVar[frozenset[str]] = frozenset({Kind.PROMOTIONS, Kind.JOBS})

    def __str__(self) -> str:
        return f"{self.case}: {self.kind}"

    def get_absolute_url(self) -> str:
        return f"/me/decisions/{self.pk}/"

    @property
    def open_url(self) -> str:
        """Where who cannot sign in any more reads it, and objects."""
        return f"/decisions/{signing.dumps(self.pk, salt='moderation.decision')}/"

    @classmethod
    def signed(cls, token: str) -> Decision | None:
        """The decision of an `open_url`."""
        try:
            key = signing.loads(token, salt="moderation.decision")
        except signing.BadSignature:
            return None
        whole = cls.objects.standing().exclude(told_at=None)
        return whole.select_related("case__group", "case__author", "by", "objection").filter(pk=key).first()

    def tell(self) -> None:
        """The time to take it back has passed: from now on the author knows, and who reported hears what became of it."""
        with transaction.atomic():
            if Decision.objects.filter(pk=self.pk, told_at=None, withdrawn_at=None).update(told_at=timezone.now()):
                self._lead_on()
                log.record("decision.told", actor=None, subject=self, place=self.case.group, target=self.case.author)

    def _lead_on(self) -> None:
        """What the author changes from now on was asked for; what they begin in the section they were led to, too."""
        if self.by is None or self.kind not in self.ASKING | self.LEADING:
            return
        case = self.case
        line, about = case.line, case.subject if self.kind in self.ASKING else case.group
        if line and about is not None:
            Prompt.make(line, about, by=self.by, group=case.group, whom=case.author)

    @classmethod
    def tell_due(cls) -> None:
        due = cls.objects.standing().filter(told_at=None, at__lt=timezone.now() - cls.SLIP)
        for decision in due.select_related("case__group", "case__author").order_by("at")[:200]:
            decision.tell()

    @property
    def takes_objections(self) -> bool:
        """Whether its author may still object."""
        return self.told_at is not None and timezone.now() < self.told_at + self.OBJECTING and self.answer is None

    @property
    def answer(self) -> Objection | None:
        """The objection to it, if there is one."""
        return getattr(self, "objection", None)

    @property
    def is_quiet(self) -> bool:
        return self.kind in QUIET

    @property
    def keeps_out(self) -> bool:
        return self.kind == self.Kind.BLOCK

    @property
    def has_term(self) -> bool:
        return self.kind in (self.Kind.PAUSE, self.Kind.BLOCK)
