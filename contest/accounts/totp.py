"""Codes that change every 30 seconds, by RFC 6238, as every authenticator app makes them.

The secret is not stored: it follows from a random seed and the server's key. passlib's own module does the
arithmetic (it comes with the hashing of passwords; ``contest/accounts`` alone imports it).
"""

from __future__ import annotations

import hmac
import io
from datetime import datetime

import segno
from passlib.exc import TokenError
from passlib.totp import TOTP

SECRET_BYTES = 20
PERIOD = 30


def secret_of(key: bytes, staff_id: str, seed: str) -> bytes:
    """Somebody's secret; another person's with the same seed is another."""
    return hmac.digest(key, f"second step\0{staff_id}\0{seed}".encode(), "sha256")[:SECRET_BYTES]


def matched(secret: bytes, code: str, now: datetime, last_step: int = -1) -> int | None:
    """The time step that this code is of: now's or the one before or after it, and later than ``last_step``.
    None when it is of none."""
    try:
        return (
            _of(secret).match(code, time=int(now.timestamp()), window=PERIOD, last_counter=last_step).counter
        )
    except TokenError:
        return None


def typed(secret: bytes) -> str:
    """The secret for who can't scan: base32 in groups of four."""
    return _of(secret).pretty_key(sep=" ")


def address(secret: bytes, login: str, host: str) -> str:
    """What an authenticator app reads from the picture; the host tells servers apart in its list."""
    return _of(secret).to_uri(label=login, issuer=f"Hội thi {host.replace(':', '.')}".strip())


def picture(uri: str) -> str:
    """The address as a QR code, SVG with its quiet zone."""
    out = io.BytesIO()
    segno.make(uri, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def code_at(secret: bytes, now: datetime) -> str:
    """The code of this moment, as an app would show it."""
    return _of(secret).generate(time=int(now.timestamp())).token


def _of(secret: bytes) -> TOTP:
    return TOTP(key=secret, format="raw")
