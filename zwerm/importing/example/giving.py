"""Who thanked whom in a story: the history's reactions to what was really said, and some to what the scripts added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64, Generator

from zwerm.importing.example.cast import Conversation
from zwerm.importing.example.plan import DAY, HELPED, THANKS, History, Rows, Seconds
from zwerm.importing.example.stage import Said

THANKED = 0.4
Flat = list[tuple[int, int, Said]]


@dataclass(frozen=True)
class Given:
    """Reactions, in the order in which they were given. `post` counts all posts of the story by date."""

    post: Rows
    giver: Rows
    kind: Rows
    at: Seconds


def given(history: History, conversations: list[Conversation], flat: Flat) -> Given:
    """The reactions of a story whose posts, by date, are `flat`: conversation, place in it, what was said."""
    count_of = np.full(len(history.posts.at), -1, np.int64)
    for count, (_, _, said) in enumerate(flat):
        if said.row is not None:
            count_of[said.row] = count
    old, added = history.reactions, _added(history.plan.seed, conversations, flat)
    giver = _by_who_asks(history, conversations)
    kept = np.column_stack((count_of[old.post], giver, old.kind, old.at))
    return _once(history, flat, np.concatenate((kept, np.array(added, np.int64).reshape(-1, 4))))


def _by_who_asks(history: History, conversations: list[Conversation]) -> Rows:
    """The givers; where the words gave a conversation to another starter, its starter's thanks are that one's."""
    starter = history.topics.starter.copy()
    for one in conversations:
        starter[one.topic] = one.starter
    topic = history.posts.topic[history.reactions.post]
    asked = history.reactions.member == history.topics.starter[topic]
    return np.asarray(np.where(asked, starter[topic], history.reactions.member), np.int32)


def _added(seed: int, conversations: list[Conversation], flat: Flat) -> list[tuple[int, int, int, int]]:
    """For posts that scripts added: thanks by the one who began; for a solution, that it helped."""
    rng, added = Generator(PCG64([seed, 13])), []
    for count, (number, _, said) in enumerate(flat):
        starter = conversations[number].starter
        if said.line.solution:
            added.append((count, starter, HELPED, said.at + int(rng.integers(600, DAY // 2))))
        elif said.row is None and rng.random() < THANKED:
            added.append((count, starter, THANKS, said.at + int(rng.integers(600, DAY))))
    return added


def _once(history: History, flat: Flat, rows: Seconds) -> Given:
    """Only what could be: to somebody else, after the post, before now, and one from each to a post, help before thanks."""
    author = np.array([said.author for _, _, said in flat], np.int64)
    spoken = np.array([said.at for _, _, said in flat], np.int64)
    post, giver, _, at = rows.T
    rows = rows[(post >= 0) & (giver != author[post]) & (at < history.plan.now) & (at > spoken[post])]
    rows = rows[np.lexsort((rows[:, 3], rows[:, 2] != HELPED))]
    _, first = np.unique(rows[:, 0] * history.plan.members + rows[:, 1], return_index=True)
    rows = rows[first]
    post, giver, kind, at = rows[np.argsort(rows[:, 3], kind="stable")].T
    return Given(post.astype(np.int32), giver.astype(np.int32), kind.astype(np.int32), at)
