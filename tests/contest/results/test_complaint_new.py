"""Complaining: when, how often, what is stored, what is kept of a form that can't be taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.campaigns.models import Campaign
from contest.people import guards
from contest.results import complaints
from contest.results.complaint_guards import Claimant
from contest.results.complaint_rules import MOST, Refusal
from contest.results.complaint_states import About
from contest.results.complaints import Said
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.results import complaining
from tests.contest.results.complaining import NOW, UNTIL, WORDS, Sitter, audited, put, said, stored, texts
from tests.contest.rounds import world
from tests.contest.rounds.conftest import fresh
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import HTMLParser
from tests.racing import behind

MS = timedelta(milliseconds=1)


def chosen(answer: Any, name: str) -> str:
    found = HTMLParser(answer.text).css_first(f"#{name} option[selected]")
    return (found.attributes["value"] or "") if found else ""


def typed(answer: Any) -> str:
    found = HTMLParser(answer.text).css_first("#words")
    assert found is not None
    return found.text()


def test_the_form_says_until_when_and_about_what(sitter: Sitter) -> None:
    page = sitter.get("/new")
    assert page.status_code == 200
    assert "10 giờ 1 phút thứ Năm, 08/10" in said(page, "main").replace("\u00a0", " ")
    assert len(texts(page, "#slot option")) == world.QUESTIONS + 1
    assert texts(page, "#about option")[1:] == [
        "Điểm, số câu đúng",
        "Một câu hỏi, một đáp án",
        "Giờ làm bài, lúc nộp bài",
        "Thứ hạng, giải thưởng",
        "Việc khác",
    ]


def test_it_is_kept_and_leads_to_its_page(sitter: Sitter, contest: World) -> None:
    answer = sitter.complain(about="question", slot="2", words=f"  {WORDS}\r\nXin xem lại.  ")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{sitter.root}?done=sent")
    (row,) = stored()
    assert (row.round_id, row.attempt_id, row.entry_id) == (contest.round_id, sitter.attempt, sitter.entry)
    assert (row.about, row.slot, row.words) == ("question", 2, f"{WORDS}\nXin xem lại.")
    assert (row.state, row.made_at, row.due_at) == ("open", NOW, NOW + timedelta(days=5))
    assert audited(contest) == [("results.complain", sitter.entry, sitter.attempt)]
    assert contest.audited()


def test_what_is_about_no_question_keeps_none(sitter: Sitter) -> None:
    sitter.complain(about="marks", slot="2")
    assert [row.slot for row in stored()] == [None]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"about": ""}, "about"),
        ({"about": "lạ"}, "about"),
        ({"about": "question", "slot": ""}, "slot"),
        ({"about": "question", "slot": "0"}, "slot"),
        ({"about": "question", "slot": "4"}, "slot"),
        ({"about": "question", "slot": "x"}, "slot"),
        ({"words": ""}, "words"),
        ({"words": "   \r\n "}, "words"),
        ({"words": "ế" * 1001}, "words"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(
    sitter: Sitter, fields: dict[str, str], wrong: str
) -> None:
    sent = {"about": "question", "slot": "1", "words": "Câu <b>một</b> sai"} | fields
    answer = sitter.complain(**sent)
    assert answer.status_code == 422
    assert texts(answer, f"#{wrong}-err") != []
    assert typed(answer).strip() == sent["words"].strip()
    if wrong != "about":
        assert chosen(answer, "about") == sent["about"]
    if sent["slot"] in ("1", "2", "3"):
        assert chosen(answer, "slot") == sent["slot"]
    assert stored() == []


def test_a_field_that_no_form_has(sitter: Sitter) -> None:
    answer = sitter.complain(state="answered_upheld")
    assert answer.status_code == 422
    assert typed(answer) == WORDS
    assert stored() == []


def test_a_thousand_signs_with_their_lines(sitter: Sitter) -> None:
    words = "ế" * 499 + "\r\n" + "ế" * 500
    assert sitter.complain(words=words).status_code == 303
    assert len(stored()[0].words) == 1000


# --- whose, and when ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "/new"])
def test_anothers_attempt_is_not_there(sitter: Sitter, contest: World, path: str) -> None:
    other = Sitter(sitter.browser, "0" * 13, sitter.attempt)
    assert other.get(path).status_code == 404
    assert other.complain().status_code == 404
    assert stored() == []


@pytest.mark.parametrize("attempt", ["0" * 13, "x", "%00", "A" * 13])
def test_a_bad_id(sitter: Sitter, attempt: str) -> None:
    sitter.attempt = attempt
    assert sitter.get().status_code in (404, 422)
    assert sitter.get("/new").status_code in (404, 422)
    assert sitter.complain().status_code in (404, 422)


def test_a_stranger_is_led_away(sitter: Sitter) -> None:
    sitter.jar = {"nothing": "x"}
    for path in ("", "/new"):
        answer = sitter.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert sitter.complain().status_code == 401


def test_a_forged_cookie_is_a_strangers(sitter: Sitter) -> None:
    sitter.jar = {guards.ENTRY_COOKIE: guards.issue([sitter.entry], "d" * 13)[:-1]}
    assert sitter.complain().status_code == 401


def test_staff_complain_about_nothing(organiser: TestClient, sitter: Sitter) -> None:
    sitter.jar = dict(organiser.cookies)
    assert sitter.complain().status_code == 401


@pytest.mark.parametrize("moment", [OPENS, CLOSES - MS, CLOSES])
def test_nothing_is_there_before_the_result(
    contest: World, app_client: TestClient, clock: Clock, moment: datetime
) -> None:
    sitter = complaining.sitter(app_client, contest, "Y Bích")
    clock.set(moment)
    assert sitter.get().status_code == 404
    assert sitter.get("/new").status_code == 404
    assert sitter.complain().status_code == 404
    assert stored() == []


def test_the_last_millisecond_is_in_time(sitter: Sitter, clock: Clock) -> None:
    clock.set(UNTIL - MS)
    assert sitter.get("/new").status_code == 200
    assert sitter.complain().status_code == 303


def test_the_next_is_too_late_and_the_words_are_kept(sitter: Sitter, clock: Clock) -> None:
    clock.set(UNTIL)
    answer = sitter.complain()
    assert answer.status_code == 410
    assert said(answer, ".is-wrong") == Refusal.LATE
    assert (typed(answer), chosen(answer, "about")) == (WORDS, "time")
    assert sitter.get("/new").headers["location"] == sitter.root
    assert stored() == []


# --- how often ------------------------------------------------------------------------------------


def test_the_same_form_twice_is_one(sitter: Sitter, contest: World) -> None:
    assert [sitter.complain().status_code for _ in range(2)] == [303, 303]
    assert len(stored()) == 1
    assert len(audited(contest)) == 1


def test_another_one_waits_until_the_first_is_answered(sitter: Sitter) -> None:
    sitter.complain()
    answer = sitter.complain(words="Còn câu 2 nữa")
    assert answer.status_code == 409
    assert said(answer, ".is-wrong") == Refusal.WAITING
    assert typed(answer) == "Còn câu 2 nữa"
    assert len(stored()) == 1


def test_so_many_in_a_round_those_taken_back_too(sitter: Sitter, contest: World) -> None:
    for at in range(MOST - 1):
        put(contest, sitter, NOW - timedelta(minutes=9 - at), state="withdrawn")
    assert sitter.complain().status_code == 303
    (last,) = [row for row in stored() if row.state == "open"]
    assert sitter.post(f"/{last.id}/withdrawal").status_code == 303
    answer = sitter.complain(words="Lần nữa")
    assert (answer.status_code, said(answer, ".is-wrong")) == (409, Refusal.ENOUGH)
    assert len(stored()) == MOST


def test_a_rehearsal_has_no_result_that_counts(sitter: Sitter, contest: World) -> None:
    with writing() as db:
        campaign = db.get_one(Campaign, contest.view(NOW).campaign_id)
        campaign.rehearsal_of = campaign.id
    assert sitter.complain().status_code == 404
    assert "/results/complaints" not in sitter.on().get(f"/attempts/{sitter.attempt}/receipt").text


def test_two_at_one_moment_make_one(database: Database, clock: Clock, fresh: None) -> None:
    """Both saw a page without a complaint; whichever comes second finds the first."""
    contest = world.make()
    entry = contest.join("Y Bích").entry_id
    attempt = contest.start(entry, OPENS)
    contest.hand_in(entry, attempt, OPENS + timedelta(minutes=1), 2)
    complaining.close()
    who, words = Claimant((entry,)), Said(About.TIME, None, WORDS)

    def deed() -> str:
        with writing() as db:
            return complaints.complain(db, who, attempt, words, NOW)

    with writing() as db:
        first = complaints.complain(db, who, attempt, words, NOW)
        second = behind(deed)
        assert not second.done(), "it waits for the first"
    assert second.result(60) == first
    assert [row.id for row in stored()] == [first]


__all__ = ["fresh"]
