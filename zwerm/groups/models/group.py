from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from zwerm.activity import log
from zwerm.core import markdown
from zwerm.core.prepared import Prepared
from zwerm.groups import slugs, starting
from zwerm.groups.choices import Joining, Kind, Section, Visibility
from zwerm.groups.models.addresses import group_page
from zwerm.groups.terms import holds

_inside = Prepared(lambda group, member: Group(pk=group).memberships.filter(member=member).values_list("paused_until"))
_roles = Prepared(
    lambda group, member: (
        Group(pk=group).roles.filter(member=member).order_by().values_list("kind", "since", "until", "ended_at")
    )
)

if TYPE_CHECKING:
    from zwerm.groups.models.membership import Membership
    from zwerm.members.models import Member


class GroupScope(models.QuerySet["Group"]):
    def visible_to(self, person: Any) -> GroupScope:
        """Groups this person may see: public ones, for members also members' groups, and the hidden ones they are in."""
        if not person.is_authenticated:
            return self.filter(visibility=Group.Visibility.PUBLIC)
        mine = Q(visibility=Group.Visibility.HIDDEN, pk__in=person.memberships.values("group"))
        return self.filter(Q(visibility__in=(Group.Visibility.PUBLIC, Group.Visibility.MEMBERS)) | mine)

    def of(self, member: Member) -> GroupScope:
        """The groups this member is in."""
        return self.filter(pk__in=member.memberships.values("group"))


class Group(models.Model):
    Kind = Kind
    Visibility = Visibility
    Joining = Joining
    Section = Section

    #: From the widest to the narrowest; a subgroup is never wider than its parent.
    NARROWER: ClassVar[list[str]] = [Visibility.PUBLIC, Visibility.MEMBERS, Visibility.HIDDEN]
    #: A group in which nobody has spoken for this long sleeps.
    SLEEPS_AFTER: ClassVar[timedelta] = timedelta(days=60)

    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    purpose = models.CharField(max_length=300)
    about = models.TextField(blank=True, max_length=10_000)
    about_html = models.TextField(blank=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INTEREST)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    joining = models.CharField(max_length=12, choices=Joining, default=Joining.OPEN)
    languages = models.JSONField(default=list)
    sections = models.JSONField(default=list)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    #: The keys of this group and those above it, from the top: `/1/5/`.
    path = models.CharField(max_length=255, default="", db_index=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    #: Kept by verbs and by the log's reader, never counted in a page.
    member_count = models.PositiveIntegerField(default=0)
    last_talk_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    #: Raised when somebody gets or ends a role here: it stands beside each of their posts.
    roles_version = models.PositiveIntegerField(default=1)

    objects = GroupScope.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return group_page(self.slug)

    @classmethod
    def start(cls, *, by: Member, until: datetime | None = None, at: datetime | None = None, **fields: Any) -> Group:
        """Start a group; who starts it leads it for a term, and after that until somebody takes over."""
        from zwerm.groups.models.group_role import GroupRole  # the role module names groups

        group = cls(created_by=by, created_at=at or timezone.now(), **fields)
        group.slug = group.slug or slugs.free_slug(group.name)
        group.sections = group.sections or [cls.Section.DISCUSSIONS]
        group.about_html = markdown.render(group.about).html
        with transaction.atomic():
            group.plant()
            log.record("group.started", actor=by, subject=group, place=group, at=at)
            group.let_in(by, source="founder", at=at)
            GroupRole.give(group, by, GroupRole.Kind.OWNER, by=by, until=until, at=at)
            starting.furnish(group, by)
        return group

    def plant(self) -> None:
        """Take a place in the tree: under the parent, never seen by more people than it."""
        if self.parent and self.is_wider_than(self.parent):
            self.visibility = self.parent.visibility
        self.save()
        self.path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        self.save(update_fields=["path"])

    def is_wider_than(self, parent: Group) -> bool:
        return self.NARROWER.index(self.visibility) < self.NARROWER.index(parent.visibility)

    def change(self, *, by: Member, **fields: Any) -> None:
        """Change what the group is; when it closes itself off, its subgroups do too."""
        with transaction.atomic():
            for name, value in fields.items():
                setattr(self, name, value)
            if self.parent and self.is_wider_than(self.parent):
                self.visibility = self.parent.visibility
            self.about_html = markdown.render(self.about).html
            self.save(update_fields=[*fields, "visibility", "about_html"])
            self.touch()
            self._narrow_subgroups()
            log.record("group.changed", actor=by, subject=self, place=self, data={"fields": sorted(fields)})

    def lock(self) -> None:
        """Let whoever else changes who leads this group wait until this transaction ends: two owners cannot both be the last."""
        list(Group.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk"))

    def touch(self) -> None:
        """What readers see of the group has changed: its shared body is another one from now on."""
        Group.objects.filter(pk=self.pk).update(version=F("version") + 1)
        self.refresh_from_db(fields=["version"])

    def roles_changed(self) -> None:
        """Somebody leads or moderates here now, or no longer: their role stands beside their posts, and in the head of the group."""
        Group.objects.filter(pk=self.pk).update(roles_version=F("roles_version") + 1)
        self.touch()

    def _narrow_subgroups(self) -> None:
        wider = self.NARROWER[: self.NARROWER.index(self.visibility)]
        below = Group.objects.filter(path__startswith=self.path).exclude(pk=self.pk)
        below.filter(visibility__in=wider).update(visibility=self.visibility, version=F("version") + 1)

    def let_in(
        self, member: Member, *, source: str = "joined", by: Member | None = None, at: datetime | None = None
    ) -> Membership:
        """Make somebody a member of the group; doing it twice does nothing more."""
        from zwerm.groups.models.membership import Membership  # the membership module names groups

        with transaction.atomic():
            membership, new = Membership.objects.get_or_create(
                group=self,
                member=member,
                defaults={"source": source, "let_in_by": by, "joined_at": at or timezone.now()},
            )
            if new:
                member.forget()
                Group.objects.filter(pk=self.pk).update(member_count=F("member_count") + 1, version=F("version") + 1)
                for asked in self.requests.waiting().filter(member=member):
                    asked.withdraw()
                data = {"source": source}
                log.record("group.joined", actor=member, subject=membership, place=self, target=by, at=at, data=data)
        return membership

    def has(self, person: Any) -> bool:
        """Whether this person is in the group."""
        return bool(person.is_authenticated and self._membership(person))

    def paused_until(self, person: Any) -> datetime | None:
        """Until when this person reads here and does not write, in this group or everywhere; None for who may write."""
        ends = [*(end for (end,) in self._membership(person)), person.paused_until]
        return max((end for end in ends if end and end > timezone.now()), default=None)

    def _membership(self, person: Any) -> tuple[tuple[datetime | None], ...]:
        """Nothing for who is not in the group."""
        found: tuple[tuple[datetime | None], ...] = person.known(
            ("inside", self.pk), lambda: tuple(_inside(group=self.pk, member=person.pk))
        )
        return found

    def roles_of(self, member: Member) -> frozenset[str]:
        """The roles that this member has in the group now."""
        kept = member.known(("roles", self.pk), lambda: tuple(_roles(group=self.pk, member=member.pk)))
        return frozenset(kind for kind, *term in kept if holds(kind, *term))

    @property
    def readers(self) -> str:
        """How wide the circle is that reads here, as the look names it: public, members or closed."""
        return "closed" if self.visibility == self.Visibility.HIDDEN else self.visibility

    def allows(self, section: str) -> bool:
        return section in self.sections

    @property
    def sleeps(self) -> bool:
        return (self.last_talk_at or self.created_at) < timezone.now() - self.SLEEPS_AFTER
