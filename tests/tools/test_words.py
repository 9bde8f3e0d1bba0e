"""The words checker, tried on good and on bad samples: a room of two files in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.words import catalogues, checking, literals
from tools.words.compiling import compile_stale, stale
from tools.words.extraction import messages

pytestmark = pytest.mark.once

TEMPLATE = """{% load i18n %}
<h1>{% translate "Close" context "verb on a button" %}</h1>
    <p>{% blocktranslate trimmed count counter=n context "replies" %}
  One reply by {{ name }}.{% plural %}{{ counter }} replies by {{ name }}.
    {% endblocktranslate %}</p>
"""
Dutch = Mapping[str, str | tuple[str, str]]
DUTCH: Dutch = {
    "Close": "Sluiten",
    "One reply by %(name)s.": ("Eén reactie van %(name)s.", "%(counter)s reacties van %(name)s."),
    "Nobody may close this conversation now.": "Niemand mag dit gesprek nu sluiten.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    room = tmp_path / "zwerm" / "talks"
    (room / "templates" / "talks").mkdir(parents=True)
    (room / "apps.py").write_text("")
    (room / "rules.py").write_text("reason = _('Nobody may close this conversation now.')\n")
    (room / "templates" / "talks" / "talk.html").write_text(TEMPLATE)
    catalogues.update_all(tmp_path)
    return tmp_path


def translate(root: Path, dutch: Dutch, room: str = "talks") -> None:
    path = catalogue(root, room)
    entries = catalogues.read(path)
    for message in entries:
        singular = message.id if isinstance(message.id, str) else message.id[0]
        if singular in dutch:
            message.string = dutch[singular]
    path.write_text(catalogues.as_text(entries))


def catalogue(root: Path, room: str = "talks") -> Path:
    return root / "zwerm" / room / "locale/nl/LC_MESSAGES/django.po"


def test_strings_are_found_in_python_and_in_templates_with_context_and_plural(root: Path) -> None:
    found = {(message.text, message.plural, message.context) for message in messages(root, root / "zwerm/talks")}

    assert found == {
        ("Close", "", "verb on a button"),
        ("One reply by %(name)s.", "%(counter)s replies by %(name)s.", "replies"),
        ("Nobody may close this conversation now.", "", ""),
    }


def test_a_new_catalogue_lacks_its_dutch(root: Path) -> None:
    assert [line for line in checking.problems(root) if "has no Dutch" in line] != []
    assert catalogues.untranslated(catalogue(root)) == 3


def test_a_translated_room_has_no_problems_and_stays_as_it_is(root: Path) -> None:
    translate(root, DUTCH)
    before = catalogue(root).read_text()

    catalogues.update_all(root)

    assert checking.problems(root) == []
    assert catalogue(root).read_text() == before


def test_a_string_that_came_later_makes_the_catalogue_out_of_date(root: Path) -> None:
    translate(root, DUTCH)
    (root / "zwerm/talks/views.py").write_text("said = gettext('A conversation was closed.')\n")

    assert checking.problems(root) == ["zwerm/talks/locale/nl/LC_MESSAGES/django.po: out of date; run bin/words"]


def test_a_string_that_went_leaves_the_catalogue(root: Path) -> None:
    (root / "zwerm/talks/rules.py").write_text("")

    catalogues.update_all(root)

    assert "Nobody may" not in catalogue(root).read_text()


def test_dutch_that_drops_a_placeholder_is_a_problem(root: Path) -> None:
    translate(root, {**DUTCH, "One reply by %(name)s.": ("Eén reactie.", "%(counter)s reacties van %(name)s.")})

    assert any("do not name the same placeholders" in line for line in checking.problems(root))


def test_a_fuzzy_entry_is_a_problem(root: Path) -> None:
    translate(root, DUTCH)
    path = catalogue(root)
    path.write_text(path.read_text().replace('msgctxt "verb on', '#, fuzzy\nmsgctxt "verb on'))

    assert any("'Close' has no Dutch" in line for line in checking.problems(root))


def test_a_short_string_without_context_is_a_problem(root: Path) -> None:
    (root / "zwerm/talks/views.py").write_text("said = gettext('Close it')\n")

    assert "zwerm/talks/views.py: 'Close it' is short and has no context" in checking.problems(root)


def test_two_rooms_may_not_translate_one_string_differently(root: Path) -> None:
    translate(root, DUTCH)
    other = root / "zwerm" / "walks"
    other.mkdir()
    (other / "apps.py").write_text("reason = _('Nobody may close this conversation now.')\n")
    catalogues.update_all(root)
    translate(root, {"Nobody may close this conversation now.": "Sluiten mag nu niet."}, room="walks")

    assert any("says otherwise than" in line for line in checking.problems(root))


@pytest.mark.parametrize(
    "template",
    [
        "<p>Welcome</p>",
        "<p>{{ name }} wrote</p>",
        '<button aria-label="Close">×</button>',
        '<img alt="{{ name }} smiles" src="x">',
        '<input placeholder="Your name">',
        '<input type="submit" value="Send">',
        '{% include "core/empty.html" with title="Nothing here" %}',
        "{% if closed %}closed{% endif %}",
        'data-url="{{ url }}" aria-label="Close"',
    ],
)
def test_loose_text_in_a_template_is_found(template: str) -> None:
    assert list(literals.in_template(template)) != []


@pytest.mark.parametrize(
    "template",
    [
        '<p class="note" id="x">{% translate "Welcome" context "greeting" %}</p>',
        "<p>{% blocktranslate trimmed %}{{ name }} wrote this long ago.{% endblocktranslate %}</p>",
        '<button aria-label="{% translate "Close" context "verb" %}">× 3</button>',
        '<a href="{% url "talks:talk" talk.pk %}">{{ talk.title }}</a>',
        '<input type="checkbox" value="yes"{% if on %} checked{% endif %}>',
        '{% include "core/empty.html" with title=_("Nothing here") kind="quiet" %}',
        '<time datetime="{{ at|date:"c" }}">{{ at|date:"j F Y" }}</time>&nbsp;·',
        'data-url="{{ url }}" {% if on %}data-say="{% translate "Kept" context "draft" %}"{% endif %}',
        '<button title="{% translate "Bold" context "editor" %}, Ctrl+B"><kbd>g</kbd></button>',
        "{# a note #}{% comment %}Left out{% endcomment %}<title>{{ title }} · Zwerm</title><code>pip</code>",
    ],
)
def test_templates_whose_words_can_be_translated_pass(template: str) -> None:
    assert list(literals.in_template(template)) == []


@pytest.mark.parametrize(
    "source",
    [
        "name = forms.CharField(label='Name')",
        "raise ValidationError('This is not an address.')",
        "messages.success(request, 'Saved.')",
        "class Kind(models.TextChoices):\n    BLOG = 'blog', 'Blog'",
    ],
)
def test_loose_text_in_python_is_found(source: str) -> None:
    assert len(list(literals.in_python(source))) == 1


def test_labels_that_can_be_translated_pass() -> None:
    source = (
        "name = forms.CharField(label=pgettext_lazy('of a person', 'Name'))\n"
        "class Kind(models.TextChoices):\n    BLOG = 'blog', pgettext_lazy('kind', 'Blog')\n"
    )

    assert list(literals.in_python(source)) == []


def test_a_catalogue_is_compiled_when_it_is_newer(root: Path) -> None:
    translate(root, DUTCH)
    source = catalogue(root)
    assert stale(root) == [source]

    compile_stale(root)

    assert stale(root) == []
    assert b"Sluiten" in source.with_suffix(".mo").read_bytes()
