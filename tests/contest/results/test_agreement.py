"""Boards, exports and publications of one round say the same, to the last digit, whatever happened in it."""

from __future__ import annotations

import io
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from contest.campaigns import audiences
from contest.dashboards import choosing, kept
from contest.people import audiences as belonging
from contest.people import service as people
from contest.people.models import Entry
from contest.results.publication_content import rows_of
from contest.rounds import export
from contest.rounds.results import columns
from contest.standings import among, listing, present, store, unit_listing, written
from contest.standings import service as standings
from contest.standings.pages import UnitPlace
from contest.standings.rules import rank
from contest.standings.service import Placed
from contest.standings.units import Measure
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web import filters
from contest.web.database import Database, reading, writing
from contest.web.filters import hundredths
from tests.conftest import Clock
from tests.contest.groups import PUPILS, SERVANTS
from tests.contest.results.press import DONE
from tests.contest.results.rounds_by_chance import Round

#: Units with their sizes; of the last nobody has told any.
SIZES = ((1, 20), (2, 30), (3, 6), (4, None))
LATER = DONE + timedelta(minutes=20)


def public(made: Round) -> list[tuple[int, str, str, int | None]]:
    """(rank, name, score, seconds) of each row, from page to page."""
    with reading() as db:
        first = listing.places(db, made.contest.round_id, (), 1, "", LATER)
        pages = [
            listing.places(db, made.contest.round_id, (), number, "", LATER)
            for number in range(1, first.pages + 1)
        ]
    assert {one.people for one in pages} == {sum(len(one.rows) for one in pages)}
    return [(row.rank, row.name, row.score, row.seconds) for page in pages for row in page.rows]


def exported(made: Round, sheet: str = "Cá nhân") -> list[dict[str, Any]]:
    """The rows of one of the workbook's sheets by its titles."""
    with reading() as db:
        book = export.workbook(db, made.contest.view(LATER), LATER)
    cells = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_name(sheet).to_python()
    at = next(number for number, row in enumerate(cells) if row[0] == "Hạng")
    return [dict(zip(map(str, cells[at]), row, strict=True)) for row in cells[at + 1 :]]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_all_of_them_agree(database: Database, clock: Clock, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "ROWS", 2)
        patch.setattr(among, "few", lambda view: 1)
        patch.setattr(among, "FEWEST", 1)
        patch.setattr(unit_listing, "ROWS", 2)
        _agrees(Random(seed))


def _agrees(chance: Random) -> None:
    made = Round(chance)
    made.play()
    rules = made.contest.view(LATER).rules
    with reading() as db:
        board = list(standings.every(db, made.contest.round_id))
        view = made.contest.view(LATER)
        scores = written.scores(db, view, board)
        names = people.public_names(
            db, [one.entry_id for one in board], LATER, minors_masked=rules.show_minors_masked
        )
        owns = [standings.own(db, view.id, one.entry_id) for one in board]
    # The published rows.
    rows = rows_of(made.press.content(made.press.publish(now=LATER)))
    published = [(row["rank"], row["entry"], row["points"], row["seconds"]) for row in rows if "rank" in row]
    assert published == [(one.rank, one.entry_id, one.points, one.seconds) for one in board]
    # The pages that everybody sees.
    assert [(rank, name) for rank, name, _, _ in public(made)] == [
        (one.rank, names[one.entry_id].name) for one in board
    ]
    # One's own place.
    assert [(own and own.rank, own and own.points) for own in owns] == [
        (one.rank, one.points) for one in board
    ]
    # The workbook.
    sheet = exported(made)
    title = "Điểm" if columns(rules).right else "Điểm trung bình"
    assert [(row["Hạng"], round(row[title] * 100), row["Số giây"]) for row in sheet] == [
        (one.rank, one.points, one.seconds) for one in board
    ]
    # All pages write the scores one way.
    assert [score for _, _, score, _ in public(made)] == scores
    _units_agree(made, chance)
    _dashboard_agrees(made)
    _audiences_agree(made, board, {one.entry_id: names[one.entry_id].name for one in board}, chance)


def _units_agree(made: Round, chance: Random) -> None:
    """The pages of units and the workbook's sheet say what the rows of the board add up to."""
    drafts = [
        UnitDraft(f"{number} {made.contest.round_id}", f"Thôn {number}", "thon", None, size, False)
        for number, size in SIZES
    ]
    with writing() as db:
        ids = units.save_units(db, drafts, date(2026, 1, 1))
        called = {ids[draft.code]: draft.name for draft in drafts}
        rows = [tuple(row) for row in db.connection().execute(store.entry_points(made.contest.round_id))]
        for entry_id, _ in rows:
            entry = db.get_one(Entry, entry_id)
            entry.unit_id = chance.choice((*called, None))
            db.add(entry)
    present.forget_boards()
    with reading() as db:
        belongs = people.units_of(db, [entry_id for entry_id, _ in rows])
    theirs: dict[str, list[int]] = {}
    for entry_id, points in rows:
        if unit_id := belongs[entry_id]:
            theirs.setdefault(called[unit_id], []).append(points)
    told = {name: (len(each), hundredths(mean(each)), sum(each)) for name, each in theirs.items()}
    pages = {measure: unit_rows(made, measure) for measure in Measure}
    for row in pages[Measure.NUMBER]:
        assert row.figure == f"{told[row.name][0]}\u00a0người"
    for row in pages[Measure.MEAN]:
        assert row.figure == told[row.name][1]
    for row in pages[Measure.POINTS]:
        assert row.figure == filters.points(told[row.name][2])
    assert {row.name for row in pages[Measure.NUMBER]} == set(told)
    sheet = exported(made, "Đơn vị")
    by_board = pages[Measure.RATE] or pages[Measure.NUMBER]
    assert [(row["Hạng"], row["Đơn vị"]) for row in sheet] == [(row.rank, row.name) for row in by_board]
    for row in sheet:
        mean_told, points = hundredths(Fraction(str(row["Điểm trung bình"]))), row["Tổng điểm"]
        assert (row["Đã thi"], mean_told, round(100 * points)) == told[row["Đơn vị"]]


def mean(points: list[int]) -> Fraction:
    """Of hundredths, in points."""
    return Fraction(sum(points), 100 * len(points))


def unit_rows(made: Round, measure: Measure) -> list[UnitPlace]:
    """The units by one measure, from page to page."""
    with reading() as db:
        first = unit_listing.listed(db, made.contest.round_id, (), measure, 1, LATER)
        numbers = range(1, first.pages + 1)
        pages = [unit_listing.listed(db, made.contest.round_id, (), measure, each, LATER) for each in numbers]
    rows = [row for page in pages for row in page.rows]
    assert {page.count for page in pages} == {len(rows)}
    return rows


def _dashboard_agrees(made: Round) -> None:
    """Who took part, in all and by unit, is who stands on the board."""
    kept.forget()
    round_id = made.contest.round_id
    with reading() as db:
        counted = kept.of(db, choosing.scope(db, round_id, "", "", LATER), LATER)
        assert counted.people == standings.taking_part(db, round_id)
        assert counted.people_units == standings.participation(db, round_id)


def _audiences_agree(made: Round, board: list[Placed], names: dict[str, str], chance: Random) -> None:
    """The board of an audience is the board without the others, page by page."""
    both = tuple(audiences.copied((PUPILS, SERVANTS)).values())
    belongs = {one.entry_id: chance.choice((*both, None)) for one in board}
    with writing() as db:
        campaign = made.contest.view(LATER).campaign_id
        audiences.add(db, campaign, both)
        for entry_id, audience in belongs.items():
            belonging.choose(db, entry_id, audience.id if audience else None)
    present.forget_boards()
    for audience in both:
        theirs = [one for one in board if belongs[one.entry_id] == audience]
        ranks = rank([one.rank for one in theirs])
        wanted = [(place, names[one.entry_id]) for place, one in zip(ranks, theirs, strict=True)]
        assert among_own(made, audience.code) == wanted


def among_own(made: Round, code: str) -> list[tuple[int, str]]:
    """(rank, name) of each row of an audience's board, from page to page."""
    with reading() as db:
        first = listing.places(db, made.contest.round_id, (), 1, "", LATER, code)
        pages = [
            listing.places(db, made.contest.round_id, (), number, "", LATER, code)
            for number in range(1, first.pages + 1)
        ]
    return [(row.rank, row.name) for page in pages for row in page.rows]
