"""Sitting a paper over HTTP, from the start button to the receipt."""

from __future__ import annotations

import json
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from sqlmodel import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from contest import clock, recorder
from contest.attempts import adjusting, asking, picturing, present, service, turns
from contest.attempts.asking import Asked, AskOutcome, AskRequest
from contest.attempts.finishing import HandInRequest
from contest.attempts.forms import HandInForm, answer_form
from contest.attempts.ops import BadBody, left, ops, parse_ops
from contest.attempts.pages import LinePage
from contest.attempts.pressing import Pressed
from contest.attempts.rules import MAX_MAP, Op, Verdict
from contest.attempts.saving import SaveOutcome, SaveRequest, plain_op
from contest.attempts.starting import Refusal, StartOutcome, StartRequest
from contest.attempts.states import AttemptState
from contest.entropy import random_bytes
from contest.errors import Busy, Conflict, Gone, Invalid, NotFound
from contest.people.guards import Entered, Entrant
from contest.web.database import Reading, reading, to_ms, writing
from contest.web.forms import Posted, PostedForm, read
from contest.web.pages import path_for, show
from contest.web.policy import Load, Who, policy
from questions.answering import AnswerError

router = APIRouter(prefix="/attempts")

Id = Annotated[str, Path(pattern=r"^[0-9a-z]{13}$")]
Slot = Annotated[int, Path(ge=1, le=999)]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]

#: So many who press in a crowd are looked up at once: the door asks them for no thread of their own.
LOOKING = CapacityLimiter(4)
#: Named by its bytes; the address names an attempt, so no cache shares it.
FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}


def see_other(name: str, **ids: str | int) -> RedirectResponse:
    """POST then redirect: a reload repeats nothing."""
    return RedirectResponse(path_for(name, **ids), 303, {"Cache-Control": "no-store"})


@router.get("/new/{round}", name="attempts.ready")
@policy(Who.ENTRANT)
def ready(request: Request, round: Id, who: Entered, db: Reading) -> HTMLResponse:
    """What awaits, and the start button."""
    now = clock.now()
    return show(request, present.ready(service.readiness(db, who, round, now), db, now))


@policy(Who.ENTRANT, state="round open", load=Load.START)
async def start(round: str, who: Entrant, posted: PostedForm) -> Response:
    """One tap starts, or goes on with the attempt that is open; in a crowd it gives a place in the line."""
    received = to_ms(clock.now())
    place = turns.arrived_by(round, who.device, posted.text("place"), received)
    turn = turns.ask(round, who.device, place or received, to_start=True)
    if turn.number and (place or not await to_thread.run_sync(_is_sitting, who, round, limiter=LOOKING)):
        return _to_line(round, who, place or received)
    op = StartRequest(round, who.entries, who.device, received)
    outcome: StartOutcome = await recorder.current().submit("start", op)
    if outcome.refusal is not None:
        turns.served(round, who.device)
    match outcome.refusal:
        case None:
            return see_other("attempts.question", attempt=outcome.attempt_id, slot=1)
        case Refusal.NOT_YOURS:
            raise NotFound(outcome.refusal.value)
        case Refusal.OVER:
            raise Gone(outcome.refusal.value)
        case Refusal.DISK:
            raise Busy(outcome.refusal.value, retry_after=60)
        case (
            Refusal.PAUSED
            | Refusal.TODAY
            | Refusal.PAUSE
            | Refusal.NOT_SELECTED
            | Refusal.ANNOUNCING
            | Refusal.AUDIENCE
            | Refusal.PAPER
            | Refusal.OUT
        ):
            return see_other("attempts.ready", round=round)
        case refusal:
            raise Conflict(refusal.value)


def _is_sitting(who: Entrant, round_id: str) -> bool:
    """Whether a clock of theirs runs already: then nothing is waited for."""
    with reading() as db:
        return service.readiness(db, who, round_id, clock.now()).running is not None


def _to_line(round_id: str, who: Entrant, arrived: int) -> Response:
    place = turns.ticket(round_id, who.device, arrived)
    address = f"{path_for('attempts.line', round=round_id)}?place={place}"
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


@router.get("/new/{round}/line", name="attempts.line")
@policy(Who.ENTRANT, state="round open", load=Load.START)
async def line(request: Request, round: Id, who: Entered, place: str = "") -> Response:
    """One's place in the line; asks again by itself, and starts when its turn has come."""
    arrived = turns.arrived_by(round, who.device, place, to_ms(clock.now()))
    if arrived is None:
        return see_other("attempts.ready", round=round)
    turn = turns.ask(round, who.device, arrived, to_start=False)
    # Each phone a little later than the next one.
    headers = {"Refresh": str(turn.again + random_bytes(1)[0] % 2)} if turn.number else None
    return show(request, LinePage(round, place, turn.number, turn.seconds), headers=headers)


@router.get("/{attempt}/questions/{slot}", name="attempts.question")
@policy(Who.ENTRANT, state="attempt open", load=Load.PAPER)
def question(request: Request, attempt: Id, slot: Slot, who: Entered, db: Reading) -> Response:
    """The question screen; on a phone without the lease, the offer to move the attempt here."""
    return _screen(request, who, db, attempt, slot)


def _screen(
    request: Request, who: Entrant, db: Session, attempt: str, slot: int, typed: str = "", error: str = ""
) -> Response:
    mine = service.sitting(db, who, attempt, clock.now())
    if mine.is_over:
        return see_other("attempts.receipt", attempt=attempt)
    if slot > mine.attempt.slots:
        raise NotFound()
    if not mine.is_here:
        return show(request, present.taken(mine))
    if not mine.shows(slot):
        return see_other("attempts.question", attempt=attempt, slot=mine.attempt.reached)
    page = present.question(mine, db, slot, typed=typed, error=error)
    response = show(request, page, status=422 if error else 200)
    turns.served(mine.view.id, who.device)
    return response


@router.get("/{attempt}/pictures/{digest}", name="attempts.picture")
@policy(Who.ENTRANT, state="its question was asked", load=Load.PAPER)
def picture(attempt: Id, digest: Digest, who: Entered, db: Reading) -> Response:
    """A picture of one's own paper; never before its question."""
    found = picturing.sent(service.sitting(db, who, attempt, clock.now()), db, digest)
    return Response(found.content, media_type=found.media_type, headers=FOR_EVER)


@router.post("/{attempt}/questions/{slot}", name="attempts.answer")
@policy(Who.ENTRANT, state="attempt open", load=Load.SAVE)
async def answer(request: Request, attempt: Id, slot: Slot, who: Entered, posted: Posted) -> Response:
    """A form without script: save, then the next screen. It is what asks for the next question, too."""
    received = to_ms(clock.now())
    form = answer_form(posted)
    typed = ",".join(form.answer)
    asked = await run_in_threadpool(_asked, who, attempt, slot)
    try:
        ops = _map(form.ops) if form.ops else (plain_op(slot, asked.understood(typed)),)
    except AnswerError as error:
        return await run_in_threadpool(_ask_again, request, who, attempt, slot, typed, str(error))
    if asked.in_order:
        going_on = AskRequest(attempt, who.entries, form.lease, received, slot + 1, ops)
        opened: AskOutcome = await recorder.current().submit("ask", going_on)
        return after_plain(opened.verdict, attempt, slot, asked.last, opened.slot)
    save = SaveRequest(attempt, who.entries, form.lease, received, ops)
    outcome: SaveOutcome = await recorder.current().submit("save", save)
    return after_plain(outcome.verdict, attempt, slot, asked.last, slot + 1)


def _asked(who: Entrant, attempt: str, slot: int) -> Asked:
    with reading() as db:
        return asking.asked(db, who, attempt, slot)


def _ask_again(request: Request, who: Entrant, attempt: str, slot: int, typed: str, error: str) -> Response:
    """The same screen with what was typed and what is wrong with it."""
    with reading() as db:
        return _screen(request, who, db, attempt, slot, typed, error)


def after_plain(verdict: Verdict, attempt: str, slot: int, last: int, following: int) -> Response:
    """Where a form without script goes on: with the question ``following``, or behind the last one."""
    match verdict:
        case Verdict.NOT_YOURS:
            raise NotFound()
        case Verdict.STALE:
            return see_other("attempts.question", attempt=attempt, slot=slot)
        case Verdict.LATE:
            return see_other("attempts.receipt", attempt=attempt)
        case _ if slot < last:
            return see_other("attempts.question", attempt=attempt, slot=following)
        case _:
            return see_other("attempts.review", attempt=attempt)


@router.post("/{attempt}/parts/{slot}", name="attempts.part")
@policy(Who.ENTRANT, state="attempt open", load=Load.SAVE)
async def part(attempt: Id, slot: Slot, who: Entered, posted: Posted) -> Response:
    """Go on to the part that begins with ``slot``: the one before it is closed for good."""
    received = to_ms(clock.now())
    form = read(HandInForm, posted)
    going_on = AskRequest(attempt, who.entries, form.lease, received, slot, _map(form.ops), part=True)
    opened: AskOutcome = await recorder.current().submit("ask", going_on)
    # Opened or not, the part at hand is shown: one tap twice opens nothing twice.
    return after_plain(opened.verdict, attempt, slot, slot + 1, opened.slot)


@router.post("/{attempt}/takeover", name="attempts.takeover")
@policy(Who.ENTRANT, state="attempt open", load=Load.PAPER)
def takeover(attempt: Id, who: Entered) -> Response:
    """Move the attempt to this phone."""
    with writing() as db:
        slot = service.take_over(db, who, attempt, clock.now())
    return see_other("attempts.question", attempt=attempt, slot=slot)


@router.get("/{attempt}/review", name="attempts.review")
@policy(Who.ENTRANT, state="attempt open", load=Load.PAPER)
def review(request: Request, attempt: Id, who: Entered, db: Reading) -> Response:
    """Before handing in: what is still unanswered."""
    mine = service.sitting(db, who, attempt, clock.now())
    if mine.is_over:
        return see_other("attempts.receipt", attempt=attempt)
    return show(request, present.review(mine) if mine.is_here else present.taken(mine))


@policy(Who.ENTRANT, state="attempt open", load=Load.SAVE)
async def hand_in(attempt: str, who: Entrant, posted: PostedForm) -> Response:
    """End the attempt; the whole answer map travels along when script could send it."""
    received = to_ms(clock.now())
    form = read(HandInForm, posted)
    op = HandInRequest(attempt, who.entries, form.lease, received, _map(form.ops))
    verdict: Verdict = await recorder.current().submit("hand_in", op)
    if verdict is Verdict.NOT_YOURS:
        raise NotFound()
    if verdict is Verdict.STALE:
        return see_other("attempts.question", attempt=attempt, slot=1)
    return see_other("attempts.receipt", attempt=attempt)


def _map(sent: str) -> tuple[Op, ...]:
    if sent in ("", "[]"):
        return ()
    try:
        return parse_ops(json.loads(sent), MAX_MAP)
    except (BadBody, ValueError, RecursionError) as error:
        raise Invalid(
            "Bài gửi lên bị hỏng. Tải lại trang rồi nộp lại, những câu đã lưu không mất."
        ) from error


@router.get("/{attempt}/receipt", name="attempts.receipt")
@policy(Who.ENTRANT, state="attempt over")
def receipt(request: Request, attempt: Id, who: Entered, db: Reading) -> Response:
    """The receipt; own result, rank and review as far as the rules show them now."""
    now = clock.now()
    mine = service.sitting(db, who, attempt, now)
    if not mine.is_over:
        return see_other("attempts.review", attempt=attempt)
    if mine.attempt.state == AttemptState.VOID:
        why = adjusting.why_void(db, attempt)
        is_same = service.is_same(db, mine, why.deed_id if why else "")
        return show(request, present.void(mine, db, why, is_same, now), status=410)
    if mine.attempt.receipt is None:
        # Time ran out and nobody recorded it yet: this reader does, in its own transaction.
        with writing() as ending:
            service.settle(ending, attempt, now)
        return see_other("attempts.receipt", attempt=attempt)
    return show(request, present.receipt(mine, db, who, now))


#: What everybody meets in the same minute, past the framework (decisions 0004, 0056).
HOT = (
    Route("/attempts/{attempt}/ops", ops, methods=["POST"], name="attempts.ops"),
    Route("/attempts/{attempt}/left", left, methods=["GET"], name="attempts.left"),
    Route("/attempts/{attempt}/handing-in", Pressed(hand_in), methods=["POST"], name="attempts.hand_in"),
    Route("/attempts/new/{round}", Pressed(start), methods=["POST"], name="attempts.start"),
)
