"""From questions and the register to the page of what has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from contest.bank import asking, laws
from contest.bank.access import AtBank, is_alone
from contest.bank.law_pages import Ground, LawPage, LawRow
from contest.bank.present import ROWS, staff
from contest.bank.service import standing
from contest.clock import local
from questions.authoring.views import Stored
from questions.documents import keeping
from questions.documents.judging import AHEAD, Force, Kept
from questions.models import QuestionState

MOVED = (Force.ENDED, Force.REPLACED, Force.SOON)
DONE = frozenset({"revision", "written-over", "dropped", "nothing", "retired"})


def law(db: Session, at: AtBank, params: Mapping[str, str], now: datetime) -> LawPage:
    """The questions to look at again, 50 a page."""
    today, page = local(now).date(), asking.page(params)
    found = laws.found(db, at, today, ((page - 1) * ROWS, ROWS))
    last = max(1, -(-found.count // ROWS))
    if page > last:
        page, found = last, laws.found(db, at, today, ((last - 1) * ROWS, ROWS))
    documents = keeping.of_questions(db, [one.id for one in found.rows])
    names = {one.id: one.name for one in keeping.every(db)}
    alone = is_alone(db, at)
    return LawPage(
        staff=staff(at),
        bank=at.bank,
        rows=tuple(_row(at, one, documents.get(one.id, ()), names, today, alone) for one in found.rows),
        found=found.count,
        page=page,
        pages=last,
        writes=at.writes,
        ahead=AHEAD.days,
        done=params.get("done", "") if params.get("done") in DONE else "",
    )


def _row(
    at: AtBank,
    one: Stored,
    documents: Iterable[Kept],
    names: Mapping[str, str],
    today: date,
    alone: bool,
) -> LawRow:
    day = one.newest.valid_until
    return LawRow(
        id=one.id,
        version=one.version,
        text=one.newest.content.text,
        state=one.state,
        changed=one.is_changed,
        valid_until=day,
        past=day is not None and day < today,
        near=day is not None and day <= today + AHEAD,
        grounds=tuple(
            Ground(each.id, each.name, force, each.in_force_until, names.get(each.replaced_by, ""))
            for each in documents
            if (force := each.force(today)) in MOVED
        ),
        may_retire=standing(at, one, alone).may(QuestionState.RETIRED, at.writes, at.approves),
    )


def failed(page: LawPage, question: str, day: str, fields: Mapping[str, str]) -> LawPage:
    """The same page with a day that was none beside its question."""
    rows = tuple(replace(row, typed=day) if row.id == question else row for row in page.rows)
    return replace(page, rows=rows, errors={question: next(iter(fields.values()))})
