"""The features of the application: their routes. What they tell each other and do is in `connections`."""

from __future__ import annotations

from fastapi import APIRouter

from contest.accounts import (
    confirming_router,
    me_router,
    second_step_router,
    signing_in_router,
    staff_router,
    two_step_router,
)
from contest.accounts import router as accounts
from contest.archives import router as archives
from contest.attempts import router as attempts
from contest.bank import (
    export_router,
    importing_router,
    law_router,
    packs_router,
    pictures_router,
    questions_router,
    reading_router,
    reviewing_router,
    twins_router,
)
from contest.bank import router as bank
from contest.byhand import batch_router, batch_sheet_router, variants_router
from contest.byhand import people_router as byhand_people
from contest.byhand import router as byhand
from contest.campaigns import router as campaigns
from contest.campaigns import staff_router as campaign_staff
from contest.commendations import (
    honours_router,
    ladder_router,
    papers_router,
    stocks_router,
    winners_router,
)
from contest.commendations import router as commendations
from contest.dashboards import router as dashboards
from contest.documents import router as documents
from contest.elsewhere import router as elsewhere
from contest.feedback import router as feedback
from contest.office import router as office
from contest.office import violations_router
from contest.paperwork import router as paperwork
from contest.paperwork import templates_router
from contest.planning import audiences_router, rehearsing_router
from contest.planning import router as planning
from contest.privacy import (
    consents_router,
    own_correcting_router,
    own_leaving_router,
    requests_router,
)
from contest.privacy import desk_router as privacy_desk
from contest.privacy import router as own_router
from contest.regrades import router as regrades
from contest.reports import router as reports
from contest.results import (
    complaint_router,
    complaints_router,
    publication_router,
)
from contest.roster import classes_router, codes_router
from contest.roster import importing_router as roster_importing
from contest.roster import papers_router as papers_router_of_classes
from contest.roster import router as roster
from contest.rounds import (
    files_router,
    judging_router,
    running_router,
    twice_router,
    watch_router,
)
from contest.rounds import router as rounds
from contest.seasons import router as seasons
from contest.selections import router as selections
from contest.signals import router as signals
from contest.standings import control_router
from contest.standings import router as standings
from contest.suggestions import router as suggestions
from contest.summaries import router as summaries
from contest.units import importing_router as units_importing
from contest.units import merging_router as units_merging
from contest.units import router as units

#: In this order: a fixed word of an address stands before what takes any word in its place.
ROUTERS: tuple[APIRouter, ...] = (
    accounts.router,
    staff_router.router,
    me_router.router,
    two_step_router.router,
    confirming_router.router,
    second_step_router.router,
    signing_in_router.router,
    office.router,
    violations_router.router,
    units_importing.router,
    units_merging.router,
    units.router,
    importing_router.router,
    reading_router.router,
    packs_router.router,
    bank.router,
    export_router.router,
    questions_router.router,
    pictures_router.router,
    reviewing_router.router,
    law_router.router,
    twins_router.router,
    documents.router,
    campaign_staff.router,
    campaigns.router,
    attempts.router,
    standings.router,
    control_router.router,
    seasons.router,
    selections.router,
    roster.router,
    roster_importing.router,
    codes_router.router,
    classes_router.router,
    papers_router_of_classes.router,
    dashboards.router,
    rounds.router,
    files_router.router,
    running_router.router,
    judging_router.router,
    watch_router.router,
    twice_router.router,
    byhand_people.router,
    byhand.router,
    variants_router.router,
    batch_router.router,
    batch_sheet_router.router,
    archives.router,
    signals.router,
    suggestions.router,
    feedback.router,
    elsewhere.router,
    publication_router.router,
    complaint_router.router,
    complaints_router.router,
    regrades.router,
    rehearsing_router.router,
    audiences_router.router,
    planning.router,
    papers_router.router,
    honours_router.router,
    stocks_router.router,
    commendations.router,
    templates_router.router,
    paperwork.router,
    ladder_router.router,
    winners_router.router,
    reports.router,
    summaries.router,
    privacy_desk.router,
    requests_router.router,
    consents_router.router,
    own_correcting_router.router,
    own_leaving_router.router,
    own_router.router,
)
