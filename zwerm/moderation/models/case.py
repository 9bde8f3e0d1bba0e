from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.core.doors import Overtaken
from zwerm.groups.models import Group, GroupRole
from zwerm.moderation import matters
from zwerm.moderation.holding import Why
from zwerm.moderation.matters import Matter
from zwerm.moderation.models.prompt import Prompt
from zwerm.moderation.reasons import Reason

if TYPE_CHECKING:
    from zwerm.moderation.models.decision import Decision


class DecidedMeanwhile(Overtaken):
    """A moderator decided about what its author was about to change."""

    reason = gettext_lazy(
        "A moderator decided about this a moment ago. What you just wrote is kept under “Not sent yet”."
    )


class CaseScope(models.QuerySet["Case"]):
    def visible_to(self, person: Any) -> CaseScope:
        """Who decides: of a group its owners and moderators, everywhere those of the community; never about their own words."""
        if not person.is_authenticated:
            return self.none()
        others = self.exclude(author=person)
        if person.holds("administrator", "moderator"):
            return others
        return others.filter(group__in=GroupRole.objects.at().filter(member=person).values("group"))

    def waiting(self) -> CaseScope:
        """Cases without a decision, what cannot wait first and then the oldest."""
        return self.filter(open=True).order_by("-urgent", "opened_at", "pk")

    def behind(self, case: Case) -> CaseScope:
        """Those that stand later than `case` in the order of `waiting`."""
        later = Q(opened_at__gt=case.opened_at) | Q(opened_at=case.opened_at, pk__gt=case.pk)
        return self.filter(Q(urgent=case.urgent) & later | (Q(urgent=False) if case.urgent else Q(pk=None)))

    def free_for(self, person: Any) -> CaseScope:
        """Those that nobody else has in hand now."""
        return self.exclude(Q(claim__until__gt=timezone.now()) & ~Q(claim__by=person))

    def for_list(self) -> CaseScope:
        return self.select_related("group", "author", "claim__by").prefetch_related("reports")


class Case(models.Model):
    """Something of which people decide whether it may stay: all reports of one thing together."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    #: Where it stands; null for what stands in no group, such as a profile.
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="cases")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cases", db_index=False)
    #: What it said when the case was opened: an author may change it meanwhile.
    words = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    #: Kept: it waits for a decision.
    open = models.BooleanField(default=True)
    #: Kept: somebody named a reason that cannot wait.
    urgent = models.BooleanField(default=False)
    #: Of what waits before others read it: why, by the rules of its group (see holding.py).
    waits_for = models.JSONField(default=list, blank=True)

    objects = CaseScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(open=True), name="one_open_case_a_thing"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["group", "-urgent", "opened_at"], condition=Q(open=True), name="cases_waiting"),
            models.Index(fields=["author", "group", "-opened_at"], name="cases_of_author"),
            models.Index(fields=["subject_type", "subject_id"], name="cases_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type}:{self.subject_id}"

    def get_absolute_url(self) -> str:
        return f"/moderation/cases/{self.pk}/"

    @classmethod
    def about(cls, matter: Matter, subject: Any, *, urgent: bool = False) -> Case:
        """The open case about this thing, opened now when there is none; for verbs, which leave the line in the log."""
        place, author = matter.place(subject), matter.author(subject)
        case, _new = cls.objects.get_or_create(
            subject_type=matter.subject_type,
            subject_id=subject.pk,
            open=True,
            defaults={"group": place, "author": author, "words": matter.shown(subject).words, "urgent": urgent},
        )
        if urgent and not case.urgent:
            cls.objects.filter(pk=case.pk).update(urgent=True)
        return case

    @classmethod
    def hold(cls, matter: Matter, subject: Any, why: Sequence[Why]) -> Case:
        """What somebody just wrote waits until a moderator lets it pass."""
        with transaction.atomic():
            case = cls.about(matter, subject)
            case.waits_for = [reason.value for reason in why]
            case.save(update_fields=["waits_for"])
            data = {"why": case.waits_for}
            log.record("words.held", actor=case.author, subject=case, place=case.group, data=data)
        return case

    @classmethod
    def withdraw(cls, subject: models.Model) -> None:
        """What waited does so no longer: its author took it back, or says something else.

        Raises:
            DecidedMeanwhile: a moderator was first.
        """
        with transaction.atomic():
            case = cls.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).get()
            case.lock()
            if not case.open:
                raise DecidedMeanwhile
            case.open, case.words = False, ""
            case.save(update_fields=["open", "words"])
            log.record("case.withdrawn", actor=case.author, subject=case, place=case.group)

    def lock(self) -> None:
        """Let who else decides here wait until this transaction ends."""
        self.open = Case.objects.select_for_update().values_list("open", flat=True).get(pk=self.pk)

    def come_back(self, decision: Decision) -> None:
        """The author changed what they were asked to change: it waits for a decision again."""
        with transaction.atomic():
            self.lock()
            if (
                self.open
                or Case.objects.filter(subject_type=self.subject_type, subject_id=self.subject_id, open=True).exists()
            ):
                return
            self.open = True
            self.save(update_fields=["open"])
            log.record(
                "case.returned", actor=self.author, subject=self, place=self.group, target=decision.by,
                prompted_by=self.line,
            )  # fmt: skip

    @property
    def matter(self) -> Matter:
        return matters.of(self.subject_type)

    @cached_property
    def subject(self) -> Any:
        """The thing itself; None when it is gone."""
        return self.matter.subject(self.subject_id)

    @property
    def reasons(self) -> list[str]:
        """The reasons that were named, the most named first; the reports are at hand."""
        named = [report.reason for report in self.reports.all()]
        return sorted(dict.fromkeys(named), key=lambda reason: -named.count(reason))

    @property
    def line(self) -> Entry | None:
        """The line of what was decided last, while it is not too old to have led to something."""
        lines = Entry.objects.filter(verb="case.decided", subject_type="moderation.case", subject_id=self.pk)
        return lines.filter(at__gt=timezone.now() - Prompt.LASTS).order_by("-pk").first()

    @property
    def says_why(self) -> list[str]:
        """Why it waits, as people say it."""
        return [str(Why(reason).label) for reason in self.waits_for]

    @property
    def says(self) -> list[str]:
        """Why it stands in the queue, each reason once, as people say it; the reports are at hand."""
        return [*self.says_why, *(str(Reason(reason).label) for reason in self.reasons)]

    @property
    def was_withdrawn(self) -> bool:
        """Its author took back what waited, or says it in another way."""
        return not self.open and bool(self.waits_for) and self.latest is None

    @property
    def latest(self) -> Decision | None:
        """The decision that stands, or the last one that did."""
        return self.decisions.filter(withdrawn_at=None).order_by("-at", "-pk").first()
