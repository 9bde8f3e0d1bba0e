"""What is wrong with the words: missing, unfinished, at odds with one another, too short to stand alone, or loose."""

import re
from collections.abc import Iterator
from pathlib import Path

from tools.words import catalogues, literals
from tools.words.extraction import Message, messages, python_files, rooms, templates

SHORT = 3  # words: "Close" is a verb or an adjective, and only the context tells
Forms = str | list[str] | tuple[str, ...]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def problems(root: Path) -> list[str]:
    """Every fault, one line each, beginning with the file it is in."""
    found = [line for room in rooms(root) for line in _room_problems(root, room)]
    return [*found, *contradictions(root)]


def _room_problems(root: Path, room: Path) -> Iterator[str]:
    path = catalogues.catalogue_path(room)
    text = catalogues.updated(root, room)
    if text is not None and (not path.exists() or path.read_text() != text):
        yield f"{path.relative_to(root)}: out of date; run bin/words"
    yield from (f"{path.relative_to(root)}: {fault}" for fault in unfinished(path))
    for message in dict.fromkeys(messages(root, room)):
        if is_too_short(message):
            yield f"{message.file}: {message.text!r} is short and has no context"
    for template in templates(room):
        yield from (f"{template.relative_to(root)}: {loose}" for loose in literals.in_template(template.read_text()))
    for module in python_files(room):
        yield from (f"{module.relative_to(root)}: {loose}" for loose in literals.in_python(module.read_text()))


def unfinished(path: Path) -> Iterator[str]:
    """Entries of a catalogue that a Dutch reader would stumble over."""
    for message in catalogues.read(path):
        if not message.id:
            continue
        if message.fuzzy or not message.string or not catalogues.is_translated(message.string):
            yield f"{message.id!r} has no Dutch"
        elif not _same_placeholders(message.id, message.string):
            yield f"{message.id!r} and its Dutch do not name the same placeholders"


def is_too_short(message: Message) -> bool:
    words = re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", message.text))
    return not message.context and 0 < len(words) <= SHORT


def contradictions(root: Path) -> Iterator[str]:
    """One string with two translations: Django would show whichever room it read first."""
    seen: dict[tuple[object, object], tuple[object, Path]] = {}
    for room in rooms(root):
        path = catalogues.catalogue_path(room)
        for message in catalogues.read(path):
            if not message.id:
                continue
            string, elsewhere = seen.setdefault((message.id, message.context), (message.string, path))
            if string != message.string:
                yield f"{path.relative_to(root)}: {message.id!r} says otherwise than {elsewhere.relative_to(root)}"


def _same_placeholders(english: Forms, dutch: Forms) -> bool:
    """Each form names what its English one does; a singular may also name the number that only the plural has."""
    wanted, given = _placeholders(english), _placeholders(dutch)
    return all(want <= give <= wanted[-1] | want for want, give in zip(wanted, given, strict=True))


def _placeholders(forms: Forms) -> list[set[str]]:
    forms = [forms] if isinstance(forms, str) else forms
    return [{found.group() for found in PLACEHOLDER.finditer(form)} for form in forms]
