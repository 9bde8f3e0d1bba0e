from __future__ import annotations

import pytest
from django.template import engines

from zwerm.core import mail

SOURCE = """
A word from {{ name }}

{{ name }} asks you something,
on two lines of the source.

{{ words }}

    {{ code }}

[Answer {{ name }}](https://example.org/a?b=1&c=2)

--

You get this once.

[Stop these]({{ stop }})
"""
LIST = """
This week

# New in your groups

* [{{ title }}](https://example.org/topics/1/)
{{ title }}, in Verzuim

* [Second](https://example.org/topics/2/)
"""


@pytest.fixture
def write(monkeypatch):
    template = engines["django"].from_string(SOURCE)
    monkeypatch.setattr(mail, "get_template", lambda name: template)

    def letter(name: str = "Carla", words: str = "Kom je?\nGroet", **options):
        values = {"name": name, "words": mail.quoted(words), "code": "482 913", "stop": "https://example.org/stop/"}
        return mail.letter("a/b.txt", values, to="daan@example.org", **options)

    return letter


def test_one_source_gives_the_subject_and_the_text(write):
    letter = write()
    assert letter.subject == "A word from Carla"
    assert letter.body == (
        "Carla asks you something, on two lines of the source.\n\n> Kom je?\n> Groet\n\n    482 913\n\n"
        "Answer Carla:\nhttps://example.org/a?b=1&c=2\n\n-- \nYou get this once.\n\nStop these:\nhttps://example.org/stop/\n"
    )


def test_the_same_source_gives_the_html(write):
    html = write().alternatives[0][0]
    assert ">Kom je?<br>Groet</blockquote>" in html
    assert '<a class="button" href="https://example.org/a?b=1&amp;c=2"' in html
    assert ">482 913</p>" in html
    assert ">You get this once.</p>" in html


def test_what_people_write_stays_their_words(write):
    letter = write(name="<b>\n\n[Win](https://evil.example/)", words="[Win](https://evil.example/)\n\n<script>")
    html = letter.alternatives[0][0]
    assert html.count("<a ") == 2
    assert 'href="https://evil' not in html
    assert "<script>" not in html
    assert "\n" not in letter.subject


def test_the_same_key_gives_the_same_message_id(write):
    one, other = write(key="invitation:1"), write(key="invitation:1")
    assert one.extra_headers["Message-ID"] == other.extra_headers["Message-ID"]
    assert one.extra_headers["Message-ID"] != write(key="invitation:2").extra_headers["Message-ID"]


def test_no_machine_answers_a_mail_of_the_house(write):
    assert write().extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_may_tell_of_several_things_each_with_its_link(monkeypatch):
    monkeypatch.setattr(mail, "get_template", lambda name: engines["django"].from_string(LIST))
    title = "Wat](https://evil.example/) werkt?"
    letter = mail.letter("a/b.txt", {"title": title}, to="daan@example.org")
    html = str(letter.alternatives[0][0])
    assert letter.body == (
        "New in your groups\n------------------\n\n"
        f"* {title}\n  {title}, in Verzuim\n  https://example.org/topics/1/\n\n* Second\n  https://example.org/topics/2/\n"
    )
    assert html.count("<a ") == 2
    assert 'href="https://evil' not in html


def test_every_part_of_a_mail_says_itself_how_it_looks(write):
    """Common readers leave out what stands in the head."""
    body = write().alternatives[0][0].partition("<body")[2]
    for tag in ("p", "a", "td", "table", "blockquote"):
        assert all("style=" in piece.partition(">")[0] for piece in body.split(f"<{tag} ")[1:])


def test_paragraphs_of_what_somebody_says_stay_apart(write):
    letter = write(words="Eerst dit.\n\n\nDan dat.")
    assert "> Eerst dit.\n>\n> Dan dat.\n" in letter.body
    assert "Eerst dit.<br><br>Dan dat." in letter.alternatives[0][0]


def test_what_was_written_in_markdown_stands_in_the_html_as_on_a_page_and_in_the_text_as_typed(monkeypatch, settings):
    settings.SITE_URL = "https://community.example"
    words = "**Eerst** bellen, @carla.\n\n1. [Zo](/topics/1/)\n   - [x] klaar\n\n![Schets](/media/1/schets.webp)\n\n<script>"
    template = engines["django"].from_string("A word\n\n{{ words }}\n")
    monkeypatch.setattr(mail, "get_template", lambda name: template)
    letter = mail.letter("a/b.txt", {"words": mail.written(words)}, to="daan@example.org")
    body, html = str(letter.body), str(letter.alternatives[0][0])

    assert "> **Eerst** bellen, @carla." in body
    assert ">    - [x] klaar" in body
    assert "![Schets](https://community.example/media/1/schets.webp)" in body
    assert "<strong>Eerst</strong>" in html
    assert '<ol style="' in html
    assert "☑ klaar" in html
    assert (
        'class="lead" style="color:#8a5208;text-decoration:underline;" href="https://community.example/topics/1/"'
        in html
    )
    assert 'href="https://community.example/media/1/schets.webp"' in html
    assert "<img" not in html
    assert "<script" not in html
    assert 'href="/' not in html
