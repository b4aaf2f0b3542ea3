"""What `hoithi results`, `commendations` and `certificates` do: the files of the pages, beside the server.

They read as the pages read, with the same functions. That names left the server is noted as the pages note
it, in one short transaction together with the file's name: a file that can't be there leaves no line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlmodel import Session

from contest import clock, results_paper
from contest.announce import as_json, say
from contest.app import create_app
from contest.bank_command import ACTOR
from contest.commendations import certifying, lists, occasions, papers
from contest.commendations import export as prize_export
from contest.commendations import service as prizes
from contest.commendations.papers import Paper
from contest.commendations.print_forms import PrintForm
from contest.commendations.states import Layout
from contest.errors import CannotStart
from contest.installation import beside
from contest.lists import tables
from contest.lists.tables import Table
from contest.office import service as office
from contest.paperwork import gathering
from contest.printing import certificates as printed
from contest.results_files import Made, keep, wanted
from contest.results_words import Asked, Design, Format, PaperLayout
from contest.round_named import Named, find
from contest.rounds import export as round_export
from contest.rounds import service as rounds
from contest.seasons import export as season_export
from contest.web.database import reading

TABLES = {Format.XLSX: tables.Ending.XLSX, Format.CSV: tables.Ending.CSV}
EVERY = (Format.DOCX, Format.XLSX, Format.CSV, Format.PDF, Format.JSON)
#: The certificates of each layout, unless another design is asked for.
DESIGNS = {PaperLayout.UNION: Design.YOUTH, PaperLayout.SCHOOL: Design.YOUTH}
PRINTED = {
    Design.WOVEN: printed.Design.WOVEN,
    Design.STAGE: printed.Design.STAGE,
    Design.YOUTH: printed.Design.YOUTH,
}
NO_URL = (
    "Chưa có địa chỉ để tra mã trên giấy chứng nhận. Ghi thêm --url, ví dụ --url https://thi.xa.vn, "
    "hoặc đặt địa chỉ ở Cài đặt, mục Địa chỉ cho điện thoại (/office/phones)."
)
NO_HEAD = "Chưa biết nơi ban hành để ghi trên giấy. Ghi một lần ở trang In danh sách trao giải rồi chạy lại."
ONE_ROUND = "{said} Danh sách của một vòng: ghi {slug}/1."
DRAFT = "Đây là bản DỰ THẢO, chưa phát hành."
TIED = "Còn nhóm bằng nhau chờ quyết định, ghi “{mark}” ở cột giải."


@dataclass(frozen=True)
class Facts:
    """What a file is of, for JSON and for the last line."""

    contest: str
    title: str
    round: int | None
    name: str
    made_at: datetime

    def plain(self) -> dict[str, object]:
        """As JSON begins."""
        told = {"contest": self.contest, "title": self.title, "round": self.round, "name": self.name}
        return told | {"made_at": clock.local(self.made_at).isoformat(timespec="seconds")}


def _facts(named: Named, now: datetime) -> Facts:
    view = named.view
    title = " ".join(view.title.splitlines())
    if named.whole is not None:
        return Facts(view.slug, title, None, occasions.NAME, now)
    return Facts(view.slug, title, view.number, view.name, now)


# --- results --------------------------------------------------------------------------------------


def results(asked: Asked, *, units: bool) -> None:
    """The board of a round or of the whole contest."""
    form = wanted(asked, Format.XLSX, EVERY)
    with beside(asked.data, asked.database):
        now = clock.now()
        with reading() as db:
            named = find(db, asked.contest, asked.round, now)
            table, note = _board(db, named, now)
            table = results_paper.of_one_sheet(table, 1 if units else 0) if units or form in PAPER else table
            made = _file(db, asked, form, table, named, now)
        path = keep(made, asked.out, note)
    _tell(asked, form, _facts(named, now), str(path), table.people)


PAPER = (Format.DOCX, Format.PDF)
Note = Callable[[Session], None]


def _board(db: Session, named: Named, now: datetime) -> tuple[Table, Note]:
    id = named.view.id
    if named.whole is not None:
        table = season_export.table(db, id, now)
        return table, lambda db: season_export.note(db, ACTOR.id, id, table.people, now)
    table = round_export.table(db, named.view, now)
    return table, lambda db: rounds.note_export(db, ACTOR.id, id, table.people, now)


def _file(db: Session, asked: Asked, form: Format, table: Table, named: Named, now: datetime) -> Made:
    if form in TABLES:
        made = tables.made(table, TABLES[form])
        return Made(made.name, made.content)
    if form is Format.JSON:
        facts = _facts(named, now).plain() | {"final": round_export.is_final(named.view)}
        return Made(f"{table.stem}.json", results_paper.as_json(facts, table))
    head = _print_form(db, named, asked.layout, "pdf")
    paper = results_paper.official(table, head, is_draft=not round_export.is_final(named.view))
    return Made(f"{table.stem}.{form.value}", results_paper.on_paper(paper, form))


def _print_form(
    db: Session, named: Named, layout: PaperLayout | None, kind: str, number: int = 0
) -> PrintForm:
    """What stands beside the rows: as last printed for this contest, in the layout that is asked for."""
    values: dict[str, object] = {**papers.remembered(db, named.view)}
    if layout is not None:
        other = Layout(layout.value.replace("-", "_"))
        if other.value != values["layout"]:
            values |= {"layout": other.value, "symbol": papers.SYMBOLS[other]}
    try:
        return PrintForm.model_validate(values | {"kind": kind, "version": number})
    except ValidationError as error:
        raise CannotStart(NO_HEAD) from error


# --- the list of prizes ---------------------------------------------------------------------------


def commendations(asked: Asked) -> None:
    """The newest issued list, else the draft with its ties marked."""
    form = wanted(asked, Format.DOCX, EVERY)
    with beside(asked.data, asked.database):
        now = clock.now()
        with reading() as db:
            named = find(db, asked.contest, asked.round, now)
            paper, is_tied = _list(db, named, now)
            made = _list_file(db, asked, form, paper, named, now)
        name, people = made.name, paper.people
        path = keep(made, asked.out, lambda db: prizes.note_export(db, ACTOR.id, named.id, name, people, now))
    warnings = (
        *((DRAFT,) if paper.is_draft else ()),
        *((TIED.format(mark=gathering.TIED),) if is_tied else ()),
    )
    more: dict[str, object] = {"version": paper.number, "draft": paper.is_draft, "tied": is_tied}
    _tell(asked, form, _facts(named, now), str(path), people, warnings, more)


def _list(db: Session, named: Named, now: datetime) -> tuple[Paper, bool]:
    """The list, and whether ties of it wait for the committee."""
    every = prizes.versions(db, named.id)
    if every:
        return papers.load(db, named.id, every[-1].number, now), False
    occasion = occasions.of(db, named.id, now)
    if occasion.open:
        said = " ".join((lists.NOT_OVER, *occasion.open))
        raise CannotStart(ONE_ROUND.format(said=said, slug=named.view.slug))
    return gathering.tied_draft(db, occasion, now)


def _list_file(db: Session, asked: Asked, form: Format, paper: Paper, named: Named, now: datetime) -> Made:
    if form in TABLES:
        made = prize_export.workbook(paper, TABLES[form])
        return Made(made.name, made.content)
    if form is Format.JSON:
        facts = _facts(named, now).plain() | {"version": paper.number, "draft": paper.is_draft}
        table = prize_export.table(paper)
        return Made(f"{table.stem}.json", results_paper.as_json(facts, table))
    made = papers.document(paper, _print_form(db, named, asked.layout, form.value, paper.number))
    return Made(made.name, made.content)


# --- certificates ---------------------------------------------------------------------------------


def certificates(asked: Asked, design: Design | None, url: str) -> None:
    """The certificates of everybody on the newest issued list."""
    form = wanted(asked, Format.PDF, (Format.PDF,))
    layout = asked.layout or PaperLayout.STATE
    chosen = PRINTED[design or DESIGNS.get(layout, Design.WOVEN)]
    with beside(asked.data, asked.database) as loaded:
        now = clock.now()
        create_app(loaded)  # the certificates carry addresses
        root = url.rstrip("/") or office.public_url()
        if not root:
            raise CannotStart(NO_URL)
        with reading() as db:
            named = find(db, asked.contest, asked.round, now)
            file = certifying.pdf(db, named.id, certifying.Wanted(chosen.value), root, now)
        made = Made(file.name, file.content)
        path = keep(
            made,
            asked.out,
            lambda db: prizes.note_export(db, ACTOR.id, named.id, file.name, file.people, now),
        )
    _tell(asked, form, _facts(named, now), str(path), file.people)


# --- the last line --------------------------------------------------------------------------------


def _tell(
    asked: Asked,
    form: Format,
    facts: Facts,
    path: str,
    people: int,
    warnings: tuple[str, ...] = (),
    more: dict[str, object] | None = None,
) -> None:
    if asked.json:
        as_json({**facts.plain(), "format": form.value, "file": path, "people": people, **(more or {})})
        return
    for each in warnings:
        say(each)
    say(f"{facts.title}, {facts.name}: đã ghi {people} người ra {path}.")
