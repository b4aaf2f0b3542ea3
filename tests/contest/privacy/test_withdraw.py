"""Leaving the contest: what follows is said first, then it holds at once."""

from __future__ import annotations

import pytest

from contest.privacy import own
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, said
from tests.contest.privacy.own_world import app_client, audited, board, contest, fresh, phone, sit
from tests.contest.rounds.world import OPENS, World

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name


def test_leaving_says_what_follows_and_asks_once_more(phone: Phone, contest: World, clock: Clock) -> None:
    sit(contest, phone)
    assert "rời bảng xếp hạng" in said(phone.get("/withdrawal"), "ul.plain")
    assert phone.post("/withdrawal").status_code == 422
    assert len(contest.board()) == 1
    answer = phone.post("/withdrawal", sure="1")
    assert answer.headers["location"] == "/privacy/mine/cds?done=withdrawn"
    assert contest.board() == []
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest)
    assert {"privacy.withdraw", "rounds.bar"} <= set(audited(contest))
    assert "Bạn đã rút khỏi cuộc thi" in phone.get().text


def test_leaving_twice_says_so(phone: Phone) -> None:
    assert phone.post("/withdrawal", sure="1").status_code == 303
    answer = phone.post("/withdrawal", sure="1")
    assert answer.status_code == 409 and own.OUT in answer.text


@pytest.mark.parametrize("path", ["/withdrawal", "/deletion"])
def test_nobody_leaves_in_the_middle_of_a_paper(phone: Phone, contest: World, path: str) -> None:
    contest.start(phone.joined.entry_id, OPENS)
    assert "Bạn đang làm bài" in said(phone.get(path), ".banner")
    answer = phone.post(path, sure="1", **({"code": phone.joined.code} if path == "/deletion" else {}))
    assert answer.status_code == 409
    assert phone.person().name == "Lê Văn Nam"
