"""Where the time taken decides no place, no list of prizes prints it; where it does, all of them do. And the
board says how the list tells apart units that share a place on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.commendations import certifying, export, occasions, papers, promising
from contest.commendations.content import PersonPrize
from contest.printing.listing import PersonRow
from contest.ruleset.rules import Criterion, Ruleset, ranks_by_time
from contest.standings import present as shown
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.commendations import world
from tests.contest.commendations.test_export import book, sheet
from tests.contest.commendations.test_units_listed import BY_NUMBER, made_of
from tests.contest.commendations.world import NOW, RULES, Prizes
from tests.parsed import HTMLParser, text

TIMED = RULES.changed(criteria=(Criterion.POINTS, Criterion.SECONDS))
UNTIMED = RULES.changed(criteria=(Criterion.POINTS, Criterion.SUBMITTED))
BOTH = [(TIMED, True), (UNTIMED, False)]
TIME = "Thời gian"


def made(rules: Ruleset) -> Prizes:
    return world.closed([("An", 15), ("Bích", 14)], rules)


def heads(shown: HTMLParser) -> list[str]:
    return [text(node) for node in shown.css("table.prizes-list thead th")]


@pytest.mark.parametrize(("rules", "is_timed"), BOTH)
def test_the_rule(rules: Ruleset, is_timed: bool) -> None:
    assert ranks_by_time(rules) is is_timed


@pytest.mark.parametrize(("rules", "is_timed"), BOTH)
def test_the_pages_of_the_draft_and_of_what_was_issued(
    organiser: TestClient, clock: Clock, rules: Ruleset, is_timed: bool
) -> None:
    clock.set(NOW)
    found = made(rules)
    number = found.issue()
    for at in ("", f"/versions/{number}"):
        answer = organiser.get(f"/commendations/{found.round_id}{at}")
        assert answer.status_code == 200
        table = HTMLParser(answer.text)
        assert (TIME in heads(table)) is is_timed
        widths = {
            sum(int(cell.attributes.get("colspan") or 1) for cell in row.css("th, td"))
            for row in table.css("table.prizes-list tr")
        }
        assert widths == {len(heads(table))}, "no row is shorter than the head"


@pytest.mark.parametrize(("rules", "is_timed"), BOTH)
def test_the_workbook(sqlite_database: Database, rules: Ruleset, is_timed: bool) -> None:
    titles, first, *_, total, _words = sheet(book(made(rules)), "Cá nhân")
    assert titles == [title for title in export.PEOPLE if is_timed or title != TIME]
    assert first[titles.index("Giải")] == "Nhất"
    assert ("05:00" in first) is is_timed
    assert total[titles.index("Tiền thưởng (đồng)")] == 1_700_000


@pytest.mark.parametrize(("rules", "is_timed"), BOTH)
def test_the_list_on_paper(sqlite_database: Database, rules: Ruleset, is_timed: bool) -> None:
    found = made(rules)
    with reading() as db:
        (people,) = papers.sections(papers.load(db, found.round_id, 0, NOW), with_reserve=True)
    assert [row.seconds for row in people.rows if isinstance(row, PersonRow)] == [
        300 if is_timed else None
    ] * 2


@pytest.mark.parametrize(("rules", "is_timed"), BOTH)
def test_a_certificate(sqlite_database: Database, rules: Ruleset, is_timed: bool) -> None:
    with reading() as db:
        occasion = occasions.of(db, made(rules).round_id, NOW)
    award = PersonPrize(
        entry="e",
        unit_id=None,
        unit="",
        rank=1,
        right=15,
        points=1500,
        seconds=301,
        prediction=None,
        error=None,
        prize="Nhất",
        amount=0,
    )
    said = certifying._achievement(occasion, award)
    assert said.startswith(occasion.score(15, 1500))
    assert said.endswith("phút 1\u00a0giây" if is_timed else "câu đúng")


# --- units ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("apart", [True, False])
def test_the_board_says_how_equal_units_are_told_apart(
    organiser: TestClient, clock: Clock, apart: bool
) -> None:
    clock.set(NOW)
    shown.forget_boards()
    ladder = replace(BY_NUMBER, equal_by_perfect=apart)
    found, _ = made_of({"Thôn 1": 2, "Thôn 2": 2}, {"Thôn 1": 10, "Thôn 2": 10}, ladder)
    board = HTMLParser(organiser.get(f"/standings/{found.round_id}").text)
    assert (promising.EQUAL in text(board.css_first("main"))) is apart
    assert "Thôn 2" in text(board.css_first("main"))
