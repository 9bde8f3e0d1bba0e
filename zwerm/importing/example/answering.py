"""Writes what receivers gave back: thanks, "this helped me", and the solutions that askers marked."""

from __future__ import annotations

from django.db.models import F

from zwerm.discussions.models import Topic
from zwerm.importing.example.ledger import POST, Ledger
from zwerm.importing.example.plan import HELPED
from zwerm.importing.example.story import moment
from zwerm.reactions.models import Reaction


class Answering:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def reactions(self, first: int, last: int) -> None:
        reactions = [self._reaction(count) for count in range(first, last)]
        Reaction.objects.bulk_create(reaction for reaction, _ in reactions)
        for one, place in reactions:
            more = {"place_id": place, "target_id": one.receiver_id}
            self.ledger.tell(f"{one.kind}.given", one.at, one.giver_id, POST, one.subject_id, **more)

    def _reaction(self, count: int) -> tuple[Reaction, int]:
        given = self.ledger.story.given
        post = int(given.post[count])
        reaction = Reaction(
            giver_id=self.ledger.member(int(given.giver[count])),
            receiver_id=self.ledger.member(int(self.ledger.story.authors[post])),
            kind=str(Reaction.Kind.HELPED if given.kind[count] == HELPED else Reaction.Kind.THANKS),
            subject_type=POST,
            subject_id=self.ledger.post(post),
            at=moment(given.at[count]),
        )
        return reaction, self.ledger.groups[self.ledger.story.conversations[self.ledger.story.flat[post][0]].group].pk

    def solutions(self, solved: list[tuple[int, int, int]]) -> None:
        for at, number, post in solved:
            one = self.ledger.story.conversations[number]
            Topic.objects.filter(pk=self.ledger.topic(number)).update(
                solution=self.ledger.post(post), version=F("version") + 1
            )
            more = {
                "place_id": self.ledger.groups[one.group].pk,
                "target_id": self.ledger.member(int(self.ledger.story.authors[post])),
            }
            self.ledger.tell(
                "solution.marked", moment(at), self.ledger.member(one.starter), POST, self.ledger.post(post), **more
            )
