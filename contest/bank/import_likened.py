"""The rows of a file that look like another question, side by side with it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from contest.bank import store
from contest.bank.import_rules import near_question, near_row
from contest.bank.models import BankImportRow
from contest.bank.states import RowState
from contest.bank.twin_pages import Facing
from contest.bank.twins_present import facing
from questions.authoring import listing
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion

#: Of these nobody decides any more whether they are another question.
DECIDED = (RowState.TWIN, RowState.DROPPED, RowState.SAVED)


def beside(
    db: Session, import_id: str, bank: str, first: int, rows: Sequence[BankImportRow]
) -> dict[int, tuple[Facing, ...]]:
    """Number → the other question on the left, the row's on the right; for the rows that are like one."""
    asked = [row for row in rows if row.near and RowState(row.state) not in DECIDED]
    there = _there(db, bank, asked) | _in_file(db, import_id, first, asked)
    return {
        row.number: facing(there[row.near], _question(row.draft, first)) for row in asked if row.near in there
    }


def _there(db: Session, bank: str, rows: Sequence[BankImportRow]) -> dict[str, ParsedQuestion]:
    """What stands in the bank, as it is today."""
    near = {id: row.near for row in rows if (id := near_question(row.near))}
    return {near[one.id]: one.parsed for one in listing.some(db, bank, near)} if near else {}


def _in_file(
    db: Session, import_id: str, first: int, rows: Sequence[BankImportRow]
) -> dict[str, ParsedQuestion]:
    near = {number: row.near for row in rows if (number := near_row(row.near))}
    drafts = store.drafts(db, import_id, near)
    return {near[number]: _question(draft, first) for number, draft in drafts.items()}


def _question(draft: str, first: int) -> ParsedQuestion:
    return examine(Draft.from_json(draft), first).question
