"""What somebody brought, where the count of right answers does not say it: points, on every paper."""

from __future__ import annotations

from datetime import date

import pytest
from fastapi.testclient import TestClient

from contest.commendations import certifying, papers, scoring
from contest.office.rules import Identity
from contest.printing.listing import PersonRow, Section
from contest.printing.table import build
from contest.ruleset.rules import Counting, Ruleset
from contest.web.database import Database, reading
from tests.contest.commendations import world
from tests.contest.commendations.test_export import book, sheet
from tests.contest.commendations.test_show import page, rows
from tests.contest.commendations.world import NOW, RULES

COSTLY = RULES.changed(wrong_costs=25)
MEAN = RULES.changed(attempts_allowed=2, counting=Counting.MEAN)


@pytest.mark.parametrize(
    ("rules", "told"), [(RULES, "14/15"), (COSTLY, "13,75 điểm"), (MEAN, "13,75 điểm")], ids=str
)
def test_the_words(rules: Ruleset, told: str) -> None:
    assert scoring.score(rules, 14, 1375).replace("\u00a0", " ") == told


@pytest.mark.parametrize("rules", [COSTLY, MEAN], ids=["costly", "mean"])
def test_the_page_of_prizes(organiser: TestClient, rules: Ruleset) -> None:
    made = world.closed([("An", 14)], rules)
    assert rows(page(organiser, made))[0][3] == "14 điểm"


def test_an_issued_list(organiser: TestClient) -> None:
    made = world.closed([("An", 14)], COSTLY)
    made.issue()
    assert rows(page(organiser, made, "/versions/1"))[0][3] == "14 điểm"


def test_the_workbook(sqlite_database: Database) -> None:
    titles, row, *_ = sheet(book(world.closed([("An", 14)], MEAN)), "Cá nhân")
    assert row[titles.index("Kết quả")].replace("\u00a0", " ") == "14 điểm"


def test_the_paper_has_a_column_of_points(sqlite_database: Database) -> None:
    made = world.closed([("An", 14)], MEAN)
    with reading() as db:
        paper = papers.load(db, made.round_id, 0, NOW)
    row = papers._person(paper, paper.content.people[0])
    assert (row.right, row.points) == (None, 1400)
    table = build(Section((row,)), 170)
    titles = [column.title for column in table.columns]
    assert "Số câu đúng" not in titles
    assert table.rows[0][titles.index("Điểm")] == "14"


def test_usual_rules_have_no_column_of_points() -> None:
    row = PersonRow("An", 1990, "Thôn 1", 14, 15, None, None, 300, "Nhất", None)
    titles = [column.title for column in build(Section((row,)), 170).columns]
    assert "Số câu đúng" in titles and "Điểm" not in titles


def test_a_certificate(sqlite_database: Database, app_client: TestClient) -> None:
    made = world.closed([("An", 14)], COSTLY)
    made.issue()
    with reading() as db:
        paper, (person, *_) = certifying.winners(db, made.round_id, NOW)
        values = papers.usual(paper.occasion.view, Identity())
    award = paper.content.people[0]
    found = certifying.certificate(
        paper.occasion, person, award, values, "https://thi.example", date(2026, 10, 5)
    )
    assert found.achievement.replace("\u00a0", " ") == "14 điểm, 5 phút"
