"""What is changed waits by the same rules, and who posted what waits changes it and takes it back."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from zwerm.discussions.models import Draft, Held, Post, Sending, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.models import Member
from zwerm.moderation import deciding
from zwerm.moderation.holding import Limits, Why
from zwerm.moderation.models import Case, HoldingRules, Learned
from zwerm.moderation.samples import make_decision, make_report
from zwerm.moderation.spam.judge import learn
from zwerm.moderation.tests.conftest import hear, signed_in
from zwerm.moderation.tests.test_holding import says
from zwerm.moderation.tests.test_spam import ADVERT, TALK, examples
from zwerm.notifications.models import Notice

CALM = "Wij doen het elke maand."
ADVERTISED = "Koop mijn cursus op www.cursus-kopen.nl"


@pytest.fixture
def topic(cast: SimpleNamespace) -> Topic:
    return make_topic(group=cast.group, by=cast.carla)


@pytest.fixture
def post(cast: SimpleNamespace, topic: Topic) -> Post:
    """Daan's only words here, posted before the rules about links were switched on."""
    post = make_reply(topic, by=cast.daan, body=CALM)
    HoldingRules.put(cast.group, Limits(links=1), by=cast.bram)
    return post


def changes(member: Member, post: Post, body: str) -> str:
    """Edit as a browser does; where it leads to."""
    return signed_in(member).post(f"/posts/{post.pk}/", {"body": body, "_method": "PUT"})["Location"]


def changes_what_waits(member: Member, address: str, body: str, **fields: str) -> str:
    return signed_in(member).post(address, {"body": body, "_method": "PUT", **fields})["Location"]


def reads(member: Member | None, address: str) -> str:
    return signed_in(member).get(address, follow=True).content.decode()


def test_a_link_that_is_added_waits_and_others_read_what_stood(cast: SimpleNamespace, topic: Topic, post: Post) -> None:
    address = changes(cast.daan, post, ADVERTISED)
    case = Case.objects.get()

    assert case.waits_for == [Why.LINK]
    assert CALM in reads(cast.gijs, topic.get_absolute_url())
    assert "cursus-kopen" not in reads(cast.gijs, topic.get_absolute_url())
    assert signed_in(cast.gijs).get(address).status_code == 404
    for words in ("Your change waits for a moderator", "cursus-kopen", "Take it back"):
        assert words in reads(cast.daan, address)
    for words in ("others read this", CALM, "cursus-kopen"):
        assert words in reads(cast.bram, case.get_absolute_url())
    assert "cursus-kopen" in reads(cast.daan, f"/posts/{post.pk}/source/")


def test_a_change_that_is_let_through_stands_where_the_post_stood(
    cast: SimpleNamespace, topic: Topic, post: Post
) -> None:
    changes(cast.daan, post, ADVERTISED)
    make_decision(Case.objects.get(), "pass", by=cast.bram)
    hear()

    post.refresh_from_db()
    assert (post.body, post.number, topic.posts.count()) == (ADVERTISED, 2, 2)
    assert [revision.body for revision in post.revisions.all()] == [CALM]
    assert [notice.member for notice in Notice.objects.filter(kind="let_through")] == [cast.daan]


def test_a_change_that_is_refused_leaves_what_stood_and_its_words_to_mend(cast: SimpleNamespace, post: Post) -> None:
    changes(cast.daan, post, ADVERTISED)
    decision = make_decision(Case.objects.get(), "refuse", by=cast.bram, reason="advert")

    assert Post.objects.get(pk=post.pk).body == CALM
    assert f"/posts/{post.pk}/source/" in reads(cast.daan, decision.get_absolute_url())
    assert ADVERTISED in reads(cast.daan, f"/posts/{post.pk}/source/")
    changes(cast.daan, post, "Wij doen het elke maand, met een gastheer.")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["pass", "refuse"])
def test_a_slip_about_a_change_is_taken_back_and_it_waits_again(cast: SimpleNamespace, post: Post, kind: str) -> None:
    changes(cast.daan, post, ADVERTISED)
    deciding.take_back(make_decision(Case.objects.get(), kind, by=cast.bram, told=False), by=cast.bram)

    assert Post.objects.get(pk=post.pk).body == CALM
    assert Held.objects.waiting().get().body == ADVERTISED
    assert Case.objects.get().open


def test_only_what_is_new_in_a_change_is_a_reason(cast: SimpleNamespace, topic: Topic, post: Post) -> None:
    linked = make_reply(topic, by=cast.gijs, body="Zie https://leren.nl/blad.")

    assert changes(cast.daan, post, "Wij doen het iedere maand.").startswith("/topics/")
    assert changes(cast.gijs, linked, "Kijk bij https://leren.nl/blad, dus.").startswith("/topics/")
    assert changes(cast.gijs, linked, "Kijk bij https://leren.nl/winkel, dus.").startswith("/held/")
    assert changes(cast.carla, topic.posts.get(number=1), "Zie www.leren.nl").startswith("/topics/")


def test_a_post_that_is_made_an_advert_waits_whoever_wrote_it(cast: SimpleNamespace, topic: Topic) -> None:
    judge = learn(examples())
    assert judge is not None
    Learned.keep(judge)
    calm, advert = (make_reply(topic, by=cast.daan, body=words.format(7)) for words in (TALK, ADVERT))
    HoldingRules.put(cast.group, Limits(spam="mild"), by=cast.bram)

    assert changes(cast.daan, calm, ADVERT.format(8)).startswith("/held/")
    assert changes(cast.daan, advert, ADVERT.format(8)).startswith("/topics/")


def test_another_change_replaces_the_one_that_waits(cast: SimpleNamespace, post: Post) -> None:
    changes(cast.daan, post, ADVERTISED)
    first = Case.objects.get()
    changes(cast.daan, post, f"{ADVERTISED} of www.cursus.nl")
    decided = signed_in(cast.bram).post(f"{first.get_absolute_url()}decision/", {"kind": "pass", "reason": "other"})

    assert decided.status_code == 409
    assert Held.objects.waiting().get().body.endswith("www.cursus.nl")
    for words in ("says it in another way", 'href="/moderation/" data-key="n"'):
        assert words in reads(cast.bram, first.get_absolute_url())

    assert changes(cast.daan, post, "Toch maar zonder.").startswith("/topics/")
    assert not Case.objects.filter(open=True).exists()
    assert not Held.objects.exists()


def test_who_changes_what_waits_is_judged_again(cast: SimpleNamespace, topic: Topic) -> None:
    HoldingRules.put(cast.group, Limits(links=1), by=cast.bram)
    first = says(signed_in(cast.daan), topic, ADVERTISED)
    again = changes_what_waits(cast.daan, first, "Zie www.leren.nl")
    assert again.startswith("/held/")
    assert Case.objects.get(open=True).words == "Zie www.leren.nl"
    assert signed_in(cast.daan).get(first).status_code == (404 if again != first else 200)

    there = changes_what_waits(cast.daan, again, CALM)

    assert CALM in reads(cast.gijs, there)
    assert not Held.objects.exists()
    assert not Case.objects.filter(open=True).exists()


def test_a_conversation_that_waits_is_changed_with_its_title(cast: SimpleNamespace) -> None:
    HoldingRules.put(cast.group, Limits(first=1), by=cast.bram)
    sent = {"title": "Wie kent een boek?", "body": "Over leren.", "kind": "question", "section": "discussions"}
    address = signed_in(cast.daan).post(f"/groups/{cast.group.slug}/topics/", sent)["Location"]
    assert 'name="title"' in reads(cast.daan, f"{address}source/")
    changes_what_waits(cast.daan, address, "Over luisteren.", title="Wie kent een goed boek?")

    make_decision(Case.objects.get(open=True), "pass", by=cast.bram)

    topic = Topic.objects.get()
    assert (topic.title, topic.kind, topic.posts.get().body) == (
        "Wie kent een goed boek?",
        "question",
        "Over luisteren.",
    )


def test_who_takes_back_what_waits_has_it_as_a_draft(cast: SimpleNamespace, topic: Topic) -> None:
    HoldingRules.put(cast.group, Limits(first=1), by=cast.bram)
    address = says(signed_in(cast.daan), topic, CALM)
    case = Case.objects.get()
    hear()
    assert Notice.objects.filter(kind="held", member=cast.bram).exists()
    signed_in(cast.daan).post(address, {"_method": "DELETE"})
    hear()

    assert Draft.objects.get(member=cast.daan).body == CALM
    assert not Held.objects.exists()
    assert "elke maand" not in reads(cast.bram, "/moderation/")
    assert "elke maand" not in reads(cast.bram, case.get_absolute_url())
    signed_in(cast.bram).post("/moderation/decisions/", {"case": [case.pk], "kind": "pass", "reason": "advert"})
    assert topic.posts.count() == 1


def test_what_was_decided_meanwhile_is_not_changed_and_no_word_is_lost(cast: SimpleNamespace, topic: Topic) -> None:
    HoldingRules.put(cast.group, Limits(first=1), by=cast.bram)
    address = says(signed_in(cast.daan), topic, CALM)
    held = Held.objects.get()
    make_decision(Case.objects.get(), "refuse", by=cast.bram)

    assert signed_in(cast.daan).get(f"{address}source/").status_code == 403
    Held.objects.filter(pk=held.pk).update(refused_at=None)  # as a form that was let in a moment before saw it
    answered = signed_in(cast.daan).post(address, {"body": "Anders gezegd.", "_method": "PUT"})
    assert answered.status_code == 409
    assert Draft.objects.get(member=cast.daan).body == "Anders gezegd."


@pytest.mark.parametrize("body", [ADVERTISED, CALM])
def test_a_form_that_comes_again_with_other_words_passes_no_rule_by(
    cast: SimpleNamespace, topic: Topic, body: str
) -> None:
    HoldingRules.put(cast.group, Limits(links=1), by=cast.bram)
    daan, number = signed_in(cast.daan), str(uuid4())
    says(daan, topic, body, form_number=number)

    assert says(daan, topic, f"{ADVERTISED}/nu", form_number=number).startswith("/held/")
    assert Held.objects.waiting().get().body == f"{ADVERTISED}/nu"
    assert Sending.objects.count() == (1 if body == CALM else 0)


def test_what_is_hidden_until_it_is_changed_comes_back_and_waits_once(
    cast: SimpleNamespace, topic: Topic, post: Post
) -> None:
    make_decision(make_report(post, by=cast.carla).case, "hide", by=cast.bram)
    changes(cast.daan, post, ADVERTISED)
    hear()

    assert not Held.objects.exists()
    assert Case.objects.get(open=True).subject == post
