"""The way in that `zwerm run` prints while there is no community."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.config.serving import first_start
from zwerm.members.samples import make_community

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.DATA, settings.SITE_URL = tmp_path, "http://127.0.0.1:8000"


def test_the_printed_address_opens_the_first_start_without_asking_for_the_code():
    printed = first_start().split()[-1]
    assert printed.startswith("http://127.0.0.1:8000/start/?code=")
    page = Client().get(printed.removeprefix("http://127.0.0.1:8000")).content.decode()
    assert f'name="code" value="{printed.partition("=")[2]}"' in page


def test_nothing_is_printed_once_there_is_a_community(tmp_path):
    make_community()
    assert first_start() == ""
    assert not (tmp_path / "start_code").exists()
