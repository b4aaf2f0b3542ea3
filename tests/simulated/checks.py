"""What must hold once a simulated contest is over: the doctor's invariants, and what people wrote down."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sqlalchemy import RowMapping, text

from contest.doctor import invariants
from contest.web.database import reading
from tests.simulated.recount import once_more

if TYPE_CHECKING:
    from tests.simulated.ledger import Tap
    from tests.simulated.play import World

ALLOWED = frozenset({200, 204, 303, 304, 400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 503})
FATES = {"saved": "applied", "late": "late", "stale": "stale", "closed": "closed"}


def all_of(world: World) -> list[str]:
    """Every problem, each with the invariant that it breaks."""
    return [
        *world.house.faults,
        *world.ledger.broken,
        *statuses(world),
        *by_the_doctor(world),
        *stored(world),
        *standing(),
        *forwards(world),
        *receipts(world),
        *recounted(),
    ]


TABLES = (
    *("attempt", "answer_event", "grade", "standing", "round", "ruleset", "entry", "person"),
    *("question_revision", "question_key", "audit"),
)


def tables() -> dict[str, list[RowMapping]]:
    """The rows that grades and places are made of, as they are stored."""
    with reading() as db:
        found = {name: db.connection().exec_driver_sql(f"SELECT * FROM {name}") for name in TABLES}
        return {name: list(rows.mappings()) for name, rows in found.items()}


def recounted() -> list[str]:
    """I5, I8, I15 by other code, from the events alone."""
    return [f"recounted: {line}" for line in once_more(tables())]


def statuses(world: World) -> list[str]:
    """I13."""
    return [
        f"I13: {count} × {status}" for status, count in world.house.statuses.items() if status not in ALLOWED
    ]


def by_the_doctor(world: World) -> list[str]:
    """I1 to I15 as `hoithi doctor` finds them."""
    found = []
    for name, (check, _, _) in invariants.ALL.items():
        with reading() as db:
            found += [f"{name} {one}" for one in check(db, world.now)]
    return found


def rows(sql: str) -> list[tuple]:
    """What is stored, read by SQL of our own."""
    with reading() as db:
        return [tuple(row) for row in db.connection().execute(text(sql))]


EVENTS = "SELECT attempt_id, op_id, lease, seq, slot, answer, fate, received FROM answer_event"


def stored(world: World) -> list[str]:
    """I1 by the ledger: what was acknowledged is stored as it was said; nothing that nobody sent."""
    events = {row[:2]: row[2:] for row in rows(EVENTS)}
    taps = world.ledger.taps
    found = [f"I1 {key}: stored, and nobody sent it" for key in events.keys() - taps.keys()]
    for key, tap in taps.items():
        event = events.get(key)
        if tap.said and event is None:
            found.append(f"I1 {key}: was said to be {tap.said}, and is not stored")
        elif event is not None:
            found += _as_sent(key, tap, event)
    for carried in world.ledger.handed.values():
        found += [
            f"I1 {t.op_id}: handed in and not stored" for t in carried if (t.attempt, t.op_id) not in events
        ]
    return found


def _as_sent(key: tuple[str, str], tap: Tap, event: tuple) -> list[str]:
    sent = (tap.lease, tap.seq, tap.slot, tap.answer)
    found = [] if event[:4] == sent else [f"I1 {key}: stored as {event[:4]}, sent as {sent}"]
    # A batch is answered by its worst op: "late" and "stale" are said of the others, too.
    if tap.said == "saved" and event[4] != "applied":
        found.append(f"I1 {key}: saved, they said, and it is {event[4]}")
    return found


def standing() -> list[str]:
    """I2 by brute force: of each slot the applied op with the highest (lease, seq) stands."""
    best: dict[tuple[str, int], tuple] = {}
    for attempt, op_id, lease, seq, slot, answer, fate, _ in rows(EVENTS):
        at = (attempt, slot)
        if fate == "applied" and (at not in best or (lease, seq) > best[at][:2]):
            best[at] = (lease, seq, op_id, answer)
    shown = {
        row[:2]: row[2:] for row in rows("SELECT attempt_id, slot, lease, seq, op_id, answer FROM answer")
    }
    # Two tabs may use one number twice; then either stands.
    return [
        f"I2 {at}: {shown.get(at)} stands, {best.get(at)} should"
        for at in best.keys() | shown.keys()
        if at not in best or at not in shown or shown[at][:2] != best[at][:2]
    ]


def forwards(world: World) -> list[str]:
    """I14: in the order in which they were written, no moment comes before the one before it."""
    times = [("audit", [row[0] for row in rows("SELECT at FROM audit ORDER BY seq")])]
    if world.house.settings.database_url.startswith("sqlite"):
        received = rows("SELECT received FROM answer_event ORDER BY rowid")
        times.append(("answer_event", [row[0] for row in received]))
    return [
        f"I14 {name}: {later} behind {earlier}"
        for name, found in times
        for earlier, later in pairwise(found)
        if later < earlier
    ]


def receipts(world: World) -> list[str]:
    """I11: whoever was shown a receipt finds that one again."""
    stored_codes = dict(rows("SELECT id, receipt FROM attempt"))
    return [
        f"I11 {attempt}: shown {codes}, stored {stored_codes.get(attempt)}"
        for attempt, codes in world.ledger.receipts.items()
        if codes != {stored_codes.get(attempt)}
    ]
