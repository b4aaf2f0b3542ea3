"""The paper with a backup's key: groups to type, a code to scan, what to do with it, a check by QR."""

from __future__ import annotations

from contest import sealing
from contest.printing import pdf as paper
from contest.printing import qr


def pdf(key: str, recipient: str, day: str) -> bytes:
    """One page A4."""
    return paper.compile(
        "backup-key.typ",
        {
            "prefix": sealing.PREFIX,
            "groups": sealing.grouped(key),
            "recipient": recipient,
            "day": day,
            "qr": qr.svg(key),
        },
    )
