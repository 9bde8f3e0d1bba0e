"""Sealing a message so that only one browser reads it: RFC 8291, in the coding aes128gcm of RFC 8188."""

from __future__ import annotations

import os
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zwerm.notifications.push.keys import CURVE, point

#: Bytes of a message at most: 4096 sealed ones is what every push service takes.
MOST = 3993
RECORD = 4096


def receiver(p256dh: bytes) -> ec.EllipticCurvePublicKey:
    """The public key of a browser. Raises ValueError where it is none."""
    return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, p256dh)


def sealed(
    message: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    salt: bytes | None = None,
    own: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """`message` for the browser with this public key and this secret; `salt` and `own` are new ones for each message."""
    salt, own = salt or os.urandom(16), own or ec.generate_private_key(CURVE)
    theirs, ours = receiver(p256dh), point(own.public_key())
    shared = own.exchange(ec.ECDH(), theirs)
    seed = _drawn(shared, salt=auth, info=b"WebPush: info\0" + p256dh + ours, length=32)
    key = _drawn(seed, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _drawn(seed, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + struct.pack("!LB", RECORD, len(ours)) + ours
    return head + AESGCM(key).encrypt(nonce, message + b"\2", None)


def _drawn(seed: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=salt, info=info).derive(seed)
