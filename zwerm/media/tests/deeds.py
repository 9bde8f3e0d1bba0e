"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.media.samples import make_picture

DEEDS: Deeds = {
    "Upload.bring": lambda world: make_picture(by=world.member),
    "Upload.remove": lambda world: world.picture.remove(),
}
