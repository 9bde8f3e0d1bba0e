"""By the rules of a group a post waits: nobody else reads it, a moderator lets it pass or refuses it, and the author hears it."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.activity import memory
from zwerm.activity.models import Entry
from zwerm.discussions import moves, once
from zwerm.discussions.models import Draft, Held, Post, Sending, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.media.models import Upload
from zwerm.members.models import Member, Role
from zwerm.members.samples import make_member
from zwerm.moderation import deciding
from zwerm.moderation.holding import Limits, Why
from zwerm.moderation.models import Case, Decision, HoldingRules, Learned, Objection
from zwerm.moderation.samples import make_decision
from zwerm.moderation.spam.judge import learn
from zwerm.moderation.tests.conftest import hear, signed_in
from zwerm.moderation.tests.test_spam import ADVERT, TALK, examples
from zwerm.notifications.models import Notice
from zwerm.privacy import leaving

FIRST = Limits(first=1)


@pytest.fixture
def topic(cast: SimpleNamespace) -> Topic:
    return make_topic(group=cast.group, by=cast.carla)


@pytest.fixture
def rules(cast: SimpleNamespace) -> None:
    HoldingRules.put(cast.group, FIRST, by=cast.bram)


def says(client: Client, topic: Topic, body: str, **fields: str) -> str:
    """Reply as a browser does; where it leads to."""
    return client.post(f"/topics/{topic.pk}/posts/", {"body": body, **fields})["Location"]


def waiting_of(member: Member, topic: Topic, body: str = "Wij doen het elke maand.") -> Case:
    assert says(signed_in(member), topic, body).startswith("/held/")
    return Case.objects.get(open=True, author=member)


def test_in_a_group_without_rules_nothing_waits(cast: SimpleNamespace, topic: Topic) -> None:
    assert says(signed_in(cast.daan), topic, "Kijk op www.leren.nl").startswith("/topics/")
    assert not Held.objects.exists()


def test_a_first_reply_waits_and_nobody_else_reads_it(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    address = says(signed_in(cast.daan), topic, "Wij doen het elke maand.")
    hear()

    assert topic.posts.count() == 1
    assert not Entry.objects.filter(verb="post.written").exists()
    for reader in (None, cast.gijs, cast.eva):
        assert signed_in(reader).get(address).status_code == 404
        assert "elke maand" not in signed_in(reader).get(topic.get_absolute_url()).content.decode()
    told = Notice.objects.exclude(member=cast.anna).filter(kind__in=["held", "own_topic", "followed"])
    assert sorted(told.values_list("member__name", "kind")) == [("Bram", "held"), ("Carla", "held"), ("Fem", "held")]


def test_its_author_is_told_in_peace_that_it_waits(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    daan = signed_in(cast.daan)
    address = says(daan, topic, "Wij doen het elke maand.")
    sentence = "Your post waits for a moderator of Leren op het werk. Mostly that takes no longer than a day."

    assert sentence in daan.get(address).content.decode()
    assert sentence in daan.get(topic.get_absolute_url()).content.decode()
    assert "elke maand" in daan.get("/drafts/").content.decode()
    assert sentence not in signed_in(cast.gijs).get(topic.get_absolute_url()).content.decode()


def test_let_through_it_is_new_at_that_moment_and_once(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    case = waiting_of(cast.daan, topic)
    earlier = make_reply(topic, by=cast.carla, body="Intussen.")
    bram = signed_in(cast.bram)
    bram.post(f"{case.get_absolute_url()}decision/", {"kind": "pass", "reason": "other"})
    hear()

    post = Post.objects.get(author=cast.daan)
    assert post.number == earlier.number + 1
    assert post.created_at > earlier.created_at
    assert Entry.objects.get(verb="post.written", actor=cast.daan).subject_id == post.pk
    assert signed_in(cast.daan).get(f"/held/{Held.objects.get().pk}/")["Location"] == post.get_absolute_url()
    assert "elke maand" in signed_in(cast.gijs).get(topic.get_absolute_url()).content.decode()
    told = Notice.objects.filter(kind="let_through")
    assert [notice.member for notice in told] == [cast.daan]
    assert Notice.objects.filter(kind="reply", member=cast.carla).count() == 1


def test_who_was_let_through_writes_on(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    make_decision(waiting_of(cast.daan, topic), "pass", by=cast.bram)

    assert says(signed_in(cast.daan), topic, "En nog iets.").startswith("/topics/")


def test_a_conversation_that_somebody_begins_waits_too(cast: SimpleNamespace, rules: None) -> None:
    sent = {"title": "Wie kent een goed boek?", "body": "Over leren.", "kind": "question", "section": "discussions"}
    daan = signed_in(cast.daan)
    address = daan.post(f"/groups/{cast.group.slug}/topics/", sent)["Location"]
    assert "Wie kent een goed boek?" in daan.get(address).content.decode()
    assert not Topic.objects.exists()
    assert "goed boek" not in signed_in(cast.gijs).get(cast.group.get_absolute_url()).content.decode()

    make_decision(Case.objects.get(), "pass", by=cast.bram)

    topic = Topic.objects.get()
    assert (topic.author, topic.kind, topic.title) == (cast.daan, "question", "Wie kent een goed boek?")
    assert Entry.objects.filter(verb="topic.started").count() == 1


def test_who_keeps_the_group_or_the_community_never_waits(cast: SimpleNamespace, topic: Topic) -> None:
    HoldingRules.put(cast.group, Limits(first=3, links=10), by=cast.bram)
    guide = make_member("Iris")
    Role.give(guide, Role.Kind.FACILITATOR, by=None)
    for member in (guide, cast.anna):
        cast.group.let_in(member)

    for member in (cast.carla, cast.bram, cast.anna, guide):
        assert says(signed_in(member), topic, f"{member.name}: www.leren.nl").startswith("/topics/")


def test_a_link_waits_until_somebody_has_posts_here(cast: SimpleNamespace, topic: Topic) -> None:
    HoldingRules.put(cast.group, Limits(links=1), by=cast.bram)
    daan, inside = signed_in(cast.daan), f"Zie {settings.SITE_URL}/groups/ hier."
    assert says(daan, topic, "Kijk op [mijn blad](https://www.leren.nl/blad).").startswith("/held/")
    assert Case.objects.get().waits_for == [Why.LINK]

    assert says(daan, topic, inside).startswith("/topics/")
    assert says(daan, topic, "En www.leren.nl dus.").startswith("/topics/")


def test_what_very_likely_is_spam_waits_whoever_wrote_it(cast: SimpleNamespace, topic: Topic) -> None:
    judge = learn(examples())
    assert judge is not None
    Learned.keep(judge)
    HoldingRules.put(cast.group, Limits(spam="mild"), by=cast.bram)
    daan = signed_in(cast.daan)

    assert says(daan, topic, TALK.format(7)).startswith("/topics/")
    assert says(daan, topic, ADVERT.format(7)).startswith("/held/")
    page = signed_in(cast.bram).get(Case.objects.get().get_absolute_url()).content.decode()
    assert "Reads like spam" in page
    assert "This reads very much like adverts" in page


def test_the_queue_says_why_it_waits_and_since_when(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    case = waiting_of(cast.daan, topic)
    bram = signed_in(cast.bram)
    queue = bram.get(f"/groups/{cast.group.slug}/moderation/").content.decode()
    page = bram.get(case.get_absolute_url()).content.decode()

    for words in ("Among the first of a new member here", "waits since", 'value="pass"'):
        assert words in queue
    for words in ("elke maand", topic.title, 'data-key="f"', 'data-key="x"', "Bij ons zakt het"):
        assert words in page
    assert deciding.possible(case, cast.bram) == ["pass", "refuse", "pause", "block"]


def test_several_are_let_through_at_once(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    cases = [waiting_of(member, topic) for member in (cast.daan, cast.gijs)]
    chosen = {"case": [case.pk for case in cases], "kind": "pass", "reason": "advert"}
    signed_in(cast.bram).post("/moderation/decisions/", chosen)

    assert topic.posts.count() == 3
    assert not Case.objects.filter(open=True).exists()


def test_refused_words_come_back_to_their_author_with_a_reason(
    cast: SimpleNamespace, topic: Topic, rules: None
) -> None:
    decision = make_decision(waiting_of(cast.daan, topic), "refuse", by=cast.bram, reason="advert")
    page = signed_in(cast.daan).get(decision.get_absolute_url()).content.decode()

    assert topic.posts.count() == 1
    assert Draft.objects.get(member=cast.daan).body == "Wij doen het elke maand."
    for words in ("Your words were not let through", "Your words read as an advert.", "elke maand", 'name="words"'):
        assert words in page
    assert "did not let this through" in signed_in(cast.daan).get(f"/held/{Held.objects.get().pk}/").content.decode()


def test_who_objects_and_is_right_is_let_through(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    decision = make_decision(waiting_of(cast.daan, topic), "refuse", by=cast.bram)
    deciding.answer(Objection.make(decision, words="Waarom?"), by=cast.fem, reversed=True, words="Je hebt gelijk.")

    assert Post.objects.get(author=cast.daan).body == "Wij doen het elke maand."


@pytest.mark.parametrize("kind", ["pass", "refuse"])
def test_a_slip_is_taken_back_and_it_waits_again(cast: SimpleNamespace, topic: Topic, rules: None, kind: str) -> None:
    case = waiting_of(cast.daan, topic)
    deciding.take_back(make_decision(case, kind, by=cast.bram, told=False), by=cast.bram)
    assert Case.objects.get().open
    assert "elke maand" not in signed_in(cast.gijs).get(topic.get_absolute_url()).content.decode()

    make_decision(Case.objects.get(), "pass", by=cast.bram)

    assert Post.objects.get(author=cast.daan, deletion=None).body == "Wij doen het elke maand."


def test_who_is_put_out_has_nothing_waiting_any_more(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    make_decision(waiting_of(cast.daan, topic), "block", by=cast.bram, reason="spam")

    assert not Held.objects.waiting().exists()
    assert Decision.objects.get().memo["thing"] == {"kind": "refuse"}


def test_a_form_that_comes_twice_waits_once_and_is_posted_once(
    cast: SimpleNamespace, topic: Topic, rules: None
) -> None:
    daan, number = signed_in(cast.daan), str(uuid4())
    first = says(daan, topic, "Wij doen het elke maand.", form_number=number)
    assert says(daan, topic, "Wij doen het elke maand.", form_number=number) == first
    assert says(daan, topic, "Wij doen het elke maand.") == first

    make_decision(Case.objects.get(), "pass", by=cast.bram)

    again = says(daan, topic, "Wij doen het elke maand.", form_number=number)
    assert again.startswith("/topics/")
    assert Post.objects.filter(author=cast.daan).count() == Sending.objects.count() == 1


def test_what_waits_goes_along_when_its_conversation_is_joined(
    cast: SimpleNamespace, topic: Topic, rules: None
) -> None:
    case, other = waiting_of(cast.daan, topic), make_topic("Elders", group=cast.group, by=cast.carla)
    moves.merge(topic, other, by=cast.bram)
    make_decision(case, "pass", by=cast.bram)

    assert Post.objects.get(author=cast.daan).topic == other


def test_in_a_conversation_that_was_removed_nothing_is_let_through(
    cast: SimpleNamespace, topic: Topic, rules: None
) -> None:
    case = waiting_of(cast.daan, topic)
    topic.posts.get().remove(by=cast.bram)

    assert "pass" not in deciding.possible(Case.objects.get(pk=case.pk), cast.bram)


def test_nobody_reports_what_waits(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    waiting_of(cast.daan, topic)

    assert signed_in(cast.bram).get(f"/report/held/{Held.objects.get().pk}/").status_code == 404


def test_a_reply_by_mail_waits_by_the_same_rules(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    written = once.reply(topic, by=cast.daan, body="Per mail.", form=str(uuid4()))

    assert isinstance(written, Held)


def test_the_public_log_counts_what_waited_without_a_name(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    make_decision(waiting_of(cast.daan, topic), "pass", by=cast.bram)
    page = signed_in(None).get("/moderation/log/").content.decode()

    assert "Let it pass" in page
    assert "Daan" not in page


def test_a_reply_where_nothing_waits_asks_nothing_more(cast: SimpleNamespace, topic: Topic) -> None:
    """Rules of another group cost nothing either: the rules of all groups are remembered together."""
    daan, asked = signed_in(cast.daan), []
    for rules in (0, 1):
        HoldingRules.objects.update_or_create(group=cast.elsewhere, defaults={"first": rules})
        memory.clear()
        for number in range(2):
            says(daan, topic, f"Antwoord {rules}, {number}")
            daan.get("/new/")  # the process looks at what was written
        with CaptureQueriesContext(connection) as captured:
            says(daan, topic, f"Nog een bij {rules}")
        asked.append(len(captured))
        if (
            connection.vendor == "sqlite"
        ):  # PostgreSQL shows the lines of the transaction that a test is once more at each look
            assert not [one for one in captured if "holdingrules" in one["sql"]]

    assert asked[0] == asked[1]


def test_a_picture_in_what_waits_is_seen_by_who_decides(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    upload = Upload.objects.create(
        owner=cast.daan, file="a", label="a", name="a", media_type="image/webp", size=1, is_picture=True
    )
    case = waiting_of(cast.daan, topic, upload.markdown)
    assert list(Upload.objects.visible_to(cast.bram)) == [upload]
    assert not Upload.objects.visible_to(cast.gijs).exists()

    make_decision(case, "pass", by=cast.bram)

    assert list(Upload.objects.visible_to(cast.gijs)) == [upload]


def test_what_waits_goes_with_who_leaves(cast: SimpleNamespace, topic: Topic, rules: None) -> None:
    case = waiting_of(cast.daan, topic)
    leaving.leave(cast.daan, words=True)

    assert not Held.objects.exists()
    assert signed_in(cast.bram).get(case.get_absolute_url()).status_code == 200
