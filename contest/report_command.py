"""What `hoithi report` does: a report upward as a file, with the figures of the page, beside the server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import ValidationError
from sqlmodel import Session

from contest import clock
from contest.announce import as_json, say
from contest.bank_command import ACTOR
from contest.commendations.states import Layout
from contest.days import parse_day
from contest.errors import CannotStart, Invalid
from contest.installation import beside
from contest.office import service as office
from contest.printing import paperwork_files
from contest.results_files import Made, keep, wanted
from contest.results_words import Asked, Format, PaperLayout, Period, ReportOf
from contest.round_named import contest_named, find
from contest.summaries import choosing, export, paper, period_rules, showing, words
from contest.summaries.forms import PaperForm
from contest.summaries.showing import Source
from contest.summaries.states import Preset
from contest.units import naming
from contest.units.naming_rules import Names
from contest.web.database import reading
from contest.web.filters import when

FORMS = (Format.DOCX, Format.XLSX, Format.PDF, Format.JSON)
PRESETS = {
    Period.MONTH: Preset.MONTH,
    Period.QUARTER: Preset.QUARTER,
    Period.HALF: Preset.HALF,
    Period.YEAR: Preset.YEAR,
}
BOTH = "Chọn một cách: --period (có thể kèm --on), hoặc --from với --to."
NO_CONTEST = "--round cần --contest: ghi cả cuộc thi, như --contest cds --round 2."
ALONE = "--on chỉ đi với --period."
WRONG_ON = "--on: {why}"
NO_UNIT = "Không thấy đơn vị “{unit}”. Ghi đúng tên hoặc mã ở trang Đơn vị."
SEVERAL = "Có {count} đơn vị tên “{unit}”. {ways}"
ONE_OF = "Ghi rõ đơn vị nào: {ways}."
NAMELESS = "Chưa có cách ghi nào phân biệt được: thêm mã cho từng đơn vị ở trang Đơn vị rồi chạy lại."
#: So many ways are told.
WAYS = 10
NO_HEAD = "Chưa biết nơi ban hành để ghi trên giấy. Ghi tên đơn vị ở Cài đặt (/office/identity) rồi chạy lại."


def report(asked: Asked, of: ReportOf) -> None:
    """The report as a file."""
    form = wanted(asked, Format.DOCX, FORMS)
    with beside(asked.data, asked.database):
        now = clock.now()
        with reading() as db:
            found = showing.source(db, ACTOR, _asked(db, asked, of, now), "", now)
            made = _file(db, asked, form, found)
        # Nobody's name is in it, so the page notes nothing either.
        path = keep(made, asked.out, lambda db: None)
    _tell(asked, form, found, str(path), now)


def _asked(db: Session, asked: Asked, of: ReportOf, now: datetime) -> choosing.Asked:
    """The same as the page's address would ask it; CannotStart where the words don't go together."""
    first, last = _days(of, clock.local(now).date())
    preset = Preset.OWN.value if first or last else ""
    return choosing.Asked(preset, first, last, _scope(db, asked, now), _unit(db, of.unit))


def _days(of: ReportOf, today: date) -> tuple[str, str]:
    if of.period is None:
        if of.on:
            raise CannotStart(ALONE)
        if of.first or of.last:
            period, errors = period_rules.told(of.first, of.last)
            if period is None:
                raise CannotStart(" ".join(dict.fromkeys(errors.values())))
        return of.first, of.last
    if of.first or of.last:
        raise CannotStart(BOTH)
    try:
        day = parse_day(of.on) if of.on else today
    except ValueError as wrong:
        raise CannotStart(WRONG_ON.format(why=wrong)) from wrong
    found = period_rules.around(PRESETS[of.period], day)
    return when(found.first), when(found.last)


def _scope(db: Session, asked: Asked, now: datetime) -> str:
    """The contest or the round; "" for everything."""
    if not asked.contest.strip():
        if asked.round:
            raise CannotStart(NO_CONTEST)
        return ""
    if asked.round or "/" in asked.contest.strip().strip("/"):
        return find(db, asked.contest, asked.round, now).view.id
    return contest_named(db, asked.contest, now)


def _unit(db: Session, typed: str) -> str:
    if not typed:
        return ""
    names = Names(naming.every(db))
    found = names.called(typed)
    if not found:
        raise CannotStart(NO_UNIT.format(unit=typed))
    if len(found) > 1:
        raise CannotStart(SEVERAL.format(count=len(found), unit=typed, ways=_ways(names.ways(found))))
    return found[0].id


def _ways(texts: Sequence[str]) -> str:
    ways = ", ".join(f'--unit "{text}"' for text in texts[:WAYS])
    return ONE_OF.format(ways=ways) if ways else NAMELESS


def _file(db: Session, asked: Asked, form: Format, found: Source) -> Made:
    name = export.file_name(found.report, form.value)
    if form is Format.JSON:
        return Made(name, found.report.to_json().encode() + b"\n")
    if form is Format.XLSX:
        return Made(name, export.workbook(found.report, found.tables, None, ""))
    made = paper.official(found.report, found.tables, _head(db, asked.layout), None, "")
    return Made(name, paperwork_files.docx(made) if form is Format.DOCX else paperwork_files.pdf(made))


def _head(db: Session, layout: PaperLayout | None) -> PaperForm:
    """The letterhead and the signature as the page has them before anybody fills them in."""
    identity = office.current(db).identity
    chosen = Layout(layout.value.replace("-", "_")) if layout else paper.layout_of(identity.name)
    try:
        return PaperForm.model_validate(paper.usual(identity, chosen))
    except (Invalid, ValidationError) as error:
        raise CannotStart(NO_HEAD) from error


def _tell(asked: Asked, form: Format, found: Source, path: str, now: datetime) -> None:
    told = found.report
    title = f"{words.subject(told)}, {words.title(told)}"
    if asked.json:
        as_json(
            {
                "title": title,
                "first": told.first,
                "last": told.last,
                "scope": told.scope,
                "unit": told.unit,
                "rounds": len(told.rounds),
                "people": told.people,
                "attempts": told.attempts,
                "waiting": len(told.waiting),
                "made_at": clock.local(now).isoformat(timespec="seconds"),
                "format": form.value,
                "file": path,
            }
        )
        return
    for each in told.waiting:
        say(f"Chưa tính vì chưa có kết quả: {each}.")
    say(f"{title}: đã ghi báo cáo của {len(told.rounds)} vòng thi, {told.people} người ra {path}.")
