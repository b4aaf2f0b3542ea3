"""The page of a round's questions: the ladder, when it is there, what it says, its orders."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts.states import ContestRole, Role
from contest.campaigns.states import RoundState
from contest.jobs import service as jobs
from contest.jobs import store as jobs_store
from contest.planning import rehearsing
from contest.reports.working import ANALYSE
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.reports.school import DONE, STAFF, School, knows
from tests.contest.rounds import world
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import CLOSES, OPENS
from tests.parsed import first, text
from tests.parsed_desk import cells


def url(school: School, query: str = "") -> str:
    return f"/reports/{school.round_id}/analysis{query}"


def page(browser: TestClient, school: School, query: str = "") -> HTMLParser:
    answer = browser.get(url(school, query))
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def made(people: int = 4, **rules: object) -> School:
    """A closed and counted round: question 0 is known by everybody, 1 by every other one, 2 by nobody."""
    school = School.made(**rules)  # ty: ignore[invalid-argument-type]
    school.crowd([knows(0, 1) if number % 2 else knows(0) for number in range(people)])
    school.close()
    school.count()
    return school


@pytest.fixture
def desk(viewer: TestClient, clock: Clock) -> tuple[TestClient, School]:
    """Somebody who may look, and a closed round."""
    school = made()
    clock.set(DONE)
    return viewer, school


def names(shown: HTMLParser) -> list[str]:
    """The questions by their numbers in the bank, as the table has them."""
    return [text(row).split("số ")[1][0] for row in shown.css("table.analysis tbody tr td:first-child")]


def test_the_papers_as_a_whole_each_figure_with_its_sentence(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, school)
    figures = {text(first(one, "dt")): text(first(one, "dd")) for one in shown.css(".figures > div")}
    assert figures["Số bài"] == "4"
    assert figures["Điểm trung bình"].startswith("50,0% (1,50 trên 3,00 điểm)")
    assert "Chưa đủ người để kết luận" in figures["Điểm trung bình"]
    assert "Tính lúc" in text(first(shown, "main"))


def test_each_question_with_its_figures_and_its_finding(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, school, "?sort=number")
    rows = [cells(row) for row in shown.css("table.analysis tbody tr")]
    assert [row[3] for row in rows] == ["100,0%", "50,0%", "0,0%"]
    assert {row[5] for row in rows} == {"Chưa đủ người"}
    assert {row[4] for row in rows} == {"không tính được"}
    link = first(shown, "table.analysis tbody a").attributes["href"]
    assert browser.get(str(link)).status_code == 200


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("facility", ["2", "1", "0"]),
        ("-facility", ["0", "1", "2"]),
        ("number", ["0", "1", "2"]),
        ("-number", ["2", "1", "0"]),
        ("discrimination", ["0", "1", "2"]),
        ("people", ["0", "1", "2"]),
        ("no-such-thing", ["0", "1", "2"]),
        ("%00", ["0", "1", "2"]),
    ],
)
def test_orders_are_plain_links(desk: tuple[TestClient, School], sort: str, order: list[str]) -> None:
    browser, school = desk
    assert names(page(browser, school, f"?sort={sort}")) == order


def test_the_title_of_the_order_at_hand_turns_it_round(desk: tuple[TestClient, School]) -> None:
    browser, school = desk
    shown = page(browser, school, "?sort=facility")
    head = first(shown, "th[aria-sort=ascending]")
    assert text(head).startswith("Độ dễ")
    turned = page(browser, school, str(first(head, "a").attributes["href"]))
    assert text(first(turned, "th[aria-sort=descending]")).startswith("Độ dễ")


def test_before_the_close_it_says_when_and_shows_nothing(viewer: TestClient, clock: Clock) -> None:
    school = School.made()
    school.crowd([knows(0)] * 2)
    for moment in (OPENS - timedelta(hours=1), OPENS, CLOSES - timedelta(seconds=1)):
        clock.set(moment)
        said = text(first(page(viewer, school), "main"))
        assert "có sau khi vòng đóng lúc 10 giờ thứ Hai, 05/10" in said
        assert "Câu hỏi số" not in said
    clock.set(CLOSES + timedelta(seconds=1))
    assert "có sau khi chốt xong" in text(first(page(viewer, school), "main"))


def test_a_draft_has_none(viewer: TestClient, clock: Clock) -> None:
    school = School(world.make(state=RoundState.DRAFT))
    clock.set(OPENS)
    assert "có sau khi vòng đóng" in text(page(viewer, school))


def test_a_rehearsal_says_that_it_has_none(viewer: TestClient, clock: Clock) -> None:
    school = School.made()
    now = OPENS - timedelta(hours=1)
    with writing() as db:
        rehearsed = rehearsing.rehearse(db, STAFF, school.round_id, now)
        world.give_parts(db, rehearsed)
    clock.set(now)
    assert "Bản chạy thử không tính" in text(page(viewer, School(world.World(rehearsed))))


def test_until_it_is_counted_it_says_so(enter: Enter, clock: Clock) -> None:
    browser = enter(Role.VIEWER)
    school = School.made()
    school.close()
    clock.set(DONE)
    shown = page(browser, school)
    assert "Máy tự tính trong vài phút" in text(first(shown, ".banner"))
    assert shown.css_first("main button") is None, "that is for who approves"
    world.give_part(Role.VIEWER, school.round_id, ContestRole.APPROVER)
    assert text(first(page(browser, school), "main button")) == "Tính ngay"


def test_a_failure_is_told_with_a_way_on(organiser: TestClient, clock: Clock) -> None:
    school = made()
    clock.set(DONE)
    with writing() as db:
        jobs.again(db, ANALYSE, school.round_id, DONE)
        job = jobs_store.find(db, ANALYSE, school.round_id)
        assert job is not None
        jobs_store.save(db, job.id, state="failed", error="Phần mềm gặp lỗi <b>.")
    shown = page(organiser, school)
    assert text(first(shown, ".banner.is-wrong")) == "Phần mềm gặp lỗi <b>."
    assert text(first(shown, "button.deed")) == "Tính lại"
    assert len(names(shown)) == 3, "what was counted before stays"


def test_all_attempts_have_a_link_where_there_are_several(viewer: TestClient, clock: Clock) -> None:
    school = School.made(attempts_allowed=2)
    entry = school.come("A Thui", knows())
    school.sit(entry, knows(0, 1, 2), OPENS + timedelta(minutes=5))
    school.close()
    school.count()
    clock.set(DONE)
    shown = page(viewer, school)
    links = [str(link.attributes["href"]) for link in shown.css(".bar-row .tabs a")]
    assert links == [url(school), url(school, "?attempts=all")]
    every = page(viewer, school, "?attempts=all&sort=facility")
    assert text(first(every, ".figures dd")) == "2" and text(first(shown, ".figures dd")) == "1"
    assert "attempts=all" in str(first(every, "thead a").attributes["href"])


def test_it_says_that_consistency_takes_places_for_questions_where_papers_differ(
    viewer: TestClient, clock: Clock
) -> None:
    school = School.made(6, 3)
    school.crowd([knows(*range(number % 6)) for number in range(31)])
    school.close()
    school.count()
    clock.set(DONE)
    figures = {
        text(first(one, "dt")): text(first(one, "dd")) for one in page(viewer, school).css(".figures > div")
    }
    assert "Mỗi người một đề" in figures["Độ nhất quán (CIC)"]


@pytest.mark.parametrize("path", ["/rounds/{}", "/rounds/{}/results"])
def test_the_desk_leads_here_once_the_round_is_closed(desk: tuple[TestClient, School], path: str) -> None:
    browser, school = desk
    shown = HTMLParser(browser.get(path.format(school.round_id)).text)
    assert first(shown, f"main a[href='{url(school)}']")


def test_as_many_statements_for_three_questions_as_for_three_hundred(
    viewer: TestClient, clock: Clock, sqlite_database: Database
) -> None:
    few = made(2)
    # No paper is so long; five of them together ask nearly all of three hundred.
    line = world.BlueprintLine(count=200)
    many = School(world.make(world.rules(blueprint=(line,)), bank=300, slug="lon"))
    many.crowd([knows(1)] * 5)
    many.close()
    many.count()
    clock.set(DONE)
    counted = []
    for school in (few, many):
        page(viewer, school)
        with statements() as seen:
            shown = page(viewer, school)
        counted.append(len(seen))
    assert len(names(shown)) == 50
    assert counted[0] == counted[1]


# --- the ladder -----------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    school = School.made()
    answer = app_client.get(url(school))
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/accounts/login")


@pytest.mark.parametrize("part", list(ContestRole))
def test_everybody_with_a_part_may_look(enter: Enter, clock: Clock, part: ContestRole) -> None:
    browser = enter(Role.VIEWER)
    school = made(1)
    world.give_part(Role.VIEWER, school.round_id, part)
    clock.set(DONE)
    answer = browser.get(url(school))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_who_has_no_part_finds_nothing(enter: Enter) -> None:
    school = School.made()
    assert enter(Role.ORGANISER).get(url(school)).status_code == 404


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_no_such_round(organiser: TestClient, sqlite_database: Database, bad: str) -> None:
    assert organiser.get(f"/reports/{bad}/analysis").status_code == 404


def test_it_takes_no_post(organiser: TestClient) -> None:
    assert organiser.post(url(School.made())).status_code == 405
