"""`zwerm demo` fills its folder once and says as whom one can look around."""

import pytest

from zwerm.config import showing
from zwerm.discussions.models import Post
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member

pytestmark = pytest.mark.django_db


def test_it_says_as_whom_one_can_sign_in(client):
    said = showing.fill(80)
    assert "anna@example.org" in said
    assert "password zwerm-demo" in said
    assert client.login(email="anna@example.org", password="zwerm-demo")


def test_the_second_start_finds_everything_there():
    showing.fill(80)
    before = Member.objects.count()
    again = showing.fill(90)
    assert "daan@example.org" in again
    assert "This example has 80 members." in again
    assert Member.objects.count() == before


def test_as_many_posts_as_are_asked_for_are_written():
    showing.fill(80, 700)
    assert Post.objects.count() == 700
    assert "This example has 80 members and 700 posts." in showing.fill(80)


def test_a_community_that_is_no_example_is_left_alone():
    make_group()
    with pytest.raises(SystemExit, match="takes another folder"):
        showing.fill(80)
    assert Group.objects.count() == 1


def test_too_few_people_are_refused_with_the_number_it_takes():
    with pytest.raises(SystemExit, match="60 members and 500 posts or more"):
        showing.fill(5)
