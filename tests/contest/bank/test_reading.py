"""The page of a file that takes more than a moment: how far it is, then its rows, or why there are none."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import text as statement

from contest.bank import importing, reading_store, readings
from contest.bank.models import BankReading
from contest.bank.states import ReadingState
from contest.errors import Busy
from contest.web.database import current, reading, writing
from questions.formats.watching import Step
from questions.models import Bank
from tests.conftest import Clock
from tests.contest.bank import files
from tests.contest.bank.files import MIXED, send
from tests.parsed import HTMLParser, attr, first, text


@pytest.fixture
def hurry() -> Iterator[None]:
    """Nobody waits for a file."""
    readings.use_patience(0)
    yield
    readings.use_patience(120)


def put(bank: Bank, clock: Clock, **values: Any) -> str:
    """A reading as its thread left it; its address."""
    given: dict[str, Any] = {"file_name": "đề thi.docx", "created_at": clock.now, "touched_at": clock.now}
    row = BankReading(bank_id=bank.id or 0, **(given | values))
    with writing() as db:
        reading_store.add(db, row)
        return f"/bank/imports/reading/{row.id}"


def arrive(browser: TestClient, answer: Response) -> Any:
    """Where an upload ends: at once, where the machine is fast, else when its file is read."""
    address = answer.headers.get("location", "")
    return wait_for(browser, address) if "/reading/" in address else answer


def wait_for(browser: TestClient, address: str) -> Any:
    """The answer once the file is read."""
    for _ in range(600):
        answer = browser.get(address, follow_redirects=False)
        if answer.status_code != 200:
            return answer
        time.sleep(0.1)
    raise AssertionError("the file is never read")


def test_a_file_that_takes_longer_leads_to_a_page_that_waits(
    organiser: TestClient, hurry: None, clock: Clock
) -> None:
    bank = files.make_bank()
    done = arrive(organiser, send(organiser, bank, files.book(*MIXED), "tuần 1.xlsx"))
    assert done.status_code == 303
    page = HTMLParser(organiser.get(done.headers["location"]).text)
    assert text(first(page, "h1")) == "Xem trước: tuần 1.xlsx Chờ nhập"
    # The same file again is not read again.
    again = arrive(organiser, send(organiser, bank, files.book(*MIXED)))
    assert again.headers["location"] == done.headers["location"]


def test_one_that_is_no_file_of_questions_is_told_there(
    organiser: TestClient, hurry: None, clock: Clock
) -> None:
    bank = files.make_bank()
    told = arrive(organiser, send(organiser, bank, b"%PDF-1.7"))
    assert told.status_code == 422
    page = HTMLParser(told.text)
    assert "Đây là tệp PDF" in text(first(page, "#file-err"))
    assert attr(page, "form.bring", "action") == f"/bank/{bank.public_id}/upload"


@pytest.mark.parametrize(
    ("values", "said", "width"),
    [
        ({}, "Đang chờ đọc xong tệp khác", "0"),
        ({"state": ReadingState.READING}, "Đang đọc tệp", "0"),
        ({"state": ReadingState.READING, "step": "file"}, "Đang đọc chữ trong tệp", "0"),
        (
            {"state": ReadingState.READING, "step": "pictures", "done": 25, "total": 100},
            "Đang xử lý hình 25/100",
            "25",
        ),
        (
            {"state": ReadingState.READING, "step": "comparing", "done": 1999, "total": 2000},
            "Đang so với câu đã có trong ngân hàng 1.999/2.000",
            "99",
        ),
    ],
    ids=range(5),
)
def test_it_says_how_far_it_is(
    organiser: TestClient, clock: Clock, values: dict[str, Any], said: str, width: str
) -> None:
    address = put(files.make_bank(), clock, **values)
    page = HTMLParser(organiser.get(address).text)
    assert text(first(page, "h1")) == "Đang đọc đề thi.docx"
    assert text(first(page, "#reading .progress")).strip() == said
    assert attr(page, "#reading rect", "width") == width
    # Without script the page asks again by itself.
    assert attr(page, "noscript meta", "content") == "2"
    part = organiser.get(attr(page, "#reading", "hx-get"))
    assert part.status_code == 200 and "HX-Redirect" not in part.headers
    assert text(first(HTMLParser(part.text), ".progress")).strip() == said


def test_the_part_that_moves_sends_on_when_it_is_over(organiser: TestClient, clock: Clock) -> None:
    bank = files.make_bank()
    batch = files.bring(bank, files.book(*MIXED), clock.now)
    done = put(bank, clock, state=ReadingState.DONE, import_id=batch)
    wrong = put(bank, clock, state=ReadingState.FAILED, error="Tệp trống.")
    for address in (done, wrong):
        assert organiser.get(f"{address}/progress").headers["HX-Redirect"] == address
    assert organiser.get(done, follow_redirects=False).headers["location"] == f"/bank/imports/{batch}"
    assert "Tệp trống." in organiser.get(wrong).text


def test_one_whose_server_has_stopped_is_told_so(organiser: TestClient, clock: Clock) -> None:
    address = put(files.make_bank(), clock, state=ReadingState.READING)
    clock.move(seconds=readings.LOST.total_seconds())
    assert organiser.get(address).status_code == 200
    clock.move(seconds=1)
    answer = organiser.get(address)
    assert (answer.status_code, readings.LOST_SAID in answer.text) == (422, True)
    assert "HX-Redirect" in organiser.get(f"{address}/progress").headers


def test_so_many_wait_and_no_more(organiser: TestClient, clock: Clock) -> None:
    bank = files.make_bank()
    for _ in range(readings.MOST_WAITING):
        put(bank, clock)
    answer = send(organiser, bank, files.book(*MIXED))
    assert (answer.status_code, readings.BUSY in answer.text) == (422, True)
    # Those of a server that stopped do not count.
    clock.move(seconds=readings.LOST.total_seconds() + 1)
    assert send(organiser, bank, files.book(*MIXED)).status_code == 303


@pytest.mark.parametrize("state", [ReadingState.DONE, ReadingState.FAILED], ids=str)
def test_what_is_over_keeps_nobody_waiting(organiser: TestClient, clock: Clock, state: ReadingState) -> None:
    bank = files.make_bank()
    for _ in range(readings.MOST_WAITING):
        put(bank, clock, state=state)
    assert send(organiser, bank, files.book(*MIXED)).status_code == 303


@pytest.mark.parametrize("word", ["0" * 13, "x", "0" * 14, "KKKKKKKKKKKKK"])
@pytest.mark.parametrize("part", ["", "/progress"])
def test_what_is_not_there_is_not_there(organiser: TestClient, word: str, part: str) -> None:
    files.make_bank()
    assert organiser.get(f"/bank/imports/reading/{word}{part}").status_code == 404


@pytest.mark.parametrize("part", ["", "/progress"])
def test_others_see_nothing_of_it(viewer: TestClient, clock: Clock, part: str) -> None:
    address = put(files.make_bank(), clock) + part
    assert viewer.get(address).status_code in (403, 404)
    assert viewer.post(address).status_code == 405
    viewer.cookies.clear()
    assert viewer.get(address, follow_redirects=False).status_code in (303, 401)


def test_they_are_swept_after_a_day(organiser: TestClient, clock: Clock) -> None:
    bank = files.make_bank()
    old = put(bank, clock, touched_at=clock.now - importing.KEPT_READ - timedelta(seconds=1))
    young = put(bank, clock, touched_at=clock.now - importing.KEPT_READ)
    importing._looked_at = None
    importing.sweep_due(clock.now)
    with reading() as db:
        there = [reading_store.find(db, address.rsplit("/", 1)[1]) for address in (old, young)]
    assert there[0] is None and there[1] is not None


def test_a_database_that_fails_leaves_nobody_waiting(organiser: TestClient, clock: Clock) -> None:
    """The bank goes while its file is read: the rows can't be stored."""
    bank = files.make_bank()
    with writing() as db:
        brought = readings.bring(db, files.STAFF, bank, "x.xlsx", files.book(*MIXED), clock.now)
    readings.begin(replace(brought, bank_id=10**6))
    with reading() as db:
        came = readings.outcome(db, brought.reading_id, clock.now)
    assert (came.state, came.error) == (ReadingState.FAILED, readings.FAULT)


def test_a_strangers_lock_costs_words_and_no_file(
    organiser: TestClient, hurry: None, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opens the database with another tool while a sound file is read: it is read all the same."""
    monkeypatch.setattr(readings, "AGAIN", 0.05)
    bank = files.make_bank()
    with writing() as db:
        brought = readings.bring(db, files.STAFF, bank, "x.xlsx", files.book(*MIXED), clock.now)
    done = threading.Event()
    thread = threading.Thread(target=readings._work, args=(brought, done))
    with current().connect() as stranger:
        if current().is_sqlite:
            with closing(current().writer.raw_connection()) as waiting:
                # It goes back to the pool, and the reading meets the lock at once.
                waiting.cursor().execute("PRAGMA busy_timeout=20")
        stranger.execute(statement("SELECT 1" if current().is_sqlite else "LOCK TABLE bank_reading"))
        thread.start()
        assert not done.wait(1.5), "it waits with what it has read"
        stranger.rollback()
    assert done.wait(60)
    thread.join()
    with reading() as db:
        came = readings.outcome(db, brought.reading_id, clock.now)
    assert (came.state, came.error) == (ReadingState.DONE, "")
    assert came.import_id


def test_a_lock_that_stays_is_told_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "AGAIN", 0.0)
    tried: list[int] = []

    def write() -> None:
        tried.append(1)
        raise Busy

    with pytest.raises(Busy):
        readings._insisted(write)
    assert len(tried) == readings.TRIES


def test_after_a_word_that_was_left_out_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word would wait five seconds for the lock, and the child has forty."""
    tried: list[dict[str, Any]] = []

    def busy(_: str, **values: Any) -> None:
        tried.append(values)
        raise Busy

    monkeypatch.setattr(readings, "_note", busy)
    words = readings._Words("x")
    words.tell(Step.PICTURES, 1, 2)
    words.tell(Step.PICTURES, 2, 2)
    assert tried == [{"state": ReadingState.READING, "step": Step.PICTURES, "done": 1, "total": 2}]
    monkeypatch.setattr(readings, "SILENT", -1.0)
    words._silent_until = 0.0
    words.say()
    words.say()
    assert tried[1:] == [{}, {}]
