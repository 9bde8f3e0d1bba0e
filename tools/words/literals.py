"""Visible text that nobody can translate: letters in a template outside a translate tag, literal labels in Python."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

SPOKEN = {"alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
SILENT = {"script", "style", "code", "kbd", "pre"}
HANDLED = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}
NAMES = re.compile(r"Zwerm|(Ctrl|Alt|Shift|Esc|Enter|Tab)(\+\w+)*")  # the same in every language
HOLE = "\N{BULLET}"  # stands for a tag or a variable, and is no letter
ATTRIBUTES = re.compile(rf"""(\s|{HOLE}|[\w-]+="[^"]*")+""")  # a template that is included inside a tag
ARGUMENT = re.compile(r"""\b\w+=("[^"]*"|'[^']*')""")
LABELS = {"label", "help_text", "empty_label", "verbose_name", "verbose_name_plural"}
SPEAKERS = {"ValidationError", "Refused"}
LETTERS = re.compile(r"[^\W\d_]")


def in_template(source: str) -> Iterator[str]:
    """Each piece of text that a reader would see or hear as it stands in the template."""
    tokens = list(_untranslated(source))
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            yield from _loose_arguments(token)
    reader = _Reader()
    reader.feed("".join(token.contents if token.token_type == TokenType.TEXT else HOLE for token in tokens))
    reader.close()
    yield from reader.found


def in_python(source: str) -> Iterator[str]:
    """Literal labels, refusals and choices in a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in LABELS and _speaks(node.value):
            yield f"{node.arg}={ast.unparse(node.value)} is not translatable"
        if isinstance(node, ast.Call) and _is_speaker(node.func):
            yield from (f"{ast.unparse(said)} is not translatable" for said in node.args if _speaks(said))
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            yield from _loose_choices(node)


def _untranslated(source: str) -> Iterator[Token]:
    end = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if end:
            end = "" if name == end else end
        elif name in HANDLED:
            end = HANDLED[name]
        else:
            yield token


def _loose_arguments(token: Token) -> Iterator[str]:
    """`{% include "core/empty.html" with title="Nothing here" %}`: a sentence handed on, without `_("...")`."""
    if token.contents.split()[0] in ("translate", "trans", "url"):
        return
    for found in ARGUMENT.finditer(token.contents):
        text = found.group(1)[1:-1]
        if not NAMES.fullmatch(text) and (re.match(r"[A-Z][a-z]", text) or re.search(r"[a-z] [a-z]", text)):
            yield f"{found.group()} is not translatable"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        spoken = SPOKEN | ({"value"} if dict(attrs).get("type") in ("submit", "button") else set())
        self.found += [
            f'{name}="{value}" is not translatable' for name, value in attrs if name in spoken and _loose(value)
        ]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if self.silent or not _loose(data):
            return
        if ATTRIBUTES.fullmatch(data):
            self.handle_starttag("", [(name, value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', data)])
        else:
            self.found.append(f"{' '.join(data.split())!r} stands outside a translate tag")


def _loose(text: str | None) -> bool:
    return any(LETTERS.search(word) and not NAMES.fullmatch(word.strip(",;.")) for word in (text or "").split())


def _loose_choices(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Tuple):
            label = statement.value.elts[-1]
            if _speaks(label):
                yield f"choice {ast.unparse(label)} is not translatable"


def _is_speaker(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        return ast.unparse(function.value) == "messages" or function.attr in SPEAKERS
    return isinstance(function, ast.Name) and function.id in SPEAKERS


def _speaks(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(LETTERS.search(value.value))
