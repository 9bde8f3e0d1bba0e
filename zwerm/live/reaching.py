"""Whether pages reach their stream: asked from outside, by the address that pages use, so through the proxy where there is one."""

from __future__ import annotations

from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import urlopen

from django.conf import settings

from zwerm.live.subjects import Subject
from zwerm.live.tokens import token

PATIENCE = 5  # seconds

#: A thing that is never there: one may listen to it and hears nothing.
NOTHING = Subject("topic", 0)


def address() -> str:
    """Where pages find their stream, as a whole address; empty when they are told to look nowhere."""
    where: str = settings.LIVE_URL
    if where.startswith(":"):
        site = urlsplit(settings.SITE_URL)
        return f"{site.scheme}://{site.netloc.removesuffix(f':{site.port}')}{where}"
    return urljoin(settings.SITE_URL, where) if where else ""


def trouble() -> str:
    """Why no word comes through, in a few words for the operator; empty when one does."""
    try:
        with urlopen(f"{address()}?of={quote(token(NOTHING))}", timeout=PATIENCE) as answer:  # noqa: S310  the operator chose it
            if answer.headers.get_content_type() != "text/event-stream":
                return "something else answers there"
            return "" if answer.readline() else "it ends at once"
    except HTTPError as error:
        return f"the answer is {error.code} {error.reason}"
    except TimeoutError:
        return "nothing comes through; something on the way waits until there is more"
    except URLError as error:
        return str(error.reason)
    except OSError as error:
        return str(error)
