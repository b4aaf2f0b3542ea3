"""What the desk shows of rounds while they run: the list, one round's numbers, who takes part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from contest import clock
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts import looking
from contest.attempts import service as attempts
from contest.attempts.looking import Seen, Standing
from contest.attempts.service import Made
from contest.attempts.states import AttemptState
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import listing, same
from contest.people import service as people
from contest.people.listing import Choice
from contest.people.service import FullName
from contest.rounds import due_requests, moving, pages
from contest.rounds.closing import IN_WORDS, CloseStep
from contest.rounds.month import beside, first_of, weeks
from contest.rounds.month_pages import CalendarPage
from contest.rounds.pages import Where
from contest.rounds.service import CLOSE, Issued
from contest.standings.hall_pages import Share
from contest.units import service as units

#: More units than this are no list to read; a contest has some hundreds at most.
MOST_UNITS = 500
NO_UNIT = "Không ghi đơn vị"


def round_view(view: campaigns.RoundView) -> pages.RoundView:
    """A round as desk pages name it."""
    title = " ".join(view.title.splitlines())
    times = (view.opens_at, view.closes_at)
    return pages.RoundView(view.id, view.name, view.phase, *times, title, view.slug, view.paused_at)


def index(db: Session, who: Member, now: datetime) -> tuple[pages.CampaignRow, ...]:
    """The contests that somebody may see, the latest to open first. The number of statements is fixed."""
    numbers = attempts.overview(db, now)
    by_campaign: dict[str, list[campaigns.RoundView]] = {}
    for view in seen(db, who, now):
        by_campaign.setdefault(view.campaign_id, []).append(view)
    runs = [each for each in by_campaign if who.may(Permission.RUN, each)]
    waiting = due_requests.waiting(db, runs, now)
    return tuple(
        replace(_campaign_row(views, numbers), requests=waiting.get(id, (0, 0)) if id in runs else None)
        for id, views in by_campaign.items()
    )


def seen(db: Session, who: Member, now: datetime) -> list[campaigns.RoundView]:
    """The rounds that somebody may see, rehearsals left out."""
    return [
        view
        for view in campaigns.every(db, now)
        if not view.rehearsal_of and who.may(Permission.SEE, view.campaign_id)
    ]


def month(db: Session, who: Member, asked: str, now: datetime) -> CalendarPage:
    """The month that an address asks for, with the rounds that somebody may see."""
    today = clock.local(now).date()
    first = first_of(asked, today)
    rounds = [round_view(view) for view in seen(db, who, now)]
    sheet = weeks(first, rounds)
    turns = any(day.turns and not day.outside for week in sheet for day in week)
    return CalendarPage(staff_view(who), first, today, *beside(first), sheet, turns)


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
        silent=found.silent if view.paused_at is None else 0,
        paused_at=view.paused_at,
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
    if view.phase not in (Phase.CLOSING, Phase.CLOSED):
        return None
    job = jobs.status(db, CLOSE, view.id)
    if job is None or (view.phase is Phase.CLOSED and job.state is not JobState.FAILED):
        return None
    failed = job.error if job.state is JobState.FAILED else ""
    return pages.Progress(IN_WORDS[CloseStep(job.step)], job.done, job.total, failed)


# --- participants ---------------------------------------------------------------------------------


PAGE = 50

CHOICES = {
    Where.ANSWERING: Standing.ANSWERING,
    Where.SILENT: Standing.SILENT,
    Where.HANDED_IN: Standing.HANDED_IN,
    Where.TIMED_OUT: Standing.TIMED_OUT,
    Where.VOID: Standing.VOID,
}


def entries(
    db: Session, who: Member, view: campaigns.RoundView, query: str, where: Where, page: int, now: datetime
) -> pages.EntriesPage:
    """A page of the participants who match. The number of statements is fixed."""
    wanted = choice(db, view, where, bool(query.strip()), now)
    by_phone = who.may(Permission.HELP, view.campaign_id)
    offset = (page - 1) * PAGE
    found, total = listing.listed(db, view.campaign_id, query, wanted, offset, PAGE, by_phone=by_phone)
    return pages.EntriesPage(
        staff_view(who, view.campaign_id),
        round_view(view),
        query,
        entry_rows(db, view, found, now),
        total,
        people.count_entries(db, view.campaign_id),
        where=where,
        page=page,
        pages=max(1, -(-total // PAGE)),
        twice=same.how_many(db, view.campaign_id, now),
    )


def choice(db: Session, view: campaigns.RoundView, where: Where, is_search: bool, now: datetime) -> Choice:
    """Merged registrations are nobody's place on a list of people; a search for somebody finds them all."""
    if where is Where.NONE:
        only = view.only.id if view.only else None  # people of another audience never start here
        return Choice(apart=looking.started(db, view.id, now), counted=True, audience=only)
    if where in CHOICES:
        return Choice(among=looking.entries_in(db, view.id, CHOICES[where], now), counted=True)
    if where is Where.SAME:
        return Choice(same=True)
    return Choice(barred=where is Where.BARRED, counted=where is Where.BARRED or not is_search)


def entry_rows(
    db: Session, view: campaigns.RoundView, found: Iterable[FullName], now: datetime
) -> tuple[pages.EntryRow, ...]:
    """People as the desk lists them."""
    shown = tuple(found)
    second = same.of(db, [person.entry_id for person in shown])
    theirs = moving.called(db, view, [person.entry_id for person in shown])
    seen: dict[str, list[Seen]] = {}
    for one in looking.of_entries(db, view.id, [person.entry_id for person in shown], now):
        seen.setdefault(one.entry_id, []).append(one)
    allowed = view.rules.attempts_allowed
    rows = (
        _entry_row(person, seen.get(person.entry_id, []), allowed, person.entry_id in second)
        for person in shown
    )
    return tuple(replace(row, audience=theirs.get(row.id, "")) for row in rows)


def _entry_row(person: FullName, seen: list[Seen], allowed: int | None, is_same: bool) -> pages.EntryRow:
    running = any(one.state is AttemptState.OPEN for one in seen)
    void = sum(one.state is AttemptState.VOID for one in seen)
    words = in_words(Made(len(seen) - running - void, running), allowed)
    barred = person.barred_reason is not None
    # Their attempts are void because of it, which is no news.
    marks = (running, barred, void > 0 and not is_same, is_same)
    return pages.EntryRow(person.entry_id, person.name, person.unit_name, person.birth_year, words, *marks)


def in_words(made: Made, allowed: int | None) -> str:
    """How far somebody is."""
    if made.running:
        return "Đang làm bài"
    if not made.ended:
        return "Chưa làm bài"
    if allowed is None:
        return f"Đã làm {made.ended} lượt"
    return "Đã làm bài" if allowed == 1 else f"Đã làm {made.ended}/{allowed} lượt"


def issued(given: Issued, by: str, now: datetime) -> pages.IssuedCode:
    """A new code as it is shown once."""
    return pages.IssuedCode(given.person.name, given.person.unit_name, given.code, by, now)
