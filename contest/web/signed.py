"""Text that a browser keeps for us, signed under the server's newest key: it can be read, not made."""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from functools import lru_cache

from contest import settings


def sign(purpose: bytes, text: str, key: bytes | None = None) -> str:
    """The text with its signature; ``key``: instead of the server's own."""
    return f"{text}~{_signature(purpose, text, key)}"


def verified(purpose: bytes, value: str, form: re.Pattern[str]) -> str | None:
    """The text of a signed value; None when it is forged, cut, or of another purpose or key."""
    text, _, signature = value.rpartition("~")
    if not form.fullmatch(text) or not signature.isascii():
        return None
    return text if hmac.compare_digest(signature, _signature(purpose, text)) else None


def _signature(purpose: bytes, text: str, key: bytes | None = None) -> str:
    signing = _keyed(key or settings.current().secret).copy()
    signing.update(purpose + text.encode())
    return urlsafe_b64encode(signing.digest()).rstrip(b"=").decode()


@lru_cache(maxsize=8)
def _keyed(key: bytes) -> hmac.HMAC:
    # `hmac.digest` lets other threads run each time, and the loop then waits for the writer at every request.
    return hmac.new(key, digestmod="sha256")
