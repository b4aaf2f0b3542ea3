"""From stored imports and rows to what their pages show."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from sqlmodel import Session

from contest.bank import import_likened, store
from contest.bank import import_repairs as repairs
from contest.bank.import_pages import (
    BankName,
    BatchView,
    OptionView,
    PreviewPage,
    ProblemView,
    RowView,
    TabView,
)
from contest.bank.import_reading import IN_BANK
from contest.bank.import_rules import PAGE, TABS, Tab, counted, first_tab, read_problems
from contest.bank.importing import found
from contest.bank.models import BankImport, BankImportRow
from contest.bank.picturing import figure
from contest.bank.states import ImportState, RowState
from contest.bank.telling import marking, right
from contest.web.filters import number
from questions import comparing
from questions.audiences import write_audiences
from questions.formats.answers import letter
from questions.formats.drafts import Draft
from questions.formats.judging import examine
from questions.formats.model import ParsedQuestion, Problem, Severity
from questions.formats.saying import write_answer, write_options, write_scoring
from questions.kinds import Kind
from questions.models import Bank
from questions.taxonomy import BY_SLUG
from questions.wording import KIND_NAMES, LEVEL_NAMES

NAMES = {
    Tab.WRONG: ("Cần sửa", "wrong"),
    Tab.LOOK: ("Nên xem", "waiting"),
    Tab.READY: ("Sẵn sàng", "saved"),
    Tab.LEFT_OUT: ("Bỏ qua", ""),
    Tab.SAVED: ("Đã nhập", "saved"),
    Tab.ALL: ("Tất cả", ""),
}
#: Tabs that are there only when they have something.
SELDOM = (Tab.LEFT_OUT, Tab.SAVED)
IMPORTS_PAGE = 50


def bank_name(bank: Bank) -> BankName:
    """A bank as pages name it."""
    return BankName(bank.public_id, bank.name)


def batch_view(batch: BankImport, bank: Bank, states: Mapping[RowState, int]) -> BatchView:
    """An import with the counts of its rows."""
    counts = counted(states)
    return BatchView(
        id=batch.id,
        bank=bank_name(bank),
        file_name=batch.file_name,
        by=batch.staff_name,
        state=ImportState(batch.state),
        version=batch.version,
        created_at=batch.created_at,
        confirmed_at=batch.confirmed_at,
        undone_at=batch.undone_at,
        saved=batch.saved,
        retired=batch.retired,
        rows=counts[Tab.ALL],
        ready=counts[Tab.READY],
        look=counts[Tab.LOOK],
        wrong=counts[Tab.WRONG],
        left_out=counts[Tab.LEFT_OUT],
        notes=tuple(json.loads(batch.notes)),
    )


def listing(db: Session, bank: Bank, page: int) -> tuple[tuple[BatchView, ...], int]:
    """The imports of a bank on a page, newest first, and how many there are."""
    batches = store.of_bank(db, bank.id or 0, (page - 1) * IMPORTS_PAGE, IMPORTS_PAGE)
    states = store.states(db, [batch.id for batch in batches])
    total = store.count_of_bank(db, bank.id or 0)
    return tuple(batch_view(batch, bank, states[batch.id]) for batch in batches), total


def waiting(db: Session, bank: Bank) -> tuple[BatchView, ...]:
    """The newest imports of a bank that still have rows to save or to mend."""
    batches, _ = listing(db, bank, 1)
    return tuple(batch for batch in batches if batch.is_open and batch.sound + batch.wrong)[:5]


def batch(db: Session, import_id: str) -> BatchView:
    """One import; NotFound when there is none."""
    row, bank = found(db, import_id)
    shown = batch_view(row, bank, store.states(db, [import_id])[import_id])
    return replace(shown, drafts=comparing.count_drafts(db, import_id))


def tabs(db: Session, import_id: str) -> tuple[TabView, ...]:
    """The filters with their counts."""
    counts = counted(store.states(db, [import_id])[import_id])
    shown = (tab for tab in Tab if counts[tab] or tab not in SELDOM)
    return tuple(
        TabView(tab, NAMES[tab][0], counts[tab], NAMES[tab][1] if counts[tab] else "") for tab in shown
    )


def chosen_tab(wanted: str, shown: Sequence[TabView]) -> Tab:
    """The tab an address names; without one, what should be looked at first."""
    counts = dict.fromkeys(Tab, 0) | {view.tab: view.count for view in shown}
    return Tab(wanted) if wanted in set(Tab) else first_tab(counts)


def rows(db: Session, import_id: str, tab: Tab, page: int) -> tuple[RowView, ...]:
    """The rows of a tab's page."""
    batch_row, into = found(db, import_id)
    first = batch_row.first
    found_rows = store.rows(db, import_id, TABS[tab], (page - 1) * PAGE, PAGE)
    called = _called(db, import_id, [row.twin_of for row in found_rows if row.twin_of > 0])
    likened = import_likened.beside(db, import_id, into.public_id, first, found_rows)
    shown = (row_view(row, first, called, into.public_id) for row in found_rows)
    return tuple(replace(row, beside=likened.get(row.number, ())) for row in shown)


def _called(db: Session, import_id: str, numbers: Sequence[int]) -> dict[int, str]:
    """What these rows are called within a sentence."""
    found = store.drafts(db, import_id, numbers)
    return {number: Draft.from_json(draft).called for number, draft in found.items()}


def row_view(row: BankImportRow, first: int, called: Mapping[int, str], bank: str) -> RowView:
    """A row as understood; what is wrong with it was judged when it was stored."""
    draft = Draft.from_json(row.draft)
    question = examine(draft, first).question
    problems = read_problems(row.problems)
    return RowView(
        number=row.number,
        line=row.line,
        sheet=draft.sheet,
        place=draft.place,
        called=draft.called,
        version=row.version,
        state=RowState(row.state),
        kind=KIND_NAMES[question.kind],
        text=question.text,
        options=_options(question, bank),
        picture=figure(bank, question.picture, "Câu hỏi"),
        answer=_answer(question, draft),
        level=LEVEL_NAMES[question.level],
        topics=", ".join(BY_SLUG[slug].name if slug in BY_SLUG else slug for slug in question.topics),
        basis=question.basis,
        problems=tuple(map(_problem, problems)),
        repairs=repairs.of(draft, question, problems),
        twin=_twin(row, called),
        keeps_order=question.kind in (Kind.one, Kind.several) and not question.content().shuffle,
        marking=marking(question) if write_scoring(question) or question.kind is Kind.statements else "",
        audiences=write_audiences(question.audiences),
    )


def _problem(one: Problem) -> ProblemView:
    return ProblemView(one.where[:1].upper() + one.where[1:], one.message, one.level is Severity.ERROR)


def _options(question: ParsedQuestion, bank: str) -> tuple[OptionView, ...]:
    """The options with those that are right; of pairs both sides."""
    match question.kind:
        case Kind.one | Kind.several | Kind.statements | Kind.ordering:
            texts = question.options
        case Kind.matching:
            texts = write_options(question)
        case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            texts = ()
        case _:
            assert_never(question.kind)
    shown = dict(enumerate(question.pictures))
    return tuple(
        OptionView(
            letter(place),
            text,
            place in question.right,
            figure(bank, shown.get(place), f"Phương án {letter(place)}"),
        )
        for place, text in enumerate(texts)
    )


def _answer(question: ParsedQuestion, draft: Draft) -> str:
    match question.kind:
        case Kind.one | Kind.several:
            said = ", ".join(letter(place) for place in question.right)
        case Kind.statements:
            said = write_answer(question)
        case Kind.ordering | Kind.matching:
            said = "theo thứ tự đã ghi" if question.kind is Kind.ordering else "từng cặp như đã ghi"
            return said if question.sound else ""
        case Kind.true_false | Kind.short | Kind.number | Kind.prediction | Kind.suggestion:
            said = right(question)
        case _:
            assert_never(question.kind)
    return said or draft.answer


def _twin(row: BankImportRow, called: Mapping[int, str]) -> str:
    if row.twin_of == IN_BANK:
        return "Câu này đã có trong ngân hàng."
    return f"Trùng hệt {called[row.twin_of]}." if row.twin_of in called else ""


DONE = {
    RowState.WRONG: "Đã ghi. {} vẫn còn chỗ cần sửa.",
    RowState.LOOK: "Đã ghi. {} nhập được, bạn nên xem lại lần nữa.",
    RowState.READY: "Đã ghi. {} sẵn sàng để nhập.",
    RowState.TWIN: "Đã ghi. {} trùng với câu khác nên được bỏ qua.",
    RowState.DROPPED: "Đã bỏ {}. Lấy lại ở mục Bỏ qua.",
}
_ROW_DONE = re.compile(r"(\d{1,6})-([a-z]{1,10})")
_SAVED = re.compile(r"saved-(\d{1,6})-(\d{1,6})")


def told(db: Session, import_id: str, done: str) -> str:
    """What just happened, in words; the address says it in short."""
    if row := _ROW_DONE.fullmatch(done):
        called = _called(db, import_id, [int(row[1])]).get(int(row[1]), "")
        said = {state.value: text for state, text in DONE.items()}.get(row[2])
        begins = said is not None and not said.startswith("Đã bỏ")
        return said.format(called[:1].upper() + called[1:] if begins else called) if said and called else ""
    if saved := _SAVED.fullmatch(done):
        return _saved(int(saved[1]), int(saved[2]))
    return ""


def _saved(saved: int, there: int) -> str:
    said = f"Đã nhập {number(saved)} câu vào ngân hàng." if saved else ""
    more = f"{number(there)} câu đã có sẵn trong ngân hàng nên không nhập lần nữa." if there else ""
    return f"{said} {more}".strip() or "Không còn câu nào chờ nhập."


def asking(page: PreviewPage, held: int) -> PreviewPage:
    """The page that asks before undoing."""
    return replace(page, held=held)
