"""What lists, receipts and a participant's page need to say so that the rarer rules are understood."""

from __future__ import annotations

from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from python_calamine import CalamineWorkbook

from contest.attempts import review
from contest.attempts.service import sitting
from contest.people.guards import Entrant
from contest.rounds import results
from contest.ruleset.rules import Counting, Criterion, Ruleset
from contest.web.database import Database, reading
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_closing_settings import tries
from tests.contest.rounds.test_judging import SETTLED, attempts_of, close, void
from tests.contest.rounds.test_results import download, rows, sheet
from tests.contest.rounds.world import World
from tests.parsed import first, text

MEAN = {"attempts_allowed": 3, "counting": Counting.MEAN}
WHOLE_LADDER = (
    Criterion.POINTS,
    Criterion.PERFECT_ATTEMPTS,
    Criterion.OLDEST,
    Criterion.FIRST_START,
)


def heads(desk: Desk) -> list[str]:
    return [text(node) for node in desk.page("/results").css("table.results th")]


def closed(desk: Desk, clock: Clock) -> None:
    close()
    clock.set(SETTLED)


def desk_of(organiser: TestClient, given: Ruleset) -> Desk:
    return Desk(organiser, world.make(given))


def test_the_mean_has_decimals_and_no_count_of_right_answers(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules(**MEAN))
    tries(desk.contest, "Lên Xuống", 3, 0, 2)
    closed(desk, clock)
    assert heads(desk) == ["Hạng", "Họ tên, đơn vị", "Điểm trung bình", "Thời gian", "Nộp lúc"]
    assert rows(desk.browser.get(desk.url("/results")).text)[0][2] == "1,67"
    assert "Lấy trung bình các lượt của mỗi người." in text(first(desk.page("/results"), "main"))
    titles, row = sheet(download(desk.contest, SETTLED), "Cá nhân")
    assert (titles[3], row[3]) == ("Điểm trung bình", 1.67)
    assert "Câu đúng" not in titles and "Lượt" not in titles


def test_which_attempt_counted(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules(attempts_allowed=3))
    entry = tries(desk.contest, "Lần Hai", 1, 3, 2)
    closed(desk, clock)
    found = rows(desk.browser.get(desk.url("/results")).text)
    assert (heads(desk)[4], found[0][4]) == ("Lượt", "2")
    titles, row = sheet(download(desk.contest, SETTLED), "Theo tên")
    assert row[titles.index("Lượt")] == 2
    page = desk.page(f"/entries/{entry}")
    assert [text(node.parent) for node in page.css("tbody .chip.is-saved") if "Được tính" in text(node)] == [
        "Đã nộp Được tính"
    ]
    assert "1 trên 1 người" in text(first(page, ".facts"))


def test_one_attempt_needs_no_number(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules())
    tries(desk.contest, "Y Bích", 2)
    closed(desk, clock)
    assert heads(desk) == ["Hạng", "Họ tên, đơn vị", "Câu đúng", "Điểm", "Thời gian", "Nộp lúc"]


def test_every_rung_has_a_column(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules(attempts_allowed=3, criteria=WHOLE_LADDER))
    tries(desk.contest, "Y Bích", 3, 3, year=1961)
    closed(desk, clock)
    assert heads(desk)[-4:] == ["Lượt đúng hết", "Năm sinh", "Vào thi", "Nộp lúc"]
    assert rows(desk.browser.get(desk.url("/results")).text)[0][6:8] == ["2", "1961"]
    titles, row = sheet(download(desk.contest, SETTLED), "Cá nhân")
    assert titles[-3:] == ["Lượt đúng hết", "Năm sinh", "Vào thi"]
    assert row[-3:-1] == [2, 1961]
    assert str(row[-1])[:10] == "2026-10-05"


def test_who_is_not_ranked_is_counted_and_told_why(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules(only_perfect=True))
    tries(desk.contest, "Đúng Hết", 3)
    missed = tries(desk.contest, "Sai Một", 2)
    closed(desk, clock)
    said = text(first(desk.page("/results"), "main"))
    assert "1 người có kết quả." in said
    assert "Chỉ xếp hạng bài đúng tất cả các câu." in said
    assert "1 người không có hạng: chưa có bài đúng tất cả các câu." in said
    told = text(first(desk.page(f"/entries/{missed}"), ".facts"))
    assert "không có: chưa có bài đúng tất cả các câu" in told
    book = download(desk.contest, SETTLED)
    head = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_name("Cá nhân").to_python()
    assert ["1 người không có hạng: chưa có bài đúng tất cả các câu"] in [[row[0]] for row in head]


def score(contest: World, entry: str, number: int) -> review.Score:
    with reading() as db:
        mine = sitting(db, Entrant((entry,), "phone"), attempts_of(entry)[number - 1], SETTLED)
        found = review.score_of(mine, db)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("counting", "said"),
    [
        (Counting.BEST, ["Hạng tính theo lượt 2 của bạn.", "Hạng tính theo lượt này."]),
        (Counting.FIRST, ["Hạng tính theo lượt này.", "Hạng tính theo lượt 1 của bạn."]),
        (Counting.LAST, ["Hạng tính theo lượt 2 của bạn.", "Hạng tính theo lượt này."]),
        (Counting.MEAN, ["Hạng tính theo trung bình các lượt của bạn: 2,5 điểm."] * 2),
    ],
)
def test_a_receipt_says_by_what_its_place_is(
    sqlite_database: Database, counting: Counting, said: list[str]
) -> None:
    contest = world.make(world.rules(attempts_allowed=3, counting=counting))
    entry = tries(contest, "Y Bích", 2, 3)
    close()
    told = [" ".join(score(contest, entry, number).counted.split()) for number in (1, 2)]
    assert told == said


def test_a_receipt_says_why_there_is_no_place(sqlite_database: Database) -> None:
    contest = world.make(world.rules(only_perfect=True))
    missed, right = tries(contest, "Sai Một", 2), tries(contest, "Đúng Hết", 3)
    close()
    why = review.UNRANKED.format("chưa có bài đúng tất cả các câu")
    assert (score(contest, missed, 1).rank, score(contest, missed, 1).unranked) == (None, why)
    assert (score(contest, right, 1).rank, score(contest, right, 1).unranked) == (1, "")


def test_whoever_is_barred_is_not_told_a_wrong_reason(sqlite_database: Database) -> None:
    contest = world.make(world.rules(only_perfect=True))
    missed = tries(contest, "Sai Một", 2)
    world.bar(missed)
    close()
    assert score(contest, missed, 1).unranked == ""


def test_a_void_attempt_moves_the_number(organiser: TestClient, clock: Clock) -> None:
    desk = desk_of(organiser, world.rules(attempts_allowed=3))
    entry = tries(desk.contest, "Lần Hai", 1, 3, 2)
    closed(desk, clock)
    void(desk.contest, attempts_of(entry)[1], SETTLED)
    assert rows(desk.browser.get(desk.url("/results")).text)[0][4] == "3"


def test_columns_of_the_usual_rules() -> None:
    assert results.columns(world.rules()) == results.ResultColumns()
