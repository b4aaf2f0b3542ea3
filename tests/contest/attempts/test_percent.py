"""A percentage is predicted: typed without script, sent by a phone, counted, shown to everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.attempts import asking, looking
from contest.attempts.prediction import PERCENT
from contest.attempts.spelling import spelt
from contest.campaigns import service as campaigns
from contest.grades.rules import prediction
from contest.people.guards import Entrant
from contest.rounds import export, results
from contest.ruleset import percent
from contest.ruleset.rules import PredictionTarget
from contest.simulate.page import parse
from contest.simulate.paper import on_receipt, read_paper, read_receipt
from contest.standings import hall
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, close, count
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World
from tests.parsed import attr, first, text

SLOT = 4


@pytest.fixture
def predicted(contest: World) -> World:
    """A round of three questions and a percentage."""
    del contest
    return world.make(world.predicting(PredictionTarget.PERCENT), bank=0, slug="phan-tram")


@pytest.fixture
def guessing(predicted: World, new_phone: NewPhone) -> Phone:
    """The phone of somebody who sits there."""
    return new_phone(predicted.join("Lê Thị Hoa").entry_id).to(predicted.round_id).start()


@pytest.mark.parametrize(
    ("typed", "kept"), [("12,5", "1250"), ("12.5", "1250"), (" 7 % ", "700"), ("100", "10000"), ("", "")]
)
def test_without_script_as_people_type_it(guessing: Phone, typed: str, kept: str) -> None:
    assert guessing.post(f"/questions/{SLOT}", lease=1, answer=typed).status_code == 303
    assert answers(guessing.attempt) == {SLOT: kept}


@pytest.mark.parametrize("typed", ["một nửa", "101", "-3", "12,345", "<b>1</b>"])
def test_without_script_nonsense_is_asked_again(guessing: Phone, typed: str) -> None:
    reply = guessing.post(f"/questions/{SLOT}", lease=1, answer=typed)
    assert reply.status_code == 422
    section = first(HTMLParser(reply.text), f"#cau-{SLOT}")
    assert attr(section, "input[name=answer]", "value") == typed
    assert text(first(section, "[role=alert]")) in (percent.NO_PERCENT, percent.TOO_FINE)
    assert count("answer_event") == 0


def test_the_question_asks_for_a_part_of_a_hundred(guessing: Phone) -> None:
    page = guessing.page(f"/questions/{SLOT}")
    asked = first(page, f"#cau-{SLOT} input[name=answer]")
    assert asked.attributes["inputmode"] == "decimal"
    assert "bao nhiêu phần trăm số người dự thi trả lời đúng" in text(first(page, f"#cau-{SLOT} label"))
    assert attr(page, f"#cau-{SLOT}", "data-unit") == "%"
    guessing.tap(SLOT, "1250")
    page = guessing.page(f"/questions/{SLOT}")
    assert attr(page, f"#cau-{SLOT} input[name=answer]", "value") == "12,5"
    assert text(first(page, f"#cau-{SLOT} .read")) == "Đã lưu: 12,5%"


@pytest.mark.parametrize("forged", ["10001", "-1", "9" * 15, "12,5", "abc"])
def test_a_forged_outbox_is_no_guess_and_breaks_no_page(guessing: Phone, clock: Clock, forged: str) -> None:
    assert prediction(forged, in_percent=True) is None
    guessing.tap(SLOT, forged)
    for path in (f"/questions/{SLOT}", "/review"):
        assert guessing.get(path).status_code == 200
    guessing.hand_in()
    assert "Dự đoán:" not in text(first(guessing.page("/receipt"), "body"))
    close(clock)
    assert "lệch" not in text(first(guessing.page("/receipt"), ".score"))


def test_from_the_receipt_to_the_score(guessing: Phone, predicted: World, clock: Clock) -> None:
    """One of two had everything right: 50%."""
    guessing.tap(SLOT, "4965")
    guessing.hand_in()
    assert "Dự đoán: 49,65%" in text(first(guessing.page("/receipt"), "body"))
    predicted.sit("Người đúng hết", OPENS, 3, 5100)
    close(clock)
    told = text(first(guessing.page("/receipt"), ".score"))
    assert "Dự đoán 49,65%, thực tế 50% lệch 0,35%" in told
    assert [row.prediction_error for row in predicted.board()] == [100, 35]


def test_what_staff_see(guessing: Phone, predicted: World, clock: Clock) -> None:
    guessing.tap(SLOT, "1250")
    guessing.hand_in()
    close(clock)
    with reading() as db:
        view = campaigns.view(db, predicted.round_id, clock.now)
        found = looking.detail(db, predicted.round_id, guessing.attempt, clock.now)
        (ranked,) = results.every(db, predicted.round_id)
        live = hall.live(db, predicted.round_id, clock.now, "http://hoithi.local")
    content, _ = found.asked[-1]
    assert (spelt(content, found.answers[SLOT]), spelt(content, "")) == ("12,5%", "")
    cells = {title: cell(ranked) for title, cell in export._columns(view).items()}
    assert (cells["Dự đoán"], cells["Lệch"]) == ("12,5%", "12,5%")
    assert "Đáp số câu dự đoán: 0%" in export.header(view, clock.now, 1)
    assert (live.truth, live.in_percent) == (0, True)


def test_only_the_last_slot_is_a_percentage(guessing: Phone) -> None:
    who = Entrant(guessing.entries, guessing.device)
    with reading() as db:
        asked = [asking.asked(db, who, guessing.attempt, slot) for slot in (1, SLOT)]
    assert [one.content == PERCENT for one in asked] == [False, True]
    assert asked[1].understood("12,5") == "1250"


def test_the_simulated_people_read_it(guessing: Phone) -> None:
    guessing.tap(SLOT, "1205")
    paper = read_paper(parse(guessing.get(f"/questions/{SLOT}").text))
    assert paper is not None
    asked = paper.asked[-1]
    assert (asked.in_percent, asked.saved) == (True, "1205")
    guessing.hand_in()
    receipt = read_receipt(parse(guessing.get("/receipt").text))
    assert receipt is not None
    assert receipt.prediction == on_receipt(asked, "1205") == "12,05%"
    assert [on_receipt(asked, answer) for answer in ("0", "10000", "1250")] == ["0%", "100%", "12,5%"]


def test_nearer_is_better_over_or_under(predicted: World) -> None:
    """Two of three were all right: 66,67%."""
    guesses = {"Xa": 6_600, "Trên": 6_700, "Dưới": 6_634}
    entries = {
        name: predicted.sit(name, OPENS + timedelta(minutes=at), 3 if at else 2, guess)
        for at, (name, guess) in enumerate(guesses.items())
    }
    world.work(world.CLOSES)
    world.work(world.CLOSES + world.GRACE + timedelta(minutes=1))
    board = predicted.board()
    assert [(row.entry_id, row.prediction_error) for row in board] == [
        (entries["Trên"], 33),
        (entries["Dưới"], 33),
        (entries["Xa"], 67),
    ]
