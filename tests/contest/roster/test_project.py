"""`roster.project`, `roster.arrived`: one class's code for the projector, and how many of it came."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.contest.roster import desk
from tests.contest.roster.test_classes import bring, form_of, opened, rows, url
from tests.contest.rounds.world import World
from tests.contest.units.desk import page, text


@pytest.fixture
def group(organiser: TestClient, contest: World) -> str:
    """The class 9A, its code open."""
    bring(organiser, contest)
    opened(organiser, contest, until="round")
    return form_of(organiser, contest, "/closing")[1]["group"]


def test_code_address_and_qr_stand_there_large(organiser: TestClient, contest: World, group: str) -> None:
    answer = organiser.get(url(contest, f"/classes/{group}"))
    shown = page(answer)
    assert answer.status_code == 200
    assert "Lớp 9A" in text(answer, "h1")
    assert text(answer, ".big-code") == rows(organiser, contest)[0][1].split()[0]
    assert "/t/" in text(answer, ".class-code")
    [picture] = shown.css(".class-code img")
    assert (picture.attributes["src"] or "").startswith("data:image/svg+xml")
    assert "Biên" not in answer.text


def test_it_counts_who_came(organiser: TestClient, contest: World, group: str) -> None:
    address = url(contest, f"/classes/{group}/arrived")
    [waits] = page(organiser.get(url(contest, f"/classes/{group}"))).css("#arrived")
    assert waits.attributes["hx-get"] == address
    assert text(organiser.get(address), "p") == "0 trong 2 em đã vào"
    desk.come(contest.round_id, "A Biên")
    answer = organiser.get(address)
    assert text(answer, "p") == "1 trong 2 em đã vào"
    assert "<html" not in answer.text


def test_closed_it_shows_no_code_and_can_be_opened(organiser: TestClient, contest: World, group: str) -> None:
    organiser.post(url(contest, "/classes/closing"), data={"group": group})
    answer = organiser.get(url(contest, f"/classes/{group}"))
    assert "Mã lớp này đang đóng." in text(answer)
    assert page(answer).css(".big-code, .class-code img") == []
    [form] = page(answer).css("main form")
    fields = {str(node.attributes["name"]): node.attributes["value"] or "" for node in form.css("input")}
    assert organiser.post(str(form.attributes["action"]), data=fields).status_code == 303
    assert page(organiser.get(url(contest, f"/classes/{group}"))).css(".big-code")
