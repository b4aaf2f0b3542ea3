"""A list as a file: prizes of people and units, and the sheet on which receivers sign.

Amounts are numbers; every cell is written with its type, so that a name such as `=cmd` stays text.
"""

from __future__ import annotations

from collections.abc import Iterator

from contest.commendations import boards, telling
from contest.commendations.boards import RESERVE, SHORT, capital, score
from contest.commendations.named import reserve_of
from contest.commendations.papers import File, Paper, notes, stem
from contest.commendations.states import Board
from contest.lists import tables
from contest.lists.sheets import Cell
from contest.lists.tables import Ending, Sheet, Table
from contest.printing.words import amount_in_words
from contest.standings.rules import part
from contest.web import filters

TIME = "Thời gian"
PEOPLE = (
    "STT",
    "Họ và tên",
    "Đơn vị",
    "Năm sinh",
    "Kết quả",
    TIME,
    "Hạng",
    "Giải",
    "Tiền thưởng (đồng)",
)
ERROR = "Lệch"
SCORE = "Điểm xếp giải"
OF = "Loại giải"
UNITS = (
    "STT",
    "Đơn vị",
    "Xếp theo",
    "Người dự thi",
    "Quân số",
    "Tỷ lệ",
    "Hạng",
    "Giải",
    "Tiền thưởng (đồng)",
)
#: Over all rounds nobody asks how large a unit is.
TURNS = ("STT", "Đơn vị", "Xếp theo", "Lượt người dự thi", *UNITS[4:])
RECEIPT = ("STT", "Người, đơn vị nhận", "Đơn vị", "Giải", "Số tiền (đồng)", "Ký nhận")
CHECKED = "Xác minh"
BEHIND = ("Dự phòng", "Họ và tên", "Đơn vị", "Năm sinh", "Kết quả", "Hạng", "Thuộc loại giải")


def workbook(paper: Paper, ending: Ending = Ending.XLSX, which: int = 1) -> File:
    """The whole list; a draft says so on every sheet, and in the name of the file."""
    made = tables.made(table(paper), ending, which)
    return File(made.name, made.media_type, made.content, made.people)


def table(paper: Paper) -> Table:
    """People, units where they have prizes, who comes next, and the sheet for signatures."""
    has_error = paper.content.truth is not None
    more = (*((ERROR,) if has_error else ()), *((OF,) if _several(paper) else ()))
    is_timed = paper.occasion.ranks_by_time
    people = PEOPLE if is_timed else tuple(title for title in PEOPLE if title != TIME)
    units = UNITS if paper.occasion.whole is None else TURNS
    sheets = [Sheet("Cá nhân", (*people, *more), _people(paper, has_error, is_timed=is_timed))]
    if paper.content.units:
        has_score = any(one.score for one in paper.content.units)
        titles = (*units, SCORE) if has_score else units
        sheets.append(Sheet("Đơn vị", titles, _units(paper, has_score)))
    if paper.content.reserve:
        sheets.append(Sheet(RESERVE, BEHIND, _behind(paper)))
    receipt = (*RECEIPT[:-1], CHECKED, RECEIPT[-1]) if paper.checked else RECEIPT
    sheets.append(Sheet("Ký nhận", receipt, _receipts(paper)))
    return Table(stem(paper), header(paper), tuple(sheets), paper.people)


def header(paper: Paper) -> list[str]:
    """What the list is of, so that a printed sheet explains itself."""
    occasion, made = paper.occasion, paper.content
    which = "DỰ THẢO, chưa phát hành" if paper.is_draft else f"Danh sách trao giải số {paper.number}"
    told = [
        occasion.title,
        f"{occasion.name}: từ {filters.moment(occasion.opens_at)} đến {filters.moment(occasion.closes_at)}",
        which,
    ]
    if made.total:
        words = amount_in_words(made.total)
        told.append(f"Tổng tiền thưởng {filters.number(made.total)} đồng (Bằng chữ: {words})")
    return told + list(notes(paper))


def _people(paper: Paper, has_error: bool, *, is_timed: bool) -> Iterator[list[Cell]]:
    made = paper.content
    for at, one in enumerate(made.people, 1):
        person = paper.names.persons.get(one.entry)
        cells: list[Cell] = [at, paper.names.plain.get(one.entry, telling.ERASED), one.unit]
        cells += [
            person.birth_year if person else None,
            paper.occasion.score(one.right, one.points, one.rounds),
        ]
        cells += [*([filters.clock(one.seconds)] if is_timed else []), one.rank, one.prize]
        cells.append(one.amount or None)
        off = one.error
        if has_error:
            is_text = off is not None and paper.occasion.in_percent
            cells.append(filters.guess(off or 0, in_percent=True) if is_text else off)
        yield [*cells, boards.heading(one.board, one.group)] if _several(paper) else cells
    yield from _sum(sum(one.amount for one in made.people), 8 if is_timed else 7)


def _several(paper: Paper) -> bool:
    """Whether people have prizes of another order than the board's."""
    return any(one.board is not Board.PEOPLE for one in paper.content.people)


def _units(paper: Paper, has_score: bool) -> Iterator[list[Cell]]:
    for at, one in enumerate(paper.content.units, 1):
        rate = part(one.people, one.headcount)
        cells: list[Cell] = [at, one.unit, capital(SHORT[one.board]), one.people, one.headcount or None]
        cells += [filters.share(rate) if rate is not None else None, one.rank, one.prize]
        cells.append(one.amount or None)
        told = None if one.exact is None else score(one.board, one.exact)
        yield [*cells, told] if has_score else cells
    yield from _sum(sum(one.amount for one in paper.content.units), 8)


def _behind(paper: Paper) -> Iterator[list[Cell]]:
    """Who comes next behind the prizes of each order of people."""
    for one in reserve_of(paper.content, paper.names):
        person = paper.names.persons.get(one.entry)
        year = person.birth_year if person else None
        told = (one.unit, year, paper.occasion.score(one.right, one.points, one.rounds), one.rank)
        name = paper.names.plain.get(one.entry, telling.ERASED)
        yield [one.place, name, *told, boards.heading(one.board, one.group)]


def _receipts(paper: Paper) -> Iterator[list[Cell]]:
    made = paper.content
    for at, person in enumerate(made.people, 1):
        name = paper.names.plain.get(person.entry, telling.ERASED)
        check = [telling.CHECKED if person.entry in paper.checked else None] if paper.checked else []
        yield [at, name, person.unit, person.prize, person.amount or None, *check, None]
    for at, unit in enumerate(made.units, len(made.people) + 1):
        yield [at, unit.unit, "Tập thể", unit.prize, unit.amount or None, None]
    yield from _sum(made.total, 4)


def _sum(total: int, column: int) -> Iterator[list[Cell]]:
    """The sum in figures below its column, and in words; nothing where no prize has money."""
    if not total:
        return
    row: list[Cell] = [None, "Cộng", *[None] * (column - 2), total]
    yield row
    yield [None, f"Bằng chữ: {amount_in_words(total)}"]
