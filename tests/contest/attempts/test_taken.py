"""The offer to move an attempt here, on a phone that does not hold the lease."""

from __future__ import annotations

import pytest

from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, stored
from tests.parsed import attr, first, text


@pytest.fixture
def second(sitting: Phone, new_phone: NewPhone) -> Phone:
    """Another phone of the same person."""
    phone = new_phone(*sitting.entries).to(sitting.round_id)
    phone.attempt = sitting.attempt
    return phone


@pytest.mark.parametrize("path", ["/questions/1", "/review"])
def test_the_offer_and_nothing_of_the_paper(sitting: Phone, second: Phone, path: str) -> None:
    sitting.tap(1, "abc")
    page = second.page(path)
    assert "Bạn đang làm bài trên máy khác" in text(first(page, ".banner"))
    assert "Đã lưu 1/3 câu" in text(first(page, "main"))
    assert attr(page, "form.flat", "action") == second.url("/takeover")
    assert not page.css("section[data-slot], input[name=lease]")


def test_looking_moves_nothing(sitting: Phone, second: Phone) -> None:
    second.get("/questions/1")
    assert stored(sitting.attempt, "lease", "holder") == (1, sitting.device)
    assert sitting.tap(1, "abc").status_code == 204
