"""The key that signs published results: it follows from the server's newest key, and is stored nowhere.

What was signed keeps its public half beside it, so it can be checked after a rotation as before.
"""

from __future__ import annotations

import hmac

from contest import settings
from contest.results.publication_rules import SIGNED

#: Only what is signed here is made with it.
PURPOSE = b"key that signs published results, Ed25519"


def sign(sha256: str, what: bytes = SIGNED) -> tuple[str, str]:
    """(signature, public key) of a result's digest, hex. ``what``: the words in front, so that a signature of
    one kind of file is none of another."""
    # Imported here: megabytes for what a contest does once or twice.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seed = hmac.digest(settings.current().secret, PURPOSE, "sha256")
    key = Ed25519PrivateKey.from_private_bytes(seed)
    signature = key.sign(what + bytes.fromhex(sha256))
    return signature.hex(), key.public_key().public_bytes_raw().hex()
