"""Pictures tell the page how large they are, so that nothing moves when they come in."""

from __future__ import annotations

import re

import pytest

from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.media import sizes
from zwerm.media.models import Upload
from zwerm.media.samples import make_file, picture_file
from zwerm.members.models import Member
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    return make_member("Carla")


def picture(by: Member, width: int = 400, height: int = 300) -> Upload:
    return Upload.bring(picture_file(width=width, height=height), by=by)


def write(by: Member, body: str) -> Post:
    return make_topic(group=make_group(owner=by), by=by, body=body).posts.get()


@pytest.mark.parametrize(
    ("file", "shown"), [((400, 300), ("400", "300")), ((900, 1600), ("360", "640")), ((1, 1999), ("1", "640"))]
)
def test_a_picture_in_a_post_says_the_size_at_which_it_is_shown(carla, file, shown):
    html = write(carla, picture(carla, *file).markdown).html
    assert re.findall(r'width="(\d+)" height="(\d+)"', html) == [shown]


def test_after_an_edit_it_still_says_it(carla):
    seen = picture(carla)
    post = write(carla, "Nog niets.")
    post.edit(f"Kijk: {seen.markdown}", by=carla)
    assert 'width="400" height="300"' in Post.objects.get(pk=post.pk).html


def test_nothing_is_told_of_a_picture_of_somebody_else(carla):
    html = write(carla, picture(make_member("Eva")).markdown).html
    assert "<img " in html
    assert "width=" not in html


def test_what_is_written_is_no_size(carla):
    named = picture(carla)
    html = write(carla, f'![x" width="9]({named.get_absolute_url()}) en `<img src="{named.get_absolute_url()}"`').html
    assert re.findall(r'<img [^>]*?width="(\d+)"', html) == ["400"]


def test_words_without_pictures_cost_no_query(carla, django_assert_num_queries):
    file = make_file(by=carla)
    with django_assert_num_queries(0):
        assert sizes.sized(f'<a href="{file.get_absolute_url()}">x</a>', owner=carla)


def test_sizes_are_written_once():
    once = sizes.written('<img src="/media/7/foto.webp" alt="">', {7: (40, 30)})
    assert once == '<img src="/media/7/foto.webp" width="40" height="30" alt="">'
    assert sizes.written(once, {7: (9, 9)}) == once
