"""Who may do what in a bank: organisers, and those whom a contest that draws from it lets write or approve.

A bank shows right answers, so whoever may only look at a contest or help in the hall sees no bank at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlmodel import Session

from contest.accounts import service as accounts
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
    contests = () if member.organiser else tuple(_contests(db))
    return lambda slug: _rights(member, slug, contests)


def _rights(member: Member, slug: str, contests: Iterable[tuple[str, str]]) -> frozenset[Permission]:
    if member.organiser:
        return RIGHTS
    given = (member.allowed(campaign_id) & RIGHTS for campaign_id, used in contests if used == slug)
    return frozenset[Permission]().union(*given)


def approvers(db: Session, slug: str) -> frozenset[str]:
    """Who of those who can log in may approve in a bank: staff ids."""
    contests = tuple(_contests(db))
    return frozenset(
        member.id for member in accounts.active(db) if Permission.APPROVE in _rights(member, slug, contests)
    )


def is_alone(db: Session, at: AtBank) -> bool:
    """Whether they may approve what they wrote: the bank lets its only approver, and that is who they are."""
    return at.approves and at.bank.signs_alone and approvers(db, at.bank.slug) <= {at.member.id}
