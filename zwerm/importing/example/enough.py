"""Exactly as many posts as were asked for: a history with a few more is told, and conversations are left out by chance."""

from __future__ import annotations

from numpy.random import PCG64, Generator

from zwerm.importing.example.cast import Conversation

#: Of what a plan expects, so much is told at least: for some replies there are no words, and some would come after now.
TOLD, SPARE = 0.8, 1.03


def first_aim(posts: int) -> int:
    """How many posts to plan for, to be told so many."""
    return round(posts / TOLD)


def next_aim(aim: int, told: int, posts: int) -> int:
    """What to plan for when `aim` led to `told` posts and that was too few; always more than before."""
    return round(aim * SPARE * posts / max(told, 1)) + 1


def count(conversations: list[Conversation]) -> int:
    return sum(len(one.posts) for one in conversations)


def enough(conversations: list[Conversation], posts: int, seed: int) -> list[Conversation]:
    """The longest and others by chance, in their order, `posts` posts together; one of them ends early."""
    rng = Generator(PCG64([seed, 17]))
    longest = max(range(len(conversations)), key=lambda number: len(conversations[number].posts))
    left = posts
    kept: list[int] = []
    for number in [longest, *rng.permutation(len(conversations)).tolist()]:
        if left and (number != longest or not kept):
            del conversations[number].posts[left:]
            left -= len(conversations[number].posts)
            kept.append(number)
    return [conversations[number] for number in sorted(kept)]
