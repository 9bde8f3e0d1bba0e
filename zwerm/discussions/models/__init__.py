from zwerm.discussions.models.draft import Draft
from zwerm.discussions.models.held import Held
from zwerm.discussions.models.mention import Mention
from zwerm.discussions.models.post import Deletion, Post, Revision
from zwerm.discussions.models.reading import Progress, Reading, Watch
from zwerm.discussions.models.sending import Sending
from zwerm.discussions.models.tending import Closure, Pin, Redirect
from zwerm.discussions.models.topic import Topic

__all__ = [
    "Closure", "Deletion", "Draft", "Held", "Mention", "Pin", "Post", "Progress", "Reading", "Redirect", "Revision", "Sending", "Topic",
    "Watch",
]  # fmt: skip
