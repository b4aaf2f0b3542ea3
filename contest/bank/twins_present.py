"""From two questions to both of them side by side."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from contest.bank import asking, telling
from contest.bank.access import AtBank
from contest.bank.present import staff
from contest.bank.rules import Mark, differences
from contest.bank.twin_pages import Beside, Facing, TwinsPage
from questions.authoring import listing, twins
from questions.authoring.views import Stored
from questions.formats.model import ParsedQuestion

ROWS = 20
#: What two questions are compared by.
SHOWN = ("Nội dung", "Hình", "Phương án", "Đáp án đúng")


def beside(there: Stored, typed: ParsedQuestion) -> Beside:
    """A question that is there beside one that is only typed."""
    return Beside(there.id, there.state, facing(there.parsed, typed))


def facing(one: ParsedQuestion, other: ParsedQuestion) -> tuple[Facing, ...]:
    """Two questions part by part, without the parts that neither has."""
    left, right = telling.parts(one), telling.parts(other)
    return tuple(_part(label, left[label], right[label]) for label in SHOWN if left[label] or right[label])


def _part(label: str, left: str, right: str) -> Facing:
    pieces = differences(left, right)
    return Facing(
        label,
        tuple(piece for piece in pieces if piece.mark is not Mark.NEW),
        tuple(piece for piece in pieces if piece.mark is not Mark.GONE),
    )


def every(db: Session, at: AtBank, params: Mapping[str, str]) -> TwinsPage:
    """All pairs of a bank, 20 a page; a page that is not there is the last one."""
    found = twins.every(db, at.bank.id)
    pages = max(1, -(-len(found) // ROWS))
    page = min(asking.page(params), pages)
    shown = found[(page - 1) * ROWS : page * ROWS]
    ids = {each for pair in shown for each in (pair.one, pair.other)}
    stored = {one.id: one for one in listing.some(db, at.bank.id, ids)}
    return TwinsPage(
        staff=staff(at),
        bank=at.bank,
        rows=tuple(
            _both(stored[pair.one], stored[pair.other])
            for pair in shown
            if pair.one in stored and pair.other in stored
        ),
        found=len(found),
        page=page,
        pages=pages,
        writes=at.writes,
        done="parted" if params.get("done") == "parted" else "",
    )


def _both(one: Stored, other: Stored) -> Beside:
    return Beside(one.id, one.state, facing(one.parsed, other.parsed), other.id, other.state)
