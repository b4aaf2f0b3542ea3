"""Adding up that stopped: the round stands, staff read why, and one press takes it up again."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from contest.audit import service as audit
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.jobs import runner
from contest.jobs.rules import TRIES, back_off
from contest.jobs.states import JobState
from contest.rounds import closing, monitor, service
from contest.rounds.closing import CloseStep
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, STAFF
from tests.contest.seasons import world
from tests.contest.seasons.world import Weeks
from tests.parsed import HTMLParser, text

BUTTON = "Cộng lại vào kết quả cả cuộc thi"


def _broken(db: Session, *rest: object) -> None:
    raise ZeroDivisionError


def stopped(monkeypatch: pytest.MonkeyPatch) -> Weeks:
    """The first week is closed, and what would add it up failed for good."""
    weeks = world.make(weeks=2)
    weeks.sit(0, weeks.enter("An"), 3)
    monkeypatch.setitem(closing.STEPS, CloseStep.SEASON, _broken)
    rounds.work(CLOSES)
    now = weeks.closed(0)
    rounds.work(now)
    for failure in range(1, TRIES + 1):
        now += back_off(failure)
        rounds.work(now)
    monkeypatch.undo()
    runner.register(service.CLOSE, closing.close_step)
    job = weeks[0].job()
    assert job is not None and (job.state, job.step) == (JobState.FAILED, CloseStep.SEASON)
    return weeks


def page(browser: TestClient, weeks: Weeks) -> HTMLParser:
    return HTMLParser(browser.get(f"/rounds/{weeks[0].round_id}").text)


def press(browser: TestClient, weeks: Weeks) -> int:
    return browser.post(f"/rounds/{weeks[0].round_id}/closing").status_code


def test_the_round_itself_stands(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = stopped(monkeypatch)
    assert weeks.view().state is RoundState.CLOSED
    assert weeks.places() == []
    with reading() as db:
        progress = monitor.counts(db, weeks.view(), world.LAST).progress
    assert progress is not None and progress.failed
    assert progress.step == "Cộng vào kết quả cả cuộc thi"


def test_one_press_takes_it_up_again(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = stopped(monkeypatch)
    with writing() as db:
        service.close_now(db, STAFF, weeks[0].round_id, world.LAST)
    with pytest.raises(Conflict, match=service.IS_CLOSED), writing() as db:
        service.close_now(db, STAFF, weeks[0].round_id, world.LAST)
    rounds.work(world.LAST)
    assert weeks.places() == [(1, "An", 3)]
    with reading() as db:
        assert monitor.counts(db, weeks.view(), world.LAST).progress is None
        rows, _ = audit.about(db, [weeks[0].round_id], 0, 1)
    assert (rows[0].action, rows[0].detail["step"]) == ("rounds.resume", "season")


def test_staff_read_what_stopped_and_press(organiser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = stopped(monkeypatch)
    shown = text(page(organiser, weeks).css_first("main"))
    assert "Chưa cộng vào kết quả cả cuộc thi" in shown and "Kết quả của vòng này vẫn đúng" in shown
    assert BUTTON in [text(node) for node in page(organiser, weeks).css("form button")]
    assert press(organiser, weeks) in (200, 303)
    rounds.work(world.LAST)
    assert weeks.places() == [(1, "An", 3)]
    after = page(organiser, weeks)
    assert BUTTON not in [text(node) for node in after.css("form button")]
    assert "Chưa cộng vào" not in text(after.css_first("main"))
    assert press(organiser, weeks) == 409


def test_who_only_looks_has_no_button(viewer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = stopped(monkeypatch)
    found = page(viewer, weeks)
    assert "Chưa cộng vào kết quả cả cuộc thi" in text(found.css_first("main"))
    assert BUTTON not in [text(node) for node in found.css("form button")]
    assert press(viewer, weeks) == 403


def test_a_closed_round_that_lacks_nothing_has_no_button(organiser: TestClient) -> None:
    weeks = world.make(weeks=2)
    weeks.sit(0, weeks.enter("An"), 3)
    weeks.close(0)
    assert BUTTON not in [text(node) for node in page(organiser, weeks).css("form button")]
    assert press(organiser, weeks) == 409
