"""Who of the staff may do what in the contest that an address names by one of its rounds.

A round that is not there and one of a contest in which the visitor has no part are the same answer: 404.
Whoever may see it but not do this gets 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Path
from sqlmodel import Session

from contest.accounts.guards import CurrentStaff
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns import service
from contest.errors import Forbidden, NotFound
from contest.web.database import reading
from contest.web.policy import Who, grants

RoundId = Annotated[str, Path(alias="round", pattern=r"^[0-9a-z]{13}$")]


def of_round(
    wanted: Permission, who: Who, campaign_of: Callable[[Session, str], str | None] = service.campaign_of
) -> Callable[..., Member]:
    """The guard of routes with ``{round}`` in their path: the member, if they may do ``wanted`` there.
    ``campaign_of``: the contest of what stands there."""

    @grants(who)
    def guard(member: CurrentStaff, round_id: RoundId) -> Member:
        with reading() as db:
            campaign_id = campaign_of(db, round_id)
        if campaign_id is None or not member.may(Permission.SEE, campaign_id):
            raise NotFound(service.NO_CONTEST)
        if not member.may(wanted, campaign_id):
            raise Forbidden
        return member

    return guard


Sees = Annotated[Member, Depends(of_round(Permission.SEE, Who.SEES))]
Helps = Annotated[Member, Depends(of_round(Permission.HELP, Who.HELPS))]
Writes = Annotated[Member, Depends(of_round(Permission.WRITE, Who.WRITES))]
Approves = Annotated[Member, Depends(of_round(Permission.APPROVE, Who.APPROVES))]
Runs = Annotated[Member, Depends(of_round(Permission.RUN, Who.RUNS))]
