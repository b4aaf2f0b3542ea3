"""What the desk shows of rounds while they run: the list, one round's numbers, who takes part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import service as attempts
from contest.attempts.service import Made
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds import pages
from contest.rounds.closing import IN_WORDS, CloseStep
from contest.rounds.service import CLOSE, Issued
from contest.standings.hall_pages import Share
from contest.units import service as units

#: More units than this are no list to read; a contest has some hundreds at most.
MOST_UNITS = 500
#: How many matches a search counts, and how many it shows.
MOST_FOUND = 500
SHOWN = 20
NO_UNIT = "Không ghi đơn vị"


def round_view(view: campaigns.RoundView) -> pages.RoundView:
    """A round as desk pages name it."""
    title = " ".join(view.title.splitlines())
    return pages.RoundView(view.id, view.name, view.phase, view.opens_at, view.closes_at, title, view.slug)


def index(db: Session, who: Member, now: datetime) -> tuple[pages.CampaignRow, ...]:
    """The contests that somebody may see, the latest to open first. The number of statements is fixed."""
    numbers = attempts.overview(db, now)
    by_campaign: dict[str, list[campaigns.RoundView]] = {}
    for view in campaigns.every(db, now):
        if view.rehearsal_of or not who.may(Permission.SEE, view.campaign_id):
            continue
        by_campaign.setdefault(view.campaign_id, []).append(view)
    return tuple(_campaign_row(views, numbers) for views in by_campaign.values())


def _campaign_row(views: list[campaigns.RoundView], numbers: dict[str, tuple[int, int]]) -> pages.CampaignRow:
    first = views[0]
    rows = (
        pages.RoundRow(round_view(view), *numbers.get(view.id, (0, 0)))
        for view in sorted(views, key=lambda view: view.number)
    )
    organiser = ", ".join(first.organiser.splitlines())
    title = " ".join(first.title.splitlines())
    return pages.CampaignRow(title, first.slug, organiser, first.is_sample, tuple(rows))


# --- one round's numbers --------------------------------------------------------------------------


def counts(db: Session, view: campaigns.RoundView, now: datetime) -> pages.Counts:
    """A round in numbers, by unit too."""
    found = attempts.counts(db, view.id, now)
    shares, headcount = _shares(db, view)
    return pages.Counts(
        round_id=view.id,
        phase=view.phase,
        now=now,
        started=found.started,
        answering=found.answering,
        handed_in=found.handed_in,
        people=found.people,
        headcount=headcount,
        units=shares if found.started else (),
        progress=_progress(db, view),
    )


def _shares(db: Session, view: campaigns.RoundView) -> tuple[tuple[Share, ...], int | None]:
    """Each unit's part, the highest first, and how many people all of them have."""
    by_unit = attempts.counts_by_unit(db, view.id)
    sizes = units.headcounts(db, clock.local(view.closes_at).date())
    open_units = {row.id for row in units.search(db, "", MOST_UNITS)}
    listed = units.rows(db, (open_units & sizes.keys()) | {unit for unit in by_unit if unit})
    shares = [
        Share(by_unit.get(unit_id, 0), sizes.get(unit_id), units.full_name(row))
        for unit_id, row in listed.items()
    ]
    if nowhere := by_unit.get(None):
        shares.append(Share(nowhere, None, NO_UNIT))
    # A school's headcount holds those of its classes already: where both are listed, only one counts.
    above = {row.parent_id for unit_id, row in listed.items() if unit_id in sizes}
    total = sum(sizes.get(unit_id, 0) for unit_id in listed if unit_id not in above)
    return tuple(sorted(shares, key=_best_first)), total or None


def _best_first(share: Share) -> tuple[bool, float, int, str]:
    return share.rate is None, -float(share.rate or 0), -share.people, share.name


def _progress(db: Session, view: campaigns.RoundView) -> pages.Progress | None:
    job = jobs.status(db, CLOSE, view.id) if view.phase is Phase.CLOSING else None
    if job is None:
        return None
    failed = job.error if job.state is JobState.FAILED else ""
    return pages.Progress(IN_WORDS[CloseStep(job.step)], job.done, job.total, failed)


# --- participants ---------------------------------------------------------------------------------


def entries(
    db: Session, view: campaigns.RoundView, query: str, now: datetime
) -> tuple[tuple[pages.EntryRow, ...], int]:
    """The first matches of a search, and how many match. Without a query nobody is listed."""
    if not query:
        return (), 0
    found = people.search(db, view.campaign_id, query, MOST_FOUND)
    return entry_rows(db, view, found[:SHOWN], now), len(found)


def entry_rows(
    db: Session, view: campaigns.RoundView, found: Iterable[FullName], now: datetime
) -> tuple[pages.EntryRow, ...]:
    """People as the desk lists them."""
    shown = tuple(found)
    done = attempts.made(db, view.id, [person.entry_id for person in shown], now)
    allowed = view.rules.attempts_allowed
    return tuple(_entry_row(person, done.get(person.entry_id, Made()), allowed) for person in shown)


def _entry_row(person: FullName, made: Made, allowed: int) -> pages.EntryRow:
    words = in_words(made, allowed)
    return pages.EntryRow(
        person.entry_id, person.name, person.unit_name, person.birth_year, words, made.running
    )


def in_words(made: Made, allowed: int) -> str:
    """How far somebody is."""
    if made.running:
        return "Đang làm bài"
    if not made.ended:
        return "Chưa làm bài"
    return "Đã làm bài" if allowed == 1 else f"Đã làm {made.ended}/{allowed} lượt"


def issued(given: Issued, by: str, now: datetime) -> pages.IssuedCode:
    """A new code as it is shown once."""
    return pages.IssuedCode(given.person.name, given.person.unit_name, given.code, by, now)
