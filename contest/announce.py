"""What a started server tells: addresses, a QR code for phones, log-ins; as text or as one line of JSON."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import segno

from contest.office.reach import own_address
from contest.settings import run_folder


@dataclass(frozen=True)
class Reach:
    """How the server is reached from this PC and from phones in the same network."""

    port: int
    public_url: str = ""
    host: str = "0.0.0.0"

    @property
    def here(self) -> str:
        """The address on this PC."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def phones(self) -> str:
        """The address for phones; that of this PC when it is in no network, or listens to itself only."""
        if self.public_url:
            return self.public_url
        if self.host in ("127.0.0.1", "localhost", "::1"):
            return self.here
        return f"http://{own_address() or '127.0.0.1'}:{self.port}"


def say(text: str = "") -> None:
    """A line for the person at the terminal, written at once."""
    print(text, flush=True)


def qr(address: str) -> str:
    """A QR code in half blocks; "" where the console can't show them."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding not in ("utf8", "utf16"):
        return ""
    out = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out, compact=True)
    return out.getvalue()


def as_json(facts: Mapping[str, object] | Sequence[object]) -> None:
    """One flushed line."""
    say(json.dumps(facts, ensure_ascii=False))


def leave_token(port: int, facts: Mapping[str, object]) -> None:
    """What `hoithi simulate` needs of a demo: 0600 in the user's run folder, named by port."""
    path = run_folder() / f"{port}.json"
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(facts, file)


def take_token_away(port: int) -> None:
    """The demo ends."""
    (run_folder() / f"{port}.json").unlink(missing_ok=True)
