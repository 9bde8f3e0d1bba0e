"""Comments of Stack Exchange are a small Markdown of their own."""

import re

from zwerm.core.from_html import MENTION, escape_start, without_links

CODE = re.compile(r"(`+[^`]+`+)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(")


def from_comment(text: str) -> str:
    """Markdown for a comment: its few marks are kept, what would start a block or a picture is not."""
    lines = (escape_start(line) for line in text.strip().splitlines())
    pieces = CODE.split(PICTURE.sub(r"[\1](", "\n".join(lines)))
    pieces[::2] = [MENTION.sub(r"\\@", without_links(piece, bare_too=False)) for piece in pieces[::2]]
    return "".join(pieces)
