"""Whatever happens while somebody writes: their words come back, once, with the way on."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from zwerm.discussions import moves
from zwerm.discussions.models import Closure, Draft, Post
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import Group
from zwerm.members.models.session import Session

pytestmark = pytest.mark.django_db
WORDS = 'Wat ik een uur schreef: <b>"niet" kwijt</b> & heel.\n\n    met spaties ervoor'


def replies(topic) -> list[str]:
    return list(topic.posts.order_by("number").values_list("body", flat=True))[1:]


def strict(member: Any = None) -> Client:
    """A browser as it is: its forms need the token of their page."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nl", "origin": "http://testserver"})
    if member:
        client.force_login(member)
    return client


def sign_in(client: Client, member: Any, *, to: str) -> str:
    """Sign in by the form; the address it leads to."""
    member.set_password("vier losse woorden")
    member.save()
    client.get("/account/login/")
    token = client.cookies["csrftoken"].value
    form = {"login": member.email, "password": "vier losse woorden", "next": to, "csrfmiddlewaretoken": token}
    return client.post("/account/login/", form)["Location"]


def form_on(page: str, address: str) -> dict[str, str]:
    """What the form to this address would send."""
    form, *_ = re.findall(rf'<form[^>]*action="{re.escape(address)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


class TestAReply:
    def test_sent_again_from_another_tab_or_after_going_back_is_there_once(self, cast, topic):
        client, address = signed_in(cast.daan), f"/topics/{topic.pk}/posts/"
        form = {**form_on(client.get(topic.get_absolute_url()).text, address), "body": WORDS}
        first = client.post(address, form)
        Post.objects.filter(body=WORDS).update(created_at="2026-01-01T00:00Z")  # long ago
        make_reply(topic, by=cast.bram)

        assert client.post(address, form)["Location"] == first["Location"]
        assert replies(topic).count(WORDS) == 1
        assert Post.objects.count() == 3

    def test_of_the_same_words_after_what_somebody_else_said_is_written(self, cast, topic):
        client, address = signed_in(cast.daan), f"/topics/{topic.pk}/posts/"
        for _ in range(2):
            form = {**form_on(client.get(topic.get_absolute_url()).text, address), "body": "Dank je."}
            client.post(address, form)
            Post.objects.filter(body="Dank je.").update(created_at="2026-01-01T00:00Z")
            make_reply(topic, by=cast.bram, body="Graag.")

        assert replies(topic) == ["Dank je.", "Graag.", "Dank je.", "Graag."]

    def test_to_a_merged_conversation_goes_where_it_is_now(self, cast, topic):
        into = make_topic("Waar het verder gaat", group=cast.group, by=cast.carla)
        old = topic.pk
        moves.merge(topic, into, by=cast.bram)
        answer = signed_in(cast.daan).post(f"/topics/{old}/posts/", {"body": WORDS})

        assert answer.status_code == 302
        assert WORDS in replies(into)

    def test_to_a_post_that_was_taken_away_is_a_reply_to_everyone(self, cast, topic):
        gone = make_reply(topic, by=cast.bram)
        gone.remove(by=cast.bram)
        signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": WORDS, "reply_to": gone.pk})

        assert Post.objects.get(body=WORDS).reply_to is None

    @pytest.mark.parametrize("what", ["removed", "hidden", "closed", "left", "moved"])
    def test_to_what_is_no_longer_open_comes_back_and_waits_as_a_draft(self, cast, topic, what):
        if what == "removed":
            topic.posts.get().remove(by=cast.bram)
        elif what == "closed":
            Closure.close(topic, by=cast.bram)
        elif what == "moved":
            moves.move(topic, cast.elsewhere, "discussions", by=cast.bram)
        else:
            cast.group.memberships.get(member=cast.daan).leave()
        if what == "hidden":
            cast.group.change(by=cast.carla, visibility=Group.Visibility.HIDDEN)
        client = strict(cast.daan)
        answer = signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": WORDS})

        assert answer.status_code in (403, 404)
        assert escape(WORDS) in answer.text
        assert Draft.at(cast.daan, f"topic:{topic.pk}").body == WORDS
        assert escape(WORDS) in client.get("/drafts/").text
        assert WORDS not in replies(topic)


def test_a_draft_is_kept_as_long_as_it_is_and_refused_rather_than_cut(cast):
    daan, address = signed_in(cast.daan), f"/drafts/group:{cast.group.pk}/"
    long = {"_method": "PUT", "title": "Waarom? " * 100, "body": WORDS * 2000}

    assert daan.post(address, long).status_code == 204
    assert daan.post(address, {**long, "body": "x" * (Draft.LONGEST + 1)}).status_code == 413
    kept = Draft.at(cast.daan, f"group:{cast.group.pk}")
    assert (kept.title, kept.body) == (long["title"], long["body"])


def test_a_form_that_stood_open_too_long_comes_back_with_its_words_and_can_be_sent(cast, topic):
    client, address = strict(cast.daan), f"/topics/{topic.pk}/posts/"
    first = make_reply(topic, by=cast.bram)
    client.get(topic.get_absolute_url())
    stale = {"csrfmiddlewaretoken": "x" * 64, "body": WORDS, "reply_to": first.pk}
    answer = client.post(address, stale)
    assert answer.status_code == 403
    assert "Er is niets verloren" in answer.text
    assert escape(WORDS) in answer.text

    again = {**form_on(answer.text, address), "body": WORDS}
    assert client.post(address, again).status_code == 302
    assert Post.objects.get(body=WORDS).reply_to == first


def test_a_form_from_elsewhere_is_not_offered_to_be_sent_again(cast, topic):
    client = strict(cast.daan)
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post(f"/topics/{topic.pk}/posts/", {"body": WORDS}, headers=headers)
        assert answer.status_code == 403
        assert escape(WORDS) not in answer.text


@pytest.mark.parametrize("kind", ["reply", "topic", "edit"])
def test_who_was_signed_out_meanwhile_signs_in_and_has_their_words_back(cast, topic, kind):
    client = strict(cast.carla)
    pages = {
        "reply": (topic.get_absolute_url(), f"/topics/{topic.pk}/posts/", {}),
        "topic": (f"/groups/{cast.group.slug}/topics/", f"/groups/{cast.group.slug}/topics/", {"kind": "question", "section": "promotions", "title": "Vraag"}),
        "edit": (f"/posts/{topic.posts.get().pk}/source/", f"/posts/{topic.posts.get().pk}/", {}),
    }  # fmt: skip
    page, address, fields = pages[kind]
    form = {**form_on(client.get(page).text, address), **fields, "body": WORDS}
    Session.objects.get().end()  # two days later

    answer = client.post(address, form)
    assert answer.status_code == 404  # whether there is something for members is not told
    assert escape(WORDS) in answer.text
    assert "/account/login/?next=/kept/" in answer.text
    assert sign_in(client, cast.carla, to="/kept/") == "/kept/"

    back = client.get("/kept/").text
    assert escape(WORDS) in back
    again = {**form_on(back, address), **({"title": "Vraag"} if kind == "topic" else {}), "body": WORDS}
    assert client.post(address, again).status_code == 302
    assert Post.objects.filter(body=WORDS, author=cast.carla).count() == 1


def test_what_waited_is_gone_when_they_sign_out_and_holds_no_password(cast, topic):
    client = signed_in(None)
    client.post("/me/", {"name": "Een naam", "password": "geheim-woord"})
    assert "geheim-woord" not in client.get("/kept/").text
    client.force_login(cast.daan)
    client.post("/account/logout/")
    assert client.get("/kept/")["Location"] == "/"


def test_who_edits_in_two_tabs_sees_both_before_either_is_overwritten(cast, topic):
    post = topic.posts.get()
    client, address = signed_in(cast.carla), f"/posts/{post.pk}/"
    tabs = [form_on(client.get(f"{address}source/").text, address) for _ in range(2)]
    client.post(address, {**tabs[0], "body": "Uit het eerste venster."})
    answer = client.post(address, {**tabs[1], "body": WORDS})
    assert answer.status_code == 409
    assert "Uit het eerste venster." in answer.text
    assert escape(WORDS) in answer.text
    post.refresh_from_db()
    assert post.body == "Uit het eerste venster."

    client.post(address, {**form_on(answer.text, address), "body": WORDS})
    post.refresh_from_db()
    assert post.body == WORDS
    assert list(post.revisions.order_by("pk").values_list("body", flat=True))[-1] == "Uit het eerste venster."


def test_saving_the_same_edit_twice_is_one_edit(cast, topic):
    post = topic.posts.get()
    client, address = signed_in(cast.carla), f"/posts/{post.pk}/"
    form = {**form_on(client.get(f"{address}source/").text, address), "body": WORDS}
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert post.revisions.count() == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "Wat je schreef staat nog in je browser"), ("en", "What you wrote is still in your browser")],
)
def test_a_text_that_is_far_too_large_is_answered_in_the_language_of_its_writer(cast, topic, language, sentence):
    cast.daan.language = language
    cast.daan.save()
    answer = signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": "x" * 3_000_000})
    assert answer.status_code == 413
    assert sentence in answer.text
    assert topic.posts.count() == 1


def test_a_title_that_is_too_long_comes_back_whole_beside_its_text(cast):
    title = "lang " * 60
    form = {"kind": "blog", "section": "discussions", "title": title, "body": WORDS}
    answer = signed_in(cast.daan).post(f"/groups/{cast.group.slug}/topics/", form)
    assert answer.status_code == 422
    assert title.strip() in answer.text
    assert escape(WORDS) in answer.text
