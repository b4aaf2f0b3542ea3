"""Open questions in a bank, and rounds that ask them."""

from __future__ import annotations

from typing import Any

from contest import entropy
from contest.attempts import finishing, papers, store
from contest.attempts.rules import Op, Verdict
from contest.web.database import reading, to_ms, writing
from questions import service as questions
from questions.authoring import listing
from questions.authoring.views import Wanted
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.contest import fixed
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

TEXTS = (
    "Theo bạn, cần làm gì để bà con dùng dịch vụ công trực tuyến?",
    "Bạn muốn xã làm gì trước trong chuyển đổi số?",
    "Bạn góp ý gì cho cuộc thi này?",
)


def fill(count: int = 1, slug: str = "bank") -> tuple[str, ...]:
    """So many approved open questions; their public ids in the order in which papers ask them."""
    with writing() as db:
        asked = [ParsedQuestion(Kind.suggestion, text, topics=("cds",)) for text in TEXTS[:count]]
        questions.save_bank(db, slug, "Ngân hàng", asked)
    return ids(slug)[:count]


def ids(slug: str = "bank") -> tuple[str, ...]:
    """The public ids of a bank's open questions."""
    with reading() as db:
        found = listing.search(db, fixed.bank_id(slug), Wanted(kind=Kind.suggestion), fixed.TODAY).rows
    return tuple(sorted(one.id for one in found))


def text_of(question: str, slug: str = "bank") -> str:
    """What one asks."""
    return next(one.newest.content.text for one in fixed.stored(slug) if one.id == question)


def make(count: int = 1, slug: str = "cds", **rules: Any) -> World:
    """A round of three questions, and so many open ones behind them."""
    papers.forget_pools()
    world.fill_bank()
    asked = fill(count)
    return world.make(world.rules(suggestions=asked, **rules), bank=0, slug=slug)


def hand_in(contest: World, entry: str, right: int, *said: str, at: Any = OPENS, guess: str = "") -> str:
    """Start, answer so many right, write these texts, guess, hand in a minute later; the attempt."""
    attempt = contest.start(entry, at)
    with writing() as db:
        ops = _ops(db, attempt, entry, right, [*said, *([guess] if guess else [])])
        request = finishing.HandInRequest(attempt, (entry,), 1, to_ms(at) + 60_000, ops)
        (verdict,) = finishing.hand_in_batch(db, [request])
    assert verdict is Verdict.APPLIED
    return attempt


def _ops(db: Any, attempt: str, entry: str, right: int, more: list[str]) -> tuple[Op, ...]:
    row = store.attempt(db, attempt, [entry])
    assert row is not None
    paper = papers.from_json(row.paper)
    keys = questions.keys(db, {drawn.revision for drawn in paper})
    chosen = []
    for slot, drawn in enumerate(paper, 1):
        good = keys[drawn.revision][1].right[0]
        chosen.append(good if slot <= right else next(one for one in drawn.options if one != good))
    return tuple(
        Op(entropy.new_id(), slot, slot, said) for slot, said in enumerate((*chosen, *more), 1) if said
    )
