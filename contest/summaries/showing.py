"""From reports to their pages and files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session

from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.commendations.states import Layout
from contest.errors import Invalid
from contest.office import service as office
from contest.paperwork.kinds import WORDS
from contest.reports import charts
from contest.summaries import choosing, paper, service, tables, wording, words
from contest.summaries.choosing import NAMES, Asked
from contest.summaries.content import MarksLine, Report
from contest.summaries.forms import PaperForm
from contest.summaries.pages import Figures, IndexPage, KeptRow, Option, PaperPage, ShowPage, Table
from contest.summaries.states import Preset
from contest.units import service as units
from contest.web.filters import number
from contest.web.forms import PostedForm

PRESETS = {
    Preset.MONTH: "Tháng này",
    Preset.QUARTER: "Quý này",
    Preset.HALF: "6 tháng này",
    Preset.YEAR: "Năm nay",
    Preset.OWN: "Từ ngày đến ngày",
}
WHILE_IT_LASTS = "Suốt thời gian của cuộc thi"
EVERYTHING = "Mọi cuộc thi tôi được xem"
EVERYBODY = "Mọi đơn vị"


@dataclass(frozen=True, slots=True)
class Source:
    """A report with the words of its questions, of now or frozen (``sha256`` "" of now)."""

    report: Report
    tables: tuple[Table, ...]
    summary: str = ""
    sha256: str = ""
    frozen_at: datetime | None = None


def source(db: Session, who: Member, asked: Asked, summary: str, now: datetime) -> Source:
    """The frozen report of an id, or the one that is asked for."""
    if not summary:
        report = service.now_of(db, who, asked, now)
        return Source(report, tables.of(report, wording.of(db, report, now)))
    kept = service.frozen(db, who, summary)
    made = tables.of(kept.report, wording.of(db, kept.report, now))
    return Source(kept.report, made, kept.id, kept.sha256, kept.frozen_at)


# --- the figures of now ---------------------------------------------------------------------------


def index(db: Session, who: Member, asked: Asked, now: datetime, problem: str = "") -> IndexPage:
    """The report that is asked for, the form that asks for another one, and those that were frozen."""
    made, errors, may = None, {}, False
    try:
        found = source(db, who, asked, "", now)
        made = figures(found, asked)
        may = bool(found.report.rounds) and service.may_freeze(who, found.report)
    except Invalid as wrong:
        errors = dict(wrong.fields)
    return IndexPage(
        staff=staff_view(who),
        values={name: getattr(asked, name) for name in NAMES},
        presets=_presets(asked),
        scopes=_scopes(db, who, asked, now),
        units=_units(db, asked),
        kept=tuple(_kept(one) for one in service.every(db, who)),
        figures=made,
        may_freeze=may,
        errors=errors,
        problem=problem,
    )


def _presets(asked: Asked) -> tuple[Option, ...]:
    """The usual periods; of a contest first the days that it lasts, which is what comes without a word."""
    chosen = asked.preset or (Preset.OWN if asked.first or asked.last else "")
    named = {each.value: PRESETS[each] for each in Preset}
    if asked.scope:
        named = {"": WHILE_IT_LASTS} | named
    else:
        chosen = chosen or Preset.MONTH
    return tuple(Option(value, text, value == chosen) for value, text in named.items())


def _scopes(db: Session, who: Member, asked: Asked, now: datetime) -> tuple[Option, ...]:
    """Everything, then each contest with its rounds, the newest first."""
    found = [Option("", EVERYTHING, not asked.scope)]
    every = choosing.visible(db, who, now)
    contests = dict.fromkeys(view.campaign_id for view in every)
    for campaign_id in contests:
        rounds = [view for view in every if view.campaign_id == campaign_id]
        name = choosing.title(rounds[0])
        found.append(Option(campaign_id, name, asked.scope == campaign_id))
        found += [
            Option(view.id, f"{name}: {view.name}", asked.scope == view.id)
            for view in sorted(rounds, key=lambda view: view.number)
        ]
    return tuple(found)


def _units(db: Session, asked: Asked) -> tuple[Option, ...]:
    """Everybody, the units that have others below them, and the one that is chosen."""
    heads = dict(units.heads(db))
    if asked.unit and asked.unit not in heads:
        heads |= units.names(db, (asked.unit,))
    chosen = (Option(unit_id, name, unit_id == asked.unit) for unit_id, name in heads.items())
    return (Option("", EVERYBODY, not asked.unit), *chosen)


def figures(found: Source, asked: Asked | None) -> Figures:
    """What is read of a report; ``asked`` None: it is frozen, and leads nowhere."""
    report = found.report
    return Figures(
        title=words.title(report),
        subject=words.subject(report),
        unit=report.unit_name,
        sentences=words.sentences(report),
        tables=found.tables,
        bars=bars(report.marks),
        query=asked.query if asked else f"summary={found.summary}",
        links=(choosing.without_unit(asked).query or "preset=month") if asked else "",
    )


def bars(marks: MarksLine | None) -> tuple[charts.Bar, ...]:
    """How the results lie, as columns: as high as their part of all, each with its number above it."""
    if marks is None:
        return ()
    most = max(marks.tenths)
    labels = [f"{10 * (place + 1)}%" for place in range(len(marks.tenths))]
    return charts.laid(
        labels, [Fraction(here, most) for here in marks.tenths], [number(here) for here in marks.tenths]
    )


# --- frozen ---------------------------------------------------------------------------------------


def _kept(one: service.Frozen) -> KeptRow:
    report = one.report
    title, subject = words.title(report), words.subject(report)
    return KeptRow(one.id, title, subject, report.unit_name, report.people, one.frozen_at)


def show(db: Session, who: Member, summary: str, now: datetime) -> ShowPage:
    """A frozen report, and what is another number now."""
    found = source(db, who, Asked(), summary, now)
    kept = service.frozen(db, who, summary)
    changes = service.changes(db, who, kept, now)
    return ShowPage(staff_view(who), kept.id, kept.sha256, kept.frozen_at, figures(found, None), changes)


# --- paper ----------------------------------------------------------------------------------------


def paper_page(
    who: Member,
    db: Session,
    found: Source,
    asked: Asked,
    layout: Layout | None,
    typed: PostedForm | None = None,
    errors: Mapping[str, str] | None = None,
) -> PaperPage:
    """The form of a report's paper: as usual, or as it was typed."""
    identity = office.current(db).identity
    chosen = layout or paper.layout_of(identity.name)
    values = dict.fromkeys(PaperForm.model_fields, "") | paper.usual(identity, chosen)
    if typed is not None:
        values = {name: typed.text(name) for name in PaperForm.model_fields}
    which = {"summary": found.summary} if found.summary else {name: getattr(asked, name) for name in NAMES}
    return PaperPage(
        staff=staff_view(who),
        title=words.title(found.report),
        subject=words.subject(found.report),
        summary=found.summary,
        query=f"summary={found.summary}" if found.summary else asked.query,
        hidden={name: value for name, value in which.items() if value},
        layout=chosen.value,
        layouts=tuple((each.value, WORDS[each].title, WORDS[each].source) for each in Layout),
        values=values,
        errors=errors or {},
    )
