from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.discussions.models import Closure, Draft, Post, Topic
from zwerm.discussions.samples import make_reply
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import Group
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db


def test_a_member_of_the_group_starts_a_conversation(cast):
    words = {"kind": "question", "section": "discussions", "title": "Wie weet raad?", "body": "Ik *zoek* iets."}
    answer = signed_in(cast.daan).post(f"/groups/{cast.group.slug}/topics/", words)
    topic = Topic.objects.get(title="Wie weet raad?")
    assert answer["Location"] == topic.get_absolute_url()
    assert (topic.author, topic.kind) == (cast.daan, "question")


def test_who_is_not_in_the_group_keeps_their_words_and_hears_why(cast):
    words = {"kind": "question", "section": "discussions", "title": "Mag ik?", "body": "Een lange vraag."}
    answer = signed_in(cast.eva).post(f"/groups/{cast.group.slug}/topics/", words)
    assert answer.status_code == 403
    assert "Join the group first" in answer.text
    assert Draft.objects.get(member=cast.eva).body == "Een lange vraag."


def test_only_who_keeps_the_group_announces(cast):
    words = {"kind": "announcement", "section": "discussions", "title": "Let op", "body": "Morgen is er koffie."}
    assert signed_in(cast.daan).post(f"/groups/{cast.group.slug}/topics/", words).status_code == 422
    assert signed_in(cast.bram).post(f"/groups/{cast.group.slug}/topics/", words).status_code == 302


def test_an_empty_reply_is_refused_with_a_sentence_and_nothing_is_lost(cast, topic):
    answer = signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": "   "})
    assert answer.status_code == 422
    assert "There is nothing here yet" in answer.text
    long = "a" * 50_001
    answer = signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": long})
    assert answer.status_code == 422
    assert long in answer.text


def test_a_form_that_is_sent_twice_writes_once(cast, topic):
    client = signed_in(cast.daan)
    words = {"kind": "blog", "section": "discussions", "title": "Een keer", "body": "Dit schrijf ik."}
    first, second = (client.post(f"/groups/{cast.group.slug}/topics/", words) for _ in range(2))
    assert first["Location"] == second["Location"]
    for _ in range(2):
        client.post(f"/topics/{topic.pk}/posts/", {"body": "Dit ook."})
    client.post(f"/topics/{topic.pk}/posts/", {"body": "En dit."})
    assert [post.body for post in topic.posts.order_by("number")][1:] == ["Dit ook.", "En dit."]


def test_a_form_that_waited_for_the_network_writes_once_however_often_it_comes(cast, topic):
    client, address, form = signed_in(cast.daan), f"/topics/{topic.pk}/posts/", str(uuid4())
    script = {"accept": "application/json"}
    first = client.post(address, {"body": "Uit de trein.", "form_number": form}, headers=script)
    assert first.status_code == 201
    Closure.close(topic, by=cast.bram)
    Post.objects.update(created_at=timezone.now() - timedelta(days=2))
    again = client.post(address, {"body": "Uit de trein.", "form_number": form}, headers=script)
    assert again.json() == first.json() == {"url": f"{topic.get_absolute_url()}?page=1#post-2"}
    assert topic.posts.filter(body="Uit de trein.").count() == 1
    late = client.post(address, {"body": "Uit de bus.", "form_number": str(uuid4())}, headers=script)
    assert (late.status_code, "closed" in late.json()["reason"]) == (403, True)


def test_a_form_that_comes_again_with_other_words_mends_what_it_wrote(cast, topic):
    client, form = signed_in(cast.daan), str(uuid4())
    words = {
        "kind": "blog",
        "section": "discussions",
        "title": "Een keer",
        "body": "Dit schreef ik.",
        "form_number": form,
    }
    for body in ("Dit schreef ik.", "Dit schreef ik, en dit."):
        client.post(f"/groups/{cast.group.slug}/topics/", {**words, "body": body})
    post = Post.objects.get(topic__title="Een keer")
    assert post.body == "Dit schreef ik, en dit."
    assert post.revisions.get().body == "Dit schreef ik."
    post.remove(by=cast.bram)
    client.post(f"/groups/{cast.group.slug}/topics/", words)
    assert Post.objects.filter(author=cast.daan).count() == 1


def test_a_script_hears_why_its_form_was_not_taken(cast, topic):
    address, script = f"/topics/{topic.pk}/posts/", {"accept": "application/json"}
    Group.objects.update(visibility=Group.Visibility.PUBLIC)
    assert signed_in(None).post(address, {"body": "Dag"}, headers=script).status_code == 401
    strict = Client(enforce_csrf_checks=True, headers=script)
    strict.force_login(cast.daan)
    answer = strict.post(address, {"body": "Dag"})
    assert (answer.status_code, answer.json()) == (403, {"expired": True})


def test_a_reply_to_a_topic_that_was_closed_meanwhile_is_kept_as_a_draft(cast, topic):
    Closure.close(topic, by=cast.bram)
    answer = signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": "Net te laat."})
    assert answer.status_code == 403
    assert "This conversation is closed" in answer.text
    assert Draft.at(cast.daan, f"topic:{topic.pk}").body == "Net te laat."


def test_a_reply_names_the_post_it_answers_and_clears_the_draft(cast, topic):
    first = make_reply(topic, by=cast.bram, body="Wissel van gastheer.")
    client = signed_in(cast.daan)
    client.post(f"/drafts/topic:{topic.pk}/", {"_method": "PUT", "body": "Dat doen"})
    assert "Dat doen" in client.get(topic.get_absolute_url()).text
    client.post(f"/topics/{topic.pk}/posts/", {"body": "Dat doen wij ook.", "reply_to": first.pk})
    assert Post.objects.get(body="Dat doen wij ook.").reply_to == first
    assert not Draft.objects.exists()


def test_a_form_deletes_through_its_method_field_after_the_check_of_its_token(cast, topic):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.bram)
    Closure.close(topic, by=cast.bram)
    client.get(topic.get_absolute_url())
    address, token = f"/topics/{topic.pk}/closure/", client.cookies["csrftoken"].value
    assert client.post(address, {"_method": "DELETE"}).status_code == 403
    assert client.post(address, {"_method": "DELETE", "csrfmiddlewaretoken": token}).status_code == 302
    assert not Closure.objects.exists()


def test_thanks_name_who_gave_them_and_can_be_taken_back(cast, topic):
    post = make_reply(topic, by=cast.daan)
    client = signed_in(cast.carla)
    client.post(f"/posts/{post.pk}/thanks/")
    client.post(f"/posts/{post.pk}/thanks/")
    assert Reaction.objects.count() == 1
    page = signed_in(cast.bram).get(topic.get_absolute_url()).text
    assert ">Carla</a> thanked Daan." in page
    client.post(f"/posts/{post.pk}/thanks/", {"_method": "DELETE"})
    assert not Reaction.objects.exists()
    assert signed_in(cast.daan).post(f"/posts/{post.pk}/thanks/").status_code == 403


def test_who_asked_marks_the_solution_and_others_do_not(cast, topic):
    post = make_reply(topic, by=cast.daan)
    assert signed_in(cast.daan).post(f"/posts/{post.pk}/solution/").status_code == 403
    assert signed_in(cast.carla).post(f"/posts/{post.pk}/solution/").status_code == 302
    assert "The solution, chosen by Carla" in signed_in(cast.eva).get(topic.get_absolute_url()).text
    signed_in(cast.carla).post(f"/posts/{post.pk}/solution/", {"_method": "DELETE"})
    assert Topic.objects.get().solution is None


def test_an_author_edits_and_what_it_said_stays_readable(cast, topic):
    post = topic.posts.get()
    assert signed_in(cast.daan).get(f"/posts/{post.pk}/source/").status_code == 403
    client = signed_in(cast.carla)
    client.post(f"/posts/{post.pk}/", {"_method": "PUT", "body": "Nu anders gezegd."})
    page = signed_in(cast.daan).get(f"/posts/{post.pk}/revisions/").text
    assert "Nu anders gezegd." in page
    assert "Bij ons zakt het" in page


def test_a_removed_post_leaves_its_place_and_comes_back(cast, topic):
    post = make_reply(topic, by=cast.daan, body="Dit had ik niet moeten zeggen.")
    client = signed_in(cast.daan)
    client.post(f"/posts/{post.pk}/deletion/")
    page = client.get(topic.get_absolute_url()).text
    assert "Daan took this post away." in page
    assert "niet moeten zeggen" not in page
    assert signed_in(cast.eva).get(f"/posts/{post.pk}/revisions/").status_code == 403
    client.post(f"/posts/{post.pk}/deletion/", {"_method": "DELETE"})
    assert "niet moeten zeggen" in client.get(topic.get_absolute_url()).text


def test_an_author_does_not_undo_what_a_moderator_took_away(cast, topic):
    post = make_reply(topic, by=cast.daan)
    signed_in(cast.bram).post(f"/posts/{post.pk}/deletion/", {"reason": "Dit is reclame."})
    assert "Bring it back" not in signed_in(cast.daan).get(topic.get_absolute_url()).text
    assert "Bring it back" in signed_in(cast.bram).get(topic.get_absolute_url()).text
    answer = signed_in(cast.daan).post(f"/posts/{post.pk}/deletion/", {"_method": "DELETE"})
    assert answer.status_code == 403
    assert "A moderator removed this" in answer.text


def test_a_removed_conversation_is_gone_for_others_and_seen_by_who_may_restore_it(cast, topic):
    signed_in(cast.carla).post(f"/posts/{topic.posts.get().pk}/deletion/")
    assert signed_in(cast.daan).get(topic.get_absolute_url()).status_code == 404
    assert signed_in(cast.bram).get(topic.get_absolute_url()).status_code == 200


def test_a_preview_is_what_the_page_will_show(cast):
    answer = signed_in(cast.daan).post("/preview/", {"body": "Hoi @carla **daar** <script>alert(1)</script>"})
    assert "<strong>daar</strong>" in answer.text
    assert "<script" not in answer.text


def test_a_draft_is_nobody_elses(cast, topic):
    signed_in(cast.daan).post(f"/drafts/topic:{topic.pk}/", {"_method": "PUT", "body": "Half af"})
    assert "Half af" in signed_in(cast.daan).get("/drafts/").text
    assert "Half af" not in signed_in(cast.carla).get("/drafts/").text
    assert signed_in(cast.eva).post(f"/drafts/topic:{topic.pk}/", {"_method": "DELETE"}).status_code == 404


def test_every_deed_leaves_one_line_in_the_log(cast, topic):
    post = make_reply(topic, by=cast.daan)
    before = Entry.objects.count()
    signed_in(cast.carla).post(f"/posts/{post.pk}/helped/")
    signed_in(cast.bram).post(f"/topics/{topic.pk}/closure/")
    signed_in(cast.bram).post(f"/topics/{topic.pk}/pin/")
    verbs = list(Entry.objects.order_by("pk")[before:].values_list("verb", "actor__name"))
    assert verbs == [("helped.given", "Carla"), ("topic.closed", "Bram"), ("topic.pinned", "Bram")]
