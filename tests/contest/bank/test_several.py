"""Several questions at once from the list: the day until which they hold, and all that the list finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contest.accounts.states import ContestRole
from contest.bank import service, several
from contest.web.database import Database, writing
from questions.authoring.changes import Deed
from questions.formats.model import ParsedQuestion
from questions.formats.words import read_day
from questions.kinds import Kind, Level
from questions.models import QuestionState
from tests.conftest import Clock
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NUMBER, TRUE
from tests.contest.bank.test_edit import save
from tests.contest.bank.test_law import replaced
from tests.contest.bank.test_service import at, race
from tests.contest.bank.test_show import undo_form
from tests.contest.documents import register
from tests.contest.documents.register import BASED
from tests.contest.rounds.world import OPENS

TODAY = OPENS.date()
DAY = date(2027, 12, 31)
MANY = tuple(
    ParsedQuestion(Kind.true_false, f"Câu {number:03}?", ("Đúng", "Sai"), (0,), topics=("cds",))
    for number in range(120)
)


def do(browser: TestClient, bank: str, ids: tuple[str, ...], status: int = 303, **given: str) -> str:
    """Press “Làm”; where it leads, or the page that is shown again."""
    data: dict[str, Any] = {"question": list(ids), "deed": "valid_until:on", "back": "", **given}
    answer = browser.post(f"/bank/{bank}/changes", data=data)
    assert answer.status_code == status, answer.text
    return answer.headers.get("location", "") or answer.text


def days(bank: str, ids: tuple[str, ...]) -> list[date | None]:
    return [shelf.seen(bank, one).newest.valid_until for one in ids]


def test_a_day_for_several_and_back_in_one_click(organiser: TestClient) -> None:
    bank, ids = shelf.fill(*ALL)
    noted = shelf.audited()
    page = shelf.page(organiser, do(organiser, bank, ids, until="31/12/2027", back="q=o&sort=hieu-luc"))
    assert "Đã đổi 4 câu" in shelf.said(page, "#result") and days(bank, ids) == [DAY] * 4
    assert all(shelf.seen(bank, one).is_changed for one in ids), "contests go on with the day before"
    action, form = undo_form(page)
    answer = organiser.post(action, data=form)
    assert answer.status_code == 303 and "sort=hieu-luc" in answer.headers["location"]
    assert [shelf.told(bank, one) for one in ids] == list(ALL)
    assert not any(shelf.seen(bank, one).waits for one in ids) and shelf.audited() == noted + 2
    assert organiser.post(action, data=form).status_code == 409 and shelf.audited() == noted + 2


def test_a_day_is_taken_off(organiser: TestClient) -> None:
    bank, ids = shelf.fill(NUMBER, TRUE, state=QuestionState.DRAFT)
    page = shelf.page(organiser, do(organiser, bank, ids, deed="valid_until:", until="rác"))
    assert "Đã đổi 1 câu" in shelf.said(page, "#result") and days(bank, ids) == [None, None]
    action, form = undo_form(page)
    organiser.post(action, data=form)
    assert days(bank, ids) == [NUMBER.valid_until, None]


@pytest.mark.parametrize("text", ["31/12/2027", "31/12/2027 ", "2027-12-31"])
def test_a_day_as_people_write_it(organiser: TestClient, text: str) -> None:
    bank, ids = shelf.fill(CITY)
    do(organiser, bank, ids, until=text)
    assert days(bank, ids) == [DAY]
    again = shelf.page(organiser, do(organiser, bank, ids, until=text))
    assert "vốn như vậy" in shelf.said(again, "#result")


@pytest.mark.parametrize("text", ["", "31/02/2027", "mai", "12/2027", "00/00/0000", "31/12/2027" * 9])
def test_a_day_that_is_none_keeps_what_was_chosen(organiser: TestClient, text: str) -> None:
    bank, ids = shelf.fill(CITY, TRUE)
    noted = shelf.audited()
    shown = do(organiser, bank, ids[:1], 422, until=text)
    assert shelf.said(shown, "#until-err") and shelf.said(shown, ".banner")
    assert shelf.form(shown, "#rows")["question"] == [ids[0]]
    assert shelf.form(shown, "#several")["until"] == [text]
    assert 'value="valid_until:on" selected' in shown and shelf.audited() == noted


def test_a_day_that_is_over_is_asked_about(organiser: TestClient) -> None:
    bank, ids = shelf.fill(CITY, TRUE)
    yesterday, today = TODAY - timedelta(days=1), TODAY
    shown = do(organiser, bank, ids, 422, until=f"{yesterday:%d/%m/%Y}")
    assert f"Ngày {yesterday:%d/%m/%Y} đã qua" in shelf.said(shown, "#until-err")
    assert days(bank, ids) == [None, None]
    form = {name: values[-1] for name, values in shelf.form(shown, "#several").items()}
    # Another day that is over is asked about for itself.
    other = {"until": "01/01/2020", "past": form["past"]}
    assert "Ngày 01/01/2020 đã qua" in shelf.said(do(organiser, bank, ids, 422, **other), "#until-err")
    do(organiser, bank, ids, until=form["until"], past=form["past"])
    assert days(bank, ids) == [yesterday] * 2
    do(organiser, bank, ids, until=f"{today:%d/%m/%Y}")
    assert days(bank, ids) == [today] * 2, "the last day is a day"


def test_an_approver_alone_sets_no_day_and_an_author_does(viewer: TestClient) -> None:
    bank, ids = shelf.fill(CITY)
    shelf.give(ContestRole.APPROVER)
    assert not shelf.page(viewer, f"/bank/{bank}").css("#until")
    assert "Chọn việc" in shelf.said(do(viewer, bank, ids, 422, until="31/12/2027"), ".banner")
    shelf.give(ContestRole.AUTHOR)
    do(viewer, bank, ids, until="31/12/2027")
    assert shelf.seen(bank, ids[0]).is_changed and shelf.audited() > 0


def test_a_form_that_was_open_is_stale_and_an_edit_ends_the_undo(organiser: TestClient) -> None:
    bank, ids = shelf.fill(CITY, TRUE)
    page = shelf.page(organiser, do(organiser, bank, ids, until="31/12/2027"))
    stale = save(organiser, bank, ids[0], replace(CITY, text="Của tôi?"))
    assert stale.status_code == 409 and "31/12/2027" in shelf.said(stale.text, "#theirs")
    newer = replace(TRUE, text="Sửa rồi?", valid_until=DAY)
    assert save(organiser, bank, ids[1], newer, version=2).status_code == 303
    action, form = undo_form(page)
    assert organiser.post(action, data=form).status_code == 409
    assert days(bank, ids) == [DAY, DAY]


def test_every_question_that_the_list_finds(organiser: TestClient) -> None:
    bank, ids = shelf.fill(*MANY, CITY)
    page = shelf.page(organiser, f"/bank/{bank}", q="câu")
    form = shelf.form(page, "#several")
    assert "every" not in form and "Chọn cả 120 câu hợp với điều kiện" in shelf.said(page, "#several")
    where = do(organiser, bank, (), every="120", until="31/12/2027", back="q=c%C3%A2u")
    done = shelf.page(organiser, where)
    assert "Đã đổi 120 câu" in shelf.said(done, "#result")
    assert days(bank, ids) == [DAY] * 120 + [None]
    action, undoing = undo_form(done)
    organiser.post(action, data=undoing)
    assert days(bank, ids) == [None] * 121


def test_a_list_that_moved_is_looked_at_again(organiser: TestClient) -> None:
    bank, ids = shelf.fill(*MANY)
    noted = shelf.audited()
    for every in ("119", "1", "x"):
        shown = do(organiser, bank, (), 409, every=every, until="31/12/2027")
        assert "nay có 120 câu" in shelf.said(shown, ".banner")
        assert shelf.form(shown, "#several")["every"] == ["120"]
    assert days(bank, ids) == [None] * 120 and shelf.audited() == noted


def test_one_page_offers_no_more_than_itself(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ALL)
    assert not shelf.page(organiser, f"/bank/{bank}").css("[name=every]")


def test_more_than_fit_are_refused(organiser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    bank, ids = shelf.fill(*MANY)
    monkeypatch.setattr(several, "MOST", 119)
    assert not shelf.page(organiser, f"/bank/{bank}").css("[name=every]")
    shown = do(organiser, bank, (), 409, every="120", until="31/12/2027")
    assert "nhiều nhất" in shelf.said(shown, ".banner") and days(bank, ids) == [None] * 120


def test_the_questions_of_a_document_get_their_day_at_once(organiser: TestClient, clock: Clock) -> None:
    others = tuple(replace(BASED, text=f"Theo nghị định, điều {one} nói gì?") for one in range(60))
    bank, ids = shelf.fill(*others, CITY)
    replaced()
    page = shelf.page(organiser, f"/bank/{bank}/law")
    links = {str(one.attributes["href"]) for one in page.css("#rows a[href*='document=']")}
    assert links == {f"/bank/{bank}?document={register.id_of()}&law=1"}
    assert page.css(f"a[href='/bank/{bank}?law=1']")
    shown = shelf.page(organiser, links.pop())
    form = {name: values[-1] for name, values in shelf.form(shown, "form[action$='/changes']").items()}
    every = shown.css_first("[name=every]")
    assert every is not None
    form |= {"every": str(every.attributes["value"]), "deed": "valid_until:on", "until": "31/12/2027"}
    clock.move(minutes=1)
    answer = organiser.post(f"/bank/{bank}/changes", data=form)
    assert answer.status_code == 303
    assert days(bank, ids) == [DAY] * 60 + [None]
    assert shelf.page(organiser, f"/bank/{bank}/law").css("#rows") == []


@pytest.fixture
def kept(organiser: TestClient) -> Iterator[tuple[TestClient, str, str]]:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    yield organiser, bank, one


@given(text=st.one_of(st.text(max_size=12), st.dates().map(lambda day: f"{day:%d/%m}/{day.year:04}")))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_day_or_is_told(kept: tuple[TestClient, str, str], text: str) -> None:
    browser, bank, one = kept
    before = days(bank, (one,))
    data = {"question": [one], "deed": "valid_until:on", "back": "", "until": text}
    answer = browser.post(f"/bank/{bank}/changes", data=data)
    day = read_day(text.strip())
    if day is not None and day >= TODAY:
        assert answer.status_code == 303 and days(bank, (one,)) == [day]
    else:
        assert answer.status_code == 422 and days(bank, (one,)) == before


def test_a_day_meets_a_level_at_one_moment(database: Database) -> None:
    """Both are there in the end, however they come: none writes over what the other did."""
    del database
    bank, ids = shelf.fill(CITY, TRUE, NUMBER)
    here = at(bank)

    def work(number: int) -> int:
        deed, value = ((Deed.UNTIL, "2027-12-31"), (Deed.LEVEL, "thong-hieu"))[number % 2]
        with writing() as db:
            return service.change(db, here, ids, deed, value, OPENS).count

    assert sorted(race(work)) == ["0", "0", "3", "3"]
    for one in ids:
        newest = shelf.seen(bank, one).newest
        assert (newest.valid_until, newest.level, newest.number) == (DAY, Level.understand, 2)
