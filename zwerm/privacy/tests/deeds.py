"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.privacy import leaving

DEEDS: Deeds = {
    "leave": lambda world: leaving.leave(world.author, words=False),
}
