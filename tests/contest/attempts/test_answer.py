"""POST /attempts/{attempt}/questions/{slot}: a form without script."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest import recorder
from contest.ruleset.rules import BlueprintLine
from contest.web.database import writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, close, count, fates, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import attr, first, text


def give(phone: Phone, slot: int, *answer: str, lease: Any = 1) -> tuple[int, str]:
    """Post the form; the status and where it leads."""
    reply = phone.post(f"/questions/{slot}", lease=lease, **({"answer": list(answer)} if answer else {}))
    return reply.status_code, reply.headers.get("location", "")


def test_it_saves_and_goes_on(sitting: Phone) -> None:
    chosen = sitting.option(1)
    assert give(sitting, 1, chosen) == (303, sitting.url("/questions/2"))
    assert give(sitting, 3, sitting.option(3)) == (303, sitting.url("/review"))
    assert answers(sitting.attempt)[1] == chosen


def test_a_change_and_nothing_chosen(sitting: Phone) -> None:
    give(sitting, 1, sitting.option(1))
    second = sitting.option(1, 1)
    give(sitting, 1, second)
    assert answers(sitting.attempt) == {1: second}
    give(sitting, 1)
    assert answers(sitting.attempt) == {1: ""}


def test_a_plain_form_stands_over_an_earlier_tap(sitting: Phone) -> None:
    sitting.seq = 40
    sitting.tap(1, sitting.option(1))
    second = sitting.option(1, 1)
    give(sitting, 1, second)
    assert answers(sitting.attempt) == {1: second}


def test_an_option_of_another_question(sitting: Phone) -> None:
    reply = sitting.post("/questions/1", lease=1, answer="abcde")
    assert reply.status_code == 422
    assert count("answer_event") == 0


@pytest.mark.parametrize("form", [{}, {"lease": "x"}, {"lease": 0}, {"lease": 10**30}, {"lease": 1, "x": 1}])
def test_a_form_that_is_not_ours(sitting: Phone, form: dict[str, Any]) -> None:
    assert sitting.post("/questions/1", **form).status_code == 422
    assert count("answer_event") == 0


def test_a_lease_that_was_never_given(sitting: Phone) -> None:
    assert give(sitting, 1, sitting.option(1), lease=2)[0] == 404


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = sitting.attempt
    assert give(stranger, 1, "x")[0] == 401
    assert give(other, 1, "x")[0] == 404
    assert count("answer_event") == 0


@pytest.mark.parametrize("slot", ["0", "4", "x", "1000"])
def test_no_such_slot(sitting: Phone, slot: str) -> None:
    assert sitting.post(f"/questions/{slot}", lease=1).status_code == 404


def test_late(sitting: Phone, clock: Clock) -> None:
    chosen = sitting.option(1)
    clock.move(seconds=620, milliseconds=1)
    assert give(sitting, 1, chosen) == (303, sitting.url("/receipt"))
    assert fates(sitting.attempt) == [(1, chosen, "late")]
    assert give(sitting, 1, "rubbish") == (303, sitting.url("/receipt"))


def test_busy(sitting: Phone) -> None:
    chosen = sitting.option(1)
    recorder.current().queue_limit = 0
    reply = sitting.post("/questions/1", lease=1, answer=chosen)
    assert reply.status_code == 503
    assert int(reply.headers["retry-after"]) > 0


def test_from_the_phone_that_lost_the_attempt(sitting: Phone, new_phone: NewPhone) -> None:
    chosen = sitting.option(1)
    second = new_phone(*sitting.entries)
    second.attempt = sitting.attempt
    second.post("/takeover")
    assert give(sitting, 1, chosen) == (303, sitting.url("/questions/1"))
    assert answers(sitting.attempt) == {}
    page = HTMLParser(sitting.post("/questions/1", lease=1, answer="rubbish").text)
    assert not page.css("input[name=lease]"), "no lease for the phone that lost it"


# --- numbers and several answers ----------------------------------------------------------------------


@pytest.fixture
def number(contest: World, new_phone: NewPhone) -> Phone:
    """A phone whose paper is one number, one several and a prediction."""
    asked = [
        ParsedQuestion(Kind.number, "Tỉnh có bao nhiêu xã?", number=102, unit="xã"),
        ParsedQuestion(Kind.several, "Những ý nào đúng về dịch vụ công?", ("a", "b", "c"), (0, 2)),
    ]
    with writing() as db:
        questions.save_bank(db, "bank", "Ngân hàng", asked)
    lines = (BlueprintLine(count=1, kind=Kind.number), BlueprintLine(count=1, kind=Kind.several))
    made = world.make(world.predicting(blueprint=lines), bank=0, slug="so")
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def slot_of(phone: Phone, kind: Kind) -> int:
    return int(attr(phone.page("/questions/1"), f"section[data-kind={kind.value}]", "data-slot"))


@pytest.mark.parametrize(("typed", "kept"), [("1.050", "1050"), (" 102 ", "102"), ("007", "7")])
def test_a_number_as_people_type_it(number: Phone, typed: str, kept: str) -> None:
    slot = slot_of(number, Kind.number)
    assert give(number, slot, typed)[0] == 303
    assert answers(number.attempt) == {slot: kept}


@pytest.mark.parametrize("typed", ["một trăm", "1,5", "12a", "9" * 16, "٣٤", "<b>1</b>"])
@pytest.mark.parametrize("kind", [Kind.number, Kind.prediction])
def test_a_number_in_words_is_asked_again(number: Phone, typed: str, kind: Kind) -> None:
    slot = slot_of(number, kind)
    reply = number.post(f"/questions/{slot}", lease=1, answer=typed)
    assert reply.status_code == 422
    section = first(HTMLParser(reply.text), f"#cau-{slot}")
    assert "hidden" not in section.attributes
    assert attr(section, "input[name=answer]", "value") == typed
    assert attr(section, "input[name=answer]", "aria-invalid") == "true"
    assert text(first(section, "[role=alert]"))
    assert count("answer_event") == 0


def test_several_are_kept_in_one_order(number: Phone) -> None:
    slot = slot_of(number, Kind.several)
    boxes = number.page(f"/questions/{slot}").css(f"#cau-{slot} input[type=checkbox]")
    ids = [box.attributes["value"] or "" for box in boxes]
    assert give(number, slot, ids[2], ids[0])[0] == 303
    assert answers(number.attempt) == {slot: ",".join(sorted((ids[0], ids[2])))}
    again = number.page(f"/questions/{slot}").css(f"#cau-{slot} input[checked]")
    assert {box.attributes["value"] for box in again} == {ids[0], ids[2]}


@pytest.mark.parametrize("rubbish", ["abc", "9" * 200, "1_000", "٣", "-", "1.5", " ", "-0", "x,y"])
def test_rubbish_from_a_forged_outbox_breaks_no_page(number: Phone, clock: Clock, rubbish: str) -> None:
    assert number.ops(*(number.op(slot, rubbish) for slot in (1, 2, 3))).status_code == 204
    for path in ("/questions/1", "/questions/3", "/review"):
        assert number.get(path).status_code == 200
    assert number.hand_in().status_code == 303
    assert number.get("/receipt").status_code == 200
    close(clock)
    assert number.page("/receipt").css(".score")
    assert stored(number.attempt, "state") == ("handed_in",)
