"""One request: answered, put off once, done or refused, each step in the chain."""

from __future__ import annotations

import pytest

from contest.audit import service as audit
from contest.people import service as people
from contest.privacy.states import Kind
from contest.rounds import keeping
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.privacy.own_phone import said
from tests.contest.privacy.requests_desk import Desk, chips, desk
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS
from tests.parsed import HTMLParser

__all__ = ["app_client", "desk", "enter", "fresh", "organiser", "viewer"]


def test_the_first_answer_stops_the_first_clock_and_is_read_on_the_phone(desk: Desk, clock: Clock) -> None:
    request = desk.ask()
    answer = desk.post(f"/{request}/answer", reply="Bạn xem ở <b>trang</b> này")
    assert answer.headers["location"].endswith(f"/{request}?done=answered")
    desk.later(clock, "2026-10-06 09:00:00")
    desk.post(f"/{request}/answer", reply="Thêm: đã gửi")
    assert desk.one(request).answered_at == OPENS
    assert "Thêm: đã gửi" in said(desk.phone.get(), ".own-asked")


@pytest.mark.parametrize("sent", [{}, {"reply": ""}, {"reply": "a" * 1001}, {"reply": "a", "x": "1"}])
def test_no_answer_is_none(desk: Desk, sent: dict[str, str]) -> None:
    request = desk.ask()
    assert desk.post(f"/{request}/answer", **sent).status_code == 422
    assert desk.one(request).answered_at is None


def test_more_time_is_given_once_with_a_reason(desk: Desk) -> None:
    request = desk.ask()
    assert desk.post(f"/{request}/extension", days="15", reason="").status_code == 422
    wrong = desk.post(f"/{request}/extension", days="16", reason="Chờ trường")
    assert wrong.status_code == 422 and "từ 1 đến 15" in said(wrong, "#days-err")
    kept = HTMLParser(wrong.text).css_first("#reason")
    assert kept is not None and kept.attributes["value"] == "Chờ trường"
    assert desk.post(f"/{request}/extension", days="15", reason="Chờ trường").status_code == 303
    found = desk.one(request)
    assert (found.extension, found.extended_for, str(found.due.do_by)) == (15, "Chờ trường", "2026-10-30")
    again = desk.post(f"/{request}/extension", days="1", reason="Nữa")
    assert again.status_code == 422 and desk.one(request).extension == 15


def test_done_is_done_and_twice_says_so(desk: Desk) -> None:
    request = desk.ask()
    assert desk.post(f"/{request}/outcome", outcome="done", reply="Xong").status_code == 303
    assert desk.post(f"/{request}/outcome", outcome="refused", reply="Không").status_code == 409
    found = desk.one(request)
    assert (found.outcome.value, found.reply, found.answered_at) == ("done", "Xong", OPENS)
    assert chips(desk.get()) == ["Đã làm xong"]


def test_refusing_takes_a_reason(desk: Desk) -> None:
    request = desk.ask()
    wrong = desk.post(f"/{request}/outcome", outcome="refused")
    assert wrong.status_code == 422 and said(wrong, "#end-words-err")
    assert (
        desk.post(f"/{request}/outcome", outcome="refused", reply="Danh sách đã ban hành").status_code == 303
    )
    assert "Danh sách đã ban hành" in said(desk.phone.get(), ".own-asked")


def test_deleting_is_done_at_the_desk_at_once(desk: Desk) -> None:
    request = desk.ask(Kind.DELETE, "Tôi, Lê Văn Nam")
    assert desk.post(f"/{request}/outcome", outcome="done", act="1").status_code == 303
    assert desk.phone.person().name == ""
    found = desk.one(request)
    assert (found.outcome.value, found.words) == ("done", "")


def test_without_the_tick_nobody_is_deleted(desk: Desk) -> None:
    request = desk.ask(Kind.DELETE)
    desk.post(f"/{request}/outcome", outcome="done")
    assert desk.phone.person().name == "Lê Văn Nam"


def test_nobody_is_deleted_in_the_middle_of_a_paper(desk: Desk) -> None:
    request = desk.ask(Kind.DELETE)
    desk.contest.start(desk.phone.joined.entry_id, OPENS)
    answer = desk.post(f"/{request}/outcome", outcome="done", act="1")
    assert answer.status_code == 409 and "Người này đang làm bài" in answer.text
    assert desk.one(request).outcome.value == ""


def test_taking_consent_back_is_done_at_the_desk(desk: Desk) -> None:
    request = desk.ask(Kind.WITHDRAW)
    desk.post(f"/{request}/outcome", outcome="done", act="1")
    assert not desk.phone.entry().consent_publish


def test_every_step_is_in_the_chain_by_ids_alone(desk: Desk) -> None:
    request = desk.ask(words="Tôi tên Lê Văn Nam")
    desk.post(f"/{request}/answer", reply="Chào anh Nam")
    desk.post(f"/{request}/extension", days="3", reason="Chờ trường gửi")
    desk.post(f"/{request}/outcome", outcome="done", reply="Xong")
    with reading() as db:
        rows, _ = audit.about(db, [desk.contest.view(OPENS).campaign_id], 0, 100)
        named = people.full_names(db, [desk.phone.joined.entry_id])
    steps = [row.action for row in reversed(rows) if row.action.startswith("privacy.")]
    assert steps == ["privacy.ask", "privacy.answer", "privacy.extend", "privacy.done"]
    assert named and all("Nam" not in str(row.detail) for row in rows)
    assert desk.contest.audited() >= 4


def test_what_was_said_goes_when_the_names_go(desk: Desk, clock: Clock) -> None:
    request = desk.ask(words="Tôi tên Lê Văn Nam")
    desk.post(f"/{request}/answer", reply="Chào anh Nam")
    keeping.erase(desk.contest.view(OPENS).campaign_id, clock.now)
    found = desk.one(request)
    assert (found.words, found.reply, found.answered_at) == ("", "", OPENS)
