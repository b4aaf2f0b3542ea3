"""A round's results for staff: the very places of the board, with whole names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlmodel import Session

from contest.accounts import staffing
from contest.attempts import by_hand_looking, looking
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds.pages import ResultColumns, ResultRow
from contest.ruleset.rules import Counting, Criterion, Ruleset
from contest.standings import service as standings
from contest.standings.rules import BY_AGE
from contest.standings.service import Placed
from contest.units.rules import fold

PAGE = 50
SLICE = 1000
SERVER = "Máy chủ"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place and who has it."""

    placed: Placed
    person: FullName
    number: int = 1
    typed_by: str = ""  # who typed it in from paper

    @property
    def row(self) -> ResultRow:
        """As the page shows it."""
        one = self.placed
        return ResultRow(
            one.rank,
            self.person.name,
            self.person.unit_name,
            one.right,
            one.points,
            one.seconds,
            one.submitted_at,
            one.prediction_error,
            self.number,
            one.first_start,
            one.perfects,
            self.person.birth_year,
            bool(self.typed_by),
        )


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of results: ``found`` is how many match, ``people`` how many there are."""

    rows: tuple[ResultRow, ...] = ()
    found: int = 0
    people: int = 0
    page: int = 1
    pages: int = field(default=1)
    unranked: int = 0


def listed(db: Session, view: RoundView, query: str, page: int) -> Listed:
    """A page of the results; with a query only of those whose name or unit has all its words."""
    total, unranked = standings.total(db, view.id), standings.unranked(db, view.id)
    words = fold(query).split()
    if words:
        found = list(matching(db, view, query))
        last = _pages(len(found))
        page = min(page, last)
        shown = found[(page - 1) * PAGE : page * PAGE]
        return Listed(tuple(one.row for one in shown), len(found), total, page, last, unranked)
    last = _pages(total)
    page = min(page, last)
    placed = standings.table(db, view.id, (page - 1) * PAGE, PAGE)
    return Listed(tuple(one.row for one in _named(db, placed)), total, total, page, last, unranked)


def matching(db: Session, view: RoundView, query: str) -> Iterator[Ranked]:
    """Those whose name or unit has all words of a query, in order."""
    words = fold(query).split()
    return (one for one in every(db, view.id) if _fits(one.person, words))


def _pages(rows: int) -> int:
    return max(1, -(-rows // PAGE))


def _fits(person: FullName, words: list[str]) -> bool:
    text = fold(f"{person.name} {person.unit_name}")
    return all(word in text for word in words)


def every(db: Session, round_id: str) -> Iterator[Ranked]:
    """All places in order with their people, read in slices."""
    placed = standings.every(db, round_id, SLICE)
    while part := tuple(islice(placed, SLICE)):
        yield from _named(db, part)


def _named(db: Session, placed: Iterable[Placed]) -> list[Ranked]:
    rows = tuple(placed)
    persons = people.full_names(db, [one.entry_id for one in rows])
    numbers = looking.numbers(db, [one.attempt_id for one in rows])
    typed = _typed(db, [one.attempt_id for one in rows])
    return [
        Ranked(one, persons[one.entry_id], numbers[one.attempt_id], typed.get(one.attempt_id, ""))
        for one in rows
    ]


def _typed(db: Session, attempt_ids: list[str]) -> dict[str, str]:
    """Attempt → who typed it in, of those that were answered on paper."""
    sheets = by_hand_looking.typed_in(db, attempt_ids)
    names = staffing.names(db, [one.done_by for one in sheets.values()])
    return {id: names.get(one.done_by, SERVER) for id, one in sheets.items()}


def columns(rules: Ruleset) -> ResultColumns:
    """What the rules need to be shown beside the usual."""
    mean = rules.counting is Counting.MEAN
    return ResultColumns(
        right=not mean,
        number=rules.several and not mean,
        first_start=Criterion.FIRST_START in rules.criteria,
        perfects=Criterion.PERFECT_ATTEMPTS in rules.criteria,
        birth_year=bool(BY_AGE & set(rules.criteria)),
    )
