"""What stands on a device: one sentence, the beginning of what was said, and where it leads."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import pgettext

from zwerm.core.markdown import render
from zwerm.members.languages import language_of
from zwerm.notifications import saying
from zwerm.notifications.lines import known, people
from zwerm.notifications.models import Notice
from zwerm.notifications.push.sealing import MOST

#: Characters of somebody's words, and of a sentence.
LONGEST, SENTENCE = 140, 200


def message(told: Sequence[Notice]) -> bytes | None:
    """Notices of one member about one thing, the newest last; None where they may not see that any more."""
    newest = told[-1]
    found = known(newest)
    if found is None:
        return None
    kind, about = found
    with translation.override(language_of(newest.member)):
        said = {
            "title": _cut(saying.sentence(kind, newest.entry, _who(newest), about.title), SENTENCE),
            "body": _cut(render(kind.thing.words(newest.entry)[: 10 * LONGEST]).text, LONGEST),
            "url": told[0].get_absolute_url(),
            "page": about.url,
            "tag": newest.about,
            "lang": translation.get_language(),
            "stop": pgettext("button under a notice on a device", "Stop on this device"),
            "stopped": pgettext("on a device", "Notices no longer come to this device."),
        }
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return written if len(written) <= MOST else None


def _who(newest: Notice) -> list[str]:
    """Everybody who did the same there and was not read of yet: this message takes the place of the ones about them."""
    same = Notice.objects.filter(member=newest.member_id, about=newest.about, kind=newest.kind, read=False)
    return people(list(same.select_related("actor").order_by("-pk")[:20])) or people([newest])


def _cut(words: str, most: int) -> str:
    return saying.cut(" ".join(words.split()), most)
