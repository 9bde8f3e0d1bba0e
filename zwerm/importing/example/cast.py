"""Words for a history: every generated conversation gets a script, every post a line of it.

In a small community each script and each remark is used once, in the group it was written for; the words then decide a
little: somebody else of the group may step in for a line, what a script still has to say is said, and what nobody has words
for is left out. In a large one the scripts are told again, by others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count

import numpy as np
from numpy.random import PCG64, Generator

from zwerm.importing.example.places import LONGEST, Setting
from zwerm.importing.example.plan import DAY, History
from zwerm.importing.example.regulars import Regulars
from zwerm.importing.example.remarks import Remarks
from zwerm.importing.example.scripts import Script, library
from zwerm.importing.example.stage import Said, Stage
from zwerm.importing.example.weeks import CLOCK, HOUR

#: Where things are told once, remarks that fit anywhere are few in one conversation.
MOST_REMARKS = 2


@dataclass
class Conversation:
    """A topic with its words. `posts` are in order; members are rows of the history."""

    topic: int
    """The row of the history's topics."""
    group: int
    script: Script
    edition: int
    """How often the script was told before."""
    actors: dict[str, int]
    posts: list[Said] = field(default_factory=list)

    @property
    def starter(self) -> int:
        return self.posts[0].author

    @property
    def solution(self) -> int | None:
        """The post, counted from 0, that the starter marked."""
        return next((number for number, said in enumerate(self.posts) if said.line.solution), None)


class Casting:
    """Gives the conversations of a history their words, in the order in which they began."""

    def __init__(self, history: History, settings: list[Setting], keepers: list[list[int]]) -> None:
        self.history, self.settings, self.keepers = history, settings, keepers
        self.once = history.plan.once
        self.rng = Generator(PCG64([history.plan.seed, 11]))
        self.regulars = Regulars(history, self.rng)
        self.remarks = Remarks(self.rng, self.once)
        self.told: dict[tuple[str, str], count[int]] = defaultdict(count)
        self.posts = np.argsort(history.posts.topic, kind="stable")
        self.bounds = np.searchsorted(history.posts.topic[self.posts], np.arange(len(history.topics.at) + 1))

    def conversations(self) -> list[Conversation]:
        scripts = self._matched() if self.once else [self._drawn(topic) for topic in range(len(self.history.topics.at))]
        return [self._perform(topic, script) for topic, script in enumerate(scripts) if script]

    def _rows(self, topic: int) -> list[int]:
        rows: list[int] = self.posts[self.bounds[topic] : self.bounds[topic + 1]].tolist()
        return rows

    def _matched(self) -> list[Script | None]:
        """Each script once: where its moment is given by that, else the longest to the conversation with most replies."""
        chosen: dict[int, Script] = {}
        for group, setting in enumerate(self.settings):
            topics = np.flatnonzero(self.history.topics.group == group).tolist()
            scripts = list(library()[setting.slug].scripts)
            for script in [one for one in scripts if one.options & {"first", "last"} or one.ago]:
                if topics:
                    topics.remove(topic := self._moment(script, topics))
                    chosen[topic] = script
                scripts.remove(script)
            topics.sort(key=lambda topic: -len(self._rows(topic)))
            scripts.sort(key=lambda script: -len(script.lines))
            chosen.update(zip(topics, scripts, strict=False))
        return [chosen.get(topic) for topic in range(len(self.history.topics.at))]

    def _moment(self, script: Script, topics: list[int]) -> int:
        if script.ago:
            wanted = self.history.plan.now - script.ago * DAY
            return min(topics, key=lambda topic: abs(int(self.history.topics.at[topic]) - wanted))
        return topics[0] if "first" in script.options else topics[-1]

    def _drawn(self, topic: int) -> Script:
        """Any script of the place that its starter may tell."""
        group, starter = int(self.history.topics.group[topic]), int(self.history.topics.starter[topic])
        slug = self.settings[group].slug
        talk = library()[slug if slug in library() else "hr-en-werk"].scripts
        told = [one for one in talk if self._may_tell(starter, group, one)] or talk
        fitting = [one for one in told if self.regulars.suits(starter, one.sector)] or told
        return fitting[int(self.rng.integers(len(fitting)))]

    def _may_tell(self, member: int, group: int, script: Script) -> bool:
        """What is for the core team is told by it, announcements by who leads or keeps the group."""
        if script.kind == "announcement":
            return member in self.keepers[group]
        return "core" not in script.options or bool(self.history.members.core[member])

    def _perform(self, topic: int, script: Script) -> Conversation:
        group, at = int(self.history.topics.group[topic]), int(self.history.topics.at[topic])
        stage = Stage(script, self._starter(topic, script), at, self.regulars.suits)
        opening, *replies = self._rows(topic)
        replies = self._thinned(replies, len(script.lines) + MOST_REMARKS)
        stage.begin(opening)
        self.regulars.spoke(group, stage.starter, script.sector)
        placed = {opening: 0}
        for row in replies:
            if self._reply(stage, group, row, placed.get(int(self.history.posts.parent[row]))):
                placed[row] = len(stage.said) - 1
        if self.once:
            self._finish(stage, group)
        del stage.said[LONGEST + 1 :]
        edition = next(self.told[script.place, script.title])
        return Conversation(topic, group, script, edition, dict(stage.actors), stage.said)

    def _thinned(self, replies: list[int], most: int) -> list[int]:
        """Where things are told once, as many of the replies as there can be words for, over all of the time they took."""
        if not self.once or len(replies) <= most:
            return replies
        kept = self.rng.choice(len(replies), most, replace=False).tolist()
        return [replies[number] for number in sorted(kept)]

    def _starter(self, topic: int, script: Script) -> int:
        group, at = int(self.history.topics.group[topic]), int(self.history.topics.at[topic])
        starter = int(self.history.topics.starter[topic])
        if not self._may_tell(starter, group, script):
            return self.keepers[group][0]
        if self.once and not self.regulars.suits(starter, script.sector):
            return self.regulars.other(group, at, script.sector, {starter}) or starter
        return starter

    def _reply(self, stage: Stage, group: int, row: int, parent: int | None) -> bool:
        author, at = int(self.history.posts.author[row]), int(self.history.posts.at[row])
        number = stage.line_for(author, at)
        if number is None and self.once and (number := stage.open_line(at)) is not None:
            author = self._speaker(stage, group, number, at) or author
            number = number if stage.line_for(author, at) == number else None
        if number is None:
            if self.once and (stage.script.is_finished or stage.remarks >= MOST_REMARKS):
                return False
            return stage.remark(author, at, parent, row, lambda pool: self.remarks.draw(stage.script.place, pool))
        self.regulars.spoke(group, author, stage.script.lines[number].sector)
        stage.say(number, author, at, row)
        return True

    def _speaker(self, stage: Stage, group: int, number: int, at: int) -> int | None:
        line, known = stage.script.lines[number], stage.speaker(number)
        return known if known is not None else self.regulars.other(group, at, line.sector, set(stage.actors.values()))

    def _finish(self, stage: Stage, group: int) -> None:
        """What the script still has to say, in the days after, unless the conversation is of this morning."""
        now, at = self.history.plan.now, stage.said[-1].at
        while len(stage.spoken) < len(stage.script.lines) and at < now - HOUR:
            at = _by_day(at + int(self.rng.lognormal(math.log(6.5 * HOUR), 0.9)))
            number = stage.open_line(at)
            author = None if number is None else self._speaker(stage, group, number, at)
            if number is None or author is None:
                at = max(at, stage.at + self._waits(stage) * DAY)
            elif at < now - HOUR:
                self.regulars.spoke(group, author, stage.script.lines[number].sector)
                stage.say(number, author, at, None)

    def _waits(self, stage: Stage) -> int:
        """The days after which a line that is still to come may be said; 0 when there is none."""
        days = [line.later for number, line in enumerate(stage.script.lines) if number not in stage.spoken]
        return max(days, default=0)


def _by_day(at: int) -> int:
    """The same moment, or the morning after a night."""
    second = (at + CLOCK) % DAY
    asleep = second < 6 * HOUR or second > 23 * HOUR
    return at + (7 * HOUR - second) % DAY + second // 9 if asleep else at
