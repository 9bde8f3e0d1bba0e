"""The kinds of archive that can move in. A new one is a module here with the shape of `archive.Format`."""

from zwerm.importing.archive import Format
from zwerm.importing.formats import stackexchange

_ALL: list[Format] = [stackexchange]
FORMATS: dict[str, Format] = {format.source: format for format in _ALL}
