"""Several people who do the same at one moment, each by a connection of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")


def who_may(deed: Callable[[T], object], people: Sequence[T], refusal: type[Exception]) -> list[bool]:
    """For each of them, whether the deed was done or refused; each keeps its transaction open for a moment."""

    def tried(one: T) -> bool:
        try:
            with transaction.atomic():
                deed(one)
                time.sleep(0.3)
        except refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor() as together:
        return list(together.map(tried, people))
