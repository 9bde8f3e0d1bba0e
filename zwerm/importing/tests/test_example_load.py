"""The example in the database: what bulk loading leaves is what the verbs leave, and nothing is done twice."""

import time
from collections import Counter
from typing import Any

import pytest
from django.db.models import F, Max

from zwerm.activity import log, readers
from zwerm.activity.models import Delivery, Entry
from zwerm.discussions.models import Closure, Pin, Post, Reading, Topic
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest, Membership
from zwerm.importing.example import chapters, load
from zwerm.importing.example.bookmark import Bookmark
from zwerm.members.models import Community, Member, Role
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.models import Case, Decision, Objection
from zwerm.notifications.models import Notice
from zwerm.reactions.models import Reaction

NOW = int(time.time())
pytestmark = pytest.mark.django_db


def build(members: int = 120, **more):
    return load.build(members, 1, now=NOW, **more)


@pytest.fixture
def built():
    return build()


def test_four_people_can_sign_in(built, client):
    assert [one.name.split()[0] for one in built] == ["Anna", "Bram", "Carla", "Daan"]
    anna, bram, carla, daan = (Member.objects.get(email=one.email) for one in built)
    assert anna.holds(Role.Kind.ADMINISTRATOR)
    assert bram.holds(Role.Kind.MODERATOR)
    assert GroupRole.objects.at().filter(member=carla, kind="owner", group__slug="leiderschap").exists()
    assert not daan.roles.exists()
    assert all(member.check_password(load.PASSWORD) for member in (anna, bram, carla, daan))
    assert client.login(email=daan.email, password=load.PASSWORD)


def test_where_no_password_is_wanted_nobody_can_sign_in():
    build(password="")
    assert not any(member.has_usable_password() for member in Member.objects.all())


def test_kept_counts_equal_counting_from_scratch(built):
    for topic in Topic.objects.all():
        newest = topic.posts.filter(deletion=None).order_by("-number")[0]
        assert topic.last_number == topic.posts.count()
        assert (topic.last_post, topic.last_post_at) == (newest, newest.created_at)
    for group in Group.objects.all():
        assert group.member_count == group.memberships.count()
        assert group.last_talk_at == Post.objects.filter(topic__group=group).aggregate(last=Max("created_at"))["last"]


def test_every_row_has_its_line_in_the_log(built):
    lines = Counter(Entry.objects.values_list("verb", flat=True))
    away = Member.objects.filter(standing=Member.Standing.PLACEHOLDER).count()
    assert lines["member.joined"] == Member.objects.count() - away
    assert lines["member.imported"] == away
    assert lines["group.joined"] == Membership.objects.count()
    assert lines["group.started"] == Group.objects.count()
    assert lines["topic.started"] == Topic.objects.count()
    assert lines["post.written"] == Post.objects.filter(number__gt=1).count()
    assert lines["thanks.given"] + lines["helped.given"] == Reaction.objects.count()
    assert lines["solution.marked"] == Topic.objects.exclude(solution=None).count() > 5
    assert set(Entry.objects.values_list("source", flat=True)) == {Entry.Source.IMPORT}


def test_bulk_loading_leaves_what_the_verbs_leave(built):
    """The longest solved conversation is said again by verbs; rows and lines have to be the same but for their keys."""
    topic = Topic.objects.exclude(solution=None).order_by("-last_number")[0]
    again = _by_verbs(topic)
    kept = (
        "group",
        "section",
        "kind",
        "title",
        "author",
        "created_at",
        "excerpt",
        "last_post_at",
        "last_number",
        "version",
    )
    assert [getattr(again, name) for name in kept] == [getattr(topic, name) for name in kept]
    said = ("number", "author_id", "body", "html", "created_at", "edited_at", "reply_to__number")
    by_verbs, in_bulk = (one.posts.order_by("number").values_list(*said) for one in (again, topic))
    assert list(by_verbs) == list(in_bulk)
    assert again.solution.number == topic.solution.number
    assert _lines(again) == _lines(topic)


def _by_verbs(topic: Topic) -> Topic:
    opening, *replies = topic.posts.order_by("number")
    made: dict[Any, Any] = {}
    with log.source(Entry.Source.IMPORT):
        words = {"title": topic.title, "body": opening.body, "kind": topic.kind, "section": topic.section}
        again = Topic.start(topic.group, by=topic.author, at=topic.created_at, **words)
        for post in replies:
            to = made.get(post.reply_to_id)
            made[post.pk] = again.reply(by=post.author, body=post.body, to=to, at=post.created_at)
        again.mark_solution(made[topic.solution_id], by=topic.author)
        for given in Reaction.objects.filter(subject_type="discussions.post", subject_id__in=list(made)):
            subject = made[given.subject_id]
            Reaction.objects.create(
                kind=given.kind,
                giver=given.giver,
                receiver=given.receiver,
                subject_type=given.subject_type,
                subject_id=subject.pk,
                at=given.at,
            )
            log.record(
                f"{given.kind}.given", actor=given.giver, subject=subject, place=topic.group, target=given.receiver
            )
    return Topic.objects.get(pk=again.pk)


def _lines(topic: Topic):
    """The log of one conversation, without times and keys; what `data` names by key is left to the names of its fields."""
    posts = {post.pk: post.number for post in topic.posts.all()}
    mine = Entry.objects.filter(subject_type="discussions.topic", subject_id=topic.pk) | Entry.objects.filter(
        subject_type="discussions.post", subject_id__in=[key for key, number in posts.items() if number > 1]
    )
    return Counter(
        (
            one.verb,
            one.actor_id,
            one.target_id,
            one.place_id,
            one.source,
            posts.get(one.subject_id),
            tuple(sorted(one.data)),
        )
        for one in mine
    )


def test_a_second_call_does_nothing(built):
    before = [(table, table.objects.count()) for table in (Entry, Member, Membership, Topic, Post, Reaction)]
    assert [one.email for one in build()] == [one.email for one in built]
    assert [(table, table.objects.count()) for table, _ in before] == before


def test_a_load_that_was_stopped_goes_on_and_ends_the_same(monkeypatch):
    monkeypatch.setattr(chapters, "LENGTH", 300)

    def stop(doing, done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(progress=stop)
    assert Bookmark.last().chapter == 2
    halfway = Post.objects.count()
    assert not Topic.objects.exclude(last_number=F("last_post__number")).exists()
    build()
    assert 0 < halfway < Post.objects.count() == Post.objects.values("topic", "number").distinct().count()
    assert Bookmark.last().done
    assert Counter(Entry.objects.values_list("verb", flat=True))["group.started"] == Group.objects.count() == 18


def test_an_example_is_for_an_empty_site():
    Group.start(by=make_member("Eva"), name="Iets anders", purpose="Er is al iets.")
    with pytest.raises(load.NotEmpty):
        build()
    with pytest.raises(load.TooFew):
        build(members=10)


def test_a_community_that_was_just_founded_keeps_its_name_and_its_administrator():
    eva = make_member("Eva")
    make_community(first=eva, name="Eigen naam")
    build(password="")
    assert Community.objects.get().name == "Eigen naam"
    assert [role.member for role in Role.objects.at().filter(kind=Role.Kind.ADMINISTRATOR)] == [eva]


def test_groups_are_in_several_states_of_life(built):
    assert Group.objects.get(slug="het-nieuwe-werken").sleeps
    assert not Group.objects.get(slug="hr-en-werk").sleeps
    assert Group.objects.get(slug="hr-in-de-zorg").member_count == 5
    assert Group.objects.get(slug="intervisie-noord").visibility == Group.Visibility.HIDDEN
    assert JoinRequest.objects.waiting().filter(group__slug="interim-en-zelfstandig").count() == 3
    assert GroupInvitation.objects.open().filter(member__email="daan@example.org").count() == 1
    assert Pin.objects.count() >= 1
    assert Closure.objects.count() == 1
    assert Topic.objects.filter(section="jobs").exists()
    assert not GroupRole.objects.at().filter(kind="owner").values("group").distinct().count() < Group.objects.count()


def test_there_is_something_new_for_everybody_who_looks_around(built):
    for one in built:
        member = Member.objects.get(email=one.email)
        read = Reading.objects.filter(member=member)
        assert read.exists()
        mine = Topic.objects.filter(group__in=Group.objects.of(member))
        assert mine.exclude(pk__in=read.filter(number=F("topic__last_number")).values("topic")).exists()


def test_who_moderates_has_something_to_decide_and_everybody_was_told_something(built):
    anna, bram, carla, daan = (Member.objects.get(email=one.email) for one in built)
    told = {
        member: set(Notice.objects.filter(member=member).values_list("kind", flat=True)) for member in (bram, carla)
    }

    assert Case.objects.visible_to(bram).waiting().count() == 3
    assert set(Decision.objects.values_list("kind", flat=True)) == {
        "promotions",
        "hide",
        "fine",
        "change",
    }
    assert [one.decision.by for one in Objection.objects.visible_to(anna).waiting()] == [bram]
    assert Decision.objects.get(kind="change").case.author == daan
    assert "reported" in told[carla]
    assert all(Notice.objects.filter(member=member, seen=False).exists() for member in (anna, bram, carla, daan))


def test_the_readers_of_the_log_have_nothing_to_mend_and_no_mail_leaves(built):
    before = list(Group.objects.values_list("pk", "last_talk_at", "version"))
    for reader in readers.registered():
        readers.catch_up(reader)
    assert list(Group.objects.values_list("pk", "last_talk_at", "version")) == before
    assert not Delivery.objects.exists()
