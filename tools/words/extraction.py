"""Find every translatable string of a room, in Python and in templates, with its context and plural."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ONE, CONTEXT_ONE, MANY, CONTEXT_MANY = None, ((1, "c"), 2), (1, 2), ((1, "c"), 2, 3)
CALLS = {
    "_": ONE,
    **{name + lazy: ONE for name in ("gettext", "gettext_noop") for lazy in ("", "_lazy")},
    **{"pgettext" + lazy: CONTEXT_ONE for lazy in ("", "_lazy")},
    **{"ngettext" + lazy: MANY for lazy in ("", "_lazy")},
    **{"npgettext" + lazy: CONTEXT_MANY for lazy in ("", "_lazy")},
}


@dataclass(frozen=True)
class Message:
    """One string to translate: `text` is the singular, or the only form; `file` is relative to the root."""

    text: str
    plural: str
    context: str
    file: str

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.text, self.plural) if self.plural else self.text


def rooms(root: Path) -> list[Path]:
    return sorted(apps.parent for apps in root.glob("zwerm/*/apps.py"))


def messages(root: Path, room: Path) -> Iterator[Message]:
    """Every string that the room offers for translation, in the order of its files."""
    for path in python_files(room):
        yield from _read(path.read_text(), path.relative_to(root))
    for path in templates(room):
        yield from _read(_as_python(path.read_text(), path), path.relative_to(root))


def python_files(room: Path) -> list[Path]:
    aside = {"tests", "migrations"}
    return [path for path in sorted(room.rglob("*.py")) if not aside & set(path.relative_to(room).parts)]


def templates(room: Path) -> list[Path]:
    return sorted(path for path in room.glob("templates/**/*") if path.suffix in (".html", ".txt"))


def _as_python(template: str, path: Path) -> str:
    # Django turns the tags into calls and blanks out the rest; Python's tokenizer minds the indentation that is left.
    return "\n".join(line.lstrip() for line in templatize(template, origin=str(path)).splitlines())


def _read(source: str, file: Path) -> Iterator[Message]:
    found = extract("python", BytesIO(source.encode()), keywords=CALLS)
    for _line, text, _comments, context in found:
        text, plural = text if isinstance(text, tuple) else (text, "")
        yield Message(text, plural, context or "", file.as_posix())
