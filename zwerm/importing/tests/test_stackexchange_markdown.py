"""Stack Exchange writes HTML; the house keeps Markdown that says the same."""

import pytest

from zwerm.core.from_html import from_html
from zwerm.core.markdown import render
from zwerm.importing.formats.stackexchange.comments import from_comment


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p>\n\n<p>Two <em>three</em> <strong>four</strong></p>", "One\n\nTwo *three* **four**"),
        ("<ul>\n<li>one\n<ul>\n<li>deep</li>\n</ul></li>\n<li>two</li>\n</ul>", "- one\n  - deep\n- two"),
        ('<ol start="3"><li><p>three</p></li><li><p>four</p></li></ol>', "3. three\n4. four"),
        ("<blockquote>\n<p>said</p>\n<p>more</p></blockquote><p>so</p>", "> said\n>\n> more\n\nso"),
        ("<h2>Head</h2><hr><p>x<br>y</p>", "## Head\n\n---\n\nx  \ny"),
        ("<p>use <code>a`b</code></p>", "use `` a`b ``"),
        ('<p><a href="https://a.nl/x_(y)">site</a></p>', "[site](https://a.nl/x_%28y%29)"),
        ("<p><strike>old</strike></p>", "~~old~~"),
    ],
)
def test_the_shape_of_a_post_stays(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


def test_code_keeps_its_lines_its_language_and_its_own_fences() -> None:
    html = '<pre class="lang-py s-code-block"><code>if a &lt; b:\n    print("""```""")\n</code></pre>'

    assert from_html(html) == '````py\nif a < b:\n    print("""```""")\n````'


def test_a_table_becomes_a_table() -> None:
    html = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td>3</td></tr></tbody></table>"

    assert from_html(html) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"


def test_a_picture_becomes_a_link_so_that_no_other_server_learns_who_reads() -> None:
    shown = '<p><img src="https://i.stack.imgur.com/a.png" alt="A map"></p>'
    linked = '<p><a href="https://a.nl"><img src="//b.nl/c.png" alt=""></a></p>'

    assert from_html(shown) == "[A map](https://i.stack.imgur.com/a.png)"
    assert from_html(linked) == "[c.png](https://a.nl)"
    assert from_comment("see ![this](https://a.nl/p.png)") == "see [this](https://a.nl/p.png)"


def test_a_link_without_a_site_keeps_its_words_only() -> None:
    assert from_html('<p><a href="/questions/tagged/x">x</a> <a href="javascript:alert(1)">y</a></p>') == "x y"


def test_nobody_here_is_mentioned_by_a_name_from_there() -> None:
    assert from_html("<p>@Ben and a@b.nl</p>") == r"\@Ben and a\@b\.nl"
    assert from_comment("@Ben, ask @Ada") == r"\@Ben, ask \@Ada"


def test_a_name_with_a_dot_does_not_become_a_link_and_an_address_in_words_stays_words() -> None:
    assert render(from_html("<p>Ask on Beer.SE, or mail a@b.nl</p>")).html == "<p>Ask on Beer.SE, or mail a@b.nl</p>\n"
    assert render(from_html('<p>"https://a.nl/<strong>x</strong>"</p>')).html == (
        '<p>"https://a.nl/<strong>x</strong>"</p>\n'
    )
    assert render(from_comment("see Beer.SE and `a.com`")).html == "<p>see Beer.SE and <code>a.com</code></p>\n"
    assert 'href="https://a.nl/b"' in render(from_comment("see https://a.nl/b")).html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>1. not a list</p>", r"1\. not a list"),
        ("<p># not a heading</p>", r"\# not a heading"),
        ("<p>- no</p><p>&gt; no</p>", "\\- no\n\n\\> no"),
        ("<p>2 * 3 * 4, a_b_c, _d_, [x] &lt;b&gt; &amp;lt;</p>", r"2 \* 3 \* 4, a_b_c, \_d\_, \[x\] \<b> \&lt;"),
    ],
)
def test_signs_in_plain_text_stay_plain(html: str, markdown: str) -> None:
    assert from_html(html) == markdown


def test_the_small_markdown_of_a_comment_stays_and_its_first_sign_starts_no_block() -> None:
    assert from_comment("*Which* `kind` of [thing](https://a.nl)?") == "*Which* `kind` of [thing](https://a.nl)?"
    assert from_comment("# 1 reason\n- second") == "\\# 1 reason\n\\- second"


def test_html_that_no_parser_takes_keeps_its_words() -> None:
    assert "hello" in from_html('<![><img src="]><img src=x onerror=alert(39)//"> hello')


def test_scripts_are_dropped_and_a_very_deep_post_keeps_its_words() -> None:
    assert from_html("<p>a<script>alert(1)</script></p>") == "a"
    assert from_html("<div>" * 5000 + "the words" + "</div>" * 5000) == "the words"
