"""One question of a bank in all closed rounds that asked it; and how the bank's own page tells of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.campaigns import service as campaigns
from contest.reports import service
from contest.web.database import Database, reading
from questions.authoring import banks, listing
from questions.authoring.views import Wanted
from tests.conftest import Clock
from tests.contest.reports.school import DONE, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS
from tests.parsed import first, text
from tests.parsed_desk import cells


def counted(slug: str, right: int, people: int = 4) -> School:
    """A closed contest over the same bank, in which so many knew question 0."""
    school = School(world.make(slug=slug))
    school.crowd([knows(0) if number < right else knows() for number in range(people)])
    school.close()
    school.count()
    return school


def bank_id() -> str:
    with reading() as db:
        return banks.id_of(db, "bank")


def url(question: str, bank: str = "") -> str:
    return f"/reports/banks/{bank or bank_id()}/questions/{question}"


def page(browser: TestClient, address: str) -> HTMLParser:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def test_every_closed_round_that_asked_it_stands_there(organiser: TestClient, clock: Clock) -> None:
    schools = [counted("mot", 1), counted("hai", 4)]
    clock.set(DONE)
    question = schools[0].lines()[0].question
    shown = page(organiser, url(question))
    assert "Đã dùng trong 2 cuộc thi, 62,5% đúng (5/8 người)." in text(first(shown, "main"))
    rows = [cells(row) for row in shown.css("table tbody tr")]
    assert sorted(row[2] for row in rows) == ["100,0%", "25,0%"]
    assert all(row[4] == "Chưa đủ người" for row in rows)
    for link in shown.css("table a"):
        assert organiser.get(str(link.attributes["href"])).status_code == 200


def test_a_question_that_was_never_asked_says_so(organiser: TestClient, clock: Clock) -> None:
    world.make()
    with reading() as db:
        question = listing.search(db, banks.id_of(db, "bank"), Wanted(), OPENS.date()).rows[0].id
    shown = page(organiser, url(question))
    assert "Chưa vòng nào đã đóng dùng câu này." in text(first(shown, ".empty"))
    edit = HTMLParser(organiser.get(f"/bank/{bank_id()}/questions/{question}").text)
    assert not [link for link in edit.css("a") if "/reports/" in str(link.attributes.get("href"))]


def test_the_banks_own_page_tells_it_in_a_sentence_and_leads_here(
    organiser: TestClient, clock: Clock
) -> None:
    question = counted("mot", 3).lines()[0].question
    clock.set(DONE)
    edit = HTMLParser(organiser.get(f"/bank/{bank_id()}/questions/{question}").text)
    assert "Đã dùng trong 1 cuộc thi, 75,0% đúng (3/4 người)." in text(first(edit, ".standing"))
    assert first(edit, f"main a[href='{url(question)}']")


def test_while_a_round_runs_nothing_of_it_is_told(organiser: TestClient, clock: Clock) -> None:
    school = School.made()
    school.crowd([knows(0)] * 3)
    clock.set(OPENS + timedelta(minutes=5))
    with reading() as db:
        question = listing.search(db, banks.id_of(db, "bank"), Wanted(), OPENS.date()).rows[0].id
        assert service.usage(db, question) == ""
    assert "Chưa vòng nào" in text(page(organiser, url(question)))
    assert school.stored() is None


def test_a_contest_one_may_not_see_is_named_without_a_way_in(enter: Enter, clock: Clock) -> None:
    other = counted("khac", 2)
    browser = enter(Role.VIEWER)
    mine = counted("cua-toi", 2)
    world.give_part(Role.VIEWER, mine.round_id, ContestRole.AUTHOR)
    clock.set(DONE)
    shown = page(browser, url(mine.lines()[0].question))
    links = [str(link.attributes["href"]) for link in shown.css("table a")]
    assert len(shown.css("table tbody tr")) == 2
    assert links == [f"/reports/{mine.round_id}/questions/{mine.lines()[0].question}"]
    assert other.round_id not in shown.html if shown.html else False


def test_as_many_statements_for_one_round_as_for_many(
    organiser: TestClient, clock: Clock, sqlite_database: Database
) -> None:
    question = counted("mot", 1, 1).lines()[0].question
    clock.set(DONE)
    page(organiser, url(question))
    numbers = []
    for slug in ("hai", "ba", ""):
        with statements() as seen:
            shown = page(organiser, url(question))
        numbers.append(len(seen))
        if slug:
            counted(slug, 1, 1)
    assert len(shown.css("table tbody tr")) == 3
    assert len(set(numbers)) == 1
    with reading() as db:
        assert len(list(campaigns.every(db, DONE))) == 3


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    question = counted("mot", 1, 1).lines()[0].question
    answer = app_client.get(url(question))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("part", [ContestRole.VIEWER, ContestRole.PROCTOR])
def test_who_may_not_see_the_bank_finds_nothing(enter: Enter, clock: Clock, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    school = counted("mot", 1, 1)
    world.give_part(Role.VIEWER, school.round_id, part)
    clock.set(DONE)
    assert browser.get(url(school.lines()[0].question)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_bank_or_question(organiser: TestClient, clock: Clock, bad: str) -> None:
    question = counted("mot", 1, 1).lines()[0].question
    assert organiser.get(url(question, bad)).status_code == 404
    assert organiser.get(url(bad)).status_code == 404


def test_it_takes_no_post(organiser: TestClient) -> None:
    world.make()
    assert organiser.post(url(NOBODY)).status_code == 405
