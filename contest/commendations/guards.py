"""Who of the staff may do what with an occasion's prizes: as in the round or the contest that it names."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.campaigns.guards import of_round
from contest.commendations.occasions import campaign_of
from contest.web.policy import Who

Sees = Annotated[Member, Depends(of_round(Permission.SEE, Who.SEES, campaign_of))]
Writes = Annotated[Member, Depends(of_round(Permission.WRITE, Who.WRITES, campaign_of))]
Approves = Annotated[Member, Depends(of_round(Permission.APPROVE, Who.APPROVES, campaign_of))]
