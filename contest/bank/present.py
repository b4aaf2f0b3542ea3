"""From questions to what the authors' pages show."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view
from contest.accounts.pages import StaffView
from contest.accounts.service import Member
from contest.bank import asking, pages
from contest.bank.access import AtBank, rights
from contest.bank.access import approvers as may_approve
from contest.bank.pages import KINDS, LEVELS, STATES, BankRow, Cell, CoverageRow, QuestionRow
from contest.bank.rules import Standing, may_move
from contest.bank.telling import right
from contest.clock import local
from contest.errors import Invalid
from questions import packs
from questions.audiences import AUDIENCE_NAMES, EVERYBODY_NAME, Audience, whom
from questions.authoring import banks, listing, remarks
from questions.authoring.changes import Deed
from questions.authoring.coverage import Coverage, Line, Reach
from questions.authoring.views import BankCounts, Desk, Stored, TopicName, Validity, Wanted
from questions.documents import keeping
from questions.kinds import Kind, Level
from questions.models import QuestionState
from questions.service import count_expired

ROWS = 30
CHANGE = re.compile(r"[0-9a-z]{13}")
NO_DEED = "Chọn việc cần làm với các câu đã chọn."


def staff(at: AtBank) -> StaffView:
    """The member, with what they may do in this bank."""
    return replace(view(at.member), may=frozenset(one.value for one in at.may))


def index(db: Session, member: Member) -> tuple[BankRow, ...]:
    """The banks that somebody may see."""
    may = rights(db, member)
    return tuple(_bank(one) for one in banks.every(db) if may(one.bank.slug))


def _bank(counts: BankCounts) -> BankRow:
    kinds = tuple((KINDS[kind], counts.kinds[kind]) for kind in Kind if counts.kinds.get(kind))
    states = counts.states
    draft, approved = states.get(QuestionState.DRAFT, 0), states.get(QuestionState.APPROVED, 0)
    return BankRow(counts.bank, counts.total, draft, approved, states.get(QuestionState.RETIRED, 0), kinds)


def names(db: Session, ids: Collection[str]) -> Mapping[str, str]:
    """Who these staff are; nothing for those who are not there any more."""
    return staffing.names(db, sorted({one for one in ids if one}))


def approvers(db: Session, ids: Collection[str]) -> Mapping[str, str]:
    """Who approved: somebody of the staff by name, or the pack that the question came with."""
    of_packs = {one: f"bộ câu hỏi “{pack.name}”" for one in ids if (pack := packs.approving(one))}
    return {**names(db, [one for one in ids if one not in of_packs]), **of_packs}


def listed(db: Session, at: AtBank, params: Mapping[str, str], now: datetime) -> pages.ShowPage:
    """A bank's list as its address asks for it; a page that is not there is the last one."""
    wanted, today = asking.read(params, at.member.id), local(now).date()
    number = asking.page(params)
    found = listing.search(db, at.bank.id, wanted, today, ((number - 1) * ROWS, ROWS))
    last = max(1, -(-found.count // ROWS))
    if number > last:
        found = listing.search(db, at.bank.id, wanted, today, ((last - 1) * ROWS, ROWS))
    topics = banks.topics(db, at.bank.id)
    return pages.ShowPage(
        staff=staff(at),
        bank=at.bank,
        wanted=wanted,
        params=asking.write(wanted),
        rows=rows(db, found.rows, topics, today),
        found=found.count,
        is_empty=not found.count and not wanted.is_narrow,
        page=min(number, last),
        pages=last,
        topics=topics,
        deeds=deeds(at, topics),
        writes=at.writes,
        expired=0 if wanted.validity is Validity.EXPIRED else count_expired(db, at.bank.slug, today),
        waiting=0 if wanted.desk or not at.approves else _waiting(db, at, today),
        signing=_signing(db, at) if at.member.organiser else None,
        law=0 if wanted.law else listing.search(db, at.bank.id, Wanted(law=True), today, (0, 0)).count,
        document=_document(db, wanted.document),
    )


def _waiting(db: Session, at: AtBank, today: date) -> int:
    return listing.search(db, at.bank.id, Wanted(desk=Desk.FOR_ME, me=at.member.id), today, (0, 0)).count


def _document(db: Session, document_id: str) -> str:
    """What the document is called that a list is about; "" when it is about none that is known."""
    return next((one.name for one in keeping.every(db) if one.id == document_id), "") if document_id else ""


def _signing(db: Session, at: AtBank) -> pages.Signing:
    return pages.Signing(at.bank.signs_alone, len(may_approve(db, at.bank.slug)))


def rows(
    db: Session, found: Sequence[Stored], topics: Sequence[TopicName], today: date
) -> tuple[QuestionRow, ...]:
    """Questions as lines of a list."""
    who = names(db, [one.changed_by for one in found])
    called = {topic.slug: topic.name for topic in topics}
    said = remarks.open_counts(db, [one.id for one in found])
    return tuple(replace(_row(one, who, called, today), remarks=said.get(one.id, 0)) for one in found)


def _row(one: Stored, who: Mapping[str, str], called: Mapping[str, str], today: date) -> QuestionRow:
    day = one.newest.valid_until
    return QuestionRow(
        id=one.id,
        text=one.newest.content.text,
        kind=KINDS[one.newest.content.kind],
        level=LEVELS[one.newest.level],
        topics=tuple(called.get(slug, slug) for slug in one.topics),
        state=one.state,
        right=right(one.parsed),
        by=who.get(one.changed_by, ""),
        at=one.changed_at,
        valid_until=day,
        expired=day is not None and day < today,
        changed=one.is_changed,
        audiences=tuple(AUDIENCE_NAMES[each] for each in one.audiences),
    )


#: Whom several questions may be for alone; "" is everybody.
WHOM = (("", EVERYBODY_NAME), *((one.value, f"Chỉ {whom(one)}") for one in Audience))

UNTIL = ((f"{Deed.UNTIL}:on", "Ghi ngày hết hiệu lực"), (f"{Deed.UNTIL}:", "Bỏ ngày hết hiệu lực"))


def deeds(at: AtBank, topics: Sequence[TopicName]) -> tuple[tuple[str, pages.Choices], ...]:
    """What may be done to several questions at once, in groups."""
    states = tuple((f"{Deed.STATE}:{state}", text) for state, text in MOVES.items() if _may_reach(at, state))
    if not at.writes:
        return (("Trạng thái", states),)
    indented = tuple((topic.slug, "\u2003" * topic.depth + topic.name) for topic in topics)
    return (
        ("Trạng thái", states),
        ("Mức độ", tuple((f"{Deed.LEVEL}:{level}", text) for level, text in LEVELS.items())),
        ("Hiệu lực đến", UNTIL),
        ("Dành cho", tuple((f"{Deed.SET_AUDIENCE}:{value}", text) for value, text in WHOM)),
        ("Thêm đối tượng", tuple((f"{Deed.ADD_AUDIENCE}:{one}", text) for one, text in pages.AUDIENCES)),
        ("Thêm chủ đề", tuple((f"{Deed.ADD_TOPIC}:{slug}", text) for slug, text in indented)),
        ("Chỉ giữ một chủ đề", tuple((f"{Deed.SET_TOPIC}:{slug}", text) for slug, text in indented)),
    )


def deed(db: Session, at: AtBank, text: str) -> tuple[Deed, str]:
    """What was chosen in the list of deeds; Invalid for nothing, and for what was not offered."""
    offered = {value for _, group in deeds(at, banks.topics(db, at.bank.id)) for value, _ in group}
    kind, _, value = text.partition(":")
    if text not in offered:
        raise Invalid(NO_DEED)
    return Deed(kind), value


def result(params: Mapping[str, str]) -> pages.Result | None:
    """What was done just now, as the redirect told it."""
    if "deleted" in params:
        return pages.Result(deleted=True)
    if not {"changed", "undone"} & set(params):
        return None
    count, refused = (_count(params.get(name, "")) for name in ("count", "refused"))
    change_id = params.get("changed", "")
    known = change_id if count and CHANGE.fullmatch(change_id) else ""
    return pages.Result(count, known, refused, undone="undone" in params)


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0


#: Buttons that move a question, by where it goes.
MOVES = {
    QuestionState.APPROVED: "Duyệt",
    QuestionState.REVIEWED: "Đánh dấu đã soát",
    QuestionState.DRAFT: "Đưa về bản nháp",
    QuestionState.RETIRED: "Ngừng dùng",
}


def _may_reach(at: AtBank, state: QuestionState) -> bool:
    return any(may_move(start, state, at.writes, at.approves) for start in STATES)


def moves(at: AtBank, where: Standing) -> tuple[tuple[QuestionState, str], ...]:
    """The buttons of a question where it stands."""
    signs = where.own and where.alone
    texts = MOVES | ({QuestionState.APPROVED: "Duyệt (một người ký)"} if signs else {})
    return tuple((to, text) for to, text in texts.items() if where.may(to, at.writes, at.approves))


def coverage(at: AtBank, table: Coverage, audience: str = "") -> pages.CoveragePage:
    """The table of topics and levels for an audience, and how much there is for each."""
    lines = tuple(_line(line) for line in table.lines)
    return pages.CoveragePage(
        staff=staff(at),
        bank=at.bank,
        rows=lines,
        totals=_cells(table.totals),
        total=table.total,
        untied=table.untied,
        holes=sum(line.holes for line in lines),
        writes=at.writes,
        audience=audience,
        common=table.common,
        reaches=tuple(_reach(one) for one in table.reaches),
    )


def _reach(one: Reach) -> pages.ReachRow:
    name, cells = AUDIENCE_NAMES[one.audience], _cells(one.levels)
    return pages.ReachRow(one.audience, name, cells, sum(one.levels.values()), one.named, one.holes)


def _line(line: Line) -> CoverageRow:
    cells = _cells(line.levels)
    return CoverageRow(line.topic, cells, line.total, sum(not cell.count for cell in cells))


def _cells(levels: Mapping[Level, int]) -> tuple[Cell, ...]:
    return tuple(Cell(level, levels[level]) for level in Level)
