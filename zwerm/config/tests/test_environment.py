"""Settings: a good value is read, a bad one stops the start with a sentence."""

import stat
from pathlib import Path

import pytest

from zwerm.config import environment, wiring
from zwerm.config.environment import BadSetting


def test_nothing_set_is_a_community_on_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    chosen = environment.read({})

    assert chosen.data == tmp_path / "data"
    assert wiring.site_url(chosen) == "http://127.0.0.1:8000"
    assert wiring.hosts(chosen) == ["127.0.0.1", "localhost", "127.0.0.1", "[::1]"]
    assert wiring.database(chosen)["NAME"] == str(tmp_path / "data" / "zwerm.sqlite3")
    assert wiring.mail(chosen).backend.endswith("filebased.EmailBackend")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ZWERM_PORT", "http", "ZWERM_PORT should be a whole number from 1 to 65535, and not 'http'."),
        ("ZWERM_DEBUG", "maybe", "ZWERM_DEBUG should be yes or no, and not 'maybe'."),
        ("ZWERM_TIME_ZONE", "Amsterdam", "ZWERM_TIME_ZONE should be a time zone such as Europe/Amsterdam"),
        ("ZWERM_SITE_URL", "community.example.org", "ZWERM_SITE_URL should be an address that begins with http:"),
        ("ZWERM_SITE_URL", "https://example.org/forum", "without a path"),
        ("ZWERM_MAIL_FROM", "Zwerm", "ZWERM_MAIL_FROM should be a mail address"),
        ("ZWERM_LIVE_PORT", "next", "ZWERM_LIVE_PORT should be a whole number from 0 to 65535"),
        ("ZWERM_LIVE_URL", "live", "ZWERM_LIVE_URL should be a path such as /live/, or a whole address"),
        ("ZWERM_LOG_LEVEL", "loud", "should be one of DEBUG, INFO, WARNING, ERROR"),
        ("ZWERM_DATABSE_URL", "sqlite://", "there is no setting ZWERM_DATABSE_URL. Did you mean ZWERM_DATABASE_URL?"),
    ],
)
def test_a_value_that_cannot_be_used_stops_the_start_with_a_sentence(name: str, value: str, sentence: str) -> None:
    with pytest.raises(BadSetting) as stopped:
        environment.read({name: value})

    assert sentence in str(stopped.value)


def test_a_bad_address_with_a_password_in_it_is_not_repeated() -> None:
    with pytest.raises(BadSetting) as stopped:
        environment.read({"ZWERM_DATABASE_URL": "mysql://zwerm:hunter2@db/zwerm"})

    assert "hunter2" not in str(stopped.value)


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadSetting) as stopped:
        environment.read({"ZWERM_SECRET_KEY": "hunter2"})

    assert "at least 32 random characters" in str(stopped.value)
    assert "hunter2" not in str(stopped.value)


def test_the_secret_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    chosen = environment.read({"ZWERM_DATA": str(tmp_path / "new")})

    key = environment.secret_key(chosen)

    assert len(key) >= 50
    assert environment.secret_key(chosen) == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_a_data_folder_that_cannot_be_made_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(BadSetting, match="cannot be used"):
        environment.secret_key(environment.read({"ZWERM_DATA": str(tmp_path / "file" / "data")}))


def test_a_site_with_a_name_answers_to_that_name(tmp_path: Path) -> None:
    chosen = environment.read({"ZWERM_SITE_URL": "https://community.example.org/", "ZWERM_HOST": "0.0.0.0"})

    assert wiring.site_url(chosen) == "https://community.example.org"
    assert wiring.hosts(chosen)[0] == "community.example.org"
    assert "*" not in wiring.hosts(chosen)


def test_a_mail_server_is_read_from_one_address() -> None:
    chosen = environment.read({"ZWERM_SMTP_URL": "smtp+tls://zwerm:p%40ss@mail.example.org"})

    mail = wiring.mail(chosen)

    assert (mail.host, mail.port, mail.user, mail.password) == ("mail.example.org", 587, "zwerm", "p@ss")
    assert mail.start_tls
    assert not mail.tls


@pytest.mark.parametrize(
    ("variables", "found", "besides"),
    [
        ({}, ":8001/live/", ["http://127.0.0.1:8001", "http://localhost:8001"]),
        ({"ZWERM_PORT": "9000", "ZWERM_HOST": "0.0.0.0"}, ":9001/live/", ["http://*:9001"]),
        ({"ZWERM_LIVE_PORT": "0"}, "", []),
        ({"ZWERM_SITE_URL": "https://community.example.org"}, "/live/", []),
        ({"ZWERM_BEHIND_PROXY": "yes"}, "/live/", []),
        (
            {"ZWERM_LIVE_URL": "https://live.example.org/live/"},
            "https://live.example.org/live/",
            ["https://live.example.org"],
        ),
    ],
)
def test_pages_find_their_stream_and_may_connect_to_it(
    variables: dict[str, str], found: str, besides: list[str]
) -> None:
    chosen = environment.read(variables)

    assert wiring.live_url(chosen) == found
    assert wiring.live_sources(chosen) == besides
