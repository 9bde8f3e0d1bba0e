"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.importing.models import Claim

DEEDS: Deeds = {
    "Claim.make": lambda world: Claim.make(world.claim.placeholder, by=world.outsider),
    "Claim.accept": lambda world: world.claim.accept(by=world.administrator),
    "Claim.decline": lambda world: world.claim.decline(by=world.administrator),
    "Claim.withdraw": lambda world: world.claim.withdraw(),
    "Import.finish": lambda world: world.move.finish({}, by=world.administrator),
}
