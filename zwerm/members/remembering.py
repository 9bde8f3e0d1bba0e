"""What is asked of a member again and again while their page is made, and from one page to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from zwerm.activity import memory

T = TypeVar("T")

#: A few answers for each of those who come.
_answers = memory.Shelf(most=20_000)


class Remembering:
    """A member who is asked the same thing once."""

    pk: Any

    def remember(self) -> None:
        """From now on ask the same thing about this member once: the middleware says so for the member behind a request."""
        self._answers: dict[Hashable, Any] | None = {}

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer to a question about this member, asked once in a request; asked anew each time, unless `remember` was said."""
        answers = getattr(self, "_answers", None)
        if answers is None:
            return ask()
        if question not in answers:
            answers[question] = ask()
        return cast("T", answers[question])

    def learn(self, question: Hashable, answer: object) -> None:
        """From now on this is the answer: something was done that changed it."""
        answers = getattr(self, "_answers", None)
        if answers is not None:
            answers[question] = answer

    def known(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The same, remembered from one request to the next (activity/memory.py).

        For answers that change only by what leaves a line in the log with this member in it, other than by what they say, and that
        nobody changes in place.
        """
        return self.once(question, lambda: _answers.known((self.pk, question), [memory.person(self.pk)], ask))

    def forget(self) -> None:
        """Something about this member has changed: what was remembered is asked again."""
        if getattr(self, "_answers", None):
            self.remember()
