"""The engine's invariants, looked for on real data: each function gives the ids of the rows that break one.

Some are about bytes on their way to phones. Of these the data hold a trace, and the docstring says which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlmodel import Session

from contest.attempts import ended
from contest.attempts.ended import Finished
from contest.attempts.rules import digest
from contest.audit import service as audit
from contest.audit import triggers
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.campaigns.states import RoundState
from contest.doctor import store
from contest.grades import service as grades
from contest.ruleset.rules import Ruleset, score_channel
from contest.standings.rules import BY_AGE, UNRANKED, Known, Result, counting, error_of, sort_key

SLICE = 500
#: A closing round is on its way from one to the other.
BEFORE_CLOSE = (RoundState.DRAFT, RoundState.READY)


def _rounds(db: Session, now: datetime) -> Iterator[RoundView]:
    for round_id in store.round_ids(db):
        yield campaigns.view(db, round_id, now)


def _finished(db: Session, round_id: str) -> Iterator[list[Finished]]:
    """All ended attempts of a round, whole people at a time."""
    after = ""
    while found := ended.finished(db, round_id, after, SLICE):
        yield found
        after = max(one.facts.entry_id for one in found)


def acknowledged(db: Session, now: datetime) -> list[str]:
    """I1 acknowledged → stored: what stands came by a stored tap; a digest is that of the answers."""
    found = store.ids(db, store.UNFOUNDED)
    digests = dict(store.rows(db, store.DIGESTS))
    for view in _rounds(db, now):
        for many in _finished(db, view.id):
            # Open answers go with the names, and their digest with them.
            closed = [one.to_grade for one in many if not one.to_grade.behind]
            found += [
                one.attempt_id
                for one in closed
                if digests.get(one.attempt_id) != digest(one.attempt_id, one.answers)
            ]
    return found


def highest(db: Session, now: datetime) -> list[str]:
    """I2 per slot the highest applied (lease, seq) stands."""
    return store.ids(db, store.OVERTAKEN)


def limits(db: Session, now: datetime) -> list[str]:
    """I3 attempts ≤ limit, in a round and over all of a contest; those that staff gave back are not used."""
    used = store.rows(db, store.USED, limit=0)
    views = {view.id: view for view in _rounds(db, now)}
    found, in_all = [], {}
    for round_id, entry_id, count in used:
        rules = views[round_id].rules
        if rules.attempts_allowed is not None and count > rules.attempts_allowed:
            found.append(f"{round_id}:{entry_id}")
        if rules.attempts_in_all is not None:
            in_all[entry_id] = in_all.get(entry_id, 0) + count
            if in_all[entry_id] > rules.attempts_in_all:
                found.append(entry_id)
    return found


def too_late(db: Session, now: datetime) -> list[str]:
    """I4 nothing applied after deadline + grace."""
    return store.ids(db, store.AFTERWARDS)


def graded(db: Session, now: datetime) -> list[str]:
    """I5 grade = pure function (events, key version): graded again with the same keys, nothing differs."""
    found: list[str] = []
    for view in _rounds(db, now):
        for many in _finished(db, view.id):
            stored = grades.latest(db, [one.facts.id for one in many])
            known = [one.to_grade for one in many if one.facts.id in stored]
            for fresh in grades.computed(db, known, view.rules):
                old = stored[fresh.attempt_id]
                # Under older keys it is history: a correction grades anew by its own deed.
                if old.key_version == fresh.key_version and old != fresh:
                    found.append(fresh.attempt_id)
    return found


def sealed(db: Session, now: datetime) -> list[str]:
    """I6 before close, no byte sent depends on the key: where no score is shown, nothing is graded yet.

    A round whose scores were put behind the close while it ran keeps what was graded before.
    """
    hidden = [
        view
        for view in _rounds(db, now)
        if view.state in BEFORE_CLOSE and not score_channel(view.rules) and view.amended_at is None
    ]
    return [one for view in hidden for one in store.ids(db, store.EARLY, round=view.id)]


def own_data(db: Session, now: datetime) -> list[str]:
    """I7 nor on other people's data: a place rests on one's own attempt, an attempt on one's own contest."""
    return store.ids(db, store.MIXED)


def order(db: Session, now: datetime) -> list[str]:
    """I8 ranks don't depend on row order: keys are of one width, the database orders them by their bytes, and
    what a rank is counted by is what stands there."""
    found = store.ids(db, store.MISCOUNTED)
    for round_id in store.round_ids(db):
        rows = [(key, entry_id) for entry_id, key in store.rows(db, store.ORDERED, round=round_id)]
        shapes = {tuple(map(len, key.removeprefix(UNRANKED).split("-"))) for key, _ in rows}
        if len(shapes) > 1 or any(width != 18 for shape in shapes for width in shape):
            found.append(round_id)
        pairs = zip(rows, sorted(rows), strict=True)
        found += [entry_id for (key, entry_id), right in pairs if (key, entry_id) != right]
    return found


def chain(db: Session, now: datetime) -> list[str]:
    """I9 the audit chain is whole, one row a change; what keeps it append-only is in place."""
    verdict = audit.verify(db)
    broken = [] if verdict.broken_at is None else [str(verdict.broken_at)]
    wanted = triggers.names(db.get_bind().dialect.name)
    return [*broken, *sorted(wanted - store.triggers(db))]


def time_shown(db: Session, now: datetime) -> list[str]:
    """I10 time shown ≤ true time left: no deadline lies after the moment until which answers count."""
    return store.ids(db, store.LONGER)


def receipts(db: Session, now: datetime) -> list[str]:
    """I11 one receipt an attempt."""
    return store.ids(db, store.RECEIPTS)


def emptied(db: Session, now: datetime) -> list[str]:
    """I12 when faults stop, every outbox empties: no attempt of a closed round still waits for a phone."""
    return store.ids(db, store.STRANDED)


def answered(db: Session, now: datetime) -> list[str]:
    """I13 an answer is 2xx, 3xx, 4xx or 503, never 500: what breaks beside requests is a job that failed."""
    return store.ids(db, store.FAILED)


def forwards(db: Session, now: datetime) -> list[str]:
    """I14 stored times never run backwards."""
    return store.ids(db, store.BACKWARDS)


def boards(db: Session, now: datetime) -> list[str]:
    """I15 boards, exports, reports and publications agree: all read a closed round's places, and these are
    what the counting attempts' grades say."""
    found: list[str] = []
    for view in _rounds(db, now):
        if view.state is not RoundState.CLOSED:
            continue
        found += store.ids(db, store.LEFT_OUT, round=view.id)
        board = {row[0]: row[1:] for row in store.rows(db, store.BOARD, round=view.id)}
        for many in _finished(db, view.id):
            for entry_id, row in _counted(db, view, many).items():
                if entry_id in board and _differs(board.pop(entry_id), row):
                    found.append(entry_id)
        # A place that no ended attempt stands behind.
        found += sorted(board)
    return found


def _differs(stored: tuple[object, ...], right: tuple[object, ...]) -> bool:
    """Whether a row of the board is another one than it should be. Rows from before a column was there hold
    nothing in it: when one began, how often a part was wholly right."""
    pairs = enumerate(zip(stored, right, strict=False))
    return any(one != other and not (one is None and at in LATER) for at, (one, other) in pairs)


def _counted(db: Session, view: RoundView, many: list[Finished]) -> dict[str, tuple[object, ...]]:
    """What each of these people should have on the board, by the newest grades."""
    stored = grades.latest(db, [one.facts.id for one in many])
    people: dict[str, list[Finished]] = {}
    for one in many:
        if one.facts.id in stored:
            people.setdefault(one.facts.entry_id, []).append(one)
    results = {
        entry_id: counting(view.rules, [one.result(stored[one.facts.id]) for one in theirs])
        for entry_id, theirs in people.items()
    }
    known = Known(view.prediction_truth, view.seed)
    return {entry_id: _placed(view.rules, one, known) for entry_id, one in results.items()}


def _placed(rules: Ruleset, one: Result, known: Known) -> tuple[object, ...]:
    """A result as its row on the board; the order too, but where birth years are in it, which may be gone."""
    what = (one.attempt_id, one.points, one.right, one.seconds, one.prediction)
    when = (error_of(rules, one, known), one.submitted_ms, one.started_ms, one.perfects)
    return (*what, *when) if BY_AGE & set(rules.criteria) else (*what, *when, sort_key(rules, one, known))


#: Where those columns stand in what :func:`_placed` tells.
LATER = frozenset({7, 8})

MEND = "Dừng máy chủ, sao lưu dữ liệu như đang có, rồi gửi dòng này cho người giữ chương trình."
AGAIN = "Mở trang của việc đó, đọc lỗi rồi bấm làm lại."
#: Each invariant, what it holds in the reader's words, and what to do where it does not.
ALL: dict[str, tuple[Callable[[Session, datetime], list[str]], str, str]] = {
    "I1": (acknowledged, "Bài đã báo lưu thì còn đủ", MEND),
    "I2": (highest, "Câu trả lời mới nhất là câu được tính", MEND),
    "I3": (limits, "Không ai thi quá số lượt", MEND),
    "I4": (too_late, "Không nhận câu trả lời sau giờ", MEND),
    "I5": (graded, "Chấm lại ra đúng điểm đã ghi", MEND),
    "I6": (sealed, "Chưa đóng thì chưa chấm, trừ khi thể lệ cho xem điểm ngay", MEND),
    "I7": (own_data, "Kết quả của ai dựa trên bài của người đó", MEND),
    "I8": (order, "Thứ hạng không phụ thuộc thứ tự dòng", MEND),
    "I9": (chain, "Nhật ký thay đổi liền mạch", MEND),
    "I10": (time_shown, "Giờ hiện ra không dài hơn giờ được tính", MEND),
    "I11": (receipts, "Mỗi bài nộp một biên nhận", MEND),
    "I12": (emptied, "Vòng đã đóng không còn bài dở dang", MEND),
    "I13": (answered, "Không việc chạy nền nào bị hỏng", AGAIN),
    "I14": (forwards, "Giờ ghi trong dữ liệu không chạy lùi", MEND),
    "I15": (boards, "Bảng xếp hạng khớp bài và điểm", MEND),
}
