"""`rounds.card`: the proctor's card of one round."""

from __future__ import annotations

import re
from dataclasses import replace

from fastapi.testclient import TestClient

from contest.rounds import carding
from contest.rounds.pages import SPOKEN
from tests.conftest import Clock
from tests.contest.printing import pdfs
from tests.contest.rounds import world


def test_two_pages_with_the_rounds_own_facts(viewer: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    answer = viewer.get(f"/rounds/{contest.round_id}/card.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["content-disposition"] == 'inline; filename="the-giam-thi-cds.pdf"'
    assert len(pdfs.opened(answer.content).pages) == 2
    first, second = (re.sub(r"\s+", " ", pdfs.text(answer.content, page)) for page in (0, 1))
    assert "Tìm hiểu chuyển đổi số" in first and "Tuần 1" in first
    assert "testserver/t/cds" in first.replace(" ", "")
    assert "Mất mạng:" in second and "vê kép" in second


def test_what_stands_on_it(viewer: TestClient, clock: Clock) -> None:
    view = replace(world.make(bank=0).view(clock.now), contact="Nguyễn Thanh Tùng, 0905 000 000")
    facts = dict(carding.wanted(view, "https://thi.dakto.example").facts)
    assert facts["Trang thi"] == "thi.dakto.example/t/cds"
    assert facts["Gọi khi cần"] == "Nguyễn Thanh Tùng, 0905 000 000"
    assert "lượt" in facts["Mỗi lượt"] and "câu" in facts["Mỗi lượt"]
    assert "Gọi khi cần" not in dict(carding.wanted(replace(view, contact=""), "http://x").facts)
    assert carding.wanted(view, "http://x").letters == tuple(SPOKEN.items())


def test_a_prediction_is_told(viewer: TestClient, clock: Clock) -> None:
    view = world.make(bank=0).view(clock.now)
    asked = {bool(view.rules.prediction): dict(carding.wanted(view, "http://x").facts)["Mỗi lượt"]}
    other = view.rules.model_copy(update={"prediction": None})
    plain = dict(carding.wanted(replace(view, rules=other), "http://x").facts)["Mỗi lượt"]
    assert "dự đoán" not in plain
    assert all(("dự đoán" in text) == there for there, text in asked.items())


def test_the_rounds_page_leads_to_it(organiser: TestClient, clock: Clock) -> None:
    contest = world.make(bank=0)
    page = organiser.get(f"/rounds/{contest.round_id}").text
    assert f"/rounds/{contest.round_id}/card.pdf" in page
    assert f"/campaigns/staff/{contest.round_id}" in page


def test_who(viewer: TestClient) -> None:
    address = f"/rounds/{world.make(bank=0).round_id}/card.pdf"
    assert viewer.get(address).status_code == 200
    assert viewer.get(f"/rounds/{'0' * 13}/card.pdf").status_code == 404
    viewer.cookies.clear()
    assert viewer.get(address).status_code == 303
