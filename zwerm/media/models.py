from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.activity import log
from zwerm.core import pictures
from zwerm.core.pictures import NotAPicture, Picture
from zwerm.media import files, places
from zwerm.media.files import Attachment, NotTaken

if TYPE_CHECKING:
    from zwerm.members.models import Member


def unguessable(upload: Upload, name: str) -> str:
    """Where a file lies in the store: a place that nobody can guess, whatever the file is called."""
    token = secrets.token_urlsafe(24)
    return f"uploads/{token[:2].lower()}/{token}{name[name.rfind('.') :]}"


class UploadScope(models.QuerySet["Upload"]):
    def visible_to(self, person: Any) -> UploadScope:
        """Uploads that stand in something this person may see, and their own that stand nowhere yet."""
        here = Placement.objects.filter(upload=OuterRef("pk"))
        sees = Q(pk__in=[])
        for subject_type, seen in places.registered().items():
            sees |= Q(Exists(here.filter(subject_type=subject_type, subject_id__in=seen(person))))
        if person.is_authenticated:
            sees |= Q(~Exists(here), owner=person)
        return self.filter(sees)

    def today(self, member: Member) -> UploadScope:
        """What `member` brought in the last 24 hours."""
        return self.filter(owner=member, brought_at__gt=timezone.now() - timedelta(days=1))


class Upload(models.Model):
    """One picture or file that a member brought. A picture was written anew; a file is handed out and never shown."""

    #: How much one member may bring in a day.
    MOST_A_DAY: ClassVar[int] = 100
    MOST_BYTES_A_DAY: ClassVar[int] = 200_000_000
    #: An unplaced upload that no draft names is kept this long.
    WAITS: ClassVar[timedelta] = timedelta(days=2)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    file = models.FileField(upload_to=unguessable, max_length=200)
    #: What its owner calls it, and its name in an address.
    label = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    is_picture = models.BooleanField()
    #: Of a picture, in pixels.
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    brought_at = models.DateTimeField(default=timezone.now)

    objects = UploadScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner", "-brought_at"], name="uploads_of_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{settings.MEDIA_URL}{self.pk}/{self.name}"

    @property
    def markdown(self) -> str:
        """How words name this upload."""
        return f"{'!' if self.is_picture else ''}[{self.label}]({self.get_absolute_url()})"

    @classmethod
    def bring(cls, sent: UploadedFile[bytes], *, by: Member) -> Upload:
        """Check a file, and keep it for its owner until words of theirs name it.

        Raises:
            NotTaken: what is wrong with the file, in a sentence for its owner.
        """
        kept = _checked(sent)
        label = files.label_of(sent)
        upload = cls(owner=by, label=label, name=files.name_of(label, kept.suffix), media_type=kept.media_type)
        upload.size, upload.is_picture = len(kept.content), isinstance(kept, Picture)
        if isinstance(kept, Picture):
            upload.width, upload.height = kept.width, kept.height
        upload.file.save(upload.name, ContentFile(kept.content), save=False)
        try:
            with transaction.atomic():
                upload.save()
                log.record("upload.brought", actor=by, subject=upload)
        except BaseException:
            upload.file.delete(save=False)
            raise
        return upload

    @classmethod
    def clear_unplaced(cls) -> None:
        """Remove what was brought, never used, and waits in no draft."""
        unplaced = cls.objects.filter(placements=None, brought_at__lt=timezone.now() - cls.WAITS)
        words: dict[int, str] = {}
        for upload in unplaced.order_by("owner", "pk").iterator():
            if upload.owner_id not in words:
                words = {upload.owner_id: places.unsent_words(upload.owner_id)}
            if upload.get_absolute_url() not in words[upload.owner_id]:
                upload.remove()

    def remove(self) -> None:
        """Take the upload away, and its file once that is certain."""
        with transaction.atomic():
            log.record("upload.removed", actor=None, subject=self, target=self.owner)
            transaction.on_commit(lambda: self.file.delete(save=False))
            Upload.objects.filter(pk=self.pk).delete()


def _checked(sent: UploadedFile[bytes]) -> Picture | Attachment:
    if not sent.size:
        raise NotTaken(_("This file is empty."))
    if files.suffix_of(sent) not in files.PICTURES:
        return files.attachment(sent)
    try:
        return pictures.bounded(sent)
    except NotAPicture as wrong:
        raise NotTaken(str(wrong)) from wrong


class Placement(models.Model):
    """An upload stands in something that somebody wrote."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="placements")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "upload"], name="one_placement")
        ]

    def __str__(self) -> str:
        return f"{self.upload} in {self.subject_type}:{self.subject_id}"
