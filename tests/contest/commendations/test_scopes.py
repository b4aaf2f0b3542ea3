"""Prizes for units of one kind, or of one part of the tree: from the form to the list."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient

from contest.commendations import content, editing, ladder_words, ladders, papers, promising, scopes
from contest.commendations.drafts import BoardDraft
from contest.commendations.editing import Typed, checked
from contest.commendations.ladder_pages import StepRow
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.states import Board, Way
from contest.units import service as units
from contest.units.service import UnitDraft
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_ladder import FORM, opened, url
from tests.contest.commendations.test_show import page, said
from tests.contest.commendations.world import NOW, clear
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

SCHOOLS, VILLAGES = "kind:school", "kind:village"
TREE = (
    UnitDraft("xa", "Xã Đăk Tô", "commune", open_to_all=False),
    UnitDraft("s1", "Trường A", "school", "xa", 100),
    UnitDraft("s2", "Trường B", "school", "xa", 100),
    UnitDraft("c1", "Lớp 9A", "class", "s1", 10),
    UnitDraft("c2", "Lớp 9B", "class", "s1", 10),
    UnitDraft("v1", "Thôn 1", "village", "xa", 10),
    UnitDraft("v2", "Thôn 2", "village", "xa", 10),
)


def step(name: str, board: Board, scope: str, amount: int = 0) -> UnitStep:
    return UnitStep(name, 1, amount, board, scope, f"khối {scope[5:]}" if scope else "")


def contest(people: dict[str, int], *steps: UnitStep) -> tuple[world.Prizes, dict[str, str]]:
    """A closed round: unit's code → how many took part; and the ids by code."""
    with writing() as db:
        ids = units.save_units(db, TREE, date(2026, 1, 1))
    rules = boards.rules(visibility=boards.Visibility(), minimum_unit_size=1)
    made = world.closed(rules=rules, ladder=Ladder((), steps))
    for code, count in people.items():
        world.fill(made, clear(count, code), unit=ids[code])
    return made, ids


def board(made: world.Prizes, at: int) -> BoardDraft:
    return made.draft().boards[1 + at]


def winners(made: world.Prizes) -> list[dict[str, str]]:
    draft = made.draft()
    return [
        {draft.unit_names[row.id]: one.steps[row.step].name for row in one.rows if row.step is not None}
        for one in draft.boards[1:]
    ]


def test_each_kind_is_compared_with_its_like(database: Database) -> None:
    made, _ = contest(
        {"s1": 5, "s2": 7, "v1": 3, "v2": 2},
        step("Nhất", Board.RATE, SCHOOLS),
        step("Nhất", Board.RATE, VILLAGES),
        step("Nhì", Board.RATE, VILLAGES),
    )
    assert winners(made) == [{"Trường B": "Nhất"}, {"Thôn 1": "Nhất", "Thôn 2": "Nhì"}]


def test_below_a_unit_and_then_among_all_who_have_none(database: Database) -> None:
    """The classes of school A first, which have two prizes; then everybody by number, but for those."""
    made, ids = contest({"c1": 4, "c2": 3, "v1": 2})
    below = f"below:{ids['s1']}"
    made.ladder(
        Ladder(
            (),
            (
                UnitStep("Nhất", 1, 0, Board.NUMBER, below, "các đơn vị thuộc Trường A"),
                UnitStep("Nhất", 1, 0, Board.NUMBER),
                UnitStep("Nhì", 1, 0, Board.NUMBER),
            ),
        )
    )
    assert winners(made) == [{"Lớp 9A, Trường A": "Nhất"}, {"Lớp 9B, Trường A": "Nhất", "Thôn 1": "Nhì"}]
    passed = [row.reason for row in board(made, 1).rows if row.reason]
    assert passed == ["Đã nhận giải Nhất theo số người, các đơn vị thuộc Trường A"]


def test_a_scope_that_is_no_more_has_no_units(database: Database) -> None:
    made, _ = contest(
        {"v1": 2}, step("Nhất", Board.NUMBER, "below:nowhere000000"), step("Nhất", Board.NUMBER, "x")
    )
    assert winners(made) == [{}, {}]
    assert [one.allocation.unfilled for one in made.draft().boards[1:]] == [(1,), (1,)]


def test_ties_of_two_groups_are_two_questions(organiser: TestClient) -> None:
    made, ids = contest(
        {"s1": 3, "s2": 3, "v1": 2, "v2": 2},
        step("Nhất", Board.NUMBER, SCHOOLS, 300_000),
        step("Nhất", Board.NUMBER, VILLAGES, 200_000),
    )
    found = page(organiser, made)
    assert [text(node) for node in found.css("main h2")][1:3] == [
        "Giải đơn vị, theo số người dự thi, khối school",
        "Giải đơn vị, theo số người dự thi, khối village",
    ]
    assert "Còn 1 giải Nhất, 2 đơn vị bằng nhau" in said(found)
    assert board(made, 1).is_held, "a prize by one order may take somebody from the next"
    link = f"/commendations/{made.round_id}/decision?board=number&way=pick&group={SCHOOLS}"
    asked = HTMLParser(organiser.get(link).text)
    assert attr(asked, "input[name=group]", "value") == SCHOOLS
    assert {text(node) for node in asked.css(".members td b")} == {"Trường A", "Trường B"}
    made.decide(Way.EQUAL, Board.NUMBER)
    again = organiser.get(f"/commendations/{made.round_id}/decision?board=number&way=pick&group={VILLAGES}")
    assert {text(node) for node in HTMLParser(again.text).css(".members td b")} == {"Thôn 1", "Thôn 2"}
    made.decide(Way.PICK, Board.NUMBER, prizes={ids["v1"]: 0, ids["v2"]: None})
    assert winners(made) == [{"Trường A": "Nhất", "Trường B": "Nhất"}, {"Thôn 1": "Nhất"}]
    made.issue()
    with reading() as db:
        paper = papers.load(db, made.round_id, 1, NOW)
    assert content.from_json(paper.content.to_json()) == paper.content
    assert [one.group for one in paper.content.decided] == ["khối school", "khối village"]
    headings = [section.heading for section in papers.sections(paper, with_reserve=True)]
    assert headings == [
        "I. Giải đơn vị theo số người dự thi, khối school",
        "II. Giải đơn vị theo số người dự thi, khối village",
    ]
    version = organiser.get(f"/commendations/{made.round_id}/versions/1")
    assert "Giải đơn vị, theo số người dự thi, khối village" in version.text


def test_what_is_offered(database: Database) -> None:
    _, ids = contest({})
    with reading() as db:
        assert scopes.offered(db) == (
            ("kind:commune", "khối xã, phường"),
            ("kind:school", "khối trường học"),
            ("kind:class", "khối lớp"),
            ("kind:village", "khối thôn, tổ dân phố"),
            (f"below:{ids['s1']}", "các đơn vị thuộc Trường A"),
            (f"below:{ids['xa']}", "các đơn vị thuộc Xã Đăk Tô"),
        )
        found = scopes.members(db, [SCHOOLS, f"below:{ids['s1']}"])
    assert found == {
        SCHOOLS: frozenset({ids["s1"], ids["s2"]}),
        f"below:{ids['s1']}": frozenset({ids["c1"], ids["c2"]}),
    }


# --- the form ----------------------------------------------------------------------------------------


def test_saved_with_its_words_and_promised(organiser: TestClient) -> None:
    with writing() as db:
        units.save_units(db, TREE, date(2026, 1, 1))
    made = opened()
    rows = {
        "unit_name": ["Nhất", "Nhất"],
        "unit_count": ["1", "1"],
        "unit_amount": ["", ""],
        "unit_board": ["rate", "rate"],
        "unit_scope": [SCHOOLS, VILLAGES],
    }
    assert organiser.post(url(made), data=FORM | rows).status_code == 303
    found = HTMLParser(organiser.get(url(made)).text)
    chosen = [node.attributes["value"] for node in found.css("select[name=unit_scope] option[selected]")]
    assert chosen == [SCHOOLS, VILLAGES]
    told = text(HTMLParser(organiser.get("/campaigns/cds/rules").text).css_first("main"))
    assert "Giải đơn vị theo tỷ lệ dự thi, khối trường học: 1 giải Nhất." in told
    assert "Giải đơn vị theo tỷ lệ dự thi, khối thôn, tổ dân phố: 1 giải Nhất." in told
    wrong = organiser.post(url(made), data=FORM | rows | {"version": "1", "unit_scope": ["kind:khac", ""]})
    assert wrong.status_code == 422
    found = HTMLParser(wrong.text)
    assert editing.NO_SCOPE in text(found.css_first("#units-0-scope-err"))
    assert attr(found, "#units-0-scope option[selected]", "value") == "kind:khac"


def test_one_name_may_stand_in_several_groups() -> None:
    names = {SCHOOLS: "khối trường học", VILLAGES: "khối thôn"}
    row = StepRow("Nhất", "1", "", "rate", scope=SCHOOLS)
    twice = Typed((), (row, StepRow("Nhất", "1", "", "rate", scope=VILLAGES)), False, "")
    made = checked(twice, names).ladder
    assert made is not None
    assert [(lane.board, lane.group, lane.label) for lane in made.unit_lanes] == [
        (Board.RATE, SCHOOLS, "khối trường học"),
        (Board.RATE, VILLAGES, "khối thôn"),
    ]
    assert checked(Typed((), (row, row), False, ""), names).errors == {"units-1-name": editing.TWICE}
    assert checked(Typed((), (row,), False, "")).errors == {"units-0-scope": editing.NO_SCOPE}
    assert ladder_words.lines(made) == (
        "Đơn vị theo tỷ lệ, khối trường học, Nhất: 1 giải",
        "Đơn vị theo tỷ lệ, khối thôn, Nhất: 1 giải",
    )


def test_words_of_before_hold_where_they_are_offered_no_more() -> None:
    stored = Ladder((), (UnitStep("Nhất", 1, 0, Board.RATE, "below:gone", "các đơn vị thuộc Xã cũ"),))
    names = editing.labels([(SCHOOLS, "khối trường học")], stored)
    assert names == {SCHOOLS: "khối trường học", "below:gone": "các đơn vị thuộc Xã cũ"}
    assert checked(editing.of_ladder(stored), names).ladder == stored


def test_a_ladder_without_groups_is_the_same_text() -> None:
    (told,) = json.loads(Ladder((), (UnitStep("Nhất", 1, 0, Board.RATE),)).to_json())["units"]
    assert told == {"name": "Nhất", "count": 1, "amount": 0, "board": "rate"}
    with_group = Ladder((), (step("Nhất", Board.RATE, SCHOOLS),))
    assert ladders.from_json(with_group.to_json()) == with_group


@pytest.mark.parametrize("scope", ["", SCHOOLS])
def test_what_the_front_page_promises(scope: str) -> None:
    (prize,) = promising.prizes(Ladder((), (step("Nhất", Board.MEAN, scope),)))
    assert prize.name == "Nhất (đơn vị, theo điểm trung bình" + (", khối school)" if scope else ")")
