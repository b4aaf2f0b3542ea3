"""From the facts and the form to the paper, and to the file. Knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from contest.commendations.papers import DOCX, PDF, File, letterhead, lines_of
from contest.commendations.print_forms import parse_day
from contest.errors import Conflict, Invalid
from contest.paperwork import award, base_pay, grounds, notice, plan, praise
from contest.paperwork.facts import Facts, Result
from contest.paperwork.forms import PaperForm
from contest.paperwork.given import Given
from contest.paperwork.kinds import ADDRESSEES, DECIDER, GROUNDS, KINDS, PRAISED, SECOND
from contest.paperwork.states import Kind, Needs
from contest.printing import paperwork_files
from contest.printing.listing import Letterhead, Signer
from contest.printing.paperwork import Official
from questions.documents.judging import Kept

NO_MONEY = "Dự toán có sau khi đặt cơ cấu giải và ghi tiền thưởng. Đặt ở Cơ cấu giải."
NO_BODY = "Ghi nơi ban hành."
NOBODY = "Chọn ít nhất một giải."
NO_DECIDER = "Ghi người hoặc tổ chức quyết định."
NO_ADDRESSEE = "Ghi nơi nhận tờ trình."


def hindrance(kind: Kind, facts: Facts) -> str:
    """Why a paper can't be made yet, in a sentence; "" when it can."""
    match KINDS[kind].needs:
        case Needs.NOTHING:
            return ""
        case Needs.MONEY:
            return "" if facts.planned else NO_MONEY
        case Needs.LIST:
            return facts.waits
        case other:
            assert_never(other)


def needs_list(kind: Kind) -> bool:
    """Whether a paper tells of the prizes that were given."""
    return KINDS[kind].needs is Needs.LIST


def given(kind: Kind, form: PaperForm, register: Sequence[Kept], today: date) -> Given:
    """What the form says. Raises Invalid with a sentence for each field that is wrong."""
    asks, errors = KINDS[kind].asks, dict[str, str]()
    on = parse_day(form.day) if form.day else today
    lines: tuple[str, ...] = ()
    reward = None
    if GROUNDS in asks:
        try:
            registered = grounds.lines(register, form.grounds, on)
            lines = grounds.joined(lines_of(form.own_grounds), registered)
        except ValueError as wrong:
            errors["grounds"] = str(wrong)
    if PRAISED in asks and form.with_money:
        try:
            reward = base_pay.reward(on)
        except ValueError as wrong:
            errors["with_money"] = str(wrong)
    errors |= _missing(kind, form)
    if errors:
        raise Invalid(fields=errors)
    second = Signer(lines_of(form.second_authority), form.second_signer)
    return Given(
        layout=form.layout,
        letterhead=_head(kind, form),
        signer=Signer(lines_of(form.authority), form.signer),
        recipients=lines_of(form.recipients),
        decider=form.decider if DECIDER in asks else "",
        grounds=lines,
        addressees=lines_of(form.addressees) if ADDRESSEES in asks else (),
        sponsors=lines_of(form.sponsors),
        second=second if SECOND in asks and second.authority else None,
        attached_to=form.attached_to,
        praised=frozenset(form.praised),
        reward=reward,
    )


def _head(kind: Kind, form: PaperForm) -> Letterhead:
    """A paper that is no văn bản of its own, such as an estimate, has no number."""
    head = letterhead(form)
    return head if KINDS[kind].sign else replace(head, number=None, symbol="")


def _missing(kind: Kind, form: PaperForm) -> dict[str, str]:
    """What a paper can't do without."""
    asks = KINDS[kind].asks
    wanted = (
        ("body", form.body or kind is Kind.PRESS, NO_BODY),
        (DECIDER, form.decider, NO_DECIDER),
        (ADDRESSEES, form.addressees, NO_ADDRESSEE),
        (PRAISED, form.praised, NOBODY),
    )
    return {name: said for name, value, said in wanted if name in {*asks, "body"} and not value}


def official(kind: Kind, facts: Facts, said: Given) -> Official:
    """The paper as a value. Raises Conflict while it can't be made."""
    if hindered := hindrance(kind, facts):
        raise Conflict(hindered)
    match kind:
        case Kind.PLAN:
            return plan.plan(facts, said)
        case Kind.COSTS:
            return plan.costs(facts, said)
    result = facts.result
    if result is None:
        raise Conflict(facts.waits)
    return _of_result(kind, facts, said, result)


def _of_result(kind: Kind, facts: Facts, said: Given, result: Result) -> Official:
    makers = {
        Kind.MINUTES: award.minutes,
        Kind.AWARD: award.decision,
        Kind.NOTICE: notice.notice,
        Kind.PRESS: notice.press,
        Kind.REQUEST: praise.request,
        Kind.PRAISE: praise.decision,
    }
    return makers[kind](facts, said, result)


def file(kind: Kind, facts: Facts, said: Given, ending: str, of: str) -> File:
    """The paper as a file to download; ``of``: what tells its name from those of other occasions."""
    paper = official(kind, facts, said)
    name, people = file_name(kind, facts, of)
    if ending == "docx":
        return File(f"{name}.docx", DOCX, paperwork_files.docx(paper), people)
    return File(f"{name}.pdf", PDF, paperwork_files.pdf(paper), people)


def file_name(kind: Kind, facts: Facts, of: str) -> tuple[str, int]:
    """What a paper's file is called, without its ending, and how many people and units it names."""
    result = facts.result if needs_list(kind) else None
    which = "" if result is None else f"-so-{result.number}" if result.number else "-du-thao"
    return f"{kind.value}-{of}{which}", len(result.winners) if result else 0
