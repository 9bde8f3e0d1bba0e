"""How conversations are found: each post by its words, with the title of its conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from zwerm.activity.models import Entry
from zwerm.discussions.hits import hits, words
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.search import marks
from zwerm.search.models import Row, Sweep
from zwerm.search.sources import Hit, Source, Text, Touch
from zwerm.search.sources.groups import languages_of

SOLUTION, OPENING = 1.5, 1.15
#: Posts of a conversation that are gone over at once, and not by a sweep.
SHORT = 60
#: Lines that touch one post, and those that touch all posts of a conversation.
POSTS = ("post.written", "post.edited")
TOPICS = ("topic.renamed", "topic.moved", "topic.merged", "topic.split")
DEEDS = ("post.removed", "post.restored", "solution.marked", "solution.unmarked")


class Posts(Source):
    """Posts: the solution of a question counts for more than what else was said."""

    name: ClassVar[str] = "discussions.post"
    verbs: ClassVar[Sequence[str]] = (
        *("topic.started", *POSTS, *TOPICS, *DEEDS),
        *("group.changed", "member.left", "claim.accepted", "import.undone", "community.restored"),
    )
    does: ClassVar[Any] = pgettext_lazy("what a reader does", "Keeps conversations findable")

    def touched(self, entry: Entry) -> Iterator[Touch]:
        if entry.verb in POSTS:
            yield entry.subject_id
        elif entry.verb == "topic.started":
            yield from Post.objects.filter(topic=entry.subject_id, number=1).values_list("pk", flat=True)
        elif entry.verb in TOPICS:
            yield from ((Sweep.Scope.THREAD, topic) for topic in _topics(entry))
        elif entry.verb in DEEDS:
            yield from _posts(entry)
        else:
            yield from _far(entry)

    def records(self, scope: str, of: int) -> QuerySet[Any]:
        within = {Sweep.Scope.PLACE: "topic__group", Sweep.Scope.THREAD: "topic", Sweep.Scope.AUTHOR: "author"}
        return Post.objects.filter(**{within[Sweep.Scope(scope)]: of}) if scope in within else Post.objects.all()

    def texts(self, keys: Sequence[int]) -> Iterable[Text]:
        posts = list(Post.objects.filter(pk__in=keys, deletion=None).exclude(html="").defer("body").order_by("pk"))
        topics = Topic.objects.filter(pk__in={post.topic_id for post in posts}, removed=False).select_related("group")
        known = {topic.pk: (topic, languages_of(topic.group)) for topic in topics}
        for post in posts:
            if there := known.get(post.topic_id):
                yield _text(post, *there)

    def shown(self, person: Any, found: Sequence[Row]) -> Mapping[int, Hit]:
        known = hits(person, [one.key for one in found])
        return {one.pk: known[one.key] for one in found if one.key in known}


def _topics(entry: Entry) -> list[int]:
    """The conversations in which posts stand otherwise now."""
    other = {"topic.merged": "old", "topic.split": "from"}.get(entry.verb, "")
    return [entry.subject_id, *([entry.data[other]] if other in entry.data else [])]


def _posts(entry: Entry) -> Iterator[Touch]:
    """One post; and its whole conversation, where that goes with it or is solved by it: at once where it is short."""
    yield entry.subject_id
    posts = Post.objects.filter(pk=entry.subject_id).select_related("topic")
    for post in posts if entry.verb.startswith("solution.") else posts.filter(number=1):
        if post.topic.last_number <= SHORT:
            yield from post.topic.posts.values_list("pk", flat=True)
        else:
            yield Sweep.Scope.THREAD, post.topic_id


def _far(entry: Entry) -> Iterator[Touch]:
    """What reaches further than one conversation."""
    if entry.verb == "group.changed":
        below = Group.objects.filter(path__contains=f"/{entry.place_id}/").values_list("pk", flat=True)
        yield from ((Sweep.Scope.PLACE, group) for group in below)
    elif entry.verb in ("member.left", "claim.accepted"):
        people = {entry.actor_id, entry.target_id, entry.subject_id if entry.verb == "member.left" else None}
        yield from ((Sweep.Scope.AUTHOR, person) for person in sorted(filter(None, people)))
    elif entry.verb == "import.undone" and entry.place_id:
        yield Sweep.Scope.PLACE, entry.place_id
    else:
        yield Sweep.Scope.ALL, 0


def _text(post: Post, topic: Topic, languages: Sequence[str]) -> Text:
    opens = post.number == 1
    is_solution = topic.solution_id == post.pk
    return Text(
        key=post.pk,
        thread=topic.pk,
        at=post.created_at,
        title=topic.title if opens else "",
        body=words(post.html),
        context="" if opens else topic.title,
        place=topic.group_id,
        languages=languages,
        marks=_marks(post, topic),
        weight=SOLUTION if is_solution else OPENING if opens else 1,
    )


def _marks(post: Post, topic: Topic) -> list[str]:
    solved = [marks.SOLVED if topic.solution_id else marks.UNSOLVED] if topic.is_question else []
    return [
        marks.circle_of(topic.group),
        *marks.places_of(topic.group),
        marks.section(topic.section),
        marks.kind(topic.kind),
        marks.author(post.author_id),
        *solved,
    ]
