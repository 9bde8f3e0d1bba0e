"""The pair of keys by which push services know this community (VAPID, RFC 8292).

It is drawn from the secret key of the house, and so is kept, shared between machines and lost as that one is: nothing more to set up.
"""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
#: How many private keys the curve has, and one more (FIPS 186-5, the order of P-256).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
HOUR = 3600
#: Hours for which a word of ours holds; a day is the most that a push service takes.
HOLDS = 12


def public() -> str:
    """What a browser is given, so that nobody else can send to what it opens for us."""
    return written(point(_pair(settings.SECRET_KEY).public_key()))


def authorization(endpoint: str) -> str:
    """The head that says who sends, for the push service of this endpoint."""
    parts = urlsplit(endpoint)
    token = _token(f"{parts.scheme}://{parts.netloc}", _contact(), settings.SECRET_KEY, int(time.time()) // HOUR)
    return f"vapid t={token}, k={public()}"


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def written(data: bytes) -> str:
    """Base64 for addresses, without its filling."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """Raises ValueError where it is no such text."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


@lru_cache(maxsize=2)
def _pair(secret: str) -> ec.EllipticCurvePrivateKey:
    """By extra random bits (FIPS 186-5, A.2.1)."""
    drawn = HKDF(SHA256(), length=48, salt=None, info=b"zwerm web push").derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (ORDER - 1) + 1, CURVE)


def _contact() -> str:
    """Where the keeper of a push service finds who sends."""
    if settings.SITE_URL.startswith("https:"):
        return str(settings.SITE_URL)
    return f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"


@lru_cache(maxsize=64)
def _token(audience: str, contact: str, secret: str, hour: int) -> str:
    """A JSON Web Token signed by ES256; the same one for an hour, as RFC 8292 asks."""
    claims = {"aud": audience, "exp": (hour + HOLDS) * HOUR, "sub": contact}
    parts = ({"typ": "JWT", "alg": "ES256"}, claims)
    said = ".".join(written(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    r, s = decode_dss_signature(_pair(secret).sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{written(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
