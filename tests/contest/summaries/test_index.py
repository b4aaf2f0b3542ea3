"""`summaries.index`: the report of a period, of what one may see."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import Role
from contest.campaigns import service as campaigns
from contest.campaigns.models import Campaign
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.rounds import world as rounds
from tests.contest.rounds.conftest import Enter
from tests.contest.rounds.test_ladder import NOBODY
from tests.contest.rounds.world import OPENS
from tests.contest.selects import selects
from tests.contest.summaries import world
from tests.contest.summaries.desk import QUERY, later, page, tables
from tests.contest.summaries.world import DONE, OFFICE, SCHOOL
from tests.parsed import attr, text


def test_it_says_people_units_and_marks(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    found = page(organiser)
    said = text(found.css_first("#figures"))
    assert "tháng 10 năm 2026" in said
    assert "thu hút 5 người tham gia với 5 lượt thi được công nhận" in said
    assert "4 người có ghi đơn vị, bằng 23,53% quân số (17 người)" in said
    made = tables(found)
    assert made["Kết quả theo đơn vị"][1:] == [
        [SCHOOL, "3", "3", "7", "42,86%", "1,67", "5,00"],
        [OFFICE, "1", "1", "10", "10,00%", "3,00", "3,00"],
        ["Không ghi đơn vị", "1", "–", "–", "–", "–", "–"],
    ]
    assert made["Các vòng thi"][1] == [
        "Tìm hiểu chuyển đổi số",
        "Tuần 1",
        "05/10/2026",
        "5",
        "5",
        "1,80",
        "2,00",
    ]
    assert len(found.css("#figures svg rect.column")) == 10


def test_a_line_of_a_unit_leads_to_its_own_report(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    link = page(organiser).css_first("#figures table a.link")
    assert link is not None
    there = str(link.attributes["href"])
    assert there.endswith(f"unit={made.units[SCHOOL]}")
    found = page(organiser, there.removeprefix("/summaries"))
    assert "Trường THCS" in text(found.css_first("#figures")) and "3 người tham gia" in text(found.body)
    assert attr(found, "select[name=unit] option[selected]", "value") == made.units[SCHOOL]


def test_nothing_said_is_this_month(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    found = page(organiser, "")
    assert "5 người tham gia" in text(found.body)
    assert attr(found, "select[name=preset] option[selected]", "value") == "month"
    later(organiser, clock, "2026-11-02 08:00:00")
    assert "chưa có vòng thi nào đóng" in text(page(organiser, "").body)


@pytest.mark.parametrize("preset", ["month", "quarter", "half", "year"])
def test_usual_periods(organiser: TestClient, clock: Clock, preset: str) -> None:
    world.usual()
    clock.set(DONE)
    assert "5 người tham gia" in text(page(organiser, f"?preset={preset}").body)


def test_one_contest_one_round(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    for scope in (made.campaign_id, made.round_id):
        found = page(organiser, f"?scope={scope}")
        assert "5 người tham gia" in text(found.body)
        assert attr(found, "select[name=scope] option[selected]", "value") == scope


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("?preset=own", {"first", "last"}),
        ("?first=32/10/2026&last=31/10/2026", {"first"}),
        ("?first=05/10/2026&last=04/10/2026", {"last"}),
        ("?first=01/01/2001&last=31/12/2026", {"last"}),
        ("?preset=week", {"first", "last"}),
        ("?first=%00&last=%F0%9F%98%80", {"first", "last"}),
    ],
)
def test_wrong_days_are_told_and_kept(organiser: TestClient, query: str, wrong: set[str]) -> None:
    found = page(organiser, query, 422)
    assert {str(one.attributes["name"]) for one in found.css("input[aria-invalid=true]")} == wrong
    assert not found.css("#figures")
    if "32/10/2026" in query:
        assert attr(found, "#first", "value") == "32/10/2026"


@pytest.mark.parametrize("odd", [NOBODY, "abc", "%00", "x" * 60, "k7q2m94x0a1b%27"])
@pytest.mark.parametrize("name", ["scope", "unit"])
def test_what_is_not_there(organiser: TestClient, odd: str, name: str) -> None:
    assert organiser.get(f"/summaries?{name}={odd}").status_code == 404


def test_a_contest_that_is_not_theirs_is_not_there(organiser: TestClient, enter: Enter, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    assert "5 người tham gia" in text(page(organiser).body)
    stranger = enter(Role.VIEWER)
    assert "chưa có vòng thi nào đóng" in text(page(stranger).body)
    assert stranger.get(f"/summaries?scope={made.campaign_id}").status_code == 404
    assert stranger.get(f"/summaries?scope={made.round_id}").status_code == 404
    assert made.round_id not in stranger.get("/summaries").text


def test_who_only_looks_on_sees_it_and_freezes_nothing(viewer: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    found = page(viewer)
    assert "5 người tham gia" in text(found.body) and not found.css("#freeze")


def test_a_stranger_is_led_to_the_log_in(app_client: TestClient) -> None:
    answer = app_client.get("/summaries")
    assert answer.status_code == 303 and "/accounts/login" in answer.headers["location"]
    assert app_client.put("/summaries").status_code == 405


def test_before_the_close_nothing_hangs_on_a_key(organiser: TestClient, clock: Clock) -> None:
    made = world.begun()
    clock.set(OPENS)
    before = organiser.get(f"/summaries{QUERY}").text
    made.people()
    after = organiser.get(f"/summaries{QUERY}").text
    assert before == after


def test_of_three_people_and_of_thirty_as_many_statements(
    organiser: TestClient, clock: Clock, sqlite_database: Database
) -> None:
    counts = []
    made = world.begun()
    made.people()
    second = made.next_round()
    world.end()
    clock.set(DONE)
    seen = selects(sqlite_database)
    page(organiser)
    counts.append(len(seen))
    for number in range(27):
        second.sit(f"Người {number}", OPENS + world.WEEK, 1, unit=made.units[OFFICE])
    world.end(world.WEEK)
    later(organiser, clock, DONE + world.WEEK)
    seen.clear()
    page(organiser, f"{QUERY}&scope={second.round_id}")
    counts.append(len(seen))
    assert counts[1] <= counts[0] + 3, counts


def test_questions_of_a_bank_in_use_keep_their_words(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    told = text(page(organiser).css_first("#figures"))
    assert "Câu hỏi số" in told and "Đúng một" not in told
    made.next_round()
    hidden = text(page(organiser).css_first("#figures"))
    assert "Câu hỏi số" not in hidden and "chưa hiện nội dung" in hidden


def test_a_sample_is_in_no_report_of_everything(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    clock.set(DONE)
    assert "01 cuộc thi trực tuyến với 01 vòng thi" in text(page(organiser).body)
    with writing() as db:
        contest = db.get(Campaign, made.campaign_id)
        assert contest is not None
        contest.is_sample = True
    # Who tries the software has nothing else.
    assert "01 cuộc thi trực tuyến với 01 vòng thi" in text(page(organiser).body)
    rounds.make(slug="that", bank=0)
    assert "chưa có vòng thi nào đóng" in text(page(organiser).body)
    assert "5 người tham gia" in text(page(organiser, f"?scope={made.campaign_id}").body)


def test_a_rehearsal_counts_nowhere(organiser: TestClient, clock: Clock) -> None:
    made = world.usual()
    other = rounds.make(slug="khac", bank=0)
    clock.set(DONE)
    with writing() as db:
        contest = db.get(Campaign, made.campaign_id)
        assert contest is not None
        contest.rehearsal_of = campaigns.campaign_of(db, other.round_id)
    assert "chưa có vòng thi nào đóng" in text(page(organiser).body)
    assert organiser.get(f"/summaries?scope={made.campaign_id}").status_code == 404


def test_the_list_of_contests_leads_here(organiser: TestClient, clock: Clock) -> None:
    world.usual()
    clock.set(DONE)
    assert 'href="/summaries"' in organiser.get("/rounds").text
