"""`commendations.decide` and `commendations.take_back`: choosing a way, what it asks, two at once."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.commendations import deciding, telling
from contest.commendations.states import Board, Way
from tests.contest.commendations import world
from tests.contest.commendations.test_cap import TENTH, fifty
from tests.contest.commendations.test_deciding import THREE_LAST, TWO_FIRST
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text


def url(made: world.Prizes) -> str:
    return f"/commendations/{made.round_id}/decision"


def form(made: world.Prizes, way: Way, board: Board = Board.PEOPLE, **more: object) -> dict[str, object]:
    return {"board": board.value, "key": made.tie(board).key, "way": way.value, **more}


@pytest.mark.parametrize("query", ["", "?way=", "?way=boom", "?board=nowhere", "?board=people"])
def test_without_a_way_one_has_to_be_chosen(organiser: TestClient, query: str) -> None:
    made = world.closed(THREE_LAST)
    answer = organiser.get(url(made) + query)
    assert answer.status_code == 200
    found = HTMLParser(answer.text)
    assert len(found.css("input[name=way][type=radio]")) == 4
    assert found.css("form[method=post] input[name=key]") == []


@pytest.mark.parametrize("way", Way)
def test_each_way_asks_what_it_needs(organiser: TestClient, way: Way) -> None:
    made = world.closed(TWO_FIRST)
    found = HTMLParser(organiser.get(f"{url(made)}?board=people&way={way}").text)
    names = {node.attributes["name"] for node in found.css("form.deciding [name]")}
    wanted = {"board", "key", "way", "reason"}
    wanted |= {"lower"} if way is Way.EQUAL else set()
    wanted |= {"witness"} if way in (Way.DRAW, Way.HAND) else set()
    wanted |= {"member", "prize"} if way in (Way.HAND, Way.PICK) else set()
    assert names == wanted
    assert {text(row.css_first("b")) for row in found.css("table.members tbody tr")} == {"An", "Bích"}
    assert found.css("select option[selected]") == []


def test_the_sums_of_keeping_and_of_dropping_lower_prizes(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    found = HTMLParser(organiser.get(f"{url(made)}?board=people&way=equal").text)
    keep, drop = (text(label) for label in found.css("#lower label"))
    assert "Giải dưới vẫn đủ số lượng. Tổng 3.700.000 đồng, vượt dự toán 700.000 đồng." in keep
    assert "Bớt 1 giải Nhì" in drop and "Tổng 3.300.000 đồng" in drop


# --- at most so many prizes -----------------------------------------------------------------------


def test_a_way_beyond_the_limit_is_left_out_and_refused(organiser: TestClient) -> None:
    made = world.closed(fifty(100, 99, 98, *[97] * 9), ladder=TENTH)
    found = HTMLParser(organiser.get(url(made)).text)
    assert [node.attributes["value"] for node in found.css("input[name=way]")] == ["draw", "hand", "pick"]
    assert telling.NOT_EQUAL in text(found.css_first("#tie-people"))
    assert found.css_first("#way-err") is None
    before = made.audited()
    answer = organiser.post(url(made), data=form(made, Way.EQUAL, lower="drop"))
    assert answer.status_code == 422
    assert text(HTMLParser(answer.text).css_first("#way-err")) == deciding.BEYOND
    assert made.audited() == before
    assert organiser.post(url(made), data=form(made, Way.DRAW, witness="Bà Y Bích")).status_code == 303


def test_prizes_below_beyond_the_limit_are_left_out_and_refused(organiser: TestClient) -> None:
    made = world.closed(fifty(100, 100), ladder=TENTH)
    address = f"{url(made)}?board=people&way=equal"
    found = HTMLParser(organiser.get(address).text)
    assert [node.attributes["value"] for node in found.css("input[name=lower]")] == ["drop"]
    assert found.css_first("input[name=lower][checked]") is not None
    answer = organiser.post(url(made), data=form(made, Way.EQUAL, lower="keep", reason="Ghi chú"))
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert text(found.css_first("#lower .wrong")) == deciding.LOWER_BEYOND
    assert found.css("input[name=lower][checked]") == []
    assert attr(found, "#reason", "value") == "Ghi chú"
    assert organiser.post(url(made), data=form(made, Way.EQUAL, lower="drop")).status_code == 303
    assert made.board().allocation.awarded == 5


# --- a decision -----------------------------------------------------------------------------------


def test_a_decision_is_written(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    answer = organiser.post(url(made), data=form(made, Way.EQUAL, lower="drop", reason="Thể lệ điều 6"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/commendations/{made.round_id}")
    assert list(made.told().values()) == ["Nhất", "Nhất", "Nhì", "Khuyến khích", "Khuyến khích"]


def test_by_hand_with_what_was_typed_kept(organiser: TestClient) -> None:
    made = world.closed(THREE_LAST)
    one, two, three = made.tie().ids
    wrong = form(
        made, Way.HAND, member=[one, two, three], prize=["2", "2", "none"], witness="Bà <Y> Bích", reason="x"
    )
    answer = organiser.post(url(made), data=wrong)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    chosen = {
        attr(row, "input[name=member]", "value"): attr(row, "option[selected]", "value")
        for row in found.css("table.members tbody tr")
    }
    assert chosen == {one: "2", two: "2", three: "none"}
    assert "Bạn đã chọn 2 giải Khuyến khích, 1 người không có giải" in text(found.css_first("#prizes-err"))
    witness = found.css_first("#witness")
    assert witness is not None and witness.attributes["value"] == "Bà <Y> Bích"
    good = wrong | {"prize": ["none", "none", "2"]}
    assert organiser.post(url(made), data=good).status_code == 303
    told = {row.id: row.step for row in made.board().rows if row.id in (one, two, three)}
    assert told == {one: None, two: None, three: 2}


@pytest.mark.parametrize("prize", ["", "9", "999", "9999", "-1", "²", "x"])
def test_prizes_of_no_ladder(organiser: TestClient, prize: str) -> None:
    made = world.closed(TWO_FIRST)
    one, two = made.tie().ids
    wrong = form(made, Way.PICK, member=[one, two], prize=["0", prize], reason="x")
    assert organiser.post(url(made), data=wrong).status_code == 422
    assert made.board().allocation.pending is not None


@pytest.mark.parametrize(
    "changed", [{"key": "x"}, {"way": "boom"}, {"board": "x"}, {"lower": "boom"}, {"reason": "x" * 501}]
)
def test_bad_input(organiser: TestClient, changed: dict[str, str]) -> None:
    made = world.closed(TWO_FIRST)
    before = made.audited()
    assert organiser.post(url(made), data=form(made, Way.EQUAL) | changed).status_code == 422
    assert made.audited() == before


def test_two_organisers_decide_the_same_tie(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    mine = form(made, Way.DRAW, witness="Ông A Thui", reason="Bốc ngày 12/10")
    made.decide(Way.EQUAL)
    before = made.audited()
    answer = organiser.post(url(made), data=mine)
    assert answer.status_code == 409
    told = text(HTMLParser(answer.text).css_first(".banner"))
    assert "đã quyết định nhóm này lúc" in told and "trao đồng hạng cả nhóm" in told
    assert "Bạn đã ghi: “Ông A Thui. Bốc ngày 12/10”." in told
    assert made.audited() == before


def test_sent_twice_it_is_one_decision(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    mine = form(made, Way.EQUAL, lower="keep")
    assert [organiser.post(url(made), data=mine).status_code for _ in range(2)] == [303, 409]
    assert len(made.board().decisions) == 1


def test_nothing_to_decide(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    answer = organiser.get(f"{url(made)}?board=people&way=draw")
    assert answer.status_code == 409
    assert "Danh sách đã thay đổi" in answer.text


def test_a_group_too_large_to_choose_from(organiser: TestClient) -> None:
    made = world.closed([(f"Bằng {at}", 15) for at in range(150)])
    found = HTMLParser(organiser.get(url(made)).text)
    assert [node.attributes["value"] for node in found.css("input[name=way]")] == ["equal", "draw"]
    assert organiser.get(f"{url(made)}?way=pick").status_code == 200
    answer = organiser.post(url(made), data=form(made, Way.DRAW, witness="Bà Y Bích"))
    assert answer.status_code == 303
    assert made.board().allocation.awarded == 5


def test_before_the_close(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with world.writing() as db:
        world.rounds.give_parts(db, round_id)
    for path in ("decision", "issue"):
        assert organiser.get(f"/commendations/{round_id}/{path}").status_code == 409
    mine = {"board": "people", "key": "0" * 32, "way": "equal"}
    assert organiser.post(f"/commendations/{round_id}/decision", data=mine).status_code == 409


# --- taking back ----------------------------------------------------------------------------------


def test_taking_back(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    (row,) = made.board().decisions.values()
    address = f"/commendations/{made.round_id}/decisions/{row.id}/taking-back"
    assert organiser.get(address).status_code == 405
    assert organiser.post(address).status_code == 303
    assert made.board().allocation.pending is not None
    assert organiser.post(address).status_code == 404


def test_not_after_the_list_was_issued(organiser: TestClient) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    made.issue()
    (row,) = made.board().decisions.values()
    answer = organiser.post(f"/commendations/{made.round_id}/decisions/{row.id}/taking-back")
    assert answer.status_code == 409
    assert "Danh sách số 1 đã phát hành" in answer.text
