"""Who may do what in a bank: organisers, and those whom a contest that draws from it lets write or approve.

A bank shows right answers, so whoever may only look at a contest or help in the hall sees no bank at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlmodel import Session

from contest.accounts.service import Member
from contest.accounts.states import Permission
from questions.authoring.views import BankRef

#: (campaign, slug of its bank) of every contest.
ContestsOf = Callable[[Session], Iterable[tuple[str, str]]]

#: What lets somebody see a bank; each gives only itself.
RIGHTS = frozenset({Permission.WRITE, Permission.APPROVE})


@dataclass(frozen=True)
class AtBank:
    """A member at a bank that they may see, and what they may do there."""

    member: Member
    bank: BankRef
    may: frozenset[Permission]

    @property
    def writes(self) -> bool:
        """Whether they may write and correct questions."""
        return Permission.WRITE in self.may

    @property
    def approves(self) -> bool:
        """Whether they may let questions into contests."""
        return Permission.APPROVE in self.may


def _no_contests(db: Session) -> Iterable[tuple[str, str]]:
    return ()


_contests: ContestsOf = _no_contests


def use_contests(source: ContestsOf | None) -> None:
    """Campaigns is a higher feature that banks must not import, so it puts its answer in here."""
    global _contests
    _contests = source or _no_contests


def rights(db: Session, member: Member) -> Callable[[str], frozenset[Permission]]:
    """What somebody may do in a bank, by its slug; one look at the contests for all banks."""
    if member.organiser:
        return lambda slug: RIGHTS
    given: dict[str, frozenset[Permission]] = {}
    for campaign_id, slug in _contests(db):
        more = member.allowed(campaign_id) & RIGHTS
        given[slug] = given.get(slug, frozenset()) | more
    return lambda slug: given.get(slug, frozenset())
