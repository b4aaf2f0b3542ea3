"""What is looked up about copies, logs, the clock's source and the certificate."""

from __future__ import annotations

import ctypes
import socket
import ssl
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from contest import clock, copying, drilling, logs, sealing, settings
from contest.doctor import keeping_rules as rules
from contest.doctor.opening import Place
from contest.doctor.rules import Finding
from contest.errors import CannotStart

PATIENCE = 3
#: What adjtimex answers while the clock follows nobody; a struct of the kernel's is smaller than this.
UNSYNCHRONISED, TIMEX_BYTES = 5, 512


def keeping(place: Place, now: Callable[[], datetime] = clock.now) -> list[Finding]:
    """All of it."""
    return [
        *copies(place, now()),
        rules.logs(_size(place.data / logs.FOLDER), months(place), public=bool(place.public_url)),
        rules.time_sync(synchronised()),
        certificate(place.public_url, now()),
    ]


def copies(place: Place, now: datetime) -> list[Finding]:
    """How copies are closed, where the server makes them by itself, whether one was tried."""
    if place.file is None:
        return []
    chosen, seen, done = copying.plan(place.data), copying.state(place.data), drilling.last(place.data)
    return [
        rules.encryption(sealing.recipient_in(place.data)),
        rules.medium(
            chosen.to if chosen else "",
            _moment(seen.done),
            seen.error,
            _moment(seen.since),
            timedelta(seconds=seen.seconds),
        ),
        rules.drill(_moment(done.at) if done else None, now, passed=bool(done and done.passed)),
    ]


def _moment(text: str) -> datetime | None:
    try:
        return clock.local(datetime.fromisoformat(text)) if text else None
    except ValueError:
        return None


def _size(folder: Path) -> int | None:
    return sum(path.stat().st_size for path in folder.glob("*.jsonl")) if folder.is_dir() else None


def months(place: Place) -> int:
    """How long the server of this installation keeps its logs."""
    return settings.log_months(settings.Environment().log_months, public=bool(place.public_url))


def synchronised() -> bool | None:
    """What Linux says of its clock; nothing is changed by asking."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != UNSYNCHRONISED


def certificate(url: str, now: datetime) -> Finding:
    """The certificate at the public address, as a browser would see it from this machine."""
    if not url.startswith("https://"):
        return rules.certificate(url, None, now)
    try:
        return rules.certificate(url, until(url), now)
    except (OSError, ValueError, CannotStart) as error:
        return rules.certificate(url, None, now, str(getattr(error, "strerror", "") or error))


def until(url: str) -> datetime:
    """The day until which it holds; an error where it is not accepted."""
    parts = urlsplit(url)
    with (
        socket.create_connection((parts.hostname or "", parts.port or 443), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) as secure,
    ):
        told = secure.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)
