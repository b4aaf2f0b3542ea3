"""Pages, lists and papers say of a unit that declined what the list of prizes says."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.commendations import freezing
from contest.commendations.ladders import Ladder
from contest.commendations.states import Board
from contest.web.database import Database
from tests.contest.commendations import test_documents
from tests.contest.commendations.overall import TURNS, whole
from tests.contest.commendations.test_refuse_unit import (
    FORM,
    THREE,
    Made,
    chained,
    deed,
    made,
    make,
    refuse,
    url,
)
from tests.contest.commendations.test_units_listed import merge
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

__all__ = ["made"]


def test_the_page_of_winners_has_the_units(organiser: TestClient, made: Made) -> None:
    found = HTMLParser(organiser.get(url(made[0], "/winners")).text).css("table.units tbody tr")
    assert [text(row.css_first("td b")) for row in found] == ["Thôn 1", "Thôn 2", "Thôn 3"]
    assert "theo tỷ lệ dự thi" in text(found[2])
    assert attr(found[0], "a.link", "href") == deed(made)
    refuse(made, "Thôn 1")
    left = HTMLParser(organiser.get(url(made[0], "/winners")).text).css("table.units td b")
    assert [text(one) for one in left] == ["Thôn 2", "Thôn 3", "Thôn 4"]


def test_who_reads_sees_no_way_to_it(viewer: TestClient) -> None:
    page = HTMLParser(viewer.get(url(make()[0], "/winners")).text)
    assert len(page.css("table.units tbody tr")) == 3 and not page.css("table.units a")


def test_prizes_of_units_alone_have_the_page_too(organiser: TestClient, made: Made) -> None:
    assert HTMLParser(organiser.get(url(made[0])).text).css(".checked a")
    page = HTMLParser(organiser.get(url(made[0], "/winners")).text)
    assert len(page.css("table.winners")) == 1 and not page.css(".empty")


def test_the_issued_list_stays_and_the_next_one_agrees(organiser: TestClient, made: Made) -> None:
    made[0].issue()
    refuse(made, "Thôn 1")
    banner = text(HTMLParser(organiser.get(url(made[0])).text).css_first(".banner"))
    assert "Danh sách đã phát hành khác kết quả hiện nay." in banner
    assert made[0].issue("Thôn 1 nhường giải") == 2
    for number, best in ((1, ["Thôn 1", "Thôn 2", "Thôn 3"]), (2, ["Thôn 2", "Thôn 3", "Thôn 4"])):
        page = HTMLParser(organiser.get(url(made[0], f"/versions/{number}")).text)
        told = [text(row) for row in page.css("table.prizes-list tbody tr") if "00.000" in text(row)]
        assert [next(name for name in THREE if name in row) for row in told] == best
    last = freezing.content(made[0].draft())
    assert {one.unit for one in last.units} == {"Thôn 2", "Thôn 3", "Thôn 4"}
    assert last.total == 1_000_000
    assert "công văn" not in last.to_json(), "the reason is for the desk alone"


@pytest.mark.parametrize("kind", test_documents.KINDS)
def test_documents_have_the_unit_that_moved_up(organiser: TestClient, made: Made, kind: str) -> None:
    refuse(made, "Thôn 1")
    made[0].issue()
    for version in (0, 1):
        told = test_documents.paper(organiser, made[0], kind, version)
        assert "Thôn 4" in told and "công văn" not in told
        if kind == "docx":
            assert "Thôn 1, hạng 1: từ chối nhận giải" in told, "the reason in fixed words"


def test_a_unit_that_was_merged_since_has_declined_for_the_other(database: Database) -> None:
    made = make()
    refuse(made, "Thôn 4")
    merge(made[1]["Thôn 4"], made[1]["Thôn 1"])
    assert made[0].told(Board.NUMBER)["Thôn 1"] == "passed"
    assert made[0].draft().moved.keys() == {made[1]["Thôn 1"]}


def test_the_trace_of_a_refusal_outlives_a_merge(organiser: TestClient, made: Made) -> None:
    refuse(made, "Thôn 4")
    merge(made[1]["Thôn 4"], made[1]["Thôn 1"])
    told = text(HTMLParser(organiser.get(url(made[0])).text).css_first("ul.refusals"))
    assert "Thôn 2 chuyển từ giải Nhì" in told


def test_a_whole_contest(organiser: TestClient) -> None:
    units = boards.make_units({"Thôn 8": 5, "Thôn 9": 5})
    people = {"An": units["Thôn 8"], "Bích": units["Thôn 8"], "Chi": units["Thôn 9"]}
    one = whole({"An": 9, "Bích": 8, "Chi": 7}, ladder=Ladder((), TURNS), units=dict(people))
    path = url(one, f"/winners/{units['Thôn 8']}/refusal")
    assert "Thôn 9 chuyển từ giải Nhì" in text(HTMLParser(organiser.get(path).text).css_first("ul.moved"))
    assert organiser.post(path, data=FORM).status_code == 303
    assert one.told(Board.TURNS) == {"Thôn 8": "passed", "Thôn 9": "Nhất"}
    assert chained()[-1]["action"] == "commendations.refuse_unit_of_all"
