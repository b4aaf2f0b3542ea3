"""The digest at the desk: the numbers, the texts without names, the sieve, the ladder."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.feedback import service
from contest.feedback.models import Feedback
from contest.feedback.rules import PAGE
from contest.planning.making import COPY
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.web.database import reading, writing
from questions.folding import fold
from tests.contest.attempts.sitting import statements
from tests.contest.feedback.saying import Desk, Sayer, texts
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser, first, text

SAID = (("5", "Câu hỏi sát việc"), ("4", ""), ("4", "<b>Máy</b> chậm"), ("2", "Mở lâu hơn"))


@pytest.fixture
def said(desk: Desk) -> Desk:
    """Five people sat, four said something, three of them in words."""
    for number, (grade, words) in enumerate(SAID):
        Sayer.sat(desk.browser, desk.contest, f"Y Bích {number}").say(grade, words=words)
    Sayer.sat(desk.browser, desk.contest, "A Thui")
    Sayer.sat(desk.browser, desk.contest, "A Lan", hands_in=False)
    return desk


def grades(answer: Any) -> list[list[str]]:
    rows = HTMLParser(answer.text).css("#grades tbody tr")
    return [[text(cell) for cell in row.css("th, td")][:3] for row in rows]


def test_how_many_said_what(said: Desk) -> None:
    page = said.get()
    assert page.status_code == 200
    assert "4/5 người đã thi có góp ý; 75,0% hài lòng hoặc rất hài lòng." in texts(page, "main")[0]
    assert grades(page) == [
        ["Rất hài lòng", "1", "25,0%"],
        ["Hài lòng", "2", "50,0%"],
        ["Bình thường", "0", "0,0%"],
        ["Không hài lòng", "1", "25,0%"],
        ["Rất không hài lòng", "0", "0,0%"],
    ]


def test_a_grade_counts_as_long_as_its_attempt_does(desk: Desk) -> None:
    for grade in ("5", "2"):
        sayer = Sayer.sat(desk.browser, desk.contest, f"Y Bích {grade}")
        sayer.say(grade)
    order = Order(entropy.new_id(), world.STAFF, "Nhờ người làm hộ")
    with writing() as db:
        judging.void(db, order, desk.contest.round_id, sayer.attempt, OPENS + timedelta(minutes=2))
    assert "1/1 người đã thi có góp ý" in texts(desk.get(), "main")[0]


def test_the_order_of_texts_tells_nothing_of_who_wrote_when(desk: Desk) -> None:
    entries = [desk.contest.join(f"Y Lan {number}").entry_id for number in range(3)]
    with writing() as db:
        for minute, (entry, id) in enumerate(zip(entries, "cab", strict=True)):
            made = {"id": id * 13, "words": id, "folded": id, "grade": 3}
            at = OPENS + timedelta(minutes=minute)
            db.add(Feedback(round_id=desk.contest.round_id, entry_id=entry, changed_at=at, **made))
    with reading() as db:
        found = service.texts(db, desk.contest.round_id, service.Sieve(), 0, 9)
    assert [words for _, words in found] == ["a", "b", "c"]


def test_the_texts_have_no_name_and_lead_to_nobody(said: Desk) -> None:
    page = said.get()
    assert sorted(texts(page, ".suggestion .text")) == ["<b>Máy</b> chậm", "Câu hỏi sát việc", "Mở lâu hơn"]
    assert "&lt;b&gt;Máy" in page.text
    for hidden in ("Y Bích", "A Thui", "/entries/", "/attempts/", "08:0"):
        assert hidden not in page.text.replace("mở 08:00", "")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=may+cham", 1),
        ("?q=M%C3%81Y", 1),
        ("?q=tau", 0),
        ("?grade=2", 1),
        ("?grade=2&q=may", 0),
        ("?grade=1", 0),
        ("?q=%20", 3),
        ("?q=bich", 0),
        ("?q=%25", 3),
    ],
)
def test_the_sieve(said: Desk, query: str, count: int) -> None:
    page = said.get(query)
    assert len(texts(page, ".suggestion")) == count
    if not count:
        assert "Không có lời góp ý nào hợp với bộ lọc." in texts(page, "main")[0]


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?grade=6", "?grade=12", "?q=" + "x" * 81])
def test_a_bad_query_is_no_page(said: Desk, query: str) -> None:
    assert said.get(query).status_code == 404


def test_so_many_a_page_and_the_same_number_of_statements(said: Desk) -> None:
    said.get()
    with statements() as few:
        said.get()
    entries = [said.contest.join(f"Người {number}").entry_id for number in range(PAGE)]
    with writing() as db:
        of: dict[str, Any] = {"round_id": said.contest.round_id, "changed_at": OPENS, "grade": 3}
        for entry in entries:
            db.add(Feedback(entry_id=entry, words="Thêm máy", folded=fold("Thêm máy"), **of))
    with statements() as many:
        page = said.get("?q=")
    assert len(many) == len(few)
    assert len(texts(page, ".suggestion")) == PAGE
    assert len(texts(said.get("?page=2"), ".suggestion")) == 3
    assert "Danh sách không dài đến trang này." in said.get("?page=9").text
    assert "Trang 1/2" in texts(page, "nav.pages")[0]


def test_before_anybody_said_anything(desk: Desk) -> None:
    assert "Góp ý hiện ở đây khi có người nộp bài." in desk.get().text
    Sayer.sat(desk.browser, desk.contest, "A Thui")
    assert "1 người đã thi chưa ai góp ý." in texts(desk.get(), "main")[0]


def test_grades_without_words(desk: Desk) -> None:
    Sayer.sat(desk.browser, desk.contest, "A Thui").say("5")
    assert "Chưa ai viết lời góp ý nào." in desk.get().text


def test_the_rounds_page_leads_here(said: Desk) -> None:
    shown = HTMLParser(said.on().get(f"/rounds/{said.contest.round_id}").text)
    assert first(shown, f"#todo a[href='{said.path}']")


# --- switching ------------------------------------------------------------------------------------


def test_it_is_switched_off_and_on_and_noted(said: Desk) -> None:
    before = said.contest.audited()
    assert "đang hỏi ý kiến" in texts(said.get(), "#switch")[0]
    answer = said.switch("0")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{said.path}?done=off")
    page = said.get("?done=off")
    assert "không hỏi ý kiến" in texts(page, "#switch")[0] and len(grades(page)) == 5
    said.switch("0")
    assert said.contest.audited() == before + 1
    said.switch("1")
    assert said.contest.audited() == before + 2
    assert said.contest.view(OPENS).asks_feedback
    timeline = said.on().get(f"/rounds/{said.contest.round_id}/timeline").text
    assert "Tắt hỏi ý kiến sau khi nộp bài" in timeline and "Bật hỏi ý kiến sau khi nộp bài" in timeline


@pytest.mark.parametrize("asked", ["", "2", "yes"])
def test_it_is_on_or_off(desk: Desk, asked: str) -> None:
    assert desk.switch(asked).status_code == 422
    assert desk.contest.view(OPENS).asks_feedback


def test_a_copy_asks_as_its_original_does(desk: Desk) -> None:
    desk.switch("0")
    form = {
        "key": "0123456789abc",
        "base": f"{COPY}{desk.contest.round_id}",
        "title": "Lần sau",
        "organiser": "Xã",
    }
    times = {"opens_at": "06/10/2026 08:00", "closes_at": "07/10/2026 08:00", "bank": "bank"}
    answer = desk.on().post("/planning/new", data=form | times)
    assert answer.status_code == 303, answer.text[:2000]
    made = World(answer.headers["location"].split("/")[2].partition("?")[0])
    assert not made.view(OPENS + timedelta(minutes=1)).asks_feedback


# --- the ladder -----------------------------------------------------------------------------------


def paths(round_id: str) -> tuple[str, ...]:
    base = f"/feedback/{round_id}"
    return base, f"{base}/feedback.xlsx", f"{base}/feedback.csv"


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, contest: World) -> None:
    for path in paths(contest.round_id):
        answer = app_client.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    assert app_client.post(f"/feedback/{contest.round_id}/asking", data={"asked": "0"}).status_code == 401


@pytest.mark.parametrize("part", [None, *(each for each in ContestRole if each is not ContestRole.OWNER)])
def test_only_who_runs_it_reads(enter: Enter, part: ContestRole | None) -> None:
    browser = enter(Role.VIEWER)
    contest = world.make()
    if part:
        world.give_part(Role.VIEWER, contest.round_id, part)
    before = contest.audited()
    for path in paths(contest.round_id):
        assert browser.get(path).status_code == 403
    assert browser.post(f"/feedback/{contest.round_id}/asking", data={"asked": "0"}).status_code == 403
    assert contest.audited() == before and contest.view(OPENS).asks_feedback
    assert "/feedback/" not in browser.get(f"/rounds/{contest.round_id}").text


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(desk: Desk, bad: str) -> None:
    for path in paths(bad):
        assert desk.on().get(path).status_code == 404
    assert desk.on().post(f"/feedback/{bad}/asking", data={"asked": "0"}).status_code == 404


def test_wrong_methods(desk: Desk) -> None:
    for path in paths(desk.contest.round_id):
        assert desk.on().post(path).status_code == 405
    assert desk.get("/asking").status_code == 405
