"""Limits by contest, by day and the pause, enforced where starts are stored; both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from contest.attempts import service
from contest.attempts.starting import Refusal, StartRequest, start_batch
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.people.guards import Entrant
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import HTMLParser, count
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.parsed import text

MS = timedelta(milliseconds=1)
#: The first midnight of Việt Nam after the round opened at 08:00 there.
MIDNIGHT = datetime(2026, 10, 5, 17, tzinfo=UTC)


def week(**changes: object) -> World:
    """A round that is open for three days."""
    contest = world.make(world.rules(**changes), bank=3)
    with writing() as db:
        campaigns.set_window(db, contest.round_id, OPENS, OPENS + timedelta(days=3))
    return contest


def start(round_id: str, entry: str, at: datetime) -> Refusal | str:
    with writing() as db:
        (outcome,) = start_batch(db, [StartRequest(round_id, (entry,), "d" * 13, to_ms(at))])
    return outcome.refusal or outcome.attempt_id


def sit(contest: World, entry: str, at: datetime) -> datetime:
    """Start and hand in a minute later; when that was."""
    attempt = start(contest.round_id, entry, at)
    assert not isinstance(attempt, Refusal)
    contest.hand_in(entry, attempt, at + timedelta(minutes=1))
    return at + timedelta(minutes=1)


def test_two_a_day_by_the_day_of_viet_nam(database: Database) -> None:
    contest = week(attempts_allowed=4, attempts_a_day=2)
    entry = contest.join("An").entry_id
    for minute in (0, 5):
        sit(contest, entry, OPENS + timedelta(minutes=minute))
    assert start(contest.round_id, entry, OPENS + timedelta(hours=1)) is Refusal.TODAY
    assert start(contest.round_id, entry, MIDNIGHT - MS) is Refusal.TODAY
    sit(contest, entry, MIDNIGHT)
    sit(contest, entry, MIDNIGHT + timedelta(hours=1))
    assert start(contest.round_id, entry, MIDNIGHT + timedelta(days=1)) is Refusal.USED_UP
    assert count("attempt") == 4


def test_a_pause_between_attempts(database: Database) -> None:
    contest = week(attempts_allowed=3, pause_minutes=30)
    entry = contest.join("An").entry_id
    ended = sit(contest, entry, OPENS)
    until = ended + timedelta(minutes=30)
    assert start(contest.round_id, entry, until - MS) is Refusal.PAUSE
    second = start(contest.round_id, entry, until)
    assert not isinstance(second, Refusal)
    # It times out: its own deadline is where the pause begins, whenever somebody looks.
    over = until + timedelta(minutes=10)
    assert start(contest.round_id, entry, over + timedelta(minutes=30) - MS) is Refusal.PAUSE
    assert not isinstance(start(contest.round_id, entry, over + timedelta(minutes=30)), Refusal)


def test_an_open_attempt_goes_on_whatever_the_limits(database: Database) -> None:
    contest = week(attempts_allowed=3, attempts_a_day=1, pause_minutes=30)
    entry = contest.join("An").entry_id
    first = start(contest.round_id, entry, OPENS)
    assert start(contest.round_id, entry, OPENS + timedelta(minutes=1)) == first


def test_a_limit_over_all_rounds_of_the_contest(database: Database) -> None:
    rules = world.rules(attempts_allowed=2, attempts_in_all=3)
    contest = world.make(rules)
    with writing() as db:
        campaign = contest.view(OPENS).campaign_id
        draft = RoundDraft("Tuần 2", OPENS, OPENS + timedelta(hours=2), rules)
        second = World(campaigns.add_round(db, campaign, draft, OPENS))
    entry, other = contest.join("An").entry_id, contest.join("Bình").entry_id
    sit(contest, entry, OPENS)
    sit(contest, entry, OPENS + timedelta(minutes=5))
    assert start(contest.round_id, entry, OPENS + timedelta(minutes=9)) is Refusal.USED_UP
    sit(second, entry, OPENS + timedelta(minutes=10))
    assert start(second.round_id, entry, OPENS + timedelta(minutes=15)) is Refusal.USED_UP
    sit(second, other, OPENS + timedelta(minutes=15))
    with reading() as db:
        view = second.view(OPENS)
        assert service.progress(db, view, entry, OPENS).attempts_left == 0
        assert service.progress(db, view, other, OPENS).attempts_left == 1


def test_without_a_limit_there_is_always_another(database: Database) -> None:
    contest = week(attempts_allowed=None)
    entry = contest.join("An").entry_id
    for number in range(25):
        sit(contest, entry, OPENS + timedelta(minutes=2 * number))
    assert count("attempt") == 25
    with reading() as db:
        found = service.readiness(db, Entrant((entry,), ""), contest.round_id, OPENS + timedelta(hours=1))
    assert (found.next.number, found.next.left, found.next.at) == (26, 1, 0)


@pytest.mark.parametrize(
    ("changes", "said", "why"),
    [
        ({"attempts_a_day": 1}, "đóng trước khi đến giờ của lượt tiếp theo", "đủ số lượt của một ngày"),
        ({"pause_minutes": 45}, "Lượt tiếp theo bắt đầu được từ 8 giờ 45 phút thứ Hai, 05/10", "khoảng nghỉ"),
    ],
)
def test_the_page_says_from_when_on(
    contest: World, new_phone: NewPhone, clock: Clock, changes: dict[str, int], said: str, why: str
) -> None:
    made = world.make(world.rules(attempts_allowed=3, **changes), bank=0, slug="hai")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    phone.hand_in()
    answer = phone.client.post(f"/attempts/new/{made.round_id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/attempts/new/{made.round_id}")
    page = HTMLParser(phone.client.get(answer.headers["location"]).text)
    assert not page.css("form.flat")
    told = text(page.css_first("main"))
    assert said in told and why in told, told
    assert "Còn 2 trong 3 lượt" in told


def test_no_limit_reads_as_such(contest: World, new_phone: NewPhone) -> None:
    made = world.make(world.rules(attempts_allowed=None), bank=0, slug="hai")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    phone.hand_in()
    page = HTMLParser(phone.client.get(f"/attempts/new/{made.round_id}").text)
    assert "Không giới hạn" in text(page.css_first("dl.facts"))
    assert page.css("form.flat")
    receipt = text(HTMLParser(phone.client.get(phone.url("/receipt")).text).css_first("main"))
    assert "Bạn được thi tiếp" in receipt and "Lượt 1." in receipt
    landing = text(HTMLParser(phone.client.get("/campaigns/hai").text).css_first("main"))
    assert "Không giới hạn lượt, lấy lượt tốt nhất" in landing
    assert "Bạn còn" not in landing
