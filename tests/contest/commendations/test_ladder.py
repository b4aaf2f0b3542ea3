"""`commendations.ladder`: setting a round's prizes without script, two at once, and where they are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import editing as campaign_editing
from contest.campaigns import service as campaigns
from contest.commendations import asked, ladders, lists
from contest.commendations.ladders import ExtraStep
from contest.commendations.states import Board
from contest.people.asking import LEAST, Ask
from tests.contest.commendations import world
from tests.contest.commendations.world import LADDER, UNITS
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, first, text

FORM: dict[str, object] = {
    "version": "0",
    "name": ["Nhất", "Nhì"],
    "count": ["1", "2"],
    "amount": ["1.000.000", "700 000"],
    "unit_name": ["Nhất"],
    "unit_count": ["1"],
    "unit_amount": ["500000đ"],
    "unit_board": ["rate"],
    "budget": "3.000.000 đồng",
    "once": "1",
}


def url(made: world.Prizes) -> str:
    return f"/commendations/{made.round_id}/ladder"


def opened() -> world.Prizes:
    """A round that is not closed: prizes are set before people come."""
    round_id = boards.make_round(world.RULES)
    with world.writing() as db:
        world.rounds.give_parts(db, round_id)
    return world.Prizes(round_id)


def values(found: HTMLParser, name: str) -> list[str]:
    return [node.attributes["value"] or "" for node in found.css(f"input[name={name}]")]


def test_the_usual_ladder_without_money(organiser: TestClient) -> None:
    answer = organiser.get(url(opened()))
    assert answer.status_code == 200
    found = HTMLParser(answer.text)
    assert values(found, "name") == ["Nhất", "Nhì", "Ba", "Khuyến khích"]
    assert values(found, "count") == ["1", "2", "3", "5"]
    assert set(values(found, "amount") + values(found, "unit_amount")) == {""}
    assert "Chưa ghi tiền thưởng." in answer.text
    assert values(found, "unit_name") == ["Nhất", "Nhì", "Ba"]
    assert "Chưa lưu lần nào" in answer.text
    assert found.css("#once[checked]") == []


def test_saved_and_shown_again(organiser: TestClient) -> None:
    made = opened()
    answer = organiser.post(url(made), data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url(made)}?saved=1")
    told = HTMLParser(organiser.get(answer.headers["location"]).text).css_first(".is-saved")
    assert text(told).startswith("Đã lưu.")
    found = HTMLParser(organiser.get(url(made)).text)
    assert found.css(".is-saved") == []
    assert values(found, "amount") == ["1.000.000", "700.000"]
    assert values(found, "budget") == ["3.000.000"]
    assert found.css_first("#once[checked]") is not None
    assert attr(found, "select[name=unit_board] option[selected]", "value") == "rate"
    assert "Trao hết: 2.900.000 đồng" in text(found.css_first("main"))
    assert "(Bằng chữ: Hai triệu chín trăm nghìn đồng)" in text(found.css_first("main"))
    assert "Nguyễn Thanh Tùng lưu lúc" in text(found.css_first("main"))


def test_more_than_the_budget_is_told_while_it_can_be_changed(organiser: TestClient) -> None:
    made = opened()
    organiser.post(url(made), data=FORM | {"budget": "2.500.000"})
    assert "Vượt dự toán 400.000 đồng." in text(HTMLParser(organiser.get(url(made)).text).css_first(".sum"))
    organiser.post(url(made), data=FORM | {"version": "1"})
    assert "Vượt" not in text(HTMLParser(organiser.get(url(made)).text).css_first(".sum"))


def test_the_most_prizes_are_saved_and_shown_again(organiser: TestClient) -> None:
    made = opened()
    wrong = organiser.post(url(made), data=FORM | {"cap": "nửa"})
    assert wrong.status_code == 422
    found = HTMLParser(wrong.text)
    assert values(found, "cap") == ["nửa"]
    assert "Ghi số từ 1 đến 100" in text(found.css_first("#cap-err"))
    organiser.post(url(made), data=FORM | {"cap": "50 %", "equal_by_perfect": "1"})
    assert HTMLParser(organiser.get(url(made)).text).css_first("#equal_by_perfect[checked]") is not None
    assert values(HTMLParser(organiser.get(url(made)).text), "cap") == ["50"]
    told = text(HTMLParser(organiser.get("/campaigns/cds/rules").text).css_first("main"))
    assert "Tổng số giải cá nhân không quá 50% số người dự thi" in told


def test_enter_saves(organiser: TestClient) -> None:
    """The button that Enter presses is the first of the form; it must not move a row."""
    found = HTMLParser(organiser.get(url(opened())).text)
    first = found.css_first("form.ladder button")
    assert first is not None and first.attributes["value"] in (None, "")


@pytest.mark.parametrize(
    ("deed", "names"), [("add", ["Nhất", "Nhì", ""]), ("up-1", ["Nhì", "Nhất"]), ("drop-0", ["Nhì"])]
)
def test_buttons_without_script_save_nothing(organiser: TestClient, deed: str, names: list[str]) -> None:
    made = opened()
    before = made.audited()
    answer = organiser.post(url(made), data=FORM | {"do": deed, "amount": ["một triệu", "0"]})
    assert answer.status_code == 200
    found = HTMLParser(answer.text)
    assert values(found, "name") == names
    assert values(found, "budget") == ["3.000.000 đồng"]
    assert made.audited() == before


def test_what_is_wrong_stands_beside_its_cell_and_input_is_kept(organiser: TestClient) -> None:
    made = opened()
    before = made.audited()
    wrong = FORM | {"count": ["1", "hai"], "amount": ["1,5 triệu", "0"], "budget": "nhiều"}
    answer = organiser.post(url(made), data=wrong)
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    assert [node.attributes["id"] for node in found.css("[aria-invalid]")] == [
        "people-0-amount",
        "people-1-count",
        "budget",
    ]
    assert values(found, "amount") == ["1,5 triệu", "0"]
    assert ladders.WRONG_AMOUNT.replace("\u00a0", " ") in text(found.css_first("#people-0-amount-err"))
    assert attr(found, ".banner a", "href") == "#budget"
    assert made.audited() == before


def test_two_organisers_at_once(organiser: TestClient) -> None:
    made = world.closed(ladder=replace(LADDER, units=UNITS))
    before = made.audited()
    answer = organiser.post(url(made), data=FORM)
    assert answer.status_code == 409
    found = HTMLParser(answer.text)
    told = text(found.css_first("main"))
    assert "Cơ cấu giải vừa được người khác sửa" in told
    assert "Khuyến khích: 2 giải, 300.000 đồng" in told
    assert values(found, "name") == ["Nhất", "Nhì"]
    assert made.audited() == before
    # Saved again from that page, it replaces what was seen.
    version = attr(found, "[name=version]", "value")
    assert organiser.post(url(made), data=FORM | {"version": version}).status_code == 303
    assert [step.name for step in made.draft().ladder.ladder.people] == ["Nhất", "Nhì"]


def test_a_double_press_is_one_change(organiser: TestClient) -> None:
    made = opened()
    before = made.audited()
    assert [organiser.post(url(made), data=FORM).status_code for _ in range(2)] == [303, 303]
    assert made.audited() == before + 1


def test_no_prizes_at_all(organiser: TestClient) -> None:
    made = opened()
    assert organiser.post(url(made), data={"version": "0"}).status_code == 303
    found = HTMLParser(organiser.get(url(made)).text)
    assert values(found, "name") == []
    assert "Chưa có bậc giải nào" in text(found.css_first("main"))


@pytest.mark.parametrize(
    "changed",
    [
        {"version": "-1"},
        {"version": "x"},
        {"once": "2"},
        {"name": ["x"] * 41},
        {"do": "x" * 21},
        {"budget": "1" * 41},
    ],
)
def test_bad_input(organiser: TestClient, changed: dict[str, object]) -> None:
    assert organiser.post(url(opened()), data=FORM | changed).status_code == 422


def test_the_next_week_begins_with_the_prizes_of_the_week_before(organiser: TestClient) -> None:
    first = world.closed([("An", 15)])
    second = world.another_round(first, [("An", 15)])
    answer = organiser.get(url(second))
    assert "dưới đây là cơ cấu của tuần 1" in answer.text
    assert values(HTMLParser(answer.text), "amount") == ["1.000.000", "700.000", "300.000"]
    assert not second.draft().ladder.version


# --- where they are told --------------------------------------------------------------------------


def test_the_front_page_and_the_rules_tell_the_prizes(organiser: TestClient) -> None:
    made = opened()
    assert "Giải thưởng" not in organiser.get("/campaigns/cds").text
    organiser.post(url(made), data=FORM)
    found = HTMLParser(organiser.get("/campaigns/cds").text)
    assert [text(row) for row in found.css(".prizes li")] == [
        "Nhất 1 giải 1.000.000 đồng",
        "Nhì 2 giải 700.000 đồng",
        "Nhất (đơn vị, theo tỷ lệ dự thi) 1 giải 500.000 đồng",
    ]
    rules = text(HTMLParser(organiser.get("/campaigns/cds/rules").text).css_first("main"))
    assert "Điều 9. Giải thưởng" in rules
    assert "Giải cá nhân: 1 giải Nhất trị giá 1.000.000 đồng; 2 giải Nhì, mỗi giải 700.000 đồng." in rules
    assert "Giải đơn vị theo tỷ lệ dự thi: 1 giải Nhất trị giá 500.000 đồng." in rules
    assert "Người đã nhận giải ở vòng trước" in rules


def asks(made: world.Prizes, **changes: Ask) -> None:
    """The contest asks the least, and this."""
    with world.writing() as db:
        campaign = campaigns.campaign_of(db, made.round_id)
        campaign_editing.set_fields(db, campaign or "", replace(LEAST, **changes))


def version(made: world.Prizes) -> int:
    """Of the prizes that are stored; 0 without any."""
    with world.reading() as db:
        return lists.ladder(db, made.round_id).version


class TestWhatIsNotAsked:
    """No prize is promised for which nobody tells what it is given by."""

    AGED = FORM | {
        "extra_name": ["Trẻ nhất"],
        "extra_count": ["1"],
        "extra_amount": [""],
        "extra_board": ["youngest"],
    }

    @pytest.mark.parametrize("year", [Ask.OFF, Ask.OPTIONAL])
    def test_by_age_without_the_year(self, organiser: TestClient, year: Ask) -> None:
        made = opened()
        asks(made, year=year)
        answer = organiser.post(url(made), data=self.AGED)
        assert answer.status_code == 422
        assert asked.NO_YEAR in text(first(HTMLParser(answer.text), ".banner.is-wrong"))
        assert values(HTMLParser(answer.text), "extra_name") == ["Trẻ nhất"], "what was typed stays"
        assert version(made) == 0
        asks(made, year=Ask.REQUIRED)
        assert organiser.post(url(made), data=self.AGED).status_code == 303

    def test_for_units_without_the_unit(self, organiser: TestClient) -> None:
        made = opened()
        asks(made, unit=Ask.OFF)
        answer = organiser.post(url(made), data=FORM)
        assert answer.status_code == 422
        assert asked.NO_UNIT in text(first(HTMLParser(answer.text), ".banner.is-wrong"))
        asks(made, unit=Ask.OPTIONAL)
        assert organiser.post(url(made), data=FORM).status_code == 303

    def test_the_form_begins_without_them(self, organiser: TestClient) -> None:
        made = opened()
        asks(made, unit=Ask.OFF)
        found = HTMLParser(organiser.get(url(made)).text)
        assert values(found, "name") == ["Nhất", "Nhì", "Ba", "Khuyến khích"]
        assert values(found, "unit_name") == []

    def test_what_was_promised_before_may_be_saved_as_it_is(self, organiser: TestClient) -> None:
        made = opened()
        asks(made, unit=Ask.REQUIRED)
        assert organiser.post(url(made), data=FORM).status_code == 303
        asks(made, unit=Ask.OFF)
        assert organiser.post(url(made), data=FORM | {"version": "1"}).status_code == 303
        more = FORM | {"version": "1", "budget": "4.000.000"}
        assert organiser.post(url(made), data=more).status_code == 422


@pytest.mark.parametrize("year", Ask)
@pytest.mark.parametrize("unit", Ask)
def test_what_is_kept_can_be_promised(year: Ask, unit: Ask) -> None:
    fields = replace(LEAST, year=year, unit=unit)
    whole = replace(ladders.USUAL, extra=(ExtraStep("Trẻ nhất", 1, 0, Board.YOUNGEST),))
    kept = asked.kept(whole, fields)
    assert asked.unasked(kept, fields) == ""
    assert (kept == whole) == (asked.unasked(whole, fields) == "")
    assert kept.people == whole.people
