"""The page of one's complaints: where each stands, the answer, what the server saw; taking one back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.attempts.models import AnswerEvent
from contest.results.complaint_rules import Refusal
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.web.database import Database, writing
from questions import service as questions
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, UNTIL, WORDS, Sitter, audited, put, said, stored, texts
from tests.contest.rounds.world import OPENS, World
from tests.contest.selects import selects

ROWS = ".complaint-trail li"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_it_offers_the_form_and_says_until_when(sitter: Sitter) -> None:
    page = sitter.get()
    assert page.status_code == 200
    assert f"/results/complaints/{sitter.attempt}/new" in page.text
    assert "Nhận khiếu nại đến 10 giờ 1 phút thứ Năm, 08/10." in plain(said(page, "main"))
    assert sitter.receipt() in said(page, "main")


def test_what_the_server_saw_stands_there_in_order(sitter: Sitter) -> None:
    rows = [plain(row) for row in texts(sitter.get(), ROWS)]
    assert rows[0] == "08:00:00, 05/10/2026 Bắt đầu làm bài"
    assert rows[1:4] == [f"08:01:00 Câu {slot} đã ghi" for slot in (1, 2, 3)]
    assert rows[4:] == ["08:01:00 Nộp bài"]


def test_what_came_too_late_is_there_and_does_not_count(
    contest: World, app_client: TestClient, clock: Clock
) -> None:
    sitter = complaining.sitter(app_client, contest, "Y Bích", right=-1)
    late: dict[str, Any] = {
        "attempt_id": sitter.attempt,
        "lease": 1,
        "seq": 9,
        "slot": 2,
        "answer": "x",
        "fate": "late",
    }
    stale: dict[str, Any] = late | {
        "op_id": "b",
        "received": OPENS + timedelta(minutes=12),
        "fate": "stale",
        "answer": "",
    }
    with writing() as db:
        db.add(AnswerEvent(**late, op_id="a", received=OPENS + timedelta(minutes=11)))
        db.add(AnswerEvent(**stale))
    complaining.close()
    clock.set(NOW)
    rows = texts(sitter.get(), ROWS)
    assert rows[1:] == [
        "08:10:00 Hết giờ làm bài",
        "08:11:00 Câu 2 đến sau giờ, không tính",
        "08:12:00 Câu 2, để trống từ máy cũ, không tính",
    ]
    assert texts(sitter.get(), f"{ROWS}.off") == rows[2:]


def test_no_answer_no_question_and_no_key_is_told(sitter: Sitter) -> None:
    text = sitter.get().text
    with writing() as db:
        found = questions.keys(db, {1, 2, 3})
    assert len(found) == 3
    for word in (
        "Đúng một",
        "Sai hai",
        "Câu hỏi số",
        *(one for _, key in found.values() for one in key.right),
    ):
        assert word not in text


@pytest.mark.parametrize(
    ("state", "chip", "sentence"),
    [
        ("open", "Mới nhận", "Ban Tổ chức đã nhận, trả lời chậm nhất 11 giờ 1 phút thứ Bảy, 10/10."),
        ("looking", "Đang xem", "Ban Tổ chức đang xem, trả lời chậm nhất 11 giờ 1 phút thứ Bảy, 10/10."),
        ("answered_upheld", "Chấp nhận", "Ban Tổ chức chấp nhận khiếu nại."),
        ("answered_refused", "Không chấp nhận", "Ban Tổ chức không chấp nhận khiếu nại."),
        ("withdrawn", "Đã rút", "Bạn đã rút khiếu nại này."),
    ],
)
def test_where_each_stands(sitter: Sitter, contest: World, state: str, chip: str, sentence: str) -> None:
    put(contest, sitter, NOW, state=state)
    page = sitter.get()
    assert texts(page, ".complaint .chip") == [chip]
    assert sentence in plain(said(page, ".complaint"))
    assert bool(texts(page, ".complaint form")) is (state in ("open", "looking"))
    assert (Refusal.WAITING in said(page, "main")) is (state in ("open", "looking"))


def test_a_promise_that_was_not_kept_is_said(sitter: Sitter, contest: World, clock: Clock) -> None:
    put(contest, sitter, NOW)
    clock.set(NOW + timedelta(days=5, milliseconds=1))
    page = sitter.get()
    assert "trả lời chậm: hạn là 11 giờ 1 phút thứ Bảy, 10/10" in plain(said(page, ".complaint"))
    assert texts(page, ".complaint .chip.is-wrong") == ["Mới nhận"]


def test_words_and_answer_are_text(sitter: Sitter, contest: World) -> None:
    put(
        contest, sitter, NOW, words="<b>A</b>\nB", answer="<i>C</i>", state="answered_refused", decided_at=NOW
    )
    assert texts(sitter.get(), ".complaint-words") == ["<b>A</b> B", "<i>C</i>"]


def test_what_was_just_done_is_said_while_it_is_so(sitter: Sitter, contest: World) -> None:
    sitter.complain()
    assert said(sitter.get("?done=sent"), ".banner").startswith("Đã gửi khiếu nại.")
    (row,) = stored()
    sitter.post(f"/{row.id}/withdrawal")
    assert texts(sitter.get("?done=sent"), ".banner") == []
    assert texts(sitter.get("?done=withdrawn"), ".banner") == ["Đã rút khiếu nại."]
    assert texts(sitter.get("?done=x"), ".banner") == []


def test_after_the_time_the_page_stays(sitter: Sitter, contest: World, clock: Clock) -> None:
    put(contest, sitter, NOW, state="answered_upheld", answer="Đã cộng lại.", decided_at=NOW)
    clock.set(UNTIL + timedelta(days=30))
    page = sitter.get()
    assert Refusal.LATE in said(page, "main")
    assert "Đã cộng lại." in said(page, ".complaint")
    assert f"{sitter.root}/new" not in page.text


def test_a_page_asks_as_often_with_many_as_with_one(
    sitter: Sitter, contest: World, sqlite_database: Database
) -> None:
    put(contest, sitter, NOW)
    sitter.get()
    seen = selects(sqlite_database)
    sitter.get()
    few = len(seen)
    for minute in range(8):
        put(contest, sitter, NOW - timedelta(minutes=minute), state="withdrawn")
    seen.clear()
    sitter.get()
    assert len(seen) == few


# --- the way here ---------------------------------------------------------------------------------


def test_the_receipt_leads_here_and_says_until_when(sitter: Sitter, clock: Clock) -> None:
    receipt = f"/attempts/{sitter.attempt}/receipt"
    page = sitter.on().get(receipt)
    assert f'href="{sitter.root}"' in page.text
    assert "Khiếu nại đến 10 giờ 1 phút thứ Năm, 08/10." in plain(said(page, "main"))
    clock.set(UNTIL)
    page = sitter.on().get(receipt)
    assert f'href="{sitter.root}"' in page.text
    assert "Khiếu nại đến" not in said(page, "main")


def test_the_receipt_of_a_round_that_goes_on_does_not(contest: World, app_client: TestClient) -> None:
    sitter = complaining.sitter(app_client, contest, "Y Bích")
    page = sitter.on().get(f"/attempts/{sitter.attempt}/receipt")
    assert page.status_code == 200
    assert sitter.root not in page.text


def test_a_void_attempts_page_leads_here(sitter: Sitter, contest: World) -> None:
    with writing() as db:
        judging.void(
            db, Order("o" * 13, "s" * 13, "Nhờ người khác làm"), contest.round_id, sitter.attempt, NOW
        )
    page = sitter.on().get(f"/attempts/{sitter.attempt}/receipt")
    assert page.status_code == 410
    assert f'href="{sitter.root}"' in page.text
    rows = texts(sitter.get(), ROWS)
    assert rows[-2:] == ["08:01:00 Nộp bài", "11:01:00 Hủy bài Ban Tổ chức"]
    assert "Nhờ người khác" not in sitter.get().text, "the reason stands on the receipt's page"
    assert sitter.complain().status_code == 303


# --- taking one back ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["open", "looking"])
def test_one_that_waits_is_taken_back(sitter: Sitter, contest: World, state: str) -> None:
    made = put(contest, sitter, NOW, state=state)
    answer = sitter.post(f"/{made}/withdrawal")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{sitter.root}?done=withdrawn")
    (row,) = stored()
    assert (row.state, row.decided_at, row.decided_by, row.words) == ("withdrawn", NOW, "", WORDS)
    assert audited(contest) == [("results.withdraw", sitter.entry, sitter.attempt)]


@pytest.mark.parametrize("state", ["answered_upheld", "answered_refused", "withdrawn"])
def test_one_that_ended_stays(sitter: Sitter, contest: World, state: str) -> None:
    made = put(contest, sitter, NOW, state=state)
    answer = sitter.post(f"/{made}/withdrawal")
    assert answer.status_code == 409
    assert "đã được trả lời hoặc đã rút" in said(answer, ".is-wrong")
    assert stored()[0].state == state
    assert audited(contest) == []


def test_nobody_takes_back_anothers(sitter: Sitter, contest: World) -> None:
    other = complaining.Sitter(sitter.browser, contest.join("A Lan").entry_id, sitter.attempt)
    made = put(contest, sitter, NOW)
    assert other.post(f"/{made}/withdrawal").status_code == 404
    assert sitter.post(f"/{'0' * 13}/withdrawal").status_code == 404
    assert sitter.post("/x/withdrawal").status_code in (404, 422)
    assert stored()[0].state == "open"


def test_below_ones_own_attempt_neither(contest: World, app_client: TestClient, clock: Clock) -> None:
    one, two = (complaining.sitter(app_client, contest, name) for name in ("Y Bích", "A Thui"))
    complaining.close()
    clock.set(NOW)
    made = put(contest, one, NOW)
    assert two.post(f"/{made}/withdrawal").status_code == 404
    assert stored()[0].state == "open"


def test_it_takes_a_form(sitter: Sitter, contest: World) -> None:
    made = put(contest, sitter, NOW)
    assert sitter.get(f"/{made}/withdrawal").status_code in (404, 405)
    assert sitter.post("").status_code in (404, 405)
