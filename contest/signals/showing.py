"""From stored signals to what the desk shows of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import looking
from contest.attempts.looking import Seen
from contest.campaigns import service as campaigns
from contest.campaigns.showing import head
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds import deeds
from contest.rounds.deed_pages import Asked
from contest.rounds.deeds import Said
from contest.signals import rules, service, store
from contest.signals.finding import FIND, IN_WORDS, FindStep
from contest.signals.models import Signal
from contest.signals.pages import Group, IndexPage, Paper, Progress, SignalLine
from contest.signals.states import Kind, Verdict
from contest.web.filters import NBSP, decimal, number, share
from questions import service as questions

SERVER = "Máy chủ"
GONE = "Câu hỏi này không còn trong ngân hàng."
VERDICTS = {Verdict.NOTHING: "Không có gì", Verdict.ASK: "Cần hỏi lại"}
SECONDS = decimal(rules.FAST_BELOW_MS, 3)
TITLES = {
    Kind.FAST: "Trả lời nhanh hơn thời gian đọc",
    Kind.DEVICE: "Một máy có bài của nhiều người",
    Kind.DRIFT: "Câu hỏi ngày càng nhiều người biết",
}
ABOUT = {
    Kind.FAST: f"Từ {rules.FAST_QUESTIONS}{NBSP}câu trở lên, quá nửa số câu trả lời trong chưa đến "
    f"{SECONDS}{NBSP}giây, đúng từ {share(rules.FAST_RIGHT)}. "
    "Người thuộc bài hoặc đã ôn đúng bộ câu hỏi cũng có thể nhanh như vậy.",
    Kind.DEVICE: f"Một điện thoại hoặc máy tính có bài của từ {rules.DEVICE_PEOPLE}{NBSP}người. "
    "Dùng chung máy là bình thường: phòng máy của trường, máy của hội trường, điện thoại cho mượn.",
    Kind.DRIFT: "Tỷ lệ đúng của những người làm sau cao hơn người làm trước từ "
    f"{share(rules.DRIFT_RISE)} trở lên, mỗi bên ít nhất {rules.DRIFT_PEOPLE}{NBSP}người. "
    "Có thể câu hỏi đã lan ra, cũng có thể nhóm làm sau được ôn kỹ hơn.",
}


def index(
    db: Session,
    who: Member,
    round_id: str,
    form: Asked,
    now: datetime,
    *,
    asked: str = "",
    problem: str = "",
) -> IndexPage:
    """The page of a round's signals."""
    view = campaigns.view(db, round_id, now)
    rows = store.signals(db, round_id)
    known = _known(db, round_id, rows, now)
    groups = tuple(
        Group(TITLES[kind], ABOUT[kind], tuple(_line(known, row) for row in rows if row.kind == kind))
        for kind in Kind
    )
    return IndexPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        until=service.until(view),
        form=form,
        progress=_progress(db, round_id),
        groups=groups,
        open=sum(row.verdict is None for row in rows),
        asked=asked,
        expired=now >= service.until(view),
        problem=problem,
    )


def _progress(db: Session, round_id: str) -> Progress | None:
    job = jobs.status(db, FIND, round_id)
    if job is None:
        return None
    failed = job.error if job.state is JobState.FAILED else ""
    return Progress(IN_WORDS[FindStep(job.step)], job.done, failed, job.state is JobState.DONE)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines name by ids."""

    round_id: str
    attempts: Mapping[str, Seen]
    people: Mapping[str, FullName]
    texts: Mapping[int, str]
    deeds: Mapping[str, Said]
    staff: Mapping[str, str]


def _known(db: Session, round_id: str, rows: Sequence[Signal], now: datetime) -> _Known:
    wanted = {row.subject for row in rows if row.kind == Kind.FAST}
    for row in rows:
        if row.kind == Kind.DEVICE:
            wanted |= set(json.loads(row.evidence)["attempts"])
    owners = looking.owners(db, round_id, wanted)
    seen = {one.id: one for one in looking.of_entries(db, round_id, set(owners.values()), now)}
    revisions = {int(row.subject) for row in rows if row.kind == Kind.DRIFT}
    texts = (
        {one: content.text for one, content in questions.contents(db, revisions).items()} if revisions else {}
    )
    told = deeds.said(db, [row.deed_id for row in rows if row.deed_id])
    staff = staffing.names(db, {deed.by for deed in told.values()})
    return _Known(round_id, seen, people.full_names(db, set(owners.values())), texts, told, staff)


def _line(known: _Known, row: Signal) -> SignalLine:
    seen: dict[str, Any] = json.loads(row.evidence)
    what, detail, attempts, total = SHOWN[Kind(row.kind)](known, row.subject, seen)
    papers = tuple(paper for one in attempts if (paper := _paper(known, one)))
    deed = known.deeds.get(row.deed_id or "")
    return SignalLine(
        row.id,
        what,
        detail,
        papers,
        max(0, total - len(papers)),
        VERDICTS[Verdict(row.verdict)] if row.verdict else "",
        known.staff.get(deed.by, SERVER) if deed else "",
        deed.at if deed else None,
        deed.reason if deed else "",
    )


Told = tuple[str, str, Sequence[str], int]


def _fast(known: _Known, subject: str, seen: Mapping[str, Any]) -> Told:
    pace = decimal(seen["pace"] // 100, 1)
    said = f"{seen['questions']}{NBSP}câu, câu ở giữa mất {pace}{NBSP}giây, đúng {seen['right']}{NBSP}câu."
    return _name(known, subject), said, [subject], 1


def _device(known: _Known, subject: str, seen: Mapping[str, Any]) -> Told:
    del known, subject
    what = f"Một máy, {number(seen['people'])}{NBSP}người"
    return (
        what,
        f"{number(seen['papers'])}{NBSP}bài do máy này nộp sau cùng.",
        seen["attempts"],
        seen["papers"],
    )


def _drift(known: _Known, subject: str, seen: Mapping[str, Any]) -> Told:
    (early, first), (late, last) = seen["early"], seen["late"]
    said = (
        f"Người làm trước đúng {share(Fraction(early, first))} ({early}/{first}), "
        f"người làm sau đúng {share(Fraction(late, last))} ({late}/{last})."
    )
    return known.texts.get(int(subject), GONE), said, (), 0


SHOWN = {Kind.FAST: _fast, Kind.DEVICE: _device, Kind.DRIFT: _drift}


def _name(known: _Known, attempt_id: str) -> str:
    one = known.attempts.get(attempt_id)
    return known.people[one.entry_id].name if one else GONE


def _paper(known: _Known, attempt_id: str) -> Paper | None:
    one = known.attempts.get(attempt_id)
    if one is None:
        return None
    person = known.people[one.entry_id]
    return Paper(one.id, person.name, person.unit_name, one.started_at, one.ended_at)
