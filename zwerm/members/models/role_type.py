from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import get_language

from zwerm.activity import log

if TYPE_CHECKING:
    from zwerm.members.models.member import Member


class RoleTypeScope(models.QuerySet["RoleType"]):
    def visible_to(self, person: Any) -> RoleTypeScope:
        """The list is no secret: who becomes a member chooses from it."""
        return self


class RoleType(models.Model):
    """What somebody says of their own work. The site edits the list; "prefer not to say" is always in it."""

    #: The slug of the choice that cannot be removed.
    NOT_SAID: ClassVar[str] = "not-said"

    slug = models.SlugField(max_length=40, unique=True)
    label_en = models.CharField(max_length=60)
    label_nl = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    objects = RoleTypeScope.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @classmethod
    def add(cls, *, by: Member, label_en: str, label_nl: str) -> RoleType:
        """Add a choice, above the last one, which says nothing."""
        with transaction.atomic():
            number = cls.objects.count()
            slug = f"{slugify(label_en)[:34]}-{number}"
            role_type = cls.objects.create(slug=slug, label_en=label_en, label_nl=label_nl, position=number)
            cls.objects.filter(slug=cls.NOT_SAID).update(position=number + 1)
            log.record("role_type.added", actor=by, subject=role_type)
        return role_type

    def rename(self, *, by: Member, label_en: str, label_nl: str) -> None:
        with transaction.atomic():
            self.label_en, self.label_nl = label_en, label_nl
            self.save(update_fields=["label_en", "label_nl"])
            log.record("role_type.renamed", actor=by, subject=self)

    def remove(self, *, by: Member) -> None:
        """Take the choice away; who had made it has made none."""
        with transaction.atomic():
            log.record("role_type.removed", actor=by, subject=self, data={"slug": self.slug})
            self.delete()

    @property
    def may_go(self) -> bool:
        return self.slug != self.NOT_SAID

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.label_nl if (get_language() or "").startswith("nl") else self.label_en
