"""One question at a time over HTTP: nothing of a later one leaves the server before it is asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest.ruleset.rules import BlueprintLine
from contest.ruleset.states import Way
from contest.web.database import writing
from questions import service as questions
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, answers, close, fates, rows, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser, attr, first, text

SLOTS = 4
#: Every address of an attempt that a phone may open.
PLACES = [*(f"/questions/{slot}" for slot in range(1, SLOTS + 1)), "/review", "/receipt", "/left"]


@pytest.fixture
def paced(contest: World, new_phone: NewPhone) -> Phone:
    """Three questions and a prediction, each asked for when the one before is done."""
    made = world.make(world.predicting(way=Way.PACED), bank=0, slug="tung-cau")
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def go_on(phone: Phone, slot: int, *answer: str, **more: Any) -> str:
    """The form of a slot without script; where it leads."""
    reply = phone.post(f"/questions/{slot}", lease=more.pop("lease", 1), answer=list(answer), **more)
    assert reply.status_code == 303, reply.text
    return reply.headers["location"].removeprefix(f"/attempts/{phone.attempt}")


def texts(phone: Phone) -> list[str]:
    """What the questions of this paper ask, in its order."""
    (paper,) = stored(phone.attempt, "paper")
    revisions = [one[0] for one in json.loads(paper) if one[0]]
    found = dict(rows("SELECT id, content FROM question_revision"))
    return [json.loads(found[one])["text"] for one in revisions]


def seen(phone: Phone) -> set[int]:
    """The questions whose text is at any address of the attempt now."""
    client = phone.client
    client.follow_redirects = True
    all_texts = texts(phone)
    bodies = [client.get(phone.url(place)).text for place in PLACES]
    client.follow_redirects = False
    return {slot for slot, asks in enumerate(all_texts, 1) if any(asks in body for body in bodies)}


def test_only_the_question_at_hand_is_anywhere(paced: Phone) -> None:
    for slot in (1, 2, 3):
        assert seen(paced) == {slot}
        page = paced.page(f"/questions/{slot}")
        assert [node.attributes["data-slot"] for node in page.css("section[data-slot]")] == [str(slot)]
        assert "data-ask" in first(page, "section form").attributes
        go_on(paced, slot, paced.option(slot))
    assert seen(paced) == set(), "the prediction is at hand now"
    page = paced.page("/questions/4")
    assert attr(page, "section[data-slot]", "data-kind") == "prediction"
    assert "data-ask" not in first(page, "section form").attributes


@pytest.mark.parametrize("slot", [2, 3, 4])
def test_every_other_address_leads_to_the_question_at_hand(paced: Phone, slot: int) -> None:
    assert paced.get(f"/questions/{slot}").headers["location"] == paced.url("/questions/1")
    go_on(paced, 1)
    assert paced.get("/questions/1").headers["location"] == paced.url("/questions/2")
    assert paced.get("/questions/5").status_code == 404


def test_a_form_goes_on_and_the_last_one_to_the_review(paced: Phone) -> None:
    leads = [go_on(paced, slot, paced.option(slot)) for slot in (1, 2, 3)]
    assert leads == ["/questions/2", "/questions/3", "/questions/4"]
    assert go_on(paced, 4, "1.050") == "/review"
    assert answers(paced.attempt)[4] == "1050"
    assert go_on(paced, 4, "1.060") == "/review", "the last one may be changed until the hand-in"
    assert answers(paced.attempt)[4] == "1060"


def test_a_form_that_is_sent_twice_skips_nothing(paced: Phone) -> None:
    chosen = paced.option(1)
    assert [go_on(paced, 1, chosen) for _ in range(3)] == ["/questions/2"] * 3
    assert fates(paced.attempt) == [(1, chosen, "applied"), (1, chosen, "closed"), (1, chosen, "closed")]


@pytest.mark.parametrize("slot", [2, 3, 4])
def test_a_question_that_was_not_asked_for_takes_nothing(paced: Phone, slot: int) -> None:
    assert paced.post(f"/questions/{slot}", lease=1, answer="x").status_code == 404
    assert paced.post(f"/questions/{slot}", lease=1, ops="[]").status_code == 404
    assert paced.tap(slot, "x").status_code == 404
    assert paced.ops(paced.op(1, "x"), paced.op(slot, "x")).status_code == 404
    assert (answers(paced.attempt), stored(paced.attempt, "reached")) == ({}, (1,))


def test_going_on_saves_what_fits_of_what_travels_along(paced: Phone) -> None:
    waiting = [paced.op(1, "abc"), paced.op(3, "too early"), paced.op(1, "x" * 3_000)]
    reply = paced.post("/questions/1", lease=1, ops=json.dumps(waiting))
    assert reply.headers["location"] == paced.url("/questions/2")
    assert answers(paced.attempt) == {1: "abc"}


def test_a_tap_on_a_passed_question_is_refused_with_its_name(paced: Phone) -> None:
    go_on(paced, 1, paced.option(1))
    late = paced.op(1, "other")
    reply = paced.ops(late, paced.op(2, "abc"))
    assert (reply.status_code, reply.json()) == (422, {"closed": [late.op_id]})
    assert answers(paced.attempt)[2] == "abc"
    assert paced.ops(late).json() == {"closed": [late.op_id]}, "and again the same"


def test_every_reply_tells_which_question_is_at_hand(paced: Phone) -> None:
    assert paced.tap(1, "abc").headers["x-left"] == "600;1:600"
    go_on(paced, 1)
    assert paced.get("/left").headers["x-left"] == "600;2:600"
    page = paced.page("/questions/2")
    assert attr(page, "body", "data-left") == "600;2:600"
    assert attr(page, "body", "data-way") == "paced"


# --- with script: what waits travels along ----------------------------------------------------------


def test_what_waits_travels_along(paced: Phone) -> None:
    waiting = paced.op(1, "late but there")
    assert go_on(paced, 1, "ignored", ops=json.dumps([waiting])) == "/questions/2"
    assert fates(paced.attempt) == [(1, "late but there", "applied")]
    assert go_on(paced, 2, paced.option(2), ops="[]") == "/questions/3"
    assert 2 not in answers(paced.attempt), "nothing waited: what was chosen is stored already"


@pytest.mark.parametrize("bad", ["x", "{}", "[1]", '[["a",1,1]]', "[" * 3000, '[["a",0,1,"x"]]'])
def test_a_broken_list_moves_nothing(paced: Phone, bad: str) -> None:
    reply = paced.post("/questions/1", lease=1, ops=bad)
    assert reply.status_code == 422
    assert stored(paced.attempt, "reached") == (1,)


# --- the other pages --------------------------------------------------------------------------------


def test_the_page_offers_no_way_back(paced: Phone) -> None:
    go_on(paced, 1)
    page = paced.page("/questions/2")
    assert not page.css("a[data-slot], #map")
    assert "Câu 1 không có câu trả lời được tính." in text(first(page, "#missed"))
    assert len(page.css("#strip li")) == 3
    go_on(paced, 2, paced.option(2))
    assert not paced.page("/questions/3").css("#missed")


def test_the_review_leads_to_the_question_at_hand_alone(paced: Phone) -> None:
    go_on(paced, 1)
    page = paced.page("/review")
    assert not page.css("ol.map")
    links = [node.attributes["href"] for node in page.css("main a[href*='/questions/']")]
    assert links == [paced.url("/questions/2")]
    assert "chỉ làm tiếp được từ câu 2" in text(first(page, ".banner.is-waiting:not([role=none])"))


def test_an_open_attempt_goes_on_where_it_is(paced: Phone) -> None:
    go_on(paced, 1)
    ready = HTMLParser(paced.client.get(f"/attempts/new/{paced.round_id}").text)
    assert attr(ready, "main a.big", "href") == paced.url("/questions/2")


def test_the_attempt_moves_to_another_phone(paced: Phone, new_phone: NewPhone) -> None:
    go_on(paced, 1, paced.option(1))
    second = new_phone(*paced.entries)
    second.attempt = paced.attempt
    assert second.page("/questions/1").css("form[action$='/takeover']")
    assert second.post("/takeover").headers["location"] == paced.url("/questions/2")
    reply = paced.post("/questions/2", lease=1, answer=second.option(2))
    assert reply.headers["location"] == paced.url("/questions/2")
    assert (stored(paced.attempt, "reached"), set(answers(paced.attempt))) == ((2,), {1})
    assert go_on(second, 2, second.option(2), lease=2) == "/questions/3"
    assert paced.tap(3, "x").status_code == 409


def test_when_it_is_over(paced: Phone, clock: Clock) -> None:
    clock.move(seconds=620, milliseconds=1)
    assert go_on(paced, 1, "x") == "/receipt"
    assert stored(paced.attempt, "reached") == (1,)


def test_handing_in_early_tells_no_text(paced: Phone, clock: Clock) -> None:
    go_on(paced, 1, paced.option(1))
    forged = [paced.op(2, "x"), paced.op(3, "y")]
    assert paced.hand_in(ops=json.dumps(forged)).status_code == 303
    assert set(answers(paced.attempt)) == {1, 2}, "a question that was never given out takes nothing"
    assert seen(paced) == set()
    close(clock)
    assert seen(paced) == {1, 2, 3}, "right answers are shown after the close"


def test_a_stranger_and_somebody_else(paced: Phone, stranger: Phone, other: Phone) -> None:
    stranger.attempt = other.attempt = paced.attempt
    assert stranger.post("/questions/1", lease=1, ops="[]").status_code == 401
    assert other.post("/questions/1", lease=1, ops="[]").status_code == 404
    assert stored(paced.attempt, "reached") == (1,)


def test_a_number_in_words_is_asked_again_and_nothing_moves(contest: World, new_phone: NewPhone) -> None:
    with writing() as db:
        asked = [ParsedQuestion(Kind.number, "Tỉnh có bao nhiêu xã?", number=102, unit="xã")]
        questions.save_bank(db, "bank", "Ngân hàng", asked)
    line = BlueprintLine(count=1, kind=Kind.number)
    made = world.make(world.predicting(way=Way.PACED, blueprint=(line,)), bank=0, slug="so")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    reply = phone.post("/questions/1", lease=1, answer="một trăm")
    assert reply.status_code == 422
    assert attr(HTMLParser(reply.text), "#cau-1 input[name=answer]", "value") == "một trăm"
    assert go_on(phone, 1, "102") == "/questions/2"


# --- when each was asked for ------------------------------------------------------------------------


def test_when_each_question_was_first_asked_for_is_kept(paced: Phone, clock: Clock) -> None:
    asked = [world.OPENS]
    for slot in (1, 2):
        asked.append(clock.move(seconds=30))
        go_on(paced, slot)
        clock.move(seconds=5)
        go_on(paced, slot)
    sql = "SELECT slot, asked_at FROM attempt_slot WHERE attempt_id = :id ORDER BY slot"
    found = rows(sql, id=paced.attempt)
    assert found == [(slot, round(at.timestamp() * 1000)) for slot, at in enumerate(asked, 1)]


def test_nothing_is_kept_where_all_questions_leave_at_once(sitting: Phone) -> None:
    go_on(sitting, 1, sitting.option(1))
    assert rows("SELECT * FROM attempt_slot") == []
    assert stored(sitting.attempt, "way", "reached") == ("free", 1)
