"""One complaint at the desk: what is shown, taking it up, answering it, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.people.models import Entry
from contest.privacy import forgetting
from contest.results import complaints
from contest.results.complaint_states import State
from contest.results.complaints import ENDED, NO_ANSWER, TAKEN
from contest.rounds import keeping
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, WORDS, Desk, Sitter, audited, put, said, stored, texts
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, fresh
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser
from tests.racing import behind

ANSWER = "Đã xem: bài của bạn được nhận đủ, nộp lúc 8 giờ 1 phút."


@pytest.fixture
def made(desk: Desk, sitter: Sitter, contest: World) -> str:
    """A complaint that waits."""
    return put(contest, sitter, NOW, about="question", slot=2)


def test_it_shows_who_what_and_what_the_server_saw(desk: Desk, sitter: Sitter, made: str) -> None:
    page = desk.get(f"/{made}")
    assert page.status_code == 200
    assert "Một câu hỏi, một đáp án: câu 2" in said(page, "h2")
    assert said(page, "dl.facts dd a") == "Y Bích"
    assert texts(page, ".complaint-words") == [WORDS]
    assert len(texts(page, ".complaint-trail li")) == world.QUESTIONS + 2
    hrefs = {each.attributes["href"] for each in HTMLParser(page.text).css("article a")}
    round_id = desk.contest.round_id
    assert {
        f"/rounds/{round_id}/attempts/{sitter.attempt}",
        f"/rounds/{round_id}/entries/{sitter.entry}",
        f"/reports/{round_id}/analysis",
        f"/commendations/{round_id}",
    } <= hrefs


def test_what_it_leads_to_is_there(desk: Desk, made: str) -> None:
    page = HTMLParser(desk.get(f"/{made}").text)
    for link in page.css("article a"):
        assert desk.on().get(link.attributes["href"] or "").status_code == 200


def test_taking_it_up(desk: Desk, sitter: Sitter, contest: World, made: str) -> None:
    answer = desk.post(f"/{made}/taking")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{desk.root}/{made}?done=taken")
    (row,) = stored()
    assert row.state == "looking" and row.taken_by
    assert audited(contest) == [("results.take", row.taken_by, sitter.attempt)]
    page = desk.get(f"/{made}")
    assert "Nguyễn Thanh Tùng" in said(page, "dl.facts")
    assert "/taking" not in page.text
    assert "Ban Tổ chức đang xem" in said(sitter.get(), ".complaint")


def test_who_comes_second_hears_of_the_first(desk: Desk, made: str, contest: World) -> None:
    desk.post(f"/{made}/taking")
    answer = desk.post(f"/{made}/taking")
    assert (answer.status_code, said(answer, ".is-wrong")) == (409, TAKEN)
    assert len(audited(contest)) == 1


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize(
    ("way", "state", "action", "told"),
    [
        ("upheld", "answered_upheld", "results.uphold", "Ban Tổ chức chấp nhận khiếu nại."),
        ("refused", "answered_refused", "results.refuse", "Ban Tổ chức không chấp nhận khiếu nại."),
    ],
)
def test_an_answer_ends_it_and_its_maker_reads_it(
    desk: Desk,
    sitter: Sitter,
    contest: World,
    made: str,
    taken: bool,
    way: str,
    state: str,
    action: str,
    told: str,
) -> None:
    board = contest.board()
    if taken:
        desk.post(f"/{made}/taking")
    answer = desk.post(f"/{made}/answer", way=way, answer=f" {ANSWER}\r\nCảm ơn bạn. ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{desk.root}/{made}?done=answered")
    (row,) = stored()
    assert (row.state, row.answer, row.decided_at) == (state, f"{ANSWER}\nCảm ơn bạn.", NOW)
    assert audited(contest)[-1] == (action, row.decided_by, sitter.attempt)
    assert contest.audited()
    assert "Nguyễn Thanh Tùng" in said(desk.get(f"/{made}"), "dl.facts")
    page = sitter.get()
    assert told in said(page, ".complaint")
    assert ANSWER in said(page, ".complaint")
    assert "Nguyễn Thanh Tùng" not in page.text
    assert contest.board() == board, "no mark and no place changes by it"


@pytest.mark.parametrize("words", ["", "  \r\n"])
def test_an_answer_has_words(desk: Desk, made: str, words: str) -> None:
    answer = desk.post(f"/{made}/answer", way="upheld", answer=words)
    assert (answer.status_code, said(answer, "#answer-err")) == (422, NO_ANSWER)
    assert stored()[0].state == "open"


@pytest.mark.parametrize(
    "fields", [{"way": "maybe"}, {"way": ""}, {"answer": "ế" * 1001}, {"lạ": "x"}, {"way": "answered_upheld"}]
)
def test_what_can_not_be_taken_is_kept(desk: Desk, made: str, fields: dict[str, str]) -> None:
    sent = {"way": "refused", "answer": ANSWER} | fields
    answer = desk.post(f"/{made}/answer", **sent)
    assert answer.status_code == 422
    assert said(answer, "#answer") == sent["answer"]
    assert texts(answer, ".is-wrong, #answer-err") != []
    assert stored()[0].state == "open"


@pytest.mark.parametrize("state", ["answered_upheld", "answered_refused", "withdrawn"])
def test_what_ended_is_answered_no_more(desk: Desk, sitter: Sitter, contest: World, state: str) -> None:
    made = put(contest, sitter, NOW, state=state, answer="Xong.", decided_at=NOW)
    for path in ("taking", "answer"):
        answer = desk.post(f"/{made}/{path}", way="refused", answer=ANSWER)
        assert (answer.status_code, said(answer, ".is-wrong")) == (409, ENDED)
    page = desk.get(f"/{made}")
    assert texts(page, "main form") == []
    (row,) = stored()
    assert (row.state, row.answer) == (state, "Xong.")


@pytest.mark.parametrize("part", [ContestRole.VIEWER, ContestRole.PROCTOR, ContestRole.AUTHOR])
def test_who_may_not_judge_reads_it_and_does_nothing(
    desk: Desk, contest: World, made: str, enter: Enter, part: ContestRole
) -> None:
    desk.browser.cookies.clear()
    desk.staff = enter(Role.VIEWER).cookies[COOKIE]
    world.give_part(Role.VIEWER, contest.round_id, part)
    assert desk.get().status_code == 200
    page = desk.get(f"/{made}")
    assert page.status_code == 200
    assert texts(page, "main form") == []
    for path in ("taking", "answer"):
        assert desk.post(f"/{made}/{path}", way="refused", answer=ANSWER).status_code == 403
    assert stored()[0].state == "open"


def test_an_approver_answers(desk: Desk, contest: World, made: str, enter: Enter) -> None:
    desk.browser.cookies.clear()
    desk.staff = enter(Role.VIEWER).cookies[COOKIE]
    world.give_part(Role.VIEWER, contest.round_id, ContestRole.APPROVER)
    assert desk.post(f"/{made}/answer", way="refused", answer=ANSWER).status_code == 303


def test_the_round_s_log_says_what_was_done(desk: Desk, sitter: Sitter, contest: World) -> None:
    sitter.complain()
    (row,) = stored()
    desk.post(f"/{row.id}/taking")
    desk.post(f"/{row.id}/answer", way="upheld", answer=ANSWER)
    log = said(desk.on().get(f"/rounds/{contest.round_id}/timeline"), "main")
    for words in ("Người dự thi gửi khiếu nại", "Nhận xem một khiếu nại", "Chấp nhận một khiếu nại"):
        assert words in log
    assert WORDS not in log and ANSWER not in log


def test_answered_and_taken_back_at_one_moment(database: Database, clock: Clock, fresh: None) -> None:
    """Whichever comes second finds that it has ended."""
    contest = world.make()
    entry = contest.join("Y Bích").entry_id
    attempt = contest.start(entry, OPENS)
    contest.hand_in(entry, attempt, OPENS + timedelta(minutes=1), 2)
    complaining.close()
    claims = complaints.Claimant((entry,))
    said_ = complaints.Said(complaints.About.TIME, None, WORDS)
    with writing() as db:
        made = complaints.complain(db, claims, attempt, said_, NOW)

    def take_back() -> str:
        try:
            with writing() as db:
                complaints.withdraw(db, complaints.theirs(db, claims, attempt, NOW), made, NOW)
        except complaints.Conflict as wrong:
            return wrong.message
        return ""

    with writing() as db:
        complaints.answer(db, world.STAFF, contest.round_id, made, State.UPHELD, ANSWER, NOW)
        second = behind(take_back)
        assert not second.done()
    assert second.result(60) == ENDED
    assert [row.state for row in stored()] == ["answered_upheld"]


def test_what_somebody_forgotten_wrote_is_gone(desk: Desk, contest: World, sitter: Sitter, made: str) -> None:
    with reading() as db:
        person = db.get_one(Entry, sitter.entry).person_id
    with writing() as db:
        done = forgetting.forget(db, person, by=world.STAFF, now=NOW)
    assert done.counts["complaints"] == 1
    (row,) = stored()
    assert (row.words, row.answer, row.state) == ("", "", "withdrawn")
    page = desk.get(f"/{made}")
    assert page.status_code == 200
    assert WORDS not in page.text and "Y Bích" not in page.text
    assert "Nội dung đã xóa" in said(page, "main")


def test_the_names_of_a_contest_take_the_words_along(contest: World, sitter: Sitter, made: str) -> None:
    assert keeping.erase(contest.view(NOW).campaign_id, NOW) == 2
    (row,) = stored()
    assert (row.words, row.state) == ("", "open")


def test_ones_own_data_tells_of_it(desk: Desk, sitter: Sitter, made: str) -> None:
    desk.post(f"/{made}/answer", way="refused", answer=ANSWER)
    page = sitter.on().get("/privacy/mine/cds")
    part = next(one for one in texts(page, "details.own-part") if one.startswith("Khiếu nại bạn đã gửi"))
    assert WORDS in part and ANSWER in part and "(không chấp nhận)" in part
    seen = next(one for one in texts(page, "details.own-part") if one.startswith("Ai đã làm gì"))
    assert "Ban Tổ chức: Không chấp nhận khiếu nại" in seen
    copied = sitter.on().post("/privacy/mine/cds/copy", data={"form": "json"})
    assert WORDS in copied.text and ANSWER in copied.text


def test_who_never_complained_is_told_so(sitter: Sitter) -> None:
    parts = texts(sitter.on().get("/privacy/mine/cds"), "details.own-part")
    assert "Khiếu nại bạn đã gửi Chưa có khiếu nại nào." in parts


__all__ = ["fresh"]
