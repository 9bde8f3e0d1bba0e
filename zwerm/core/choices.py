"""Choices that tell what they mean: a form shows the meaning under the label."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Explained:
    """The label of a choice, with one line of meaning: `choices=[("open", Explained(label, meaning))]`."""

    label: str | Promise
    meaning: str | Promise

    def __str__(self) -> str:
        return str(self.label)
