"""What has to be done with Django: a site with the texts in it, asked as its page of results asks. A process of its own, since the settings
are those of the folder or database it is told in its environment; it answers with JSON.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "zwerm.config.settings"
Answers = dict[str, list[list[str]]]


def main(data: str) -> None:
    django.setup()
    from tools.relevance.judged import questions, titles  # after the settings, as all that follows
    from tools.relevance.measures import BESIDE, DEPTH
    from tools.relevance.plain import Plain
    from tools.relevance.site import Site

    site, asked = Site(Path(data)), [question.asked for question in questions()]
    texts = site.texts()
    written = [title.asked for title in titles()]
    answers: Answers = {"zwerm": [site.find(one) for one in asked]}
    beside: Answers = {"zwerm": [site.beside(one) for one in written]}
    for joined in ("AND", "OR"):
        plain = Plain(texts, joined)
        answers[joined] = [plain.find(one, DEPTH) for one in asked]
    beside["OR"] = [plain.find(one, BESIDE) for one in written]
    told: dict[str, Any] = {"answers": answers, "beside": beside, "splits": site.splits()}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
