from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zwerm.core import permissions
from zwerm.discussions.models import Draft, Post
from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group, GroupRole
from zwerm.groups.samples import make_group
from zwerm.media.models import Placement, Upload
from zwerm.media.samples import make_file, make_picture
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.privacy import leaving

pytestmark = pytest.mark.django_db


class Cast:
    """Carla wrote something in a group that Daan is in and Eva is not."""

    def __init__(self, visibility: str) -> None:
        self.carla, self.daan, self.eva = (make_member(name) for name in ("Carla", "Daan", "Eva"))
        self.group = make_group(owner=self.carla, members=(self.daan,), visibility=visibility)
        self.picture = make_picture(by=self.carla)

    def write(self, by: Member | None = None) -> Post:
        return make_topic(group=self.group, by=by or self.carla, body=f"Kijk: {self.picture.markdown}").posts.get()

    def statuses(self) -> dict[str, int]:
        """What each of them gets for the picture."""
        return {
            "Carla": status(self.carla, self.picture),
            "Daan": status(self.daan, self.picture),
            "Eva": status(self.eva, self.picture),
            "stranger": status(None, self.picture),
        }


def status(person: Member | None, upload: Upload) -> int:
    client = Client()
    if person:
        client.force_login(person)
    return client.get(upload.get_absolute_url()).status_code


def test_before_it_stands_anywhere_only_its_owner_sees_a_picture():
    cast = Cast("public")
    assert cast.statuses() == {"Carla": 200, "Daan": 404, "Eva": 404, "stranger": 404}


@pytest.mark.parametrize(
    ("visibility", "eva", "stranger"),
    [(Group.Visibility.PUBLIC, 200, 200), (Group.Visibility.MEMBERS, 200, 404), (Group.Visibility.HIDDEN, 404, 404)],
)
def test_in_a_post_it_is_seen_by_who_sees_the_post(visibility, eva, stranger):
    cast = Cast(visibility)
    post = cast.write()
    assert f'<img src="{cast.picture.get_absolute_url()}"' in post.html
    assert cast.statuses() == {"Carla": 200, "Daan": 200, "Eva": eva, "stranger": stranger}


def test_naming_somebody_elses_picture_opens_it_to_nobody():
    cast = Cast("public")
    cast.write(by=cast.daan)
    assert not Placement.objects.exists()
    assert cast.statuses() == {"Carla": 200, "Daan": 404, "Eva": 404, "stranger": 404}


def test_taking_the_post_away_takes_the_picture_away_and_bringing_it_back_brings_it_back():
    cast = Cast("public")
    post = cast.write()
    post.remove(by=cast.carla)
    assert set(cast.statuses().values()) == {404}
    post.restore(by=cast.carla)
    assert set(cast.statuses().values()) == {200}


def test_taking_a_picture_out_of_the_words_takes_it_from_their_readers():
    cast = Cast("public")
    post = cast.write()
    post.edit("Zonder plaatje.", by=cast.carla)
    assert cast.statuses() == {"Carla": 200, "Daan": 404, "Eva": 404, "stranger": 404}
    post.edit(f"Toch wel: {cast.picture.markdown}", by=cast.carla)
    assert set(cast.statuses().values()) == {200}


def test_a_picture_in_two_posts_is_seen_by_who_sees_either():
    cast = Cast("hidden")
    cast.write()
    make_topic(group=make_group(visibility="public", owner=cast.carla), by=cast.carla, body=cast.picture.markdown)
    assert set(cast.statuses().values()) == {200}


@pytest.mark.parametrize("visibility", ["public", "members", "hidden"])
def test_the_list_and_the_rule_agree(visibility):
    cast = Cast(visibility)
    cast.write()
    make_file(by=cast.daan)
    for person in (cast.carla, cast.daan, cast.eva):
        listed = set(Upload.objects.visible_to(person))
        assert listed == {one for one in Upload.objects.all() if permissions.may(person, "media.view_upload", one)}


def test_a_picture_is_shown_and_kept_by_one_browser_only_and_a_file_is_handed_out():
    cast = Cast("public")
    client = Client()
    client.force_login(cast.carla)
    shown = client.get(cast.picture.get_absolute_url())
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/webp", "private, max-age=86400, immutable")
    assert (shown["X-Content-Type-Options"], shown["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )
    assert "attachment" not in shown.get("Content-Disposition", "")
    assert "Cookie" in shown["Vary"]
    again = client.get(cast.picture.get_absolute_url(), headers={"If-None-Match": shown["ETag"]})
    assert again.status_code == 304
    handed = client.get(make_file(by=cast.carla).get_absolute_url())
    assert handed["Content-Disposition"] == 'attachment; filename="verslag.txt"'
    assert handed.getvalue() == b"Wat we leerden."


def test_an_address_with_another_name_leads_nowhere():
    cast = Cast("public")
    client = Client()
    client.force_login(cast.carla)
    assert client.get(f"/media/{cast.picture.pk}/iets-anders.webp").status_code == 404


def test_what_was_never_used_is_removed_with_its_file_unless_a_draft_names_it(
    django_capture_on_commit_callbacks, own_store
):
    cast = Cast("public")
    placed, waiting, fresh = cast.picture, make_picture(by=cast.carla), make_picture(by=cast.carla)
    cast.write()
    unused = make_picture(by=cast.daan)
    Draft.keep(cast.carla, "group:1", body=waiting.markdown)
    Upload.objects.exclude(pk=fresh.pk).update(brought_at=timezone.now() - Upload.WAITS - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        Upload.clear_unplaced()
    assert set(Upload.objects.all()) == {placed, waiting, fresh}
    assert not (own_store / unused.file.name).exists()
    assert (own_store / placed.file.name).exists()


@pytest.mark.parametrize(("words", "stays"), [(True, True), (False, False)])
def test_when_its_owner_leaves_a_picture_stays_or_goes_with_the_words(
    words, stays, django_capture_on_commit_callbacks, own_store
):
    cast = Cast("public")
    cast.group.let_in(cast.eva)
    GroupRole.give(cast.group, cast.eva, GroupRole.Kind.OWNER, by=cast.carla)
    cast.write()
    unplaced = make_picture(by=cast.carla)
    with django_capture_on_commit_callbacks(execute=True):
        leaving.leave(cast.carla, words=words)
    assert (own_store / cast.picture.file.name).exists() is stays
    assert not (own_store / unplaced.file.name).exists()
    assert (status(None, cast.picture) == 200) is stays


def test_words_without_uploads_cost_no_query_for_them(django_assert_num_queries):
    from zwerm.media import placing

    carla = make_member("Carla")
    with django_assert_num_queries(0):
        placing.place(carla, "<p>Niets</p>", owner=carla)
