"""From an issued list to what its page shows."""

from __future__ import annotations

from fractions import Fraction

from sqlmodel import Session

from contest.accounts.pages import StaffView
from contest.commendations import boards, present, service, telling
from contest.commendations.content import Content, PersonPrize, UnitPrize
from contest.commendations.named import Names, names_of
from contest.commendations.occasions import Occasion
from contest.commendations.pages import PrizeRow, PrizeTable, VersionPage
from contest.commendations.rules import Outcome
from contest.commendations.states import PEOPLE_BOARDS, UNIT_BOARDS, Board
from contest.standings.rules import part


def version_page(db: Session, staff: StaffView, occasion: Occasion, number: int) -> VersionPage:
    """The page of an issued list."""
    found, every = service.version(db, occasion.id, number)
    made = found.content
    names = names_of(db, made, every)
    rows = present.version_rows(every, names)
    return VersionPage(
        staff=staff,
        round=occasion.head(),
        version=next(row for row in rows if row.number == number),
        versions=rows,
        tables=frozen_tables(occasion, made, names),
        has_prediction=made.truth is not None,
        truth=made.truth,
        in_percent=occasion.in_percent,
        ranked=made.ranked,
        money=telling.money(made.total, made.budget),
        decided=present.decided(made, names, occasion, every),
        barred=present.barred(made, names),
        changes=telling.change_lines(service.differences(every, number), names.plain),
    )


Table = tuple[Board, str]


def frozen_tables(occasion: Occasion, made: Content, names: Names) -> tuple[PrizeTable, ...]:
    """The rows of a frozen list: who has a prize, and who was passed over."""
    there = dict.fromkeys(
        [
            (Board.PEOPLE, ""),
            *(
                (one.board, one.group)
                for one in (*made.people, *made.units, *made.left, *made.passed, *made.reserve)
            ),
        ]
    )
    order = [*PEOPLE_BOARDS, *UNIT_BOARDS]
    tables = sorted(there, key=lambda table: order.index(table[0]))
    return tuple(_frozen_table(occasion, made, names, table) for table in tables)


def _frozen_table(occasion: Occasion, made: Content, names: Names, table: Table) -> PrizeTable:
    board, group = table
    people = [one for one in made.people if (one.board, one.group) == table]
    units = [one for one in made.units if (one.board, one.group) == table]
    rows = [frozen_person(occasion, one, names) for one in people] + [frozen_unit(one) for one in units]
    total = sum(one.amount for one in (*people, *units))
    awarded = len(rows)
    rows += [
        PrizeRow(
            one.rank,
            names.plain.get(one.id, telling.ERASED),
            _unit_of(names, one.id),
            Outcome.PASSED,
            reason=one.reason,
        )
        for one in made.passed
        if (one.board, one.group) == table
    ]
    rows.sort(key=lambda row: row.rank)
    left = telling.left_lines(made.left, board, group)
    reserve = present.reserve_rows(occasion, made, names, table)
    title, figure = boards.title(board, group), boards.figure(board)
    return PrizeTable(board, title, tuple(rows), awarded, total, left, figure=figure, reserve=reserve)


def _unit_of(names: Names, id: str) -> str:
    person = names.persons.get(id)
    return person.unit_name if person else ""


def frozen_person(occasion: Occasion, one: PersonPrize, names: Names) -> PrizeRow:
    """A person's row of a frozen list."""
    return PrizeRow(
        rank=one.rank,
        name=names.plain.get(one.entry, telling.ERASED),
        unit=one.unit,
        outcome=Outcome.PRIZE,
        prize=one.prize,
        amount=one.amount,
        right=occasion.score(one.right, one.points, one.rounds),
        error=present.error(one.error, in_percent=occasion.in_percent),
        seconds=one.seconds if occasion.ranks_by_time else None,
        score=present.year(names.persons.get(one.entry)),
    )


def frozen_unit(one: UnitPrize) -> PrizeRow:
    """A unit's row of a frozen list."""
    rate: Fraction | None = part(one.people, one.headcount)
    return PrizeRow(
        rank=one.rank,
        name=one.unit,
        unit="",
        outcome=Outcome.PRIZE,
        prize=one.prize,
        amount=one.amount,
        people=one.people,
        headcount=one.headcount,
        rate=rate,
        score="" if one.exact is None else boards.score(one.board, one.exact),
    )
