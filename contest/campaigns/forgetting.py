"""Forgetting somebody in what was written about a contest's rules: why they changed may name people."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from contest.campaigns.models import RuleChange
from contest.people.forgetting import Whom, take_out


def forget(db: Session, who: Whom, now: datetime) -> int:
    """Take the name out of reasons; how many held it."""
    return take_out(db, RuleChange.reason, who)
