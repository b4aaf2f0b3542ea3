"""`planning.discard`: a draft that nobody entered is deleted after words; anything else stays."""

from __future__ import annotations

from fastapi.testclient import TestClient

from contest.planning import rehearsing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World


def test_deleted_after_words(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    page = plans.page(organiser.get(f"/planning/{draft}/removal").text)
    assert "Xóa hẳn “Tìm hiểu chuyển đổi số”?" in plans.text(page, "form.confirm")
    answer = organiser.post(f"/planning/{draft}/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, "/rounds")
    assert "Chưa có cuộc thi nào." in organiser.get("/rounds").text
    assert organiser.post(f"/planning/{draft}/removal").status_code == 404


def test_with_people_it_stays_and_says_why(organiser: TestClient, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    World(draft).join("Y Bích")
    for answer in (organiser.get(f"/planning/{draft}/removal"), organiser.post(f"/planning/{draft}/removal")):
        page = plans.page(answer.text)
        assert rehearsing.HAS_ENTRIES in plans.text(page, ".banner.is-wrong")
        assert page.css("form.confirm") == []
    assert answer.status_code == 409


def test_a_contest_that_waits_is_no_draft(organiser: TestClient) -> None:
    plans.fill_bank()
    draft = plans.made_by(organiser)
    organiser.post(f"/planning/{draft}/schedule")
    answer = organiser.post(f"/planning/{draft}/removal")
    assert answer.status_code == 409
    assert rehearsing.NOT_DRAFT in answer.text
