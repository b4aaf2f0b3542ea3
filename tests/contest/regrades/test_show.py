"""The page of one regrade: what it tells, applying it, dropping it, the workbook; what participants see."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import Role
from contest.lists.sheets import MEDIA_TYPE
from contest.lists.tables import Ending
from contest.people import guards
from contest.regrades import applying, export, prizes, service, showing, trying
from contest.regrades.prizes import Prize
from contest.ruleset.rules import PredictionTarget
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.lists.test_tables import lines
from tests.contest.regrades import world
from tests.contest.regrades.desk import Desk
from tests.contest.regrades.test_index import desk
from tests.contest.regrades.world import APPLIED, CORRECTED, REASON, TRIED, Recount
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.world import STAFF
from tests.parsed import attr, first, text

__all__ = ["desk"]  # a fixture; pytest finds it by its name here


def figures(page: HTMLParser) -> dict[str, str]:
    """The numbers of the summary."""
    return {text(first(one, "dt")): text(first(one, "dd b")) for one in page.css("dl.figures div")}


def cells(page: HTMLParser, table: str) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [[text(cell) for cell in row.css("td")] for row in page.css(f"{table} tbody tr")]


def test_a_trial_tells_all_that_would_change(desk: Desk) -> None:
    desk.made.correct(0, 1)
    desk.made.correct(1, 1)
    path = desk.tried()
    page = desk.page(path)
    assert figures(page) == {
        "Bài có câu đã sửa": "3",
        "Bài đổi kết quả": "3",
        "Bài tăng điểm": "1",
        "Bài giảm điểm": "2",
        "Người đổi hạng": "3",
    }
    assert cells(page, "#changed") == [
        ["A Lan", "0 → 2", "0 → 2", "3 → 1"],
        ["A Thui", "3 → 1", "3 → 1", "1 → 2"],
        ["Y Bích", "2 → 0", "2 → 0", "2 → 3"],
    ]
    assert cells(page, "section[aria-labelledby=top]") == [
        ["A Lan", "3", "1"],
        ["A Thui", "1", "2"],
        ["Y Bích", "2", "3"],
    ]
    assert cells(page, "section[aria-labelledby=keys]") == [
        ["Câu số 0 của bộ cds?", "Một", "Hai"],
        ["Câu số 1 của bộ cds?", "Một", "Hai"],
    ]
    assert REASON in text(page) and "Mới chấm thử, chưa đổi gì" in text(first(page, ".banner"))
    link = attr(first(page, "#changed tbody"), "a", "href")
    assert desk.browser.get(link).status_code == 200


def test_while_it_is_tried_it_says_how_far_it_is(desk: Desk) -> None:
    desk.made.correct(0, 1)
    answer = desk.send()
    page = HTMLParser(desk.browser.get(answer.headers["location"]).text)
    assert "Chấm thử theo đáp án mới" in text(first(page, ".banner"))
    assert page.css_first("#apply") is None and page.css_first("dl.figures") is None
    excel = desk.browser.get(f"{answer.headers['location']}/changes.xlsx")
    assert excel.status_code == 409
    assert service.NOT_READY in text(first(HTMLParser(excel.text), ".banner.is-wrong"))


def test_it_is_applied_and_says_so(desk: Desk, clock: Clock) -> None:
    desk.made.correct(0, 1)
    path = desk.tried()
    form = first(desk.page(path), "#apply form")
    clock.set(APPLIED)
    assert desk.browser.post(str(form.attributes["action"])).status_code == 303
    page = desk.page(path)
    assert applying.IN_WORDS in text(first(page, ".banner"))
    assert not page.css("main form"), "nothing can be pressed meanwhile"
    rounds.work(clock.now)
    page = desk.page(path)
    assert "Đã áp dụng" in text(first(page, ".banner.is-saved"))
    assert not page.css("main form")
    assert cells(page, "#changed")[0] == ["A Thui", "3 → 2", "3 → 2", "1, giữ nguyên"]
    row = first(desk.page(), "section[aria-labelledby=past] li")
    assert text(first(row, ".chip")) == "Đã áp dụng" and REASON in text(row)
    board = HTMLParser(desk.browser.get(f"/rounds/{desk.made.round_id}/results").text)
    assert "2/3" in text(first(board, "table.results tbody tr"))
    told = text(HTMLParser(desk.browser.get(f"/rounds/{desk.made.round_id}/timeline").text))
    assert "Áp dụng kết quả chấm lại, 3 bài đổi kết quả, 0 người đổi hạng" in told
    assert "Ghi xong kết quả chấm lại của 3 bài" in told and "Chấm thử theo đáp án đã sửa" in told


def test_it_is_dropped_and_stays_to_be_read(desk: Desk) -> None:
    desk.made.correct(0, 1)
    path = desk.tried()
    assert desk.browser.post(desk.url(f"{path}/dropping")).status_code == 303
    page = desk.page(path)
    assert "Đã bỏ" in text(first(page, ".banner")) and not page.css("main form")
    assert len(cells(page, "#changed")) == 3
    answer = desk.browser.post(desk.url(f"{path}/application"))
    assert answer.status_code == 409
    assert service.IS_DROPPED in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_one_that_no_longer_holds_can_only_be_tried_anew(desk: Desk) -> None:
    desk.made.correct(0, 1)
    path = desk.tried()
    desk.made.correct(0, 2, CORRECTED.replace(minute=13))
    page = desk.page(path)
    assert service.KEYS_MOVED in text(first(page, ".banner.is-wrong"))
    assert page.css_first("#apply") is None
    answer = desk.browser.post(desk.url(f"{path}/application"))
    assert answer.status_code == 409
    assert service.KEYS_MOVED in text(first(HTMLParser(answer.text), ".banner.is-wrong"))
    again = desk.tried()
    assert again != path and desk.page(again).css_first("#apply") is not None


def test_what_failed_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.made.correct(0, 1)
    real = trying.trying.keys

    def broken(*_: object) -> dict[str, str]:
        raise OSError("the disk is gone")

    monkeypatch.setattr(trying.trying, "keys", broken)
    location = desk.send().headers["location"]
    for minute in range(6):
        rounds.work(TRIED.replace(minute=TRIED.minute + minute))
    page = HTMLParser(desk.browser.get(location).text)
    assert "OSError" in text(first(page, ".banner.is-wrong"))
    monkeypatch.setattr(trying.trying, "keys", real)
    form = next(one for one in page.css("main form") if str(one.attributes["action"]).endswith("resumption"))
    assert desk.browser.post(str(form.attributes["action"])).status_code == 303
    rounds.work(TRIED.replace(minute=TRIED.minute + 7))
    assert HTMLParser(desk.browser.get(location).text).css_first("#apply") is not None
    late = desk.browser.post(f"{location}/resumption")
    assert late.status_code == 409


def test_what_stays_is_said(enter: Enter, clock: Clock) -> None:
    made = world.make(rounds.predicting(PredictionTarget.PERFECT_ATTEMPTS))
    made.answer("A Thui", (0, 0, 0), prediction=1)
    made.end()
    made.correct(0, 1)
    prizes.use_prizes(None, lambda db, view: ["danh sách trao giải bản số 2"])
    regrade = made.tried()
    clock.set(TRIED)
    with writing() as db:
        rounds.give_parts(db, made.round_id)
    browser = enter(Role.ORGANISER)
    with writing() as db:
        rounds.give_parts(db, made.round_id)
    said = [text(one) for one in Desk(browser, made).page(f"/{regrade}").css("section ul.plain li")]
    assert said[0].startswith("Đáp số câu dự đoán vẫn là 1, như đã chốt lúc đóng vòng")
    assert said[1].startswith("Đã phát hành danh sách trao giải bản số 2: bản ấy giữ nguyên.")


@pytest.mark.parametrize("target", [PredictionTarget.PARTICIPANTS, PredictionTarget.ATTEMPTS, None])
def test_a_prediction_that_no_key_touches_is_not_named(
    sqlite_database: object, target: PredictionTarget | None
) -> None:
    made = world.make(rounds.rules(prediction=target))
    made.answer("A Thui", (0, 0, 0), prediction=1 if target else None)
    made.end()
    with reading() as db:
        assert showing.frozen(db, made.view(TRIED), TRIED).truth is None


def test_whose_prize_changes(desk: Desk) -> None:
    desk.made.correct(0, 1)
    with reading() as db:
        (first_entry, *_) = rounds.standings.every(db, desk.made.round_id)
    prizes.use_prizes(lambda *_: [Prize(first_entry.entry_id, "Nhất", "")], None)
    page = desk.page(desk.tried())
    assert cells(page, "section[aria-labelledby=prizes]") == [["A Thui", "Nhất", "không có giải"]]


# --- the workbook ---------------------------------------------------------------------------------


def test_the_workbook_says_the_same(desk: Desk) -> None:
    desk.made.correct(0, 1)
    path = desk.tried()
    before = desk.made.audited()
    answer = desk.browser.get(desk.url(f"{path}/changes.xlsx"))
    assert answer.status_code == 200 and answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["content-disposition"] == 'attachment; filename="cham-lai-cds-1.xlsx"'
    assert desk.made.audited() == before + 1, "that names left the server is noted"
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Thay đổi").to_python()
    assert f"Lý do: {REASON}" in rows[2]
    assert "CHƯA ÁP DỤNG" in str(rows[1][0])
    at = rows.index([*export.COLUMNS, *export.RANKS])
    assert rows[at + 1 :] == [
        ["A Thui", "", 1, 3, 2, 3, 2, 1, 1],
        ["Y Bích", "", 1, 2, 1, 2, 1, 2, 2],
        ["A Lan", "", 1, 0, 1, 0, 1, 3, 3],
    ]


def test_a_name_that_is_a_formula_stays_text(sqlite_database: object) -> None:
    made = world.make()
    made.answer("=cmd|' /C calc'!A0", (0, 0, 0))
    made.end()
    made.correct(0, 1)
    regrade = made.tried()
    with reading() as db:
        book = export.workbook(db, made.round_id, regrade, TRIED)
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_name("Thay đổi").to_python()
    assert book.people == 1 and str(rows[-1][0]).startswith("=cmd")


# --- participants ---------------------------------------------------------------------------------


def receipt(desk: Desk, made: Recount, name: str, entry: str) -> HTMLParser:
    """What somebody sees of their own."""
    desk.browser.cookies.set(guards.ENTRY_COOKIE, guards.issue([entry], "0" * 13))
    answer = desk.browser.get(f"/attempts/{made.attempts[name][0]}/receipt")
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def test_participants_see_the_new_marks_once_it_is_applied_and_not_before(desk: Desk, clock: Clock) -> None:
    made = desk.made
    with reading() as db:
        placed = list(rounds.standings.every(db, made.round_id))
        entries = dict(zip(rounds.names(db, placed), (one.entry_id for one in placed), strict=True))
    made.correct(0, 1)
    made.correct(1, 1)
    regrade = made.tried()
    page = receipt(desk, made, "A Lan", entries["A Lan"])
    assert text(first(page, ".tally")).startswith("0 trên 3") and "3 / 3 người" in text(first(page, ".score"))
    clock.set(APPLIED)
    with writing() as db:
        service.apply(db, STAFF, made.round_id, regrade, APPLIED)
    rounds.work(APPLIED)
    page = receipt(desk, made, "A Lan", entries["A Lan"])
    assert text(first(page, ".tally")).startswith("2 trên 3") and "1 / 3 người" in text(first(page, ".score"))


def test_the_changes_as_csv(desk: Desk) -> None:
    made = desk.made
    made.correct(0, 1)
    regrade = made.tried()
    with reading() as db:
        book = export.workbook(db, made.round_id, regrade, TRIED, Ending.CSV)
    titles, *found = lines(book.content)
    assert titles == [*export.COLUMNS, *export.RANKS]
    assert found[0] == ["A Thui", "", "1", "3", "2", "3", "2", "1", "1"]
    assert book.name.endswith(".csv")
