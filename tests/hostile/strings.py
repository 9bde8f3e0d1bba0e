"""Hostile strings of our own, small enough for every test run: one or two of each family that has ever broken a page."""

from __future__ import annotations

#: What would carry out a script, in each place where words can end up in a page.
SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "' onmouseover=alert(1) '",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--hole post:1-->",
    "<!--hole post:1-->",
    "javascript:alert(1)",
    "[press](javascript:alert(1)) ![x](javascript:alert(1)) <javascript:alert(1)>",
    "[press](JaVa&#115;cript:alert(1)) [press](data:text/html;base64,PHNjcmlwdD4=)",
    '![x](/media/1/x.png"onerror="alert(1)) [x](/media/1/x "onmouseover=alert(1)")',
    "{{ 7|add:7 }} {% csrf_token %} ${7*7} #{7*7} <%= 7 %>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<a href=//evil.example style=position:fixed;inset:0>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    '\\"-alert(1)//',
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;amp;",
]

#: What databases, mails and spreadsheets trip over.
COMMANDS = [
    "Robert'); DROP TABLE members_member;--",
    "%s %(name)s {0} {name} %d %% %",
    "naam\r\nBcc: iedereen@example.org\r\n\r\nHallo",
    "=cmd|'/C calc'!A0",
    "-- \n.\nQUIT",
    "../../../../etc/passwd",
    "C:\\Windows\\System32\\con",
    "* _ ~ ` # > - + | [ ] ( ) ! @",
]

#: What layouts, sorting and counting trip over.
LETTERS = [
    "Ünïcödé ĳ ŉ ß İı ſ ﬁ",
    "田中さんにあげて下さい 社會科學院語學研究所",
    "\u202eevil\u202c \u2066left\u2069 \u200e\u200f",
    "zero\u200bwidth\u200djoined\ufeff\u2060",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮ " + "e" + "\u0301" * 60,
    "ด" + "้้้้้็็็็็" * 12,
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇱 👍🏿",
    "\u0001\u0008\u000b\u001f\u007f\u0085\u2028\u2029",
    "\ufffd\ufffe\uffff\U0010ffff",
    "   voor en na   ",
    "\u00a0\u2003\u3000",
    "vast" * 20,
    "1e999 -0 NaN Infinity 0x10 ١٢٣ ½",
    "null undefined None true false",
    "\n\nregel\n\n\tdaarna\n",
]

OURS = [*SCRIPTS, *COMMANDS, *LETTERS]
