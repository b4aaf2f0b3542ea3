"""The phone's outbox arrives here: a raw ASGI endpoint, since everybody meets it (decision 0004).

It does what a framework route would do and nothing more: cookie, body, queue, answer. The rules are the
batch function's, the same that plain forms meet.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from contest import clock, recorder
from contest.attempts import service
from contest.attempts.rules import MAX_OPS, Facts, Left, Op, Verdict, is_over, time_left
from contest.attempts.saving import SaveOutcome, SaveRequest
from contest.errors import Busy
from contest.people import guards
from contest.people.guards import Entrant
from contest.web.database import reading, to_ms
from contest.web.errors import retry_after
from contest.web.pages import path_for
from contest.web.policy import Load, Who, grants, policy
from questions.folding import storable

BODY_LIMIT = 16 * 1024
JSON = (b"content-type", b"application/json")
NO_STORE = (b"cache-control", b"no-store")


class BadBody(ValueError):
    """The body is not what our script sends."""


@grants(Who.ENTRANT)
def entrant_of(scope: Scope) -> Entrant | None:
    """Whose phone it is, by the cookie alone."""
    return guards.carried(scope["headers"])


async def body_of(receive: Receive) -> bytes:
    """The whole body; BadBody beyond the limit or when the phone went away."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadBody
        part = message.get("body", b"")
        size += len(part)
        if size > BODY_LIMIT:
            raise BadBody
        parts.append(part)
        if not message.get("more_body"):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def parse_ops(listed: Any, most: int = MAX_OPS) -> tuple[Op, ...]:
    """``[["op_id", seq, slot, "answer"], …]``; BadBody for anything else.

    A sign in somebody's words that can't be stored is left out, as in forms: it came by pasting, nobody sees
    it, and a refusal would keep a phone from sending all its other answers.
    """
    if type(listed) is not list or not 0 < len(listed) <= most:
        raise BadBody
    ops = []
    for item in listed:
        if type(item) is not list or [type(part) for part in item] != [str, int, int, str] or item[1] < 1:
            raise BadBody
        op_id, seq, slot, said = item
        ops.append(Op(op_id, seq, slot, storable(said)))
    return tuple(ops)


def parse(body: bytes) -> tuple[int, tuple[Op, ...]]:
    """``{"lease": 3, "ops": […]}`` as (lease, ops)."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadBody from error
    if type(sent) is not dict or type(sent.get("lease")) is not int:
        raise BadBody
    return sent["lease"], parse_ops(sent.get("ops"))


def left_header(left: Left) -> tuple[bytes, bytes]:
    """The time left as phones read it: ``432``, or ``432;paused`` while the clock stands still."""
    return (b"x-left", str(left).encode())


async def answer(send: Send, status: int, content: dict[str, Any] | None = None, *more: Any) -> None:
    """A response of one message pair; 204 has no body."""
    body = b"" if content is None else json.dumps(content, ensure_ascii=False).encode()
    headers = [NO_STORE, *more]
    if content is not None:
        headers += [JSON, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_outcome(send: Send, attempt_id: str, outcome: SaveOutcome) -> None:
    """The outcome in the words of the protocol (docs/architecture.md)."""
    match outcome.verdict:
        case Verdict.APPLIED:
            left = () if outcome.left is None else (left_header(outcome.left),)
            await answer(send, 204, None, *left)
        case Verdict.STALE:
            await answer(send, 409, {"lease": outcome.lease})
        case Verdict.LATE:
            await answer(send, 410, {"receipt": path_for("attempts.receipt", attempt=attempt_id)})
        case Verdict.CONFLICT | Verdict.CLOSED:
            refused = {"conflicts": list(outcome.conflicts), "closed": list(outcome.closed)}
            await answer(send, 422, {why: ids for why, ids in refused.items() if ids})
        case Verdict.NOT_YOURS:
            await answer(send, 404, {})


@policy(Who.ENTRANT, state="attempt open", load=Load.SAVE)
class Ops:
    """POST /attempts/{attempt}/ops"""

    guard = staticmethod(entrant_of)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = to_ms(clock.now())
        if scope["app"].state.lateness.is_hopeless:
            return await answer(send, 503, {}, (b"retry-after", retry_after(Busy()).encode()))
        who = entrant_of(scope)
        if who is None:
            return await answer(send, 401, {})
        try:
            lease, ops = parse(await body_of(receive))
        except BadBody:
            return await answer(send, 400, {})
        attempt_id = scope["path_params"]["attempt"]
        if not attempt_id.isascii() or not attempt_id.isalnum():
            return await answer(send, 404, {})
        request = SaveRequest(attempt_id, who.entries, lease, received, ops)
        try:
            outcome = await recorder.current().submit("save", request)
        except Busy as busy:
            retry = (b"retry-after", retry_after(busy).encode())
            return await answer(send, 503, {}, retry)
        await answer_outcome(send, attempt_id, outcome)


@policy(Who.ENTRANT, state="attempt open", load=Load.READ)
class TimeLeft:
    """GET /attempts/{attempt}/left: what a phone asks when it has sent nothing for a while."""

    guard = staticmethod(entrant_of)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = to_ms(clock.now())
        who = entrant_of(scope)
        if who is None:
            return await answer(send, 401, {})
        attempt_id = scope["path_params"]["attempt"]
        is_an_id = attempt_id.isascii() and attempt_id.isalnum()
        found = await run_in_threadpool(glance, attempt_id) if is_an_id else None
        if found is None or found.entry_id not in who.entries:
            return await answer(send, 404, {})
        if is_over(found, received):
            return await answer(send, 410, {"receipt": path_for("attempts.receipt", attempt=attempt_id)})
        await answer(send, 204, None, left_header(time_left(found, received)))


def glance(attempt_id: str) -> Facts | None:
    """The attempt as the database has it now."""
    with reading() as db:
        return service.glance(db, attempt_id)


ops = Ops()
left = TimeLeft()
