"""What a reply costs: a fixed number of questions to the database, and as little as possible of it while others wait to write."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.activity import memory
from zwerm.core import markdown
from zwerm.discussions.models import Post, Sending
from zwerm.discussions.samples import make_reply
from zwerm.discussions.tests.conftest import signed_in
from zwerm.moderation import prompting

pytestmark = pytest.mark.django_db
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
#: Looking at the log, the pace, whether it is there already, and six writes.
REPLY = 9


@pytest.mark.django_db(transaction=True)  # else each look at the log sees all that the test did before
@pytest.mark.parametrize("replies", [0, 40])
def test_a_reply_asks_the_same_queries_however_long_the_topic_is(cast, topic, replies):
    for number in range(replies):
        make_reply(topic, by=cast.carla, body=f"Reactie {number}")
    client, address = signed_in(cast.daan), f"/topics/{topic.pk}/posts/"
    client.post(address, {"body": "De eerste keer.", "form_number": str(uuid4())})
    client.get("/new/")  # the process looks at what was written
    with memory.request():  # and remembers what waits for an answer
        prompting.look(cast.daan, place=topic.group)
    with CaptureQueriesContext(connection) as captured:
        assert client.post(address, {"body": "En nog iets.", "form_number": str(uuid4())}).status_code == 302
    asked = [one["sql"] for one in captured.captured_queries if not one["sql"].startswith(BOOKKEEPING)]
    assert len(asked) == REPLY, "\n".join(asked)


def test_words_are_rendered_before_others_have_to_wait(cast, topic, monkeypatch):
    inside, render = [], markdown.render

    def watched(source: str) -> markdown.Rendered:
        inside.append(len(connection.savepoint_ids))
        return render(source)

    monkeypatch.setattr(markdown, "render", watched)
    before = len(connection.savepoint_ids)
    signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": "Dit is *nieuw*."})
    assert inside == [before]
    assert topic.posts.get(number=2).html == "<p>Dit is <em>nieuw</em>.</p>\n"


def test_forms_that_are_too_old_to_come_again_are_forgotten(cast, topic):
    for body in ("Lang geleden.", "Nu."):
        signed_in(cast.daan).post(f"/topics/{topic.pk}/posts/", {"body": body, "form_number": str(uuid4())})
    old, new = Post.objects.get(body="Lang geleden."), Post.objects.get(body="Nu.")
    Sending.objects.filter(post=old).update(at=timezone.now() - timedelta(days=61))
    Sending.forget_past()
    assert list(Sending.objects.values_list("post", flat=True)) == [new.pk]
