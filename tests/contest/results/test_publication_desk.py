"""The desk's page of publishing: the way through it, the ladder, what it says in each state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Role
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.results.press import DONE, Press, checked, crowd, staffed
from tests.contest.results.test_publishing import void
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS
from tests.contest.selects import selects
from tests.parsed import attr, first, text

PREPARE = {"kind": "provisional", "days": "3"}
DEEDS = ("/publication/preparing", "/publication/approval")


@pytest.fixture
def press(app_client: TestClient, clock: Clock) -> Press:
    """A closed round of three people, two who may approve."""
    made = Press.of(world.make())
    crowd(made.contest, ("A Thui", 3), ("Y Blưi", 2), ("A Khung", 1))
    made.close()
    clock.set(DONE)
    return made


def as_(browser: TestClient, who: Member | None, clock: Clock) -> TestClient:
    """Log somebody in."""
    assert who is not None
    with writing() as db:
        browser.cookies.set(COOKIE, accounts.open_session(db, who.id, clock.now))
    return browser


def url(made: Press, path: str = "/publication") -> str:
    return f"/results/{made.round_id}{path}"


def page(browser: TestClient, made: Press) -> HTMLParser:
    answer = browser.get(url(made))
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def prepare(browser: TestClient, made: Press, **more: str) -> None:
    assert browser.post(url(made, DEEDS[0]), data=PREPARE | more).status_code == 303


def sign(browser: TestClient, made: Press) -> int:
    form = first(page(browser, made), "#waiting form")
    data = {"publication": attr(form, "input[name=publication]", "value")}
    return browser.post(str(form.attributes["action"]), data=data).status_code


def test_one_prepares_another_signs_and_everybody_sees_it(
    app_client: TestClient, press: Press, clock: Clock, tmp_path: Path
) -> None:
    browser = as_(app_client, press.one, clock)
    assert "Vòng này chưa công bố kết quả" in text(page(browser, press))
    prepare(browser, press)
    assert "Gom bài làm" in text(first(page(browser, press), "#waiting"))
    world.work(DONE)
    mine = page(browser, press)
    assert "không tự duyệt được" in text(first(mine, "#waiting .banner"))
    assert mine.css_first("#waiting form") is None
    browser = as_(browser, press.two, clock)
    assert "Duyệt, công bố" in text(first(page(browser, press), "#waiting form button"))
    assert sign(browser, press) == 303
    after = page(browser, press)
    assert after.css_first("#waiting") is None
    assert "Soan soạn, Duyet duyệt" in text(first(after, "#versions li"))
    assert "Nhận khiếu nại đến" in text(first(after, ".banner"))
    raw = browser.get(attr(after, "#versions a", "href")).content
    assert checked(raw, tmp_path)[0] == 0
    lines = [
        text(each)
        for each in HTMLParser(browser.get(f"/rounds/{press.round_id}/timeline").text).css("li, tr")
    ]
    assert any("Duyệt, công bố kết quả bản số 1" in line for line in lines)


def test_alone_the_button_and_the_list_say_so(app_client: TestClient, clock: Clock) -> None:
    made = Press.of(world.make(), alone=True)
    crowd(made.contest, ("A Thui", 3))
    made.close()
    clock.set(DONE)
    browser = as_(app_client, made.one, clock)
    prepare(browser, made)
    world.work(DONE)
    waiting = first(page(browser, made), "#waiting")
    assert "Chỉ mình bạn có quyền duyệt" in text(waiting)
    assert "Duyệt một mình, công bố" in text(first(waiting, "button"))
    assert sign(browser, made) == 303
    assert "một mình" in text(first(page(browser, made), "#versions li"))
    public = HTMLParser(browser.get(url(made, "")).text)
    assert "chỉ có một người có quyền duyệt" in text(first(public, ".facts"))


def test_a_second_version_shows_who_moved(app_client: TestClient, press: Press, clock: Clock) -> None:
    press.publish()
    browser = as_(app_client, press.two, clock)
    answer = browser.post(url(press, DEEDS[0]), data=PREPARE | {"reason": " "})
    assert answer.status_code == 422
    assert text(first(HTMLParser(answer.text), "#reason-err")).endswith(
        "Ghi lý do công bố lại: kết quả đổi vì sao."
    )
    void(press, press.contest.board()[0].attempt_id)
    prepare(browser, press, reason="Hủy một bài thi hộ")
    world.work(DONE)
    waiting = text(first(page(browser, press), "#waiting"))
    assert "3 người đổi hạng hoặc điểm" in waiting
    assert "Y Blưi: hạng 2, 2 điểm → hạng 1, 2 điểm" in waiting
    assert "A Thui: hạng 1, 3 điểm → không có" in waiting


def test_what_changed_since_is_told_before_anybody_presses(
    app_client: TestClient, press: Press, clock: Clock
) -> None:
    made = press.prepare()
    void(press, press.contest.board()[0].attempt_id)
    browser = as_(app_client, press.two, clock)
    assert "Kết quả đã đổi sau khi soạn" in text(first(page(browser, press), "#waiting .banner"))
    answer = browser.post(url(press, DEEDS[1]), data={"publication": made})
    assert answer.status_code == 409
    assert "Soạn lại rồi duyệt bản mới" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_a_form_of_an_older_preparation_signs_nothing(
    app_client: TestClient, press: Press, clock: Clock
) -> None:
    old = press.prepare()
    press.prepare()
    browser = as_(app_client, press.two, clock)
    answer = browser.post(url(press, DEEDS[1]), data={"publication": old})
    assert answer.status_code == 409 and not press.versions()[-1].is_published
    assert "không còn là bản chờ duyệt" in answer.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": "0"}, "days"),
        ({"days": "31"}, "days"),
        ({"days": "ba"}, "days"),
        ({"kind": "final"}, "kind"),
    ],
)
def test_bad_input_stays_as_it_was_typed(
    app_client: TestClient, press: Press, clock: Clock, wrong: dict[str, str], field: str
) -> None:
    browser = as_(app_client, press.one, clock)
    answer = browser.post(url(press, DEEDS[0]), data=PREPARE | wrong)
    assert answer.status_code == 422
    shown = HTMLParser(answer.text)
    assert first(shown, f"#{field}-err")
    assert attr(shown, "#days", "value") == (PREPARE | wrong)["days"]
    assert press.versions() == []


@pytest.mark.parametrize("data", [{}, {"publication": "x"}, {"publication": NOBODY, "more": "1"}])
def test_what_is_no_form_of_ours_is_refused(
    app_client: TestClient, press: Press, clock: Clock, data: dict[str, str]
) -> None:
    press.prepare()
    browser = as_(app_client, press.two, clock)
    assert browser.post(url(press, DEEDS[1]), data=data).status_code == 422
    assert not press.versions()[-1].is_published


def test_before_the_close_there_is_nothing_to_publish(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.ORGANISER)
    made = Press.of(world.make())
    clock.set(OPENS)
    shown = page(browser, made)
    assert "Vòng chưa có kết quả" in text(first(shown, ".banner")) and shown.css_first("#prepare") is None
    answer = browser.post(url(made, DEEDS[0]), data=PREPARE)
    assert answer.status_code == 409
    assert "Đóng vòng" in text(first(HTMLParser(answer.text), ".banner.is-wrong"))


def test_the_final_kind_is_chosen_once_complaints_are_over(
    app_client: TestClient, press: Press, clock: Clock
) -> None:
    press.publish()
    browser = as_(app_client, press.one, clock)
    answer = browser.post(url(press, DEEDS[0]), data=PREPARE | {"kind": "final", "reason": "Hết khiếu nại"})
    assert answer.status_code == 422 and "Còn nhận khiếu nại đến" in answer.text
    clock.move(days=3)
    browser = as_(browser, press.one, clock)
    assert attr(page(browser, press), "#kind option[selected]", "value") == "final"
    prepare(browser, press, kind="final", reason="Hết khiếu nại")


def test_it_asks_as_little_of_many_as_of_few(
    app_client: TestClient, sqlite_database: Database, clock: Clock
) -> None:
    counts = []
    for people in (2, 12):
        contest = world.make(slug=f"c{people}", bank=3 if people == 2 else 0)
        made = Press.of(contest, names=(f"soan{people}", f"duyet{people}"))
        crowd(made.contest, *[(f"Người {number}", number % 4) for number in range(people)])
        made.close()
        clock.set(DONE)
        made.prepare()
        browser = as_(app_client, made.two, clock)
        page(browser, made)
        seen = selects(sqlite_database)
        page(browser, made)
        counts.append(len(seen))
    assert counts[0] == counts[1]


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient, press: Press) -> None:
    made = press.publish()
    for path in ("/publication", "/publication/1.json"):
        answer = app_client.get(url(press, path))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")
    before = press.contest.audited()
    for path in DEEDS:
        assert app_client.post(url(press, path), data={"publication": made}).status_code == 401
    assert press.contest.audited() == before


@pytest.mark.parametrize("part", [ContestRole.PROCTOR, ContestRole.AUTHOR, ContestRole.VIEWER])
def test_who_only_looks_sees_and_does_nothing(
    app_client: TestClient, press: Press, clock: Clock, part: ContestRole
) -> None:
    press.publish()
    made = press.versions()[0].id
    browser = as_(app_client, staffed(press.contest, "xem", part), clock)
    shown = page(browser, press)
    assert shown.css_first("#prepare") is None and shown.css_first("#versions a") is None
    assert browser.get(url(press, "/publication/1.json")).status_code == 403
    for path in DEEDS:
        assert browser.post(url(press, path), data={"publication": made}).status_code == 403


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    made = Press.of(world.make())
    browser = enter(Role.ORGANISER)
    assert browser.get(url(made)).status_code == 404
    for path in DEEDS:
        assert browser.post(url(made, path)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_or_version(app_client: TestClient, press: Press, clock: Clock, bad: str) -> None:
    browser = as_(app_client, press.one, clock)
    assert browser.get(f"/results/{bad}/publication").status_code == 404
    for path in DEEDS:
        assert browser.post(f"/results/{bad}{path}", data=PREPARE).status_code == 404
    assert browser.get(url(press, f"/publication/{bad}.json")).status_code in (404, 422)
    assert browser.get(url(press, "/publication/1.json")).status_code == 404


def test_wrong_methods_and_another_site(app_client: TestClient, press: Press, clock: Clock) -> None:
    browser = as_(app_client, press.one, clock)
    for path in DEEDS:
        assert browser.get(url(press, path)).status_code in (404, 405)
        evil = browser.post(url(press, path), data=PREPARE, headers={"Origin": "https://evil.example"})
        assert evil.status_code == 403
    assert browser.post(url(press)).status_code == 405
    assert press.versions() == []


def test_the_rounds_page_leads_here(app_client: TestClient, press: Press, clock: Clock) -> None:
    browser = as_(app_client, press.one, clock)
    shown = HTMLParser(browser.get(f"/rounds/{press.round_id}").text)
    assert first(shown, f"#todo a[href='{url(press)}']")


def test_complaints_are_taken_for_the_days_that_were_typed(
    app_client: TestClient, press: Press, clock: Clock
) -> None:
    browser = as_(app_client, press.one, clock)
    prepare(browser, press, days="7")
    world.work(DONE)
    press.approve(press.versions()[0].id)
    assert press.versions()[0].complaints_until == DONE + timedelta(days=7)
