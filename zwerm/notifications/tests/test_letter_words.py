"""Of a letter the words that somebody wrote anew, as they wrote them."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from zwerm.notifications.letterbox.words import written

ON = "Op za 21 nov 2026 om 14:03 schreef Anna de Vries via Zwerm <\nreply+post.1.1.abc@c.example>:"
WROTE = "On Sat, Nov 21, 2026 at 2:03 PM Anna de Vries <reply@c.example> wrote:"
OUTLOOK = (
    "Van: Anna <a@c.example>\nVerzonden: zaterdag 21 november 2026 14:03\nAan: Piet <p@b.nl>\nOnderwerp: Re: verzuim"
)


def plain(text: str, **parameters: str) -> EmailMessage:
    letter = EmailMessage()
    letter.set_content(text, params=parameters)
    return BytesParser(policy=policy.default).parsebytes(letter.as_bytes())


@pytest.mark.parametrize(
    ("came", "says"),
    [
        (f"Dank, dat helpt!\n\nTot morgen.\n\n{ON}\n\n> Hallo allemaal,\n> wie weet iets?\n", "Dank, dat helpt!\n\nTot morgen."),
        (f"Thanks!\n\n{WROTE}\n\n> Hello\n", "Thanks!"),
        (f"Akkoord.\n\n________________________________\n{OUTLOOK}\n\nHallo allemaal\n", "Akkoord."),
        (f"Akkoord.\n\n{OUTLOOK}\n\nHallo allemaal\n", "Akkoord."),
        (
            "Goed idee\n\nVerstuurd vanaf mijn iPhone\n\n> Op 21 nov 2026 om 14:03 heeft Anna <a@c.example> het volgende geschreven:\n> \n> Hallo\n",
            "Goed idee",
        ),
        ("Goed plan\n-- \nPiet Jansen\nDirecteur\n", "Goed plan"),
        ("Hello\n\nSent from my Galaxy\n", "Hello"),
        ("Mijn lijst:\n\n- een\n- twee\n\n---\n\nEn nog wat.\n", "Mijn lijst:\n\n- een\n- twee\n\n---\n\nEn nog wat."),
        (f"{ON}\n\n> Wie weet iets?\n\nIk.\n", "> Wie weet iets?\n\nIk."),
        (f"{ON}\n\n> Wie weet iets?\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_it_answers_to_and_the_signature_are_left_out(came: str, says: str) -> None:
    assert written(plain(came)) == says


def test_lines_that_a_mail_program_broke_are_one_again_and_others_are_not() -> None:
    wrapped = (
        "Wij hebben vorig jaar met een klein groepje uitgezocht wat er gebeurt als\n"
        "iemand zich op maandag ziek meldt, en dat was leerzaam.\n"
        "Groet,\nPiet\n"
    )

    assert written(plain(wrapped)) == (
        "Wij hebben vorig jaar met een klein groepje uitgezocht wat er gebeurt als "
        "iemand zich op maandag ziek meldt, en dat was leerzaam.\nGroet,\nPiet"
    )
    assert (
        written(plain("Een zin die \ndoorloopt.\nEen nieuwe.\n", format="flowed"))
        == "Een zin die doorloopt.\nEen nieuwe."
    )


def test_a_letter_in_html_only_becomes_markdown_without_what_it_answers_to() -> None:
    letter = EmailMessage()
    letter.set_content(
        "<p>Lees <b>dit</b> eens</p><script>x()</script>"
        '<div class="gmail_quote">Op za 21 nov 2026 schreef Anna:<br><blockquote>Hallo</blockquote></div>',
        subtype="html",
    )

    assert written(letter) == "Lees **dit** eens"


def test_a_letter_in_letters_that_nobody_knows_is_read_as_well_as_can_be() -> None:
    letter = BytesParser(policy=policy.default).parsebytes(
        b"Content-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: 8bit\r\n\r\nCaf\xc3\xa9\r\n"
    )

    assert written(letter) == "Café"
