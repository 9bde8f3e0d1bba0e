"""Whether letters come in: asked at the port itself, as a mail server of this house would."""

from __future__ import annotations

import smtplib

PATIENCE = 5  # seconds


def trouble(host: str, port: int) -> str:
    """Why no letter is taken in there, in a few words for the operator; empty when one would be."""
    try:
        with smtplib.SMTP(host, port, timeout=PATIENCE) as line:
            code, said = line.ehlo()
    except smtplib.SMTPException:
        return "something else answers there"
    except TimeoutError:
        return "nothing answers there"
    except OSError as error:
        return str(error.strerror or error)
    return "" if code == 250 else f"the answer is {code} {said.decode(errors='replace')}"
