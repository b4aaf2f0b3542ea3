"""GET /attempts/{attempt}/questions/{slot}: every question is there, one is shown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, statements
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS
from tests.parsed import attr, first, text

UNTIL = OPENS + timedelta(seconds=620)
BAD = ("0", "4", "999", "1000", "-1", "x", "1.5", "%00")


@pytest.mark.parametrize("slot", [1, 2, 3])
def test_one_section_is_visible(sitting: Phone, slot: int) -> None:
    page = sitting.page(f"/questions/{slot}")
    sections = page.css("section[data-slot]")
    assert [each.attributes["data-slot"] for each in sections] == ["1", "2", "3"]
    assert [each.id for each in sections if "hidden" not in each.attributes] == [f"cau-{slot}"]
    assert text(first(page, "h1")) == f"Câu {slot}/3"


def test_each_question_is_a_plain_form(sitting: Phone) -> None:
    page = sitting.page("/questions/1")
    for slot, section in enumerate(page.css("section[data-slot]"), 1):
        assert attr(section, "form", "action") == sitting.url(f"/questions/{slot}")
        assert attr(section, "form", "method") == "post"
        assert attr(section, "input[type=hidden][name=lease]", "value") == "1"
        assert [text(letter) for letter in section.css(".letter")] == list("ABCD")
        assert len({one.attributes["value"] for one in section.css("input[type=radio]")}) == 4


def test_what_is_saved_is_shown(sitting: Phone) -> None:
    chosen = sitting.option(2, 1)
    sitting.tap(2, chosen)
    page = sitting.page("/questions/1")
    assert text(first(page, "#state")) == "Đã lưu 1"
    assert [each.attributes["data-saved"] for each in page.css("section")] == ["", chosen, ""]
    (checked,) = page.css("input[checked]")
    assert checked.attributes["value"] == chosen
    assert [each.attributes.get("class") for each in page.css("#map li")] == [None, "saved", None]
    assert attr(page, "body", "data-seq") == "1"


def test_without_script_every_screen_is_a_link_away(sitting: Phone) -> None:
    page = sitting.page("/questions/2")
    links = {link.attributes["href"] for link in page.css("a[href]")}
    assert links >= {sitting.url(f"/questions/{slot}") for slot in (1, 2, 3)} | {sitting.url("/review")}


def test_what_the_script_needs_and_no_name(sitting: Phone) -> None:
    page = sitting.page("/questions/1")
    body = first(page, "body").attributes
    assert (body["data-ops"], body["data-receipt"]) == (sitting.url("/ops"), sitting.url("/receipt"))
    assert (body["data-lease"], body["data-seq"], body["data-left"]) == ("1", "0", "600")
    assert "Nhung" not in sitting.get("/questions/1").text


@pytest.mark.parametrize(("after", "left"), [(0, "600"), (0.001, "599"), (599.5, "0"), (620, "0")])
def test_time_shown_is_never_more_than_time_left(
    sitting: Phone, clock: Clock, after: float, left: str
) -> None:
    clock.move(seconds=after)
    assert attr(sitting.page("/questions/1"), "body", "data-left") == left


def test_when_it_is_over(sitting: Phone, clock: Clock) -> None:
    clock.set(UNTIL + timedelta(milliseconds=1))
    answer = sitting.get("/questions/1")
    assert (answer.status_code, answer.headers["location"]) == (303, sitting.url("/receipt"))


def test_nobody_keeps_a_copy(sitting: Phone) -> None:
    assert "no-store" in sitting.get("/questions/1").headers["cache-control"]


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = sitting.attempt
    answer = stranger.get("/questions/1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert other.get("/questions/1").status_code == 404


@pytest.mark.parametrize("slot", BAD)
def test_no_such_slot(sitting: Phone, slot: str) -> None:
    assert sitting.get(f"/questions/{slot}").status_code == 404


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "A" * 13, "%00" * 13])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.get("/questions/1").status_code == 404


def test_the_prediction_is_the_last_slot_and_no_numbered_question(phone_: Phone, new_phone: NewPhone) -> None:
    contest = world.make(world.predicting(), bank=0, slug="du-doan")
    phone = new_phone(contest.join("Lê Thị Hoa").entry_id).to(contest.round_id).start()
    page = phone.page("/questions/4")
    assert text(first(page, "h1")) == "Dự đoán"
    assert len(page.css("#map li")) == 3
    assert first(page, "#cau-4 input[name=answer]").attributes["inputmode"] == "numeric"
    assert "bao nhiêu người dự thi" in text(first(page, "#cau-4 label"))


@pytest.mark.parametrize("path", ["/questions/1", "/receipt"])
def test_thirty_questions_cost_no_more_statements_than_three(
    phone_: Phone, new_phone: NewPhone, path: str
) -> None:
    world.fill_bank(30)
    counts = []
    for size in (3, 30):
        rules = world.rules(blueprint=(world.BlueprintLine(count=size),))
        contest = world.make(rules, bank=0, slug=f"co-{size}")
        phone = new_phone(contest.join("Lê Thị Hoa").entry_id).to(contest.round_id).start()
        phone.ops(*(phone.op(slot, "x") for slot in range(1, size + 1)))
        if path == "/receipt":
            phone.hand_in()
        with statements() as seen:
            assert phone.get(path).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
