"""`planning.rehearse` and `planning.unrehearse`: made by a button, removed after words."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.jobs import runner
from contest.planning import rehearsing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World


@pytest.fixture
def real(organiser: TestClient) -> str:
    """A contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser)


def rehearse(browser: TestClient, round_id: str) -> str:
    answer = browser.post(f"/planning/{round_id}/rehearsal")
    assert answer.status_code == 303
    return answer.headers["location"].split("/")[2]


def test_made_once_and_found_again(organiser: TestClient, real: str) -> None:
    made = rehearse(organiser, real)
    assert rehearse(organiser, real) == made
    page = plans.page(organiser.get(f"/planning/{real}/checklist").text)
    assert f"/rounds/{made}" in [link.attributes["href"] for link in page.css("a")]
    own = plans.page(organiser.get(f"/planning/{made}/checklist").text)
    assert "Đây là bản chạy thử, không tính kết quả." in plans.text(own)


def test_phones_and_screens_say_that_nothing_counts(organiser: TestClient, real: str, clock: Clock) -> None:
    made = rehearse(organiser, real)
    slug = plans.view(made, clock.now).slug
    for address in (
        f"/campaigns/{slug}",
        f"/campaigns/{slug}/rules",
        f"/standings/{made}",
        f"/standings/{made}/hall",
    ):
        assert "Chạy thử, không tính kết quả" in organiser.get(address).text
    assert slug not in organiser.get("/").text


def test_removed_after_words(organiser: TestClient, real: str, clock: Clock) -> None:
    made = rehearse(organiser, real)
    World(made).sit("Y Bích", clock.now, 3)
    page = plans.page(organiser.get(f"/planning/{made}/rehearsal/removal").text)
    assert "1 người đã vào thử và 1 bài làm thử mất hẳn," in plans.text(page, "form.confirm")
    answer = organiser.post(f"/planning/{real}/rehearsal/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/rounds/{real}")
    runner.run_pending(clock.now)
    assert organiser.get(f"/rounds/{made}").status_code == 404
    assert "Không có bản chạy thử nào." in organiser.get(f"/planning/{real}/rehearsal/removal").text


def test_removed_twice(organiser: TestClient, real: str) -> None:
    rehearse(organiser, real)
    address = f"/planning/{real}/rehearsal/removal"
    assert organiser.post(address).status_code == 303
    again = organiser.post(address)
    assert again.status_code == 409
    assert rehearsing.NONE_THERE in plans.text(plans.page(again.text), ".banner")


def test_a_rehearsal_of_a_rehearsal(organiser: TestClient, real: str) -> None:
    made = rehearse(organiser, real)
    answer = organiser.post(f"/planning/{made}/rehearsal")
    assert answer.status_code == 409
    assert rehearsing.OF_A_REHEARSAL in plans.text(plans.page(answer.text), ".banner.is-wrong")
