"""The page of one question: options and keys for whoever may see the bank, and only after the close."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.reports import showing
from contest.web.database import Database, reading
from questions import asked
from questions.asked import KeyVersion
from questions.kinds import Key
from tests.conftest import Clock
from tests.contest.reports.school import DONE, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import OPENS
from tests.parsed import first, text
from tests.parsed_desk import cells


def made(right: int = 20, people: int = 40) -> School:
    """Question 0 is known by the first ones, 1 by everybody, 2 by nobody."""
    school = School.made()
    school.crowd([knows(0, 1) if number < right else knows(1) for number in range(people)])
    school.close()
    school.count()
    return school


def url(school: School, number: int = 0, query: str = "") -> str:
    return f"/reports/{school.round_id}/questions/{school.lines()[number].question}{query}"


def page(browser: TestClient, address: str) -> HTMLParser:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> tuple[TestClient, School]:
    school = made()
    clock.set(DONE)
    return organiser, school


def test_who_chose_what_and_how_good_they_are(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, url(school))
    rows = [cells(row) for row in shown.css("table.analysis tbody tr")]
    assert rows[0][0].startswith("A. Đúng một") and "Đáp án" in rows[0][0]
    assert [row[1] for row in rows] == ["50,0% 20", "50,0% 20", "0,0% 0", "0,0% 0"]
    assert [row[3] for row in rows] == ["2,00", "1,00", "không có", "không có"]
    widths = [bar.attributes["width"] for bar in shown.css("table.analysis svg.bar rect")]
    assert widths == ["50", "50", "0", "0"]


def test_the_better_and_the_weaker_as_columns_with_words_for_who_cannot_see(
    desk: tuple[TestClient, School],
) -> None:
    browser, school = desk
    shown = page(browser, url(school))
    chart = first(shown, "figure.fifths svg")
    assert chart.attributes["aria-label"] == (
        "Độ dễ của câu theo năm nhóm xếp hạng: "
        "yếu nhất 0,0%, yếu 0,0%, giữa 50,0%, khá 100,0%, giỏi nhất 100,0%"
    )
    assert [bar.attributes["height"] for bar in chart.css("rect.column")] == ["0", "0", "50", "100", "100"]


def test_what_is_to_be_looked_at_is_said_with_why(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    easy = text(first(page(browser, url(school, 1)), "section.item"))
    assert "Quá dễ" in easy and "không giúp xếp hạng" in easy
    hard = text(first(page(browser, url(school, 2)), "section.item"))
    assert "Quá khó" in hard
    assert "Người chọn B (40) có tổng điểm trung bình 1,50, mà không ai chọn đáp án." in hard
    good = text(first(page(browser, url(school)), "section.item"))
    assert "Dùng tốt" in good


def test_the_key_that_marks_were_given_by_is_named(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, url(school))
    (line,) = [text(one) for one in shown.css("section.item ul li")]
    assert line.startswith("Bản 1, đáp án lần 1") and "Đúng một" in line and "Đã dùng để chấm" in line


def test_it_leads_to_the_bank_and_to_all_rounds(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    links = [str(link.attributes["href"]) for link in page(browser, url(school)).css("section.item a.link")]
    assert len(links) == 2
    for link in links:
        assert browser.get(link).status_code == 200


@pytest.mark.parametrize("part", [ContestRole.VIEWER, ContestRole.PROCTOR])
def test_who_may_not_see_the_bank_sees_neither_options_nor_keys(
    enter: Enter, clock: Clock, part: ContestRole
) -> None:
    browser = enter(Role.VIEWER)
    school = made()
    world.give_part(Role.VIEWER, school.round_id, part)
    clock.set(DONE)
    for number in range(3):
        shown = page(browser, url(school, number))
        said = text(first(shown, "main"))
        assert "Phương án và đáp án chỉ hiện cho người được xem ngân hàng câu hỏi." in said
        for hidden in ("Đúng một", "Sai hai", "Đáp án lần", "đáp án lần", "Người chọn B"):
            assert hidden not in said
        assert shown.css_first("table.analysis") is None
        assert not [link for link in shown.css("a") if "/bank/" in str(link.attributes.get("href"))]


@pytest.mark.parametrize("part", [ContestRole.AUTHOR, ContestRole.APPROVER])
def test_authors_and_approvers_see_them(enter: Enter, clock: Clock, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    school = made()
    world.give_part(Role.VIEWER, school.round_id, part)
    clock.set(DONE)
    assert len(page(browser, url(school)).css("table.analysis tbody tr")) == 4


def test_before_the_close_there_is_no_such_page(organiser: TestClient, clock: Clock) -> None:
    school = School.made()
    school.crowd([knows(0)])
    clock.set(OPENS)
    with reading() as db:
        question = asked.asked(db, {1})[1].question
    answer = organiser.get(f"/reports/{school.round_id}/questions/{question}")
    assert answer.status_code == 404
    assert "Đúng một" not in answer.text


def test_all_attempts_of_it(organiser: TestClient, clock: Clock) -> None:
    school = School.made(attempts_allowed=2)
    entry = school.come("A Thui", knows())
    school.sit(entry, knows(0), OPENS + (DONE - OPENS) / 4)
    school.close()
    school.count()
    clock.set(DONE)
    assert cells(page(organiser, url(school)).css("table.analysis tbody tr")[0])[1] == "0,0% 0"
    every = page(organiser, url(school, 0, "?attempts=all"))
    assert cells(every.css("table.analysis tbody tr")[0])[1] == "50,0% 1"
    assert (
        first(every, "p > a.link").attributes["href"] == f"/reports/{school.round_id}/analysis?attempts=all"
    )


def test_the_statements_do_not_grow_with_the_bank(
    organiser: TestClient, clock: Clock, sqlite_database: Database
) -> None:
    few = made(1, 2)
    many = School(world.make(world.rules(blueprint=(world.BlueprintLine(count=60),)), bank=60, slug="lon"))
    many.come("Y Bích", knows(1))
    many.close()
    many.count()
    clock.set(DONE)
    counted = []
    for school in (few, many):
        address = url(school)
        page(organiser, address)
        with statements() as seen:
            page(organiser, address)
        counted.append(len(seen))
    assert counted[0] == counted[1]


def version(number: int, hour: int | None) -> KeyVersion:
    return KeyVersion(number, None if hour is None else OPENS.replace(hour=hour), Key(("a",)))


@pytest.mark.parametrize(
    ("hours", "graded", "used"),
    [((1,), 2, 1), ((1, 3), 2, 1), ((1, 2), 2, 2), ((None, 1, 3), 2, 2), ((3,), 2, 1), ((1, 3), None, 2)],
)
def test_the_key_in_force_is_the_newest_that_was_there(
    hours: tuple[int | None, ...], graded: int | None, used: int
) -> None:
    keys = [version(number, hour) for number, hour in enumerate(hours, 1)]
    found = showing.in_force(keys, None if graded is None else OPENS.replace(hour=graded))
    assert found is keys[used - 1]
    assert showing.in_force((), None) is None


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    school = made(1, 1)
    answer = app_client.get(url(school))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


def test_who_has_no_part_finds_nothing(enter: Enter, clock: Clock) -> None:
    school = made(1, 1)
    clock.set(DONE)
    assert enter(Role.ORGANISER).get(url(school)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round_or_question(desk: tuple[TestClient, School], bad: str) -> None:
    browser, school = desk
    question = school.lines()[0].question
    assert browser.get(f"/reports/{bad}/questions/{question}").status_code == 404
    assert browser.get(f"/reports/{school.round_id}/questions/{bad}").status_code == 404


def test_a_question_of_another_round_is_not_found(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    other = School(world.make(slug="khac", bank=0))
    other.close()
    question = school.lines()[0].question
    assert browser.get(f"/reports/{other.round_id}/questions/{question}").status_code == 404


def test_it_takes_no_post(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    assert browser.post(url(school)).status_code == 405
