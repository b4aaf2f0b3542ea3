"""From stored figures to the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.accounts.states import Permission
from contest.attempts.spelling import right_in_full, spelt
from contest.bank import present as bank_present
from contest.bank.access import AtBank, rights
from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundView
from contest.campaigns.showing import head
from contest.errors import NotFound
from contest.jobs import service as jobs
from contest.jobs.states import JobState
from contest.reports import charts, choosing, counting, keeping, present, service, sorting
from contest.reports.choosing import Asked
from contest.reports.keeping import Stored
from contest.reports.pages import (
    AnalysisPage,
    ItemPage,
    KeyRow,
    OptionRow,
    QuestionPage,
    Revision,
    Said,
    UseRow,
    Work,
)
from contest.reports.present import Judged
from contest.reports.states import Scope
from contest.reports.words import ABOUT, percent, points
from contest.reports.working import ANALYSE
from contest.web.filters import spoken
from questions import asked as papers
from questions.analysis.choosing import is_single
from questions.analysis.figures import Choice
from questions.asked import KeyVersion
from questions.authoring import banks, listing
from questions.grading import is_right
from questions.kinds import PAIRED, Content, Key

NO_ITEM = "Không có thống kê của câu hỏi này trong vòng thi. Về trang thống kê câu hỏi để chọn lại."
NO_QUESTION = "Không tìm thấy câu hỏi này. Về ngân hàng để chọn lại."


def scope_of(view: RoundView, asked: str) -> Scope:
    """Which attempts an address asks for; where there is one attempt, that."""
    return Scope.ALL if asked == Scope.ALL and view.rules.several else Scope.FIRST


def analysis(
    db: Session, who: Member, round_id: str, asked: Asked, now: datetime, *, problem: str = ""
) -> AnalysisPage:
    """A round's papers as a whole and those of its questions that are asked for, in that order."""
    view = campaigns.view(db, round_id, now)
    staff, scope = staff_view(who, view.campaign_id), scope_of(view, asked.attempts)
    if said := waits(view):
        return AnalysisPage(staff, head(view), waits=said, problem=problem)
    found = keeping.stored(db, round_id, scope)
    every = scope is Scope.ALL
    judged = _judged(db, found) if found else []
    rows = sorting.ordered(choosing.chosen(judged, asked.finding), asked.sort)
    pages = choosing.pages(len(rows))
    return AnalysisPage(
        staff=staff,
        round=head(view),
        several=view.rules.several,
        every=every,
        work=_work(db, round_id),
        counted_at=found.counted_at if found else None,
        stale=found is not None and found.stamp != counting.stamp(db, view),
        figures=present.whole(found.whole) if found else (),
        heads=tuple(sorting.heads(asked.sort, every=every, finding=asked.finding)),
        rows=tuple(present.row(one) for one in choosing.window(rows, asked.page)),
        tabs=choosing.tabs(judged, asked, every=every),
        found=len(rows),
        page=min(asked.page, pages),
        pages=pages,
        query=choosing.query(asked, every=every, finding=asked.finding),
        problem=problem,
    )


def waits(view: RoundView) -> str:
    """Why a round has no figures, and when it will; "" when it may have some."""
    if view.rehearsal_of:
        return service.REHEARSAL
    if view.phase is Phase.CLOSED:
        return ""
    if view.phase is Phase.CLOSING:
        return "Máy đang chốt kết quả. Thống kê câu hỏi có sau khi chốt xong."
    return (
        f"Thống kê câu hỏi có sau khi vòng đóng lúc {spoken(view.closes_at)} và máy chốt xong kết quả. "
        "Trước đó không hiện gì, để không lộ đáp án."
    )


def _judged(db: Session, found: Stored) -> list[Judged]:
    return present.judged(found.lines, papers.asked(db, {line.item.item for line in found.lines}))


def _work(db: Session, round_id: str) -> Work | None:
    job = jobs.status(db, ANALYSE, round_id)
    if job is None or job.state is JobState.DONE:
        return None
    return Work(job.done, job.total, job.error if job.state is JobState.FAILED else "")


# --- one question ---------------------------------------------------------------------------------


def item(db: Session, who: Member, round_id: str, question: str, asked: str, now: datetime) -> ItemPage:
    """One question of a closed round; options and keys only for whoever may see the bank."""
    view = campaigns.view(db, round_id, now)
    scope = scope_of(view, asked)
    found = None if waits(view) else keeping.stored(db, round_id, scope)
    theirs = [one for one in _judged(db, found) if one.line.question == question] if found else []
    if found is None or not theirs:
        raise NotFound(NO_ITEM)
    bank = _bank(db, who, view)
    keys = papers.key_versions(db, {one.item.item for one in theirs}) if bank else {}
    return ItemPage(
        staff=staff_view(who, view.campaign_id),
        round=head(view),
        question=question,
        bank=bank,
        several=view.rules.several,
        every=scope is Scope.ALL,
        revisions=tuple(_revision(one, keys.get(one.item.item, ()), found.graded_at) for one in theirs),
    )


def _bank(db: Session, who: Member, view: RoundView) -> str:
    """The id of the round's bank, if the member may see it."""
    if not rights(db, who)(view.bank_slug):
        return ""
    return banks.id_of(db, view.bank_slug)


def _revision(one: Judged, keys: Sequence[KeyVersion], graded_at: datetime | None) -> Revision:
    content = one.asked.content
    used = in_force(keys, graded_at)
    name = _namer(content) if keys else _nameless
    return Revision(
        name=f"Bản {one.asked.number}",
        text=content.text,
        people=one.item.people,
        said=tuple(
            Said(chip, ABOUT[finding], present.detail(one, finding, name))
            for chip, finding in zip(one.chips, one.findings, strict=False)
        ),
        figures=present.of_item(one.item),
        bars=charts.columns(one.item.fifths),
        options=options(one, used.key) if used else (),
        keys=tuple(_key(one, version, version is used) for version in keys),
    )


def in_force(keys: Sequence[KeyVersion], graded_at: datetime | None) -> KeyVersion | None:
    """The key by which marks were given at a moment: the newest of those that were there."""
    there = [one for one in keys if one.at is None or graded_at is None or one.at <= graded_at]
    return (there or list(keys[:1]) or [None])[-1]


def _key(one: Judged, version: KeyVersion, used: bool) -> KeyRow:
    content = one.asked.content
    right = right_in_full(content, version.key)
    name = f"Bản {one.asked.number}, đáp án lần {version.version}"
    return KeyRow(name, version.at, right, used)


def _nameless(choice: Choice) -> str:
    del choice
    return ""


def _namer(content: Content) -> Callable[[Choice], str]:
    letters = present.choice_names(content)

    def name(choice: Choice) -> str:
        return letters[choice.answer][0] if choice.answer in letters else f"“{spelt(content, choice.answer)}”"

    return name


def options(one: Judged, key: Key) -> tuple[OptionRow, ...]:
    """What could be chosen, how many did and how good they are; and whether it is right by this key."""
    content, everybody = one.asked.content, one.item.people
    letters = present.choice_names(content)
    found = []
    for choice in one.item.choices:
        letter, text = letters.get(choice.answer, ("", spelt(content, choice.answer)))
        part = Fraction(choice.people, everybody) if everybody else Fraction(0)
        mean = points(choice.mean) if choice.people else "không có"
        right = _is_right(content, key, choice.answer)
        found.append(
            OptionRow(letter, text, choice.people, percent(part), charts.hundredths(part), mean, right)
        )
    return tuple(found)


def _is_right(content: Content, key: Key, answer: str) -> bool:
    if content.kind in PAIRED:
        return answer in {f"{row}:{value}" for row, value in key.pairs}
    return is_right(content, key, answer) if is_single(content.kind) else answer in key.right


# --- one question in all rounds -------------------------------------------------------------------


def question(db: Session, at: AtBank, question_id: str, now: datetime) -> QuestionPage:
    """One question of a bank in all closed rounds that asked it, the last one first."""
    newest = listing.question(db, at.bank.id, question_id)
    if newest is None:
        raise NotFound(NO_QUESTION)
    lines = keeping.of_question(db, question_id)
    views = {view.id: view for view in campaigns.every(db, now)}
    asked = papers.asked(db, {line.item.item for line in lines})
    judged = [one for line in lines for one in present.judged([line], asked)]
    rows = [_use(at.member, views[one.line.round_id], one) for one in judged]
    return QuestionPage(
        staff=bank_present.staff(at),
        bank=at.bank,
        id=question_id,
        text=newest.newest.content.text,
        usage=service.usage(db, question_id),
        rows=tuple(sorted(rows, key=lambda row: (row.closed_at, row.round, row.revision), reverse=True)),
    )


def _use(who: Member, view: RoundView, one: Judged) -> UseRow:
    return UseRow(
        round=view.id if who.may(Permission.SEE, view.campaign_id) else "",
        name=view.name,
        contest=" ".join(view.title.splitlines()),
        closed_at=view.closes_at,
        revision=f"Bản {one.asked.number}",
        people=one.item.people,
        facility=percent(one.item.facility),
        discrimination=percent(one.item.discrimination),
        chips=one.chips,
    )
