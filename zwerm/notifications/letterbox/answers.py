"""Answers by mail: a room says to what one can answer, and writes what somebody said where they would have written it.

answers.register("post", answer)        in a room's `hooks.py`
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from zwerm.core.permissions import Reason

if TYPE_CHECKING:
    from zwerm.members.models import Member


@dataclass(frozen=True)
class Said:
    """What a member says by mail, in their own words, with the files they sent along."""

    by: Member
    words: str
    files: Sequence[UploadedFile[bytes]]
    #: A UUID, the same each time that this letter comes.
    number: str


#: Writes it as an answer to the thing with this key, by that room's own rules, and once for one number. It gives the names of the files
#: that could not come along, and raises `NotWritten` or `Later`.
Answer = Callable[[int, Said], Sequence[str]]


class NotWritten(Exception):
    """An answer that cannot be written; `reason` tells its author why, in a sentence of their language."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = str(reason)


class Later(Exception):
    """It cannot be written just now: the mail server keeps the letter, and brings it again."""


_answers: dict[str, Answer] = {}


def register(purpose: str, answer: Answer) -> None:
    """Let letters to addresses of this purpose be written by `answer`."""
    _answers[purpose] = answer


def to(purpose: str) -> Answer | None:
    """How an answer of this purpose is written; None when no room has it."""
    return _answers.get(purpose)
