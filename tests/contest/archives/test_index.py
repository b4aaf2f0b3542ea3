"""The page of a contest's archive: the ladder, how it is made, how it is taken, when it goes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import text as text_of

from contest import settings
from contest.accounts import service as accounts
from contest.accounts.guards import COOKIE
from contest.accounts.states import ContestRole, Role
from contest.archives import declared, keeping
from contest.campaigns import service as campaigns
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.accounts.staffing import typed_again
from tests.contest.results.press import DONE, Press, crowd, staffed
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter, app_client, enter, fresh
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.parsed import first, text

__all__ = ["app_client", "enter", "fresh"]

Desk = tuple[TestClient, Press]


@pytest.fixture(autouse=True)
def registered(fresh: None) -> Iterator[None]:
    keeping.register()
    keeping._runs.clear()
    keeping._swept.clear()
    yield
    for run in keeping._runs.values():
        run.join()


@pytest.fixture
def desk(enter: Enter, clock: Clock) -> Desk:
    """Somebody who approves, and a contest whose round still goes on."""
    browser = enter(Role.VIEWER)
    made = Press.of(world.make())
    world.give_part(Role.VIEWER, made.round_id, ContestRole.APPROVER)
    crowd(made.contest, ("A Thui", 2), ("Y Bích", 1))
    return browser, made


def url(made: Press, path: str = "") -> str:
    return f"/archives/{made.round_id}{path}"


def page(browser: TestClient, made: Press) -> HTMLParser:
    answer = browser.get(url(made))
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def closed(desk: Desk, clock: Clock) -> Desk:
    desk[1].close()
    clock.set(DONE + timedelta(hours=1))
    typed_again()
    return desk


def packed(made: Press, clock: Clock) -> None:
    """The job comes to its end."""
    world.work(clock.now)
    for run in list(keeping._runs.values()):
        run.join()
    world.work(clock.move(seconds=2))


def contest_of(made: Press) -> str:
    with reading() as db:
        return campaigns.campaign_of(db, made.round_id) or ""


def test_while_a_round_is_open_it_says_why_not(desk: Desk, clock: Clock) -> None:
    browser, made = desk
    clock.set(world.OPENS + timedelta(hours=1))
    typed_again()
    shown = page(browser, made)
    assert "Còn vòng chưa đóng" in shown.text()
    assert not shown.css("form button.deed")
    assert browser.post(url(made)).status_code == 409
    assert browser.get(url(made, "/contest.zip")).status_code == 404


def test_it_promises_no_more_than_the_file_holds(desk: Desk, clock: Clock) -> None:
    said = [text(one) for one in page(*closed(desk, clock)).css("main p")]
    (holds,) = [one for one in said if one.startswith("Một tệp .zip")]
    (stays,) = [one for one in said if one.startswith("Ở lại máy này, không vào tệp: ")]
    assert "mọi thứ" not in holds
    # A few words for each reason why a table stays.
    kinds = {declared._ACCOUNT, declared._SERVER, declared._COUNTED, declared._SHORT, declared._TALK}
    assert kinds <= set(declared.OUT.values())
    told = ("tài khoản", "nhật ký máy chủ", "Phân tích câu hỏi", "dấu hiệu", "ghi chú khi soạn câu hỏi")
    assert all(
        one in stays for one in (*told, "mã vào thi", "mã biên nhận", "cuộc thi thử", "báo cáo đã chốt")
    )


def test_it_is_made_beside_the_pages_and_taken(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    assert text(first(page(browser, made), "form button.deed")) == "Làm gói"
    assert browser.post(url(made)).status_code == 303
    assert browser.post(url(made)).status_code == 303  # twice is once
    assert "Đang gói: 0%" in page(browser, made).text()
    packed(made, clock)
    shown = page(browser, made)
    assert "Tải gói (" in text(first(shown, ".acts a")) and "Gói lại" in shown.text()
    taken = browser.get(url(made, "/contest.zip"))
    assert taken.status_code == 200 and taken.headers["content-type"] == "application/zip"
    assert taken.headers["cache-control"] == "no-store"
    assert 'filename="luu-tru-cds-' in taken.headers["content-disposition"]
    assert "person.jsonl" in zipfile.ZipFile(io.BytesIO(taken.content)).namelist()
    assert int(taken.headers["content-length"]) == len(taken.content)


def test_a_file_with_keys_waits_while_a_round_is_open_again(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    browser.post(url(made))
    packed(made, clock)
    with writing() as db:
        db.connection().execute(text_of("UPDATE round SET state = 'ready'"))
    refused = browser.get(url(made, "/contest.zip"))
    assert refused.status_code == 409 and "vòng chưa đóng" in refused.text


def test_names_leave_only_after_the_password(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    clock.move(hours=2)
    taken = browser.get(url(made, "/contest.zip"))
    assert taken.status_code == 303 and "/accounts/confirmation" in taken.headers["location"]
    assert browser.post(url(made)).status_code != 303 or not keeping._runs


def test_after_a_day_it_is_gone(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    browser.post(url(made))
    packed(made, clock)
    found = keeping.kept(contest_of(made))
    assert found is not None
    assert keeping.sweep_due(found.until - timedelta(seconds=1)) == 0
    assert keeping.sweep_due(found.until - timedelta(seconds=1)) == 0
    keeping._swept.clear()
    assert keeping.sweep_due(found.until) == 1
    assert keeping.kept(contest_of(made)) is None
    assert not list((settings.current().data / keeping.FOLDER).iterdir())


def test_what_went_wrong_is_told_and_can_be_tried_again(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, made = closed(desk, clock)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "MODULE", "tests.contest.archives.beside.full")
        browser.post(url(made))
        packed(made, clock)
    shown = page(browser, made)
    assert "Chưa gói được (No space left on device)" in shown.text()
    assert browser.post(url(made)).status_code == 303
    packed(made, clock)
    shown = page(browser, made).text()
    assert "Tải gói (" in shown and "Chưa gói được" not in shown
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "MODULE", "tests.contest.archives.beside.full")
        browser.post(url(made))
        packed(made, clock)
    shown = page(browser, made).text()
    assert "Tải gói (" in shown and "Chưa gói được (No space" in shown, "the file is the older one"


def test_the_ladder(desk: Desk, clock: Clock) -> None:
    browser, made = closed(desk, clock)
    for path in ("", "/contest.zip"):
        assert browser.get(f"/archives/{NOBODY}{path}").status_code == 404
        assert browser.get(f"/archives/{BAD}{path}").status_code in (404, 422)
        assert browser.put(url(made, path)).status_code == 405
    assert browser.post(url(made), data={"x": "1"}).status_code == 422
    browser.cookies.clear()
    assert browser.get(url(made)).status_code == 303
    member = staffed(made.contest, "xem", ContestRole.VIEWER)
    with writing() as db:
        browser.cookies.set(COOKIE, accounts.open_session(db, member.id, clock.now))
    assert [browser.get(url(made, path)).status_code for path in ("", "/contest.zip")] == [403, 403]
