"""The desk's pages about requests: who sees them, the clock in words, answering, doing, refusing."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import Role
from contest.audit import service as audit
from contest.people import service as people
from contest.privacy import requests
from contest.privacy.states import Kind
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, app_client, enter, fresh, organiser, viewer
from tests.contest.rounds.world import OPENS, World
from tests.contest.selects import selects
from tests.parsed import HTMLParser

__all__ = ["app_client", "enter", "fresh", "organiser", "viewer"]


class Desk:
    """An organiser at the desk of a contest, and somebody who asks from their phone."""

    def __init__(self, browser: TestClient, contest: World) -> None:
        self.browser, self.contest = browser, contest
        self.staff = browser.cookies[COOKIE]
        self.root = f"/privacy/{contest.round_id}/requests"
        self.phone = Phone(browser, join(contest, "Lê Văn Nam"))

    def ask(self, kind: Kind = Kind.VIEW, words: str = "Cho tôi xem") -> str:
        """They ask; the request."""
        with writing() as db:
            campaign = self.contest.view(OPENS).campaign_id
            return requests.ask(db, campaign, self.phone.joined.entry_id, kind, words, OPENS)

    def as_staff(self) -> TestClient:
        """The organiser's browser again."""
        self.browser.cookies.clear()
        self.browser.cookies.set(COOKIE, self.staff)
        return self.browser

    def later(self, clock: Clock, moment: str) -> None:
        """Another day: the organiser has logged in again."""
        clock.set(moment)
        with writing() as db:
            member = accounts.find(db, Role.ORGANISER.value)
            assert member is not None
            self.staff = accounts.open_session(db, member.id, clock.now)

    def get(self, path: str = "") -> Any:
        """A page."""
        return self.as_staff().get(self.root + path)

    def post(self, path: str, **fields: str) -> Any:
        """A form."""
        return self.as_staff().post(self.root + path, data=fields)

    def one(self, request: str, now: Any = OPENS) -> requests.Request:
        """As it is stored."""
        with reading() as db:
            return requests.read(db, self.contest.view(OPENS).campaign_id, request, now)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    made = world.make()
    clock.set(OPENS)
    return Desk(organiser, made)


GETS = ("", "/new", "/{}")
POSTS = ("/new", "/{}/answer", "/{}/extension", "/{}/outcome")


@pytest.mark.parametrize("path", GETS)
def test_a_stranger_is_led_to_the_door(desk: Desk, path: str) -> None:
    path = desk.root + path.format(desk.ask())
    desk.browser.cookies.clear()
    answer = desk.browser.get(path)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/accounts/login")


@pytest.mark.parametrize("path", POSTS)
def test_a_strangers_form_is_401(desk: Desk, path: str) -> None:
    path = desk.root + path.format(desk.ask())
    desk.browser.cookies.clear()
    assert desk.browser.post(path, data={}).status_code == 401


@pytest.mark.parametrize("path", GETS)
def test_who_only_looks_at_the_contest_reads_no_request(viewer: TestClient, clock: Clock, path: str) -> None:
    desk = Desk(viewer, world.make())
    assert desk.get(path.format(desk.ask())).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_who_only_looks_changes_none(viewer: TestClient, clock: Clock, path: str) -> None:
    desk = Desk(viewer, world.make())
    request = desk.ask()
    assert desk.post(path.format(request), reply="x").status_code == 403
    assert desk.one(request).answered_at is None


def test_who_has_no_part_in_the_contest_finds_nothing(desk: Desk, enter: Enter, clock: Clock) -> None:
    request = desk.ask()
    desk.browser.cookies.clear()
    desk.staff = enter(Role.VIEWER).cookies[COOKIE]
    assert desk.get().status_code == 404
    assert desk.get(f"/{request}").status_code == 404
    assert desk.post(f"/{request}/answer", reply="x").status_code == 404


def test_a_request_of_another_contest_is_not_there(desk: Desk) -> None:
    request = desk.ask()
    other = world.make(slug="khac", bank=0)
    desk.root = f"/privacy/{other.round_id}/requests"
    assert desk.get(f"/{request}").status_code == 404
    assert desk.post(f"/{request}/answer", reply="x").status_code == 404
    assert desk.post(f"/{request}/outcome", outcome="done").status_code == 404


@pytest.mark.parametrize("path", ["/0000000000000", "/x", "/%20"])
def test_a_bad_id(desk: Desk, path: str) -> None:
    assert desk.get(path).status_code in (404, 422)


# --- the list -------------------------------------------------------------------------------------


def chips(answer: Any) -> list[str]:
    """Where each request stands, in words."""
    return [each.text(strip=True) for each in HTMLParser(answer.text).css("td .chip")]


def test_an_empty_list_says_so(desk: Desk) -> None:
    assert "Không có yêu cầu nào đang chờ" in said(desk.get(), ".empty")


def test_the_most_urgent_is_on_top_and_lateness_is_said_in_words(desk: Desk, clock: Clock) -> None:
    first, _ = desk.ask(Kind.DELETE, "a"), desk.ask(Kind.VIEW, "b")
    desk.post(f"/{first}/answer", reply="Đã nhận")
    assert chips(desk.get()) == ["Trả lời chậm nhất 07/10/2026", "Làm xong chậm nhất 25/10/2026"]
    desk.later(clock, "2026-10-08 00:00:00")
    page = desk.get()
    assert chips(page)[0] == "Quá hạn trả lời 1 ngày"
    assert "1 yêu cầu quá hạn" in said(page, ".banner")
    assert HTMLParser(page.text).css_first("td .chip.is-wrong svg") is not None


def test_the_front_page_counts_what_waits(desk: Desk, clock: Clock) -> None:
    assert "Dữ liệu cá nhân" in desk.as_staff().get("/rounds").text
    desk.ask()
    assert "1 yêu cầu về dữ liệu cá nhân đang chờ" in desk.as_staff().get("/rounds").text
    desk.later(clock, "2026-10-08 00:00:00")
    assert "1 quá hạn" in desk.as_staff().get("/rounds").text


def test_who_does_not_run_the_contest_is_told_no_count(viewer: TestClient, clock: Clock) -> None:
    desk = Desk(viewer, world.make())
    desk.ask()
    assert "dữ liệu cá nhân" not in desk.as_staff().get("/rounds").text.lower()


def test_the_list_costs_the_same_however_long_it_is(desk: Desk, sqlite_database: Database) -> None:
    desk.ask(words="1")
    seen = selects(sqlite_database)
    desk.get()
    few = len(seen)
    for number in range(2, 6):
        desk.ask(words=str(number))
    seen.clear()
    desk.get()
    assert len(seen) == few


# --- answering, more time, ending -----------------------------------------------------------------


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


# --- what came by phone or on paper ---------------------------------------------------------------


def test_what_came_by_phone_is_written_down_for_somebody(desk: Desk, clock: Clock) -> None:
    found = desk.get("/new?q=le van")
    link = HTMLParser(found.text).css_first("ul.plain a")
    assert link is not None and link.text() == "Lê Văn Nam"
    entry = desk.phone.joined.entry_id
    assert "Lê Văn Nam" in said(desk.get(f"/new?entry={entry}"), ".deed-form p")
    desk.later(clock, "2026-10-07 09:00:00")
    sent = {"kind": "correct", "came": "phone", "words": "Sai tên", "made_on": "2026-10-05", "entry": entry}
    assert desk.post("/new", **sent).status_code == 303
    assert chips(desk.get()) == ["Trả lời chậm nhất 07/10/2026"]
    assert "Sai tên" in said(desk.phone.get(), ".own-asked")


def test_what_came_from_nobody_known_is_written_down_too(desk: Desk) -> None:
    assert desk.post("/new", kind="view", came="paper", words="Bà Y Sen, 0912").status_code == 303
    assert said(desk.get(), "tbody td") == "Người chưa rõ trong cuộc thi"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "khac"}, "kind"),
        ({"came": "own"}, "came"),
        ({"made_on": "05/10/2026"}, "made_on"),
        ({"made_on": "2026-10-06"}, "made_on"),
        ({"words": "a" * 1001}, "words"),
    ],
)
def test_what_is_wrong_is_said_and_stays(desk: Desk, sent: dict[str, str], field: str) -> None:
    answer = desk.post("/new", **({"kind": "view", "came": "desk", "words": "Giữ lại"} | sent))
    assert answer.status_code == 422 and said(answer, f"#{field}-err")
    assert chips(desk.get()) == []


def test_somebody_of_another_contest_is_not_found(desk: Desk) -> None:
    other = join(world.make(slug="khac", bank=0), "A Thui")
    sent = {"kind": "view", "came": "desk", "entry": other.entry_id}
    assert desk.post("/new", **sent).status_code == 404


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
