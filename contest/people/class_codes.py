"""Codes of whole classes: short enough for a blackboard, told again as often as staff ask.

A class code opens the names of one class while staff hold it open, nothing else; so it may be shorter than a
person's. It follows from the class and a number that grows when staff want another one: the server can show
it again, and the database holds only its HMAC.
"""

from __future__ import annotations

import hmac

from contest import settings
from contest.people import codes

LENGTH = 6


def normalise(raw: str) -> str | None:
    """A class code as typed, in its one form; None when it can't be one."""
    return codes.normalise(raw, LENGTH)


def hashed(code: str) -> str:
    """The stored form of a normalised code."""
    return _hashed(code, settings.current().secret)


def hashes(code: str) -> tuple[str, ...]:
    """The forms under which a normalised code may be stored: one a key of the server."""
    return tuple(_hashed(code, key) for key in settings.current().secrets)


def _hashed(code: str, key: bytes) -> str:
    return hmac.digest(key, b"class code " + code.encode(), "sha256").hex()


def of(class_id: str, number: int, stored: str = "") -> str:
    """The code of a class, the first or the one after so many others; ``stored``: the one with this form.

    It is told under the key that it was made with, so that a sheet outlives a rotation; "" when that key is
    no more, and the code with it.
    """
    for key in settings.current().secrets:
        code = codes.derive(key, "class code", class_id, LENGTH, number).upper()
        if not stored or hmac.compare_digest(stored, _hashed(code, key)):
            return code
    return ""


def shown(code: str) -> str:
    """A class code for the eye: W6R-D3P."""
    return f"{code[:3]}-{code[3:]}"
