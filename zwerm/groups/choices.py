"""What a group can be: its type, who sees it, how one joins, which sections it has."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    PURPOSE = "purpose", pgettext_lazy("type of group", "purpose")
    PRACTICE = "practice", pgettext_lazy("type of group", "practice")
    INTEREST = "interest", pgettext_lazy("type of group", "interest")


class Visibility(models.TextChoices):
    PUBLIC = "public", pgettext_lazy("who sees the group", "Everyone")
    MEMBERS = "members", pgettext_lazy("who sees the group", "Members of the community")
    HIDDEN = "hidden", pgettext_lazy("who sees the group", "Only who is in it")


class Joining(models.TextChoices):
    OPEN = "open", pgettext_lazy("joining a group", "Anyone who sees it")
    REQUEST = "request", pgettext_lazy("joining a group", "On request")
    INVITATION = "invitation", pgettext_lazy("joining a group", "By invitation")


class Section(models.TextChoices):
    DISCUSSIONS = "discussions", pgettext_lazy("section", "Discussions")
    PROMOTIONS = "promotions", pgettext_lazy("section", "Promotions")
    JOBS = "jobs", pgettext_lazy("section", "Jobs")
