from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something the operator should know; `wrong` when it has to be mended."""

    says: str
    mend: str
    wrong: bool = True
