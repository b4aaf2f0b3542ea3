"""Shuffled papers of a round (mã đề): made while it is open, printed for a room, typed in by their code.

A paper of a code is nobody's until it is typed in: whoever sat with it is told then. From there on it is a
sheet and an attempt as every paper answered with a pen (decisions 0023 and 0037).
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest import entropy
from contest.attempts import by_hand, by_hand_looking, by_hand_store, finishing, hot, papers, variants_store
from contest.attempts.adjusting import Deed
from contest.attempts.by_hand import Before
from contest.attempts.by_hand_looking import Asked
from contest.attempts.by_hand_rules import Stated, as_began, ends_at, wrong_times
from contest.attempts.models import PaperSheet, PaperVariant
from contest.attempts.states import SheetState
from contest.campaigns.service import RoundView
from contest.clock import local
from contest.errors import Conflict, Invalid, NotFound
from contest.people import service as people
from contest.web.database import to_ms
from questions.blueprint import BlueprintError
from questions.variants import FEWEST, MOST, Mixed, VariantError, base, codes, mixed

NOT_OPEN = "Chỉ lập mã đề khi vòng thi đang mở, để không ai đọc đề trước giờ."
PAUSED = "Vòng thi đang tạm dừng. Cho chạy tiếp rồi lập mã đề."
WRONG_COUNT = f"Ghi số mã đề từ {FEWEST} đến {MOST}."
NEVER_FEWER = "Đã có {count} mã đề. Mã đã lập thì giữ nguyên, chỉ lập thêm được."
NO_CODE = "Vòng này không có mã đề {code}."
HAS_SHEET = "còn đề giấy riêng chờ nhập; nhập hoặc bỏ đề ấy trước"
TYPED_ALREADY = "đã có bài mã đề {code}, nhập lúc {at}"
NONE_MADE = "Vòng này chưa lập mã đề. Lập mã đề ở trang Mã đề trước."


@dataclass(frozen=True, slots=True)
class Variant:
    """A shuffled paper: its code, its slots as they are stored, since when it may be in people's hands."""

    code: str
    place: int
    paper: str
    slots: int
    made_at: datetime


def made(db: Session, round_id: str) -> tuple[Variant, ...]:
    """The variants of a round in their order; none before they are made."""
    return tuple(_variant(row) for row in variants_store.variants(db, round_id))


def _variant(row: PaperVariant) -> Variant:
    return Variant(row.code, row.place, row.paper, row.slots, row.made_at)


def known(db: Session, round_id: str) -> tuple[Variant, ...]:
    """The same; NotFound while there are none."""
    found = made(db, round_id)
    if not found:
        raise NotFound(NONE_MADE)
    return found


def counts(db: Session, round_id: str) -> dict[str, int]:
    """Code → how many papers of it were typed in and count."""
    return variants_store.counts(db, round_id)


def asked(db: Session, round_id: str, variant: Variant) -> tuple[Asked, ...]:
    """What a variant asks, slot by slot; no key is read here."""
    return by_hand_looking.slots_of(db, round_id, variant.paper)


# --- making ---------------------------------------------------------------------------------------


def make(db: Session, view: RoundView, count: int, by: str, now: datetime) -> tuple[str, ...]:
    """So many variants there shall be; the codes of those that are new. ``view`` is held by the caller.

    The first press draws what all of them ask, by the rules of the round. Later ones only add to them.
    """
    by_hand.check_open(view, NOT_OPEN)
    if view.paused_at is not None:
        raise Conflict(PAUSED)
    if not FEWEST <= count <= MOST:
        raise Invalid(fields={"count": WRONG_COUNT})
    before = made(db, view.id)
    if count < len(before):
        raise Invalid(fields={"count": NEVER_FEWER.format(count=len(before))})
    seed = set_seed(view.seed)
    try:
        found = mixed(_base(db, view, by, now), seed, count)
        # As in the first one: an open question may have other words by now, or be gone.
        behind = papers.numbers_behind(before[0].paper) if before else papers.open_questions(db, view)
    except BlueprintError as error:
        papers.forget_pool(view)
        raise Conflict(by_hand.BANK) from error
    except VariantError as error:
        raise Conflict(str(error)) from error
    names = codes(seed, count)
    rows = [
        {
            "round_id": view.id,
            "code": names[at],
            "place": at + 1,
            "paper": papers.to_json(found[at], behind, has_prediction=view.rules.prediction is not None),
            "slots": view.rules.slots,
            "made_at": now,
        }
        for at in range(len(before), count)
    ]
    if rows:
        variants_store.add(db, rows)
    return names[len(before) :]


def set_seed(round_seed: bytes) -> bytes:
    """The seed of a round's variants; like a paper's, anyone can recompute it once the round's is shown."""
    return hmac.digest(round_seed, b"variants", "sha256")


def _base(db: Session, view: RoundView, by: str, now: datetime) -> tuple[Mixed, ...]:
    stored = variants_store.base(db, view.id)
    if stored is not None:
        return base_from_json(stored)
    drawn = base(papers.blueprint(view), papers.pool(db, view), set_seed(view.seed))
    row = {"round_id": view.id, "base": base_to_json(drawn), "made_at": now, "made_by": by}
    variants_store.keep_base(db, row)
    return drawn


def base_to_json(asked: Sequence[Mixed]) -> str:
    """What all variants ask, as it is stored."""
    rows = [[one.revision, list(one.options), one.shuffle, one.part] for one in asked]
    return json.dumps(rows, separators=(",", ":"))


def base_from_json(stored: str) -> tuple[Mixed, ...]:
    """The other way round."""
    rows = json.loads(stored)
    return tuple(Mixed(revision, tuple(options), moves, part) for revision, options, moves, part in rows)


# --- typing in ------------------------------------------------------------------------------------


def find(found: Sequence[Variant], code: str) -> Variant:
    """The variant of a code; Conflict when there is none."""
    for one in found:
        if one.code == code:
            return one
    raise Conflict(NO_CODE.format(code=code or "trống"))


def enter(
    db: Session,
    view: RoundView,
    entry_id: str,
    code: str,
    stated: Stated,
    answers: Mapping[int, str],
    deed: Deed,
) -> str:
    """Start, save and hand in what somebody answered on a paper of this code; the attempt.

    ``answers``: slot → its canonical text. ``view`` is held by the caller until the commit.
    """
    by_hand.check_open(view)
    variant = find(made(db, view.id), code)
    people.hold(db, [entry_id])
    here = hot.by_entry(db, view.id, [entry_id]).get(entry_id, [])
    finishing.record_expired(db, here, to_ms(deed.at))
    here = hot.by_entry(db, view.id, [entry_id]).get(entry_id, [])
    if why := taken(db, view.id, [entry_id]).get(entry_id, ""):
        raise Conflict(why)
    bounds = by_hand.bounds_of(view, variant.made_at, deed.at)
    if wrong := wrong_times(stated, bounds, here):
        raise Invalid(fields=wrong)
    began = as_began(stated, variant.made_at)
    number, why = Before(db, view, [entry_id], papers_at=deed.at).next_number(here, entry_id, began)
    if number is None:
        raise Conflict(why)
    row = _sheet(view, entry_id, number, variant, deed)
    by_hand.start(db, view, row, began, ends_at(stated, bounds), stated.stood_seconds)
    by_hand.hand_in(db, row, answers, to_ms(stated.ended))
    by_hand_store.add(db, [row.model_dump()])
    return row.id


def taken(db: Session, round_id: str, entry_ids: Sequence[str]) -> dict[str, str]:
    """Entry → why no paper of a code can be typed in for them, of those who have another paper already."""
    found = dict.fromkeys(by_hand_store.waiting(db, round_id, entry_ids), HAS_SHEET)
    for entry_id, (code, at, _) in variants_store.typed(db, round_id, entry_ids).items():
        found[entry_id] = TYPED_ALREADY.format(code=code, at=local(at).strftime("%H:%M ngày %d/%m"))
    return found


def done_by(db: Session, round_id: str, deeds: Sequence[str]) -> dict[str, str]:
    """Deed → the paper that it typed in: a form that is sent twice finds what the first one did."""
    return variants_store.by_deed(db, round_id, deeds) if deeds else {}


def _sheet(view: RoundView, entry_id: str, number: int, variant: Variant, deed: Deed) -> PaperSheet:
    return PaperSheet(
        id=entropy.new_id(),
        entry_id=entry_id,
        round_id=view.id,
        number=number,
        paper=variant.paper,
        slots=variant.slots,
        state=SheetState.ENTERED.value,
        printed_at=variant.made_at,
        printed_by=deed.by,
        done_at=deed.at,
        done_by=deed.by,
        deed_id=deed.id,
        variant=variant.code,
    )
