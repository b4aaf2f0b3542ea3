"""The organiser's desk: rounds, their numbers, results and participants."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from contest import clock
from contest.accounts.guards import CurrentStaff, Now, view
from contest.accounts.service import Member
from contest.accounts.sure import Sure
from contest.attempts import by_hand_looking
from contest.campaigns import service as campaigns
from contest.campaigns.guards import Helps, Runs, Sees
from contest.errors import Conflict
from contest.lists.tables import Ending, Which
from contest.people import same
from contest.people import service as people
from contest.rounds import carding, complaining, corrected, export, monitor, results, service
from contest.rounds.pages import (
    Confirm,
    CountsPage,
    EntriesPage,
    IndexPage,
    ResultsPage,
    ShowPage,
    Where,
)
from contest.ruleset import wording
from contest.selections import present as selecting
from contest.standings import door
from contest.web.database import Reading, reading, writing
from contest.web.forms import clean
from contest.web.pages import path_for, show
from contest.web.policy import Who, policy

router = APIRouter(prefix="/rounds")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Text = Annotated[str, Query(max_length=80)]
Number = Annotated[int, Query(ge=1, le=100_000)]

#: In which phases a deed may be asked about; the service refuses it in the others.
ASKED = {Confirm.OPENING: ("draft", "waiting"), Confirm.CLOSING: ("open",)}


@router.get("", name="rounds.index")
@policy(Who.STAFF)
def index(request: Request, staff: CurrentStaff, db: Reading, now: Now) -> Response:
    """All contests and their rounds."""
    return show(request, IndexPage(view(staff), monitor.index(db, staff, now)))


@router.get("/calendar", name="rounds.calendar")
@policy(Who.STAFF)
def calendar(request: Request, staff: CurrentStaff, db: Reading, now: Now, month: Text = "") -> Response:
    """The rounds of a month, day by day."""
    return show(request, monitor.month(db, staff, month, now))


@router.get("/{round}", name="rounds.show")
@policy(Who.SEES)
def show_round(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, confirm: Text = ""
) -> Response:
    """Where a round stands and what to do now."""
    page = _page(request, db, round, staff, now)
    wanted = Confirm(confirm) if confirm in set(Confirm) else Confirm.NONE
    if "run" in page.staff.may and page.round.phase in ASKED.get(wanted, ()):
        page = replace(page, confirm=wanted)
    return show(request, page)


def _page(request: Request, db: Session, round_id: str, staff: Member, now: Now) -> ShowPage:
    found = campaigns.view(db, round_id, now)
    root = door.base(request.url.scheme, request.headers.get("host", ""))
    address, qr = door.way(root, found.slug)
    return ShowPage(
        staff=view(staff, found.campaign_id),
        round=monitor.round_view(found),
        counts=monitor.counts(db, found, now),
        address=address,
        qr=qr,
        twice=same.how_many(db, found.campaign_id, now),
        selected=found.selection is not None,
        announced=selecting.announced(db, found, now),
        selects=tuple(selecting.targets(db, found, now)),
        papers=_papers(db, found),
        suggestions=len(found.rules.suggestions),
        complaints=complaining.waiting(db, found.id, now),
        corrected=corrected.how_many(db, found),
    )


def _papers(db: Session, found: campaigns.RoundView) -> tuple[int, int] | None:
    """How many papers wait and are typed in, where the rules allow them."""
    if not found.rules.by_hand:
        return None
    counted = by_hand_looking.counts(db, found.id)
    return counted.waiting, counted.entered


@router.get("/{round}/counts", name="rounds.counts")
@policy(Who.SEES)
def counts(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """The numbers alone, for the page that asks every three seconds."""
    del staff
    found = campaigns.view(db, round, now)
    return show(request, CountsPage(monitor.counts(db, found, now)))


@router.post("/{round}/opening", name="rounds.open")
@policy(Who.RUNS, state="draft or waiting")
def open_round(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """Let people in from now on."""
    try:
        with writing() as db:
            service.open_now(db, staff.id, round, now, clock.ahead())
    except Conflict as problem:
        return _again(request, round, staff, now, problem)
    return RedirectResponse(path_for("rounds.show", round=round), 303)


@router.post("/{round}/closing", name="rounds.close")
@policy(Who.RUNS, state="open, or a closing that failed")
def close_round(request: Request, round: Id, staff: Runs, now: Now) -> Response:
    """End the round now."""
    try:
        with writing() as db:
            service.close_now(db, staff.id, round, now)
    except Conflict as problem:
        return _again(request, round, staff, now, problem)
    return RedirectResponse(path_for("rounds.show", round=round), 303)


def _again(request: Request, round_id: str, staff: Member, now: Now, problem: Conflict) -> Response:
    with reading() as db:
        page = _page(request, db, round_id, staff, now)
    return show(request, replace(page, problem=problem.message), status=409)


@router.get("/{round}/results", name="rounds.results")
@policy(Who.SEES)
def results_page(
    request: Request, round: Id, staff: Sees, db: Reading, now: Now, q: Text = "", page: Number = 1
) -> Response:
    """The places with whole names, once the round is closed."""
    found = campaigns.view(db, round, now)
    closed = export.is_final(found)
    query = clean(q).strip()
    rows = results.listed(db, found, query, page) if closed else results.Listed()
    return show(
        request,
        ResultsPage(
            staff=view(staff, found.campaign_id),
            round=monitor.round_view(found),
            rows=rows.rows,
            found=rows.found,
            people=rows.people,
            questions=found.rules.questions_count,
            q=query,
            page=rows.page,
            pages=rows.pages,
            truth=found.prediction_truth if closed else None,
            in_percent=found.rules.predicts_percent,
            columns=results.columns(found.rules),
            order=wording.order(found.rules),
            unranked=rows.unranked,
            why=wording.unranked(found.rules),
            season=found.season is not None,
        ),
    )


@router.get("/{round}/results.{ending}", name="rounds.export")
@policy(Who.SEES)
def export_results(
    round: Id, ending: Ending, staff: Sees, sure: Sure, now: Now, q: Text = "", sheet: Which = 1
) -> Response:
    """The same as a file; that it was taken is noted, since it carries everybody's name."""
    with reading() as db:
        found = campaigns.view(db, round, now)
        book = export.workbook(db, found, now, clean(q).strip(), ending, sheet)
    with writing() as db:
        service.note_export(db, staff.id, round, book.people, now)
    return Response(book.content, media_type=book.media_type, headers=book.headers)


@router.get("/{round}/card.pdf", name="rounds.card")
@policy(Who.SEES)
def card(request: Request, round: Id, staff: Sees, db: Reading, now: Now) -> Response:
    """Two pages for whoever helps in the hall, for the printer."""
    del staff
    made = carding.made(db, round, request.url.scheme, request.headers.get("host", ""), now)
    told = {"Content-Disposition": f'inline; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type="application/pdf", headers=told)


@router.get("/{round}/entries", name="rounds.entries")
@policy(Who.SEES)
def entries(
    request: Request,
    round: Id,
    staff: Sees,
    db: Reading,
    now: Now,
    q: Text = "",
    where: Text = "",
    page: Number = 1,
) -> Response:
    """Participants, by name and by where they stand."""
    found = campaigns.view(db, round, now)
    wanted = Where(where) if where in set(Where) else Where.ALL
    return show(request, monitor.entries(db, staff, found, clean(q).strip(), wanted, page, now))


@router.post("/{round}/entries/{entry}/code", name="rounds.recode")
@policy(Who.HELPS)
def recode(request: Request, round: Id, entry: Id, staff: Helps, now: Now) -> Response:
    """Give somebody a new code and show it this once."""
    with writing() as db:
        given = service.recode(db, staff.id, round, entry, now)
    with reading() as db:
        found = campaigns.view(db, round, now)
        page = EntriesPage(
            view(staff, found.campaign_id),
            monitor.round_view(found),
            people=people.count_entries(db, found.campaign_id),
            issued=monitor.issued(given, staff.name, now),
        )
    return show(request, page)
