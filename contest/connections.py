"""What the features tell each other, and what they do every second.

A lower feature that needs to know something of a higher one has a place to put a function in
(``use_…``); here, above them all, the functions are put there.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from contest import storage
from contest.archives import keeping as archives
from contest.attempts import complaining as attempts_complaining
from contest.attempts import drawing, papers, turns
from contest.attempts import service as attempts_service
from contest.bank import (
    access,
    corrections,
    holding,
    importing,
    picture_sweep,
    usage,
)
from contest.campaigns import classmates, fixing, inviting, prizes, progress, proofs
from contest.campaigns import service as campaigns_service
from contest.commendations import (
    copying,
    honours,
    promising,
    regraded,
)
from contest.feedback import forgetting as feedback_forgetting
from contest.grades import service as grades
from contest.jobs import runner as jobs
from contest.office import service as office_service
from contest.office import showing as office_showing
from contest.office import violations
from contest.people import consents
from contest.planning import rehearsing
from contest.privacy import (
    clearing,
    retention,
)
from contest.privacy import own as own_data
from contest.privacy import requests as data_requests
from contest.regrades import applying as regrade_applying
from contest.regrades import corrections as regrade_corrections
from contest.regrades import prizes as regrade_prizes
from contest.regrades import trying as regrade_trying
from contest.reports import service as reports_service
from contest.reports import working as reports_working
from contest.results import (
    complaint_forgetting,
    complaints,
    publication_forgetting,
    publishing,
    publishing_job,
)
from contest.roster import coming, pupils
from contest.rounds import (
    closing,
    corrected,
    due_requests,
    keeping,
)
from contest.rounds import complaining as rounds_complaining
from contest.rounds.service import SETTLE
from contest.signals import finding as signals_finding
from contest.signals import service as signals_service
from contest.standings import hall, news, published
from contest.units import listing as units_listing
from contest.web import pages, peers
from contest.web.database import reading, writing


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
    keeping.use_above(forget_words)
    published.use_published(publishing.digest)
    published.use_honours(honours.is_there)
    hear_others()


def forget_words(db: Session, round_ids: Collection[str]) -> int:
    """What higher features hold of the people of these rounds goes with their names; how much."""
    told = feedback_forgetting.forget_rounds(db, round_ids)
    return told + publication_forgetting.forget_rounds(db, round_ids)


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
    archives.register()
    sweeps = (
        importing.sweep_due,
        picture_sweep.sweep_due,
        signals_service.forget_due,
        proofs.forget_due,
        retention.keep_due,
    )
    here = (storage.look_again, office_service.look_again, clearing.clear_due, violations.write_due)
    for tick in (*here, archives.sweep_due):
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
