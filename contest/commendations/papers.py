"""A list on paper: what the printing package is told, and what is remembered between two prints."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.campaigns.service import RoundView
from contest.commendations import freezing, lists, named, occasions, service, telling, winners_store
from contest.commendations.boards import heading, reserve_heading, score
from contest.commendations.content import Content, PersonPrize, Reserved, UnitPrize
from contest.commendations.named import Names
from contest.commendations.occasions import Occasion
from contest.commendations.print_forms import HeadForm, PrintForm, parse_day
from contest.commendations.states import Board, Check, Layout
from contest.office import letterheads
from contest.office import service as office
from contest.office.rules import Identity
from contest.printing import listing_docx, listing_pdf
from contest.printing.listing import Letterhead, LetterheadKind, Listing, PersonRow, Section, Signer, UnitRow
from contest.standings import published
from contest.standings.rules import part
from contest.web.filters import inner, when

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
SEALED = "Kết quả {name} đã công bố có mã kiểm tra {digest}."
#: What a list's symbol is in each layout, until somebody writes otherwise.
SYMBOLS = {
    Layout.STATE: "DS-BTC",
    Layout.UNION: "DS/ĐTN",
    Layout.SCHOOL: "DS-BTC",
    Layout.PARTY: "DS/ĐU",
}


@dataclass(frozen=True)
class Paper:
    """A list with the names of today; ``number`` 0 is the draft."""

    occasion: Occasion
    number: int
    content: Content
    names: Names
    checked: frozenset[str] = frozenset()  # of whom it is known that they are who they said
    digest: str = ""  # the beginning of the published result's digest, of a round that has one

    @property
    def is_draft(self) -> bool:
        """Whether it was not issued."""
        return not self.number

    @property
    def people(self) -> int:
        """How many names are on it."""
        return len(self.content.people) + len(self.content.reserve)


@dataclass(frozen=True)
class File:
    """Something to download."""

    name: str
    media_type: str
    content: bytes
    people: int


def load(db: Session, id: str, number: int, now: datetime) -> Paper:
    """The draft (0) or an issued list of an occasion, ready for paper."""
    occasion = occasions.of(db, id, now)
    if number:
        made = service.version(db, id, number)[0].content
    else:
        made = freezing.content(lists.draft(db, occasion, now))
    found = winners_store.checks(db, id).values()
    checked = frozenset(row.entry_id for row in found if row.state == Check.DONE)
    digest = published.digest(db, occasion.id) if occasion.whole is None else ""
    return Paper(occasion, number, made, named.names_of(db, made, ()), checked, digest)


def stem(paper: Paper, what: str = "danh-sach-trao-giai") -> str:
    """What a file of it is called, ASCII only: a slug has no other signs."""
    which = "du-thao" if paper.is_draft else f"so-{paper.number}"
    return f"{what}-{paper.occasion.view.slug}-{paper.occasion.word}-{which}"


def file_name(paper: Paper, ending: str, what: str = "danh-sach-trao-giai") -> str:
    """The same with its ending."""
    return f"{stem(paper, what)}.{ending}"


# --- what is remembered ---------------------------------------------------------------------------


def remembered(db: Session, view: RoundView) -> dict[str, str]:
    """The fields of the form: as last printed for this contest, else what the contest says of itself."""
    text = service.print_setting(db, view.campaign_id)
    given: dict[str, str] = json.loads(text) if text else {}
    return usual(view, office.current(db).identity) | {
        name: value for name, value in given.items() if name in PrintForm.model_fields
    }


def usual(view: RoundView, identity: Identity) -> dict[str, str]:
    """The form before anybody filled it in."""
    head = letterheads.issuer(identity, view.organiser)
    layout = Layout(head.kind.value)
    return {
        "layout": layout.value,
        "upper_body": head.upper_body,
        "body": head.body,
        "place": head.place,
        "recipients": "Các đơn vị có người đạt giải\nLưu: hồ sơ cuộc thi",
        "symbol": SYMBOLS[layout],
        "authority": "\n".join(head.authority),
    }


def to_remember(form: PrintForm) -> str:
    """What is worth keeping: all but the number, the day, and which list it was."""
    left_out = {"version", "kind", "signing", "number", "day"}
    return json.dumps(form.model_dump(mode="json", exclude=left_out), ensure_ascii=False, sort_keys=True)


# --- the document ---------------------------------------------------------------------------------


def document(paper: Paper, form: PrintForm) -> File:
    """The list as the form wants it."""
    told = listing(paper, form)
    if form.kind == "docx":
        return File(file_name(paper, "docx", _what(form)), DOCX, listing_docx.docx(told), paper.people)
    return File(file_name(paper, "pdf", _what(form)), PDF, listing_pdf.pdf(told), paper.people)


def _what(form: PrintForm) -> str:
    return "danh-sach-ky-nhan" if form.signing else "danh-sach-trao-giai"


def listing(paper: Paper, form: PrintForm) -> Listing:
    """The list as the printing package takes it."""
    occasion = paper.occasion
    what = "DANH SÁCH KÝ NHẬN GIẢI THƯỞNG" if form.signing else "DANH SÁCH TRAO GIẢI"
    return Listing(
        letterhead=letterhead(form),
        title_lines=(what, occasion.title),
        sections=sections(paper, with_reserve=not form.signing),
        signer=Signer(lines_of(form.authority), form.signer),
        recipients=() if form.signing else lines_of(form.recipients),
        subtitle=f"{occasion.name}, {_days(occasion)}",
        attached_to=re.sub(r"^\s*kèm theo\s+", "", form.attached_to, flags=re.IGNORECASE),
        notes=() if form.signing else notes(paper),
        is_draft=paper.is_draft,
        has_signatures=bool(form.signing),
    )


def _days(occasion: Occasion) -> str:
    first, last = when(occasion.opens_at), when(occasion.closes_at)
    return f"ngày {first}" if first == last else f"từ {first} đến {last}"


def letterhead(form: HeadForm) -> Letterhead:
    """Who issues it."""
    return Letterhead(
        kind=LetterheadKind(form.layout.value),
        upper_body=form.upper_body,
        body=form.body,
        number=int(form.number) if form.number else None,
        symbol=form.symbol,
        place=form.place,
        date=parse_day(form.day) if form.day else None,
    )


def lines_of(text: str) -> tuple[str, ...]:
    """What was typed line by line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def roman(number: int) -> str:
    """As tables are numbered; a ladder has far fewer orders than forty."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def sections(paper: Paper, *, with_reserve: bool) -> tuple[Section, ...]:
    """One table an order that has prizes and, where they are asked for, one a reserve list; numbered when
    there are several. Who is on a reserve list has no prize: what gives prizes does not name them."""
    made = paper.content
    of_people: dict[tuple[Board, str], list[PersonRow]] = {}
    for one in made.people:
        of_people.setdefault((one.board, one.group), []).append(_person(paper, one))
    of_units: dict[tuple[Board, str], list[UnitRow]] = {}
    for unit in made.units:
        of_units.setdefault((unit.board, unit.group), []).append(_unit(unit))
    if not of_people and not of_units:
        of_people = {(Board.PEOPLE, ""): []}
    tables = [(lane, tuple(rows)) for lane, rows in (*of_people.items(), *of_units.items())]
    titled = [(heading(*lane), rows, False) for lane, rows in tables]
    titled += _reserves(paper) if with_reserve else []
    several = len(titled) > 1
    return tuple(
        Section(rows, f"{roman(at)}. {title}" if several else "", is_reserve)
        for at, (title, rows, is_reserve) in enumerate(titled, 1)
    )


def _reserves(paper: Paper) -> list[tuple[str, tuple[PersonRow, ...], bool]]:
    found: dict[tuple[Board, str], list[PersonRow]] = {}
    for one in named.reserve_of(paper.content, paper.names):
        found.setdefault((one.board, one.group), []).append(_person(paper, one))
    return [(reserve_heading(*lane), tuple(rows), True) for lane, rows in found.items()]


def _person(paper: Paper, one: PersonPrize | Reserved) -> PersonRow:
    person = paper.names.persons.get(one.entry)
    has_prediction = paper.content.truth is not None
    return PersonRow(
        name=paper.names.plain.get(one.entry, telling.ERASED),
        birth_year=person.birth_year if person else None,
        unit=one.unit,
        right=one.right if paper.occasion.counts_right else None,
        asked=paper.content.questions,
        prediction=one.prediction if has_prediction else None,
        off=one.error if has_prediction else None,
        seconds=one.seconds if paper.occasion.ranks_by_time else None,
        prize=f"Dự phòng {one.place}" if isinstance(one, Reserved) else one.prize,
        amount=None if isinstance(one, Reserved) else one.amount or None,
        points=None if paper.occasion.counts_right else one.points,
        in_percent=paper.occasion.in_percent,
    )


def _unit(one: UnitPrize) -> UnitRow:
    told = None if one.exact is None else score(one.board, one.exact)
    return UnitRow(
        name=one.unit,
        people=one.people,
        headcount=one.headcount or None,
        rate=part(one.people, one.headcount),
        prize=one.prize,
        amount=one.amount or None,
        mean=told if one.board is Board.MEAN else None,
        won=told if one.board is Board.WON else None,
    )


def notes(paper: Paper) -> tuple[str, ...]:
    """What the committee decided, who was passed over, what was not given; the result that it rests on."""
    made, names = paper.content, paper.names
    decisions: list[str] = []
    for one in made.decided:
        told = telling.decided_view(one, names.plain, {}, b"", 0)
        reason = f" Lý do: {told.reason}." if told.reason else ""
        witness = f" Chứng kiến: {told.witness}." if told.witness else ""
        decisions.append(f"{told.title}. {told.text}{reason}{witness}")
    passed = [
        f"{names.plain.get(one.id, telling.ERASED)}, hạng {one.rank}: {inner(one.reason)}."
        for one in made.passed
    ]
    lanes = dict.fromkeys((one.board, one.group) for one in made.left)
    left = [line for lane in lanes for line in telling.left_lines(made.left, *lane)]
    sealed = [SEALED.format(name=inner(paper.occasion.name), digest=paper.digest)] if paper.digest else []
    return (*decisions, *passed, *left, *sealed)


def values_of(form: Mapping[str, str]) -> dict[str, str]:
    """The fields as typed, for showing the form again."""
    return {name: form.get(name, "") for name in PrintForm.model_fields}
