from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return make_community(name="Werkvolk", purpose="Beter werk maak je samen.")


def test_the_manifest_says_who_we_are_in_the_language_that_is_asked(community):
    answer = Client().get("/manifest.webmanifest?language=nl")
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert (manifest["name"], manifest["description"]) == ("Werkvolk", "Beter werk maak je samen.")
    assert manifest["shortcuts"] == [
        {"name": "Nieuw voor mij", "url": "/new/"},
        {"name": "Schrijven", "url": "/write/"},
    ]
    assert {icon.get("purpose", "any") for icon in manifest["icons"]} == {"any", "maskable"}
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in manifest["icons"])
    assert Client().get("/manifest.webmanifest?language=xx").json()["lang"] == "en"


def test_there_is_a_manifest_before_there_is_a_community(db):
    assert Client().get("/manifest.webmanifest").json()["name"] == "Zwerm"


def test_the_worker_keeps_the_page_without_network_and_files_that_are_there(community):
    worker = Client().get("/sw.js")
    assert worker["Content-Type"] == "text/javascript"
    files = json.loads(re.findall(r"const FILES = (.*);", worker.text)[0])
    assert all(finders.find(one.removeprefix("/static/")) for one in files)
    assert "/static/zwerm/js/offline.js" in files


def test_another_page_without_network_is_another_worker(community):
    version = re.compile(r"house-\w+")
    before = version.findall(Client().get("/sw.js").text)[0]
    assert version.findall(Client().get("/sw.js").text)[0] == before
    community.change(by=make_member("Bram"), name="Werkvolk en vrienden")
    assert version.findall(Client().get("/sw.js").text)[0] != before


def test_the_page_without_network_knows_nobody(community):
    client = Client()
    client.force_login(make_member("Daan"))
    page = client.get("/offline/nl/").text
    assert "Er is geen netwerk" in page
    assert page == Client().get("/offline/nl/").text
    assert "Daan" not in page
    assert "csrfmiddlewaretoken" not in page
    assert client.get("/offline/xx/").status_code == 404
