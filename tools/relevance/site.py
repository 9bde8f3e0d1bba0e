"""A real site with the texts in it: articles by a member, two moved sites, and everything read that follows the log."""

from pathlib import Path

from tools.relevance.articles import articles
from tools.relevance.splitting import verdicts
from zwerm.activity import log, readers
from zwerm.activity.models import Entry
from zwerm.config.preparing import bring_up_to_date
from zwerm.core import markdown
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.similar import similar
from zwerm.groups.models import Group
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import ImportedRecord
from zwerm.importing.moving import Move
from zwerm.importing.samples import silent
from zwerm.members.samples import make_administrator, make_community
from zwerm.search import lexicon, sweeping
from zwerm.search.filters import read
from zwerm.search.learning import learn
from zwerm.search.mending import answer

MOVED = "stackexchange"
SITES = ("alcohol-meta", "conlang-meta")


class Site:
    """What became of the texts: the key of each conversation."""

    def __init__(self, data: Path) -> None:
        bring_up_to_date()
        self.reader = make_administrator("Anna")
        make_community(self.reader)
        with log.source(Entry.Source.IMPORT):
            self.keys = self._write(data / "nl-knowledge") | self._move(data / MOVED)
        for reader in readers.registered():
            readers.catch_up(reader)
        self._index_again()
        self._topics = dict(Post.objects.values_list("pk", "topic_id"))

    def _write(self, folder: Path) -> dict[int, str]:
        group = Group.start(by=self.reader, name="Kennis", purpose="Wat we weten.", languages=["nl"])
        return {
            Topic.start(group, by=self.reader, title=one.title[:160], body=one.body).pk: one.key
            for one in articles(folder)
        }

    def _move(self, folder: Path) -> dict[int, str]:
        keys: dict[int, str] = {}
        for site in SITES:
            group = Group.start(by=self.reader, name=site, purpose="What we ask.", languages=["en"])
            archive = FORMATS[MOVED].open(folder / site, silent)
            Move(archive, MOVED, group, archive.name, self.reader, silent).run()
            asked = {
                row.subject_id: f"{site}/{row.key.removeprefix('post:')}"
                for row in ImportedRecord.objects.filter(move__group=group, kind="question")
            }
            openings = Post.objects.filter(pk__in=asked).values_list("pk", "topic_id")
            keys |= {topic: asked[post] for post, topic in openings}
        return keys

    @staticmethod
    def _index_again() -> None:
        """What came first was indexed before its words were known here: a site that is at work knows them."""
        learn()
        while sweeping.do_piece():
            pass

    def find(self, asked: str) -> list[str]:
        """The conversations that the page of results gives, best first."""
        found = answer(read(asked, self.reader), self.reader).found
        topics = filter(None, (self._topic(one.best.url) for one in found.hits))
        return [self.keys[topic] for topic in topics]

    def beside(self, title: str) -> list[str]:
        """The conversations that stand beside a title that is being written, in their order."""
        return [self.keys[topic.pk] for topic in similar(title, self.reader)]

    def _topic(self, url: str) -> int | None:
        """The conversation that a hit leads to; none for a group or a person."""
        noun, key = url.strip("/").split("/")[:2]
        if noun == "topics":
            return int(key)
        return self._topics[int(key)] if noun == "posts" else None

    @staticmethod
    def splits() -> dict[str, int]:
        """What the words of this site make of compounds."""
        return verdicts(lexicon.whole())

    def texts(self) -> list[tuple[str, str, str]]:
        """Key, title and words of every post, as plain full-text search would get them."""
        posts = Post.objects.filter(deletion=None).select_related("topic")
        return [(self.keys[post.topic_id], post.topic.title, markdown.plain(post.html)) for post in posts]
