"""What came by phone, on paper or at the desk is written down; the clock runs from the day it came."""

from __future__ import annotations

import pytest

from tests.conftest import Clock
from tests.contest.privacy.own_phone import join, said
from tests.contest.privacy.requests_desk import Desk, chips, desk
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh, organiser, viewer
from tests.parsed import HTMLParser

__all__ = ["app_client", "desk", "enter", "fresh", "organiser", "viewer"]


def test_what_came_by_phone_is_written_down_for_somebody(desk: Desk, clock: Clock) -> None:
    found = desk.get("/new?q=le van")
    link = HTMLParser(found.text).css_first("ul.plain a")
    assert link is not None and link.text() == "Lê Văn Nam"
    entry = desk.phone.joined.entry_id
    assert "Lê Văn Nam" in said(desk.get(f"/new?entry={entry}"), ".deed-form p")
    desk.later(clock, "2026-10-07 09:00:00")
    sent = {"kind": "correct", "came": "phone", "words": "Sai tên", "made_on": "2026-10-05", "entry": entry}
    assert desk.post("/new", **sent).status_code == 303
    assert chips(desk.get()) == ["Trả lời chậm nhất 07/10/2026"]
    assert "Sai tên" in said(desk.phone.get(), ".own-asked")


def test_what_came_from_nobody_known_is_written_down_too(desk: Desk) -> None:
    assert desk.post("/new", kind="view", came="paper", words="Bà Y Sen, 0912").status_code == 303
    assert said(desk.get(), "tbody td") == "Người chưa rõ trong cuộc thi"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "khac"}, "kind"),
        ({"came": "own"}, "came"),
        ({"made_on": "05/10/2026"}, "made_on"),
        ({"made_on": "2026-10-06"}, "made_on"),
        ({"words": "a" * 1001}, "words"),
    ],
)
def test_what_is_wrong_is_said_and_stays(desk: Desk, sent: dict[str, str], field: str) -> None:
    answer = desk.post("/new", **({"kind": "view", "came": "desk", "words": "Giữ lại"} | sent))
    assert answer.status_code == 422 and said(answer, f"#{field}-err")
    assert chips(desk.get()) == []


def test_somebody_of_another_contest_is_not_found(desk: Desk) -> None:
    other = join(world.make(slug="khac", bank=0), "A Thui")
    sent = {"kind": "view", "came": "desk", "entry": other.entry_id}
    assert desk.post("/new", **sent).status_code == 404
