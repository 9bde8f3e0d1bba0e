"""What search is compared with: FTS5 as it comes, with its own words (`unicode61`) and its own order (`bm25`)."""

import re
import sqlite3
from collections.abc import Iterable

_ASKED = re.compile(r'"([^"]+)"|(\S+)')


class Plain:
    """An index in memory of texts with their titles; `joined` is what stands between the words of a question: AND or OR."""

    def __init__(self, texts: Iterable[tuple[str, str, str]], joined: str) -> None:
        self._joined = f" {joined} "
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE texts USING fts5(key UNINDEXED, title, body)")
        self._database.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)

    def find(self, asked: str, most: int) -> list[str]:
        """The keys of at most so many conversations, best first."""
        words = [phrase or word for phrase, word in _ASKED.findall(asked)]
        spoken = [word for word in words if re.search(r"\w", word)]
        query = self._joined.join('"{}"'.format(word.replace('"', '""')) for word in spoken)
        rows = self._database.execute("SELECT key FROM texts WHERE texts MATCH ? ORDER BY rank", [query])
        return list(dict.fromkeys(key for (key,) in rows))[:most]
