"""The Dutch catalogue of a room: read, brought up to date, written so that it changes only when its words do."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tools.words.extraction import messages, rooms

LANGUAGE = "nl"
HEADER = """\
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def update_all(root: Path) -> list[Path]:
    """Write the catalogue of every room that has words; translations made earlier are kept."""
    paths = []
    for room in rooms(root):
        text = updated(root, room)
        if text is not None:
            path = catalogue_path(room)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            paths.append(path)
    return paths


def updated(root: Path, room: Path) -> str | None:
    """What the room's catalogue should say now; None for a room without words."""
    catalogue = Catalog(locale=LANGUAGE)
    earlier = read(catalogue_path(room))
    for message in messages(root, room):
        known = earlier.get(message.id, message.context or None)
        translation = known.string if known and bool(known.pluralizable) == bool(message.plural) else None
        flags = known.flags if known else ()
        catalogue.add(message.id, translation, [(message.file, 0)], flags=flags, context=message.context or None)
    return as_text(catalogue) if len(catalogue) else None


def catalogue_path(room: Path) -> Path:
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as text:
        return read_po(text, locale=LANGUAGE)


def untranslated(path: Path) -> int:
    return sum(1 for message in read(path) if message.id and (message.fuzzy or not is_translated(message.string)))


def is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether every form is there."""
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


def as_text(catalogue: Catalog) -> str:
    body = BytesIO()
    write_po(body, catalogue, width=100, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return HEADER + body.getvalue().decode()
