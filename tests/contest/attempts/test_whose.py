"""A round of one audience: only its people start there, and the others are told where theirs is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.attempts import service as attempts
from contest.attempts.starting import Refusal, StartOutcome, StartRequest, start_batch
from contest.people import audiences
from contest.people.guards import Entrant
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import HTMLParser, Phone, count
from tests.contest.groups import PUPILS, SERVANTS, Groups
from tests.contest.planning.plans import statements
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import attr, first, text


def start(round_: World, *entries: str) -> StartOutcome:
    """One start of whoever holds these entries."""
    with writing() as db:
        (outcome,) = start_batch(db, [StartRequest(round_.round_id, entries, "d" * 13, to_ms(OPENS))])
    return outcome


# --- the rule, on both databases --------------------------------------------------------------------


def test_each_starts_in_the_round_of_their_audience(database: Database) -> None:
    made = groups.make()
    pupil, servant = made.join("Y Thu", PUPILS, 2013), made.join("A Thui", SERVANTS)
    assert start(made.a, pupil).attempt_id
    assert start(made.b, servant).attempt_id
    assert start(made.b, pupil).refusal is Refusal.AUDIENCE
    assert start(made.a, servant).refusal is Refusal.AUDIENCE
    assert count("attempt") == 2


def test_who_has_said_nothing_starts_only_where_everybody_may(database: Database) -> None:
    made = groups.make()
    everybody = made.common()
    somebody = made.join("Y Thu", None)
    assert start(made.a, somebody).refusal is Refusal.AUDIENCE
    assert start(everybody, somebody).attempt_id
    pupil = made.join("Y Bích", PUPILS, 2013)
    assert start(everybody, pupil).attempt_id, "a round of nobody in particular is everybody's"


def test_a_batch_of_both_is_told_apart(database: Database) -> None:
    made = groups.make()
    pupil, servant = made.join("Y Thu", PUPILS, 2013), made.join("A Thui", SERVANTS)
    requests = [
        StartRequest(made.a.round_id, (each,), "d" * 13, to_ms(OPENS)) for each in (pupil, servant, pupil)
    ]
    with writing() as db:
        first_, refused, again = start_batch(db, requests)
    assert refused.refusal is Refusal.AUDIENCE
    assert first_.attempt_id == again.attempt_id != ""


def test_an_attempt_that_runs_goes_on_whatever_was_changed(database: Database) -> None:
    """The deed refuses to move whoever answers; were a row changed all the same, nobody loses a paper."""
    made = groups.make()
    pupil = made.join("Y Thu", PUPILS, 2013)
    running = start(made.a, pupil).attempt_id
    with writing() as db:
        audiences.move(db, pupil, SERVANTS.id)
    assert start(made.a, pupil).attempt_id == running


def test_the_limit_over_all_rounds_stays_a_persons(database: Database) -> None:
    limited = world.rules(attempts_in_all=1, attempts_allowed=1)
    made = groups.make(limited, limited)
    everybody = made.common(attempts_in_all=1, attempts_allowed=1)
    pupil = made.join("Y Thu", PUPILS, 2013)
    assert start(made.a, pupil).attempt_id
    assert start(everybody, pupil).refusal is Refusal.USED_UP


def test_closed_and_waiting_are_said_before_whose_it_is(database: Database) -> None:
    made = groups.make(opens_b=OPENS + timedelta(hours=3), closes_b=CLOSES + timedelta(hours=3))
    pupil = made.join("Y Thu", PUPILS, 2013)
    assert start(made.b, pupil).refusal is Refusal.WAITING


def test_a_round_for_everybody_costs_no_further_statement(sqlite_database: Database, clock: Clock) -> None:
    """The start page of a contest without audiences asks nothing about them."""
    plain = world.make()
    entry = plain.join("Y Thu").entry_id
    with statements() as said, reading() as db:
        attempts.readiness(db, Entrant((entry,), "d" * 13), plain.round_id, OPENS)
    assert not any("entry.audience_id" in each and "FROM entry" in each for each in said)
    assert not any("FROM audience" in each for each in said)


# --- on the phone -----------------------------------------------------------------------------------


@pytest.fixture
def made(sqlite_database: Database, clock: Clock) -> Groups:
    found = groups.make()
    clock.set(OPENS)
    return found


def ready(phone: Phone, round_: World) -> HTMLParser:
    answer = phone.client.get(f"/attempts/new/{round_.round_id}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def test_pressing_start_in_anothers_round_leads_to_the_page_that_says_so(
    made: Groups, new_phone: NewPhone
) -> None:
    phone = new_phone(made.join("Y Thu", PUPILS, 2013))
    answer = phone.client.post(f"/attempts/new/{made.b.round_id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/attempts/new/{made.b.round_id}")
    assert count("attempt") == 0
    page = ready(phone, made.b)
    said = text(first(page, "main .banner"))
    assert said == (
        "Tuần 1 dành cho Bảng B: Cán bộ, công chức. Bạn dự thi Bảng A: Học sinh. "
        "Vòng thi của bạn là Tuần 1, Bảng A."
    )
    assert attr(page, "main a.big", "href") == f"/attempts/new/{made.a.round_id}"
    assert not page.css("main form"), "nothing to start here"


def test_ones_own_round_is_as_ever(made: Groups, new_phone: NewPhone) -> None:
    phone = new_phone(made.join("Y Thu", PUPILS, 2013)).to(made.a.round_id)
    page = ready(phone, made.a)
    assert text(first(page, ".stage h1")).endswith("Tuần 1, Bảng A")
    assert page.css(f'form[action="/attempts/new/{made.a.round_id}"]')
    assert phone.start().attempt


def test_where_ones_audience_has_no_round_yet(sqlite_database: Database, new_phone: NewPhone) -> None:
    found = groups.make(audiences=(PUPILS, SERVANTS, groups.ELDERS))
    phone = new_phone(found.join("Y Già", groups.ELDERS, 1950))
    said = text(first(ready(phone, found.a), "main .banner"))
    assert said.endswith("Vòng thi của bạn chưa có lịch; xem lại trang cuộc thi sau.")


def test_who_has_said_nothing_is_led_to_say_it(made: Groups, new_phone: NewPhone) -> None:
    phone = new_phone(made.join("Y Thu", None))
    assert phone.client.post(f"/attempts/new/{made.a.round_id}").status_code == 303
    page = ready(phone, made.a)
    assert "Bạn chưa chọn bảng dự thi của mình." in text(first(page, "main .banner"))
    assert attr(page, "main a.big", "href") == f"/campaigns/{groups.SLUG}/entry/audience"


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1)])
def test_after_the_close_it_only_says_closed(
    made: Groups, new_phone: NewPhone, clock: Clock, late: timedelta
) -> None:
    phone = new_phone(made.join("Y Thu", PUPILS, 2013))
    clock.set(CLOSES + late)
    page = ready(phone, made.b)
    assert [text(each) for each in page.css("main .banner")] == ["Tuần 1, Bảng B đã đóng."]
