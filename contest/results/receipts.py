"""Whose attempt a receipt names: the code as typed, wrong ones counted with all other guesses of the contest.

Every door that takes a receipt is this one: a door without a count would be where codes are tried out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from contest.attempts import service as attempts
from contest.campaigns.service import RoundView
from contest.errors import Invalid
from contest.people.guessing import SLOW_DOWN, guesses
from contest.results.complaint_rules import receipt_of

WRONG_RECEIPT = "Không có bài nào mang mã này. Mã biên nhận có dạng HT-7K2M-94QX."


def attempt_of(
    db: Session, rounds: Sequence[RoundView], typed: str, field: str, address: str, now: datetime
) -> str:
    """The attempt in these rounds of one contest; Invalid, said at ``field``, where no receipt is typed so or
    ``address`` sent too many wrong ones."""
    contest = rounds[0].campaign_id
    if not guesses.allowed(contest, address, now):
        raise Invalid(fields={field: SLOW_DOWN})
    receipt = receipt_of(typed)
    found = attempts.by_receipt(db, [each.id for each in rounds], receipt) if receipt else None
    if found is None:
        guesses.wrong(contest, address, now)
        raise Invalid(fields={field: WRONG_RECEIPT})
    return found
