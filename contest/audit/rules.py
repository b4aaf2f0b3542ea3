"""The chain as pure functions: what a row says and how it is sealed to the one before.

``detail`` takes whole numbers and short tokens (ids, states, moments in ISO 8601). A name with a
space or a diacritic does not fit a token, so nobody's name can enter the chain by mistake: it is
kept for ever, and names must stay erasable.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

TOKEN = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")

#: What the first row holds as its previous hash.
GENESIS = "0" * 64

Plain: TypeAlias = str | int


@dataclass(frozen=True)
class Link:
    """One row of the chain as plain values; ``at`` in milliseconds."""

    seq: int
    at: int
    content: str
    previous: str
    hash: str


def canonical(actor: str, action: str, subject: str, detail: Mapping[str, Plain]) -> str:
    """The one spelling of a change: sorted keys, no spaces, whole numbers and tokens only."""
    for value in (actor, action, subject, *detail, *detail.values()):
        _check(value)
    row = {"action": action, "actor": actor, "detail": dict(detail), "subject": subject}
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _check(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"the audit chain takes whole numbers and tokens, not {type(value).__name__}")
    if isinstance(value, str) and TOKEN.fullmatch(value) is None:
        raise ValueError("the audit chain takes ids and tokens, never free text")


def scope_of(subject: str, detail: Mapping[str, Plain]) -> str:
    """Under which id a row is found again: its round, else its campaign, else what it is about."""
    return str(detail.get("round") or detail.get("campaign") or subject)


@dataclass(frozen=True)
class Noted:
    """One row as it is read: who did what to what, with plain details."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Plain]


def noted(seq: int, at: datetime, content: str) -> Noted:
    """A row from its one spelling."""
    row = json.loads(content)
    return Noted(seq, at, row["actor"], row["action"], row["subject"], row["detail"])


def seal(previous: str, content: str, at: int, seq: int) -> str:
    """The hash of a row. Newlines part the fields: canonical JSON holds none."""
    return hashlib.sha256(f"{previous}\n{content}\n{at}\n{seq}".encode()).hexdigest()


def next_link(seq: int, previous: str, content: str, at: int) -> Link:
    """Row number ``seq``, sealed to the hash of the one before."""
    return Link(seq, at, content, previous, seal(previous, content, at, seq))


def holds(link: Link, seq: int, previous: str) -> bool:
    """Whether a stored row is the ``seq``-th and sealed to ``previous``."""
    sealed = seal(link.previous, link.content, link.at, link.seq)
    return (link.seq, link.previous, link.hash) == (seq, previous, sealed)
