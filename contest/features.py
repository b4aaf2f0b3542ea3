"""The features of the application: their routes, what they tell lower ones, what they do every second.

A lower feature that needs to know something of a higher one has a place to put a function in
(``use_…``); here, above them all, the functions are put there.
"""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter

from contest import storage
from contest.accounts import (
    confirming_router,
    me_router,
    second_step_router,
    signing_in_router,
    staff_router,
    two_step_router,
)
from contest.accounts import router as accounts
from contest.attempts import complaining as attempts_complaining
from contest.attempts import drawing, papers, turns
from contest.attempts import router as attempts
from contest.attempts import service as attempts_service
from contest.bank import (
    access,
    corrections,
    export_router,
    holding,
    importing,
    importing_router,
    law_router,
    packs_router,
    picture_sweep,
    pictures_router,
    questions_router,
    reading_router,
    reviewing_router,
    twins_router,
    usage,
)
from contest.bank import router as bank
from contest.byhand import batch_router, batch_sheet_router, variants_router
from contest.byhand import people_router as byhand_people
from contest.byhand import router as byhand
from contest.campaigns import classmates, fixing, inviting, prizes, progress, proofs
from contest.campaigns import router as campaigns
from contest.campaigns import service as campaigns_service
from contest.campaigns import staff_router as campaign_staff
from contest.commendations import (
    copying,
    honours,
    honours_router,
    ladder_router,
    papers_router,
    promising,
    regraded,
    stocks_router,
    winners_router,
)
from contest.commendations import router as commendations
from contest.documents import router as documents
from contest.grades import service as grades
from contest.jobs import runner as jobs
from contest.office import router as office
from contest.office import service as office_service
from contest.office import showing as office_showing
from contest.office import violations, violations_router
from contest.paperwork import router as paperwork
from contest.people import consents
from contest.planning import audiences_router, rehearsing, rehearsing_router
from contest.planning import router as planning
from contest.privacy import (
    clearing,
    consents_router,
    own_correcting_router,
    own_leaving_router,
    requests_router,
    retention,
)
from contest.privacy import desk_router as privacy_desk
from contest.privacy import own as own_data
from contest.privacy import requests as data_requests
from contest.privacy import router as own_router
from contest.regrades import applying as regrade_applying
from contest.regrades import corrections as regrade_corrections
from contest.regrades import prizes as regrade_prizes
from contest.regrades import router as regrades
from contest.regrades import trying as regrade_trying
from contest.reports import router as reports
from contest.reports import service as reports_service
from contest.reports import working as reports_working
from contest.results import (
    complaint_forgetting,
    complaint_router,
    complaints,
    complaints_router,
    publication_forgetting,
    publication_router,
    publishing,
    publishing_job,
)
from contest.roster import classes_router, codes_router, coming, pupils
from contest.roster import importing_router as roster_importing
from contest.roster import papers_router as papers_router_of_classes
from contest.roster import router as roster
from contest.rounds import (
    closing,
    corrected,
    due_requests,
    files_router,
    judging_router,
    keeping,
    running_router,
    twice_router,
    watch_router,
)
from contest.rounds import complaining as rounds_complaining
from contest.rounds import router as rounds
from contest.rounds.service import SETTLE
from contest.seasons import router as seasons
from contest.selections import router as selections
from contest.signals import finding as signals_finding
from contest.signals import router as signals
from contest.signals import service as signals_service
from contest.standings import control_router, hall, news, published
from contest.standings import router as standings
from contest.suggestions import router as suggestions
from contest.summaries import router as summaries
from contest.units import importing_router as units_importing
from contest.units import listing as units_listing
from contest.units import merging_router as units_merging
from contest.units import router as units
from contest.web import pages, peers
from contest.web.database import reading, writing

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
    signals.router,
    suggestions.router,
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


def connect(addresses: pages.Addresses) -> None:
    """Tell lower features what only higher ones know."""
    pages.configure(addresses, office_service.brand)
    office_service.warm()
    office_showing.use_units(units_listing.how_many)
    progress.use(attempts_service.progress)
    hall.use_taking_part(attempts_service.counts_by_unit)
    prizes.use_prizes(promising.promised)
    prizes.use_copying(copying.copy)
    inviting.use_invitations(coming.invited, coming.come)
    classmates.use_classes(pupils.CLASSES)
    access.use_contests(campaigns_service.banks)
    corrections.use_listener(questions_changed)
    importing.use_drawn(drawing.drawn)
    holding.use_missed(fixing.missed)
    usage.use_usage(reports_service.usage)
    corrected.use_corrected(regrade_corrections.how_many)
    regrade_prizes.use_prizes(regraded.effect, regraded.issued)
    regrade_applying.use_after(reports_working.count_again)
    due_requests.use_requests(data_requests.waiting, data_requests.forget_contest)
    attempts_complaining.use_complaints(complaints.until)
    rounds_complaining.use_complaints(complaints.waiting, complaint_forgetting.forget_rounds)
    consents.use_shown(own_data.show_anew)
    keeping.use_above(publication_forgetting.forget_rounds)
    published.use_published(publishing.digest)
    published.use_honours(honours.is_there)
    hear_others()


def hear_others() -> None:
    """What other servers on the same PostgreSQL say."""
    peers.hear("board", news.changed_elsewhere)
    peers.hear("office", lambda _: office_service.refresh())
    peers.hear("questions", lambda _: forget_questions())


def questions_changed() -> None:
    """Here; the other servers keep some of it too."""
    forget_questions()
    peers.tell("questions")


def forget_questions() -> None:
    """A key was corrected or questions were deleted: what is kept in memory of them is read again."""
    grades.forget_keys()
    papers.forget_contents()


def begin() -> None:
    """Register the jobs and everything that is looked at every second."""
    turns.forget()
    closing.register()
    rehearsing.register()
    signals_finding.register()
    publishing_job.register()
    regrade_trying.register()
    regrade_applying.register()
    reports_working.register()
    sweeps = (
        importing.sweep_due,
        picture_sweep.sweep_due,
        signals_service.forget_due,
        proofs.forget_due,
        retention.keep_due,
    )
    for tick in (storage.look_again, office_service.look_again, clearing.clear_due, violations.write_due):
        jobs.every_second(tick)
    for tick in (record_expired, retention.names_due, *sweeps):
        jobs.every_second(tick, led=True)


def record_expired(now: datetime) -> None:
    """The tick of attempts: takes the write lock only when time ran out for somebody.

    A moment late on purpose: what arrived in the last of the grace may still be in the writer's queue.
    """
    settled = now - SETTLE
    with reading() as db:
        waiting = attempts_service.has_expired(db, settled)
    if waiting:
        with writing() as db:
            attempts_service.sweep(db, None, settled)


def is_busy(now: datetime) -> bool:
    """Whether people may sit a paper now: then copies to the second medium come more often."""
    with reading() as db:
        return campaigns_service.is_any_open(db, now)
