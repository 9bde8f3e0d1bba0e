"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.discussions import moves
from zwerm.discussions.models import Closure, Pin, Topic, Watch

DEEDS: Deeds = {
    "Topic.start": lambda world: Topic.start(world.group, by=world.member, title="Nieuw", body="Dag @eva"),
    "Topic.reply": lambda world: world.topic.reply(by=world.member, body="Ook dag @eva", to=world.reply),
    "Topic.rename": lambda world: world.topic.rename("Anders", by=world.author),
    "Topic.mark_solution": lambda world: world.topic.mark_solution(world.reply, by=world.author),
    "Topic.unmark_solution": lambda world: world.solved.unmark_solution(by=world.author),
    "Post.edit": lambda world: world.reply.edit("Anders gezegd, @eva", by=world.author),
    "Post.remove": lambda world: world.topic.posts.get(number=1).remove(by=world.author),
    "Post.restore": lambda world: world.removed.restore(by=world.author),
    "Held.let_through": lambda world: world.held.let_through(by=world.moderator),
    "Held.refuse": lambda world: world.held.refuse(by=world.moderator),
    "Held.withdraw": lambda world: world.held.withdraw(),
    "Held.wait_again": lambda world: world.held.wait_again(by=world.moderator),
    "Closure.close": lambda world: Closure.close(world.topic, by=world.moderator),
    "Closure.lift": lambda world: world.solved.closure.lift(by=world.moderator),
    "Pin.put": lambda world: Pin.put(world.topic, by=world.moderator),
    "Pin.take_off": lambda world: world.solved.pin.take_off(by=world.moderator),
    "Watch.choose": lambda world: Watch.choose(world.topic, Watch.Level.MUTE, by=world.member),
    "Watch.end": lambda world: world.watch.end(),
    "move": lambda world: moves.move(world.topic, world.elsewhere, "discussions", by=world.moderator),
    "merge": lambda world: moves.merge(world.topic, world.solved, by=world.moderator),
    "split": lambda world: moves.split(world.topic, [world.reply], "Apart", by=world.moderator),
}
