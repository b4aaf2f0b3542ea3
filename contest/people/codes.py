"""Entry codes: 8 Crockford characters that a person writes down, stored only as an HMAC."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from contest.entropy import ALPHABET

LENGTH = 8
WRONG_CODE = "Mã dự thi chưa đúng. Mã gồm 8 ký tự, in trên phiếu của bạn."

_NOISE = re.compile(r"[\s\-‐‑–—_.]+")
# Letters that Crockford's alphabet leaves out because they are read for these digits.
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CODE = re.compile(rf"[{ALPHABET.upper()}]+")


def normalise(raw: str, length: int = LENGTH) -> str | None:
    """A code as typed or read aloud, in its one form; None when it can't be a code of this length."""
    code = _NOISE.sub("", raw).upper().translate(_LOOKS_LIKE)
    return code if len(code) == length and _CODE.fullmatch(code) else None


def code_hash(code: str, secret: bytes) -> str:
    """HMAC-SHA-256 of a normalised code under the server's key, hex."""
    return hmac.digest(secret, b"entry code " + code.encode(), "sha256").hex()


def hashes(code: str, secrets: Iterable[bytes]) -> tuple[str, ...]:
    """The same under each key that a code may have been made with: a slip outlives a rotation."""
    return tuple(code_hash(code, secret) for secret in secrets)


def shown(code: str) -> str:
    """A code for the eye: W6RD-3PZK."""
    return f"{code[:4]}-{code[4:]}"


def derive(secret: bytes, purpose: str, seed: str, length: int, count: int = 0) -> str:
    """``length`` Crockford characters that follow from ``seed``: a form sent twice makes one entry.

    Only the server's key can tell them from random ones.
    """
    digest = hmac.digest(secret, f"{purpose}\0{count}\0{seed}".encode(), "sha256")
    return "".join(ALPHABET[byte & 31] for byte in digest[:length])
