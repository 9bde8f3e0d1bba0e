"""What keeps a text from costing more than its length, whatever somebody writes.

Markdown has corners where a short text becomes a huge page (an address named once and used thousands of times), where time grows
with the square of the length (looking for addresses in one endless word), or where words vanish (below the twentieth quote in a
quote). Each has its bound here; beyond it the words stay, as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

#: Quotes and lists within one another: a quote is one step, a list two. What is deeper keeps its signs and is a paragraph.
DEEPEST = 12
#: Characters without a space in which addresses are looked for.
LONGEST_WORD = 2_000
#: Characters that a text may grow to: so many times its own length, and this much in any case.
MOST_TIMES, ALWAYS = 30, 20_000

#: Without one of these there is no address in a text. Saying so is quicker than to look for each kind.
_hint = re.compile(r"[:@]|//|\.\w|localhost", re.IGNORECASE)
_long_word = re.compile(rf"\S{{{LONGEST_WORD}}}")
_task = re.compile(r"\[([ xX])\]\s")


def bound(parser: MarkdownIt) -> None:
    """Put the bounds round the rules of `parser`."""
    block = dict(zip(parser.block.ruler.get_all_rules(), parser.block.ruler.__rules__, strict=True))
    for name in ("blockquote", "list"):
        parser.block.ruler.at(name, _not_deeper(block[name].fn), {"alt": block[name].alt})
    inline = dict(zip(parser.inline.ruler.get_all_rules(), parser.inline.ruler.__rules__, strict=True))
    parser.inline.ruler.at("linkify", _in_short_lines(inline["linkify"].fn))
    core = dict(zip(parser.core.ruler.get_all_rules(), parser.core.ruler.__rules__, strict=True))
    parser.core.ruler.at("linkify", _in_words(core["linkify"].fn))
    parser.linkify = Addresses()


class Addresses(LinkifyIt):  # type: ignore[misc]  # without types
    """Looks for addresses only where there may be one."""

    def pretest(self, text: str) -> bool:
        return _hint.search(text) is not None and bool(super().pretest(text))

    def test(self, text: str) -> bool:
        return _hint.search(text) is not None and bool(super().test(text))


def grows_too_much(tokens: Sequence[Token], length: int) -> bool:
    """Whether the page of these tokens would be out of all proportion to a text of `length` characters."""
    return _size(tokens) > MOST_TIMES * length + ALWAYS


def mark_tasks(state: StateCore) -> None:
    """`- [ ] this` is something to do, and `- [x] this` is done."""
    lists: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type.endswith("_list_open"):
            lists.append(token)
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif found := _is_task(state.tokens, index):
            state.tokens[index - 2].attrSet("class", "task-list-item")
            lists[-1].attrSet("class", "contains-task-list")
            _put_box(token, checked=found[1] != " ")


def _is_task(tokens: Sequence[Token], index: int) -> re.Match[str] | None:
    """The mark with which the first words of an item begin, if they do."""
    first = tokens[index].type == "inline" and index > 1 and tokens[index - 2].type == "list_item_open"
    return _task.match(tokens[index].content) if first else None


def _put_box(token: Token, *, checked: bool) -> None:
    box = Token("html_inline", "", 0)
    done = ' checked="checked"' if checked else ""
    # The words say what the box is about, also to who does not see that they stand beside it.
    box.content = f'<label><input class="task-list-item-checkbox"{done} disabled="disabled" type="checkbox">'
    children = token.children or []
    children[0].content = children[0].content[3:]
    end = Token("html_inline", "", 0)
    end.content = "</label>"
    children[:] = [box, *children, end]


def _not_deeper(rule: Any) -> Any:
    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and bool(rule(state, start, end, silent))

    return bounded


def _in_short_lines(rule: Any) -> Any:
    """The other rule that looks for addresses finds those that stand further on in a line."""

    def bounded(state: StateInline, silent: bool) -> bool:
        return len(state.pending) < LONGEST_WORD and not _is_endless(state.src) and bool(rule(state, silent))

    return bounded


@lru_cache(maxsize=2)  # asked at each sign of one text
def _is_endless(text: str) -> bool:
    return _long_word.search(text) is not None


def _in_words(rule: Any) -> Any:
    def bounded(state: StateCore) -> None:
        if not _is_endless(state.src):
            rule(state)

    return bounded


def _size(tokens: Sequence[Token]) -> int:
    """The characters of these tokens and of all inside them, about; most have no attributes and nothing inside."""
    size = 8 * len(tokens)
    for token in tokens:
        size += len(token.content)
        if token.attrs:
            size += sum(len(str(value)) for value in token.attrs.values())
        if token.children:
            size += _size(token.children)
    return size
