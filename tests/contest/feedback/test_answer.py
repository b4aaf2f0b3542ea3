"""Saying how one found a round: one tap on the receipt, words when one likes, changed while it is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.attempts import store as attempts
from contest.campaigns import editing
from contest.campaigns import store as campaigns
from contest.campaigns.rules import FEEDBACK_WITHIN
from contest.feedback import service
from contest.feedback.service import LATE
from contest.people.models import Entry
from contest.privacy import forgetting
from contest.rounds import judging, keeping
from contest.rounds.deeds import Order
from contest.web.database import Database, writing
from tests.conftest import Clock
from tests.contest.attempts.sitting import statements
from tests.contest.feedback.saying import Sayer, stored, texts
from tests.contest.rounds import world
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import HTMLParser

UNTIL = CLOSES + FEEDBACK_WITHIN
MS = timedelta(milliseconds=1)


def chosen(answer: Any) -> list[str | None]:
    return [one.attributes["value"] for one in HTMLParser(answer.text).css("[name=grade][checked]")]


def typed(answer: Any) -> str:
    found = HTMLParser(answer.text).css_first("#words")
    assert found is not None
    return found.text()


def test_the_receipt_asks_with_five_words_none_chosen(sayer: Sayer) -> None:
    page = sayer.receipt()
    form = f"form[action='{sayer.path}'] button"
    assert texts(page, form) == [
        "Rất hài lòng",
        "Hài lòng",
        "Bình thường",
        "Không hài lòng",
        "Rất không hài lòng",
    ]
    assert "Không bắt buộc, không ảnh hưởng kết quả." in page.text


def test_the_receipt_looks_nothing_up_for_it(sayer: Sayer) -> None:
    sayer.receipt()
    with statements() as asked:
        sayer.receipt()
    with writing() as db:
        editing.set_feedback(db, sayer.contest.view(OPENS).campaign_id, asked=False)
    with statements() as silent:
        assert sayer.path not in sayer.receipt().text
    assert len(asked) == len(silent)


def test_one_tap_is_kept_and_thanked_for(sayer: Sayer) -> None:
    answer = sayer.say("5")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{sayer.path}?done=1")
    assert stored() == [(sayer.entry, 5, "", "")]
    page = sayer.on().get(answer.headers["location"])
    assert "Cảm ơn bạn đã góp ý" in page.text and chosen(page) == ["5"]
    assert f"/attempts/{sayer.attempt}/receipt" in page.text


def test_words_are_added_changed_and_taken_away(sayer: Sayer) -> None:
    sayer.say("5")
    sayer.say("2", words="  Đường truyền chậm.\r\nNên mở lâu hơn.  ")
    assert stored() == [
        (sayer.entry, 2, "Đường truyền chậm.\nNên mở lâu hơn.", "duong truyen cham nen mo lau hon")
    ]
    assert typed(sayer.get()) == "Đường truyền chậm.\nNên mở lâu hơn."
    sayer.say("3")  # one tap on the receipt leaves the words
    assert stored()[0][1:3] == (3, "Đường truyền chậm.\nNên mở lâu hơn.")
    sayer.say("3", words="")
    assert stored() == [(sayer.entry, 3, "", "")]


def test_twice_is_once_and_another_attempt_says_the_same(app_client: TestClient, clock: Clock) -> None:
    clock.set(OPENS)
    sayer = Sayer.sat(app_client, world.make(world.rules(attempts_allowed=2)), "Y Bích")
    sayer.say("4")
    sayer.say("4")
    again = sayer.contest.start(sayer.entry, OPENS + timedelta(minutes=5))
    sayer.contest.hand_in(sayer.entry, again, OPENS + timedelta(minutes=6), 3)
    second = Sayer(sayer.browser, sayer.contest, sayer.entry, again)
    assert chosen(second.get()) == ["4"]
    second.say("1")
    assert [row[1] for row in stored()] == [1]


def test_nothing_is_kept_before_anybody_says_something(sayer: Sayer) -> None:
    page = sayer.on().get(f"{sayer.path}?done=1")
    assert page.status_code == 200 and chosen(page) == [] and "Cảm ơn bạn" not in page.text
    assert stored() == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"grade": ""}, "grade"),
        ({"grade": "0"}, "grade"),
        ({"grade": "6"}, "grade"),
        ({"grade": "x"}, "grade"),
        ({"words": "ế" * 501}, "words"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(
    sayer: Sayer, fields: dict[str, str], wrong: str
) -> None:
    sent = {"grade": "4", "words": "Câu <b>một</b> khó"} | fields
    answer = sayer.say(**sent)
    assert answer.status_code == 422
    assert texts(answer, f"#{wrong}-err") != []
    assert typed(answer) == sent["words"]
    assert chosen(answer) == ([sent["grade"]] if wrong != "grade" else [])
    assert stored() == []


def test_a_form_without_a_grade_keeps_the_words(sayer: Sayer) -> None:
    answer = sayer.on().post(sayer.path, data={"words": "Hay"})
    assert answer.status_code == 422 and typed(answer) == "Hay"
    assert texts(answer, "#grade-err") == ["Chọn một mức."]


def test_a_field_that_no_form_has(sayer: Sayer) -> None:
    answer = sayer.say("4", entry_id="x")
    assert answer.status_code == 422 and texts(answer, ".is-wrong") != []
    assert stored() == []


def test_five_hundred_signs_with_their_lines(sayer: Sayer) -> None:
    words = "ế" * 249 + "\r\n" + "ế" * 250
    assert sayer.say("4", words=words).status_code == 303
    assert len(stored()[0][2]) == 500


# --- until when -----------------------------------------------------------------------------------


def test_the_last_millisecond_is_in_time(sayer: Sayer, clock: Clock) -> None:
    clock.set(UNTIL - MS)
    assert sayer.path in sayer.receipt().text
    assert sayer.say("4").status_code == 303


def test_then_it_is_too_late_and_the_words_are_kept(sayer: Sayer, clock: Clock) -> None:
    sayer.say("4", words="Câu hỏi hay")
    clock.set(UNTIL)
    assert sayer.path not in sayer.receipt().text
    answer = sayer.say("2", words="Đổi ý")
    assert answer.status_code == 410 and texts(answer, ".is-wrong") == [LATE]
    assert (typed(answer), chosen(answer)) == ("Đổi ý", ["2"])
    page = sayer.get()
    assert "Bạn đã chọn: Hài lòng." in texts(page, "main")[0] and "Câu hỏi hay" in page.text
    assert HTMLParser(page.text).css_first("form") is None
    assert stored()[0][1] == 4


def test_who_said_nothing_in_time_reads_that(sayer: Sayer, clock: Clock) -> None:
    clock.set(UNTIL)
    assert "Thời gian góp ý đã hết lúc" in sayer.get().text


# --- whose ----------------------------------------------------------------------------------------


def test_whoever_still_sits_is_led_back(app_client: TestClient, contest: World) -> None:
    sits = Sayer.sat(app_client, contest, "A Thui", hands_in=False)
    answer = sits.get()
    assert (answer.status_code, answer.headers["location"]) == (303, f"/attempts/{sits.attempt}/receipt")
    assert sits.say("4").status_code == 409
    assert stored() == []


def test_a_void_attempt_says_nothing(sayer: Sayer) -> None:
    with writing() as db:
        order = Order("deed000000001", world.STAFF, "Chép bài")
        judging.void(db, order, sayer.contest.round_id, sayer.attempt, OPENS + timedelta(minutes=2))
    assert sayer.get().status_code == 404
    assert sayer.say("4").status_code == 404


def test_anothers_attempt_is_not_there(sayer: Sayer) -> None:
    other = Sayer(sayer.browser, sayer.contest, "0" * 13, sayer.attempt)
    assert other.get().status_code == 404
    assert other.say("4").status_code == 404
    assert stored() == []


@pytest.mark.parametrize("bad", [NOBODY, *BAD])
def test_a_bad_id(sayer: Sayer, bad: str) -> None:
    sayer.attempt = bad
    assert sayer.get().status_code == 404
    assert sayer.say("4").status_code == 404


def test_a_stranger_is_led_away(sayer: Sayer) -> None:
    sayer.browser.cookies.clear()
    assert sayer.browser.get(sayer.path).status_code == 303
    assert sayer.browser.post(sayer.path, data={"grade": "4"}).status_code == 401


def test_staff_say_nothing(organiser: TestClient, contest: World) -> None:
    said = Sayer.sat(organiser, contest, "Y Bích")
    assert organiser.post(said.path, data={"grade": "4"}).status_code == 401
    assert stored() == []


def test_wrong_methods(sayer: Sayer) -> None:
    assert sayer.on().put(sayer.path).status_code == 405


def test_where_nobody_is_asked_nothing_is_taken(sayer: Sayer) -> None:
    with writing() as db:
        editing.set_feedback(db, sayer.contest.view(OPENS).campaign_id, asked=False)
    assert sayer.path not in sayer.receipt().text
    assert sayer.get().status_code == 404
    assert sayer.say("4").status_code == 404
    assert stored() == []


@pytest.mark.parametrize("told", ["", "Đường dây nóng: 0260 000 000"])
def test_the_hotline_is_the_contests(sayer: Sayer, told: str) -> None:
    with writing() as db:
        campaigns.change_campaign(db, sayer.contest.view(OPENS).campaign_id, {"contact": told})
    assert texts(sayer.get(), "#hotline") == ([f"Phản ánh trực tiếp, cần giúp ngay: {told}"] if told else [])
    assert ("Cần giúp ngay thì hỏi Ban Tổ chức" in sayer.receipt().text) is bool(told)


# --- personal data --------------------------------------------------------------------------------


def test_it_stands_in_ones_own_data(sayer: Sayer) -> None:
    sayer.say("2", words="Máy chậm")
    page = sayer.on().get("/privacy/mine/cds")
    assert "Góp ý của bạn" in page.text and "Không hài lòng. Máy chậm" in page.text


def test_forgetting_takes_the_words_and_leaves_the_number(sayer: Sayer) -> None:
    sayer.say("2", words="Y Bích đây, máy chậm")
    with writing() as db:
        person = db.get_one(Entry, sayer.entry).person_id
        forgetting.forget(db, person, by=world.STAFF, now=OPENS)
    assert stored() == [(sayer.entry, 2, "", "")]


def test_the_names_of_a_contest_go_with_the_words(sayer: Sayer) -> None:
    sayer.say("2", words="Máy chậm")
    keeping.erase(sayer.contest.view(OPENS).campaign_id, CLOSES)
    assert stored() == [(sayer.entry, 2, "", "")]


@pytest.mark.usefixtures("fresh")
def test_both_databases_keep_one_answer(database: Database, clock: Clock) -> None:
    contest = world.make()
    entry = contest.sit("Y Bích", OPENS, 2)
    with writing() as db:
        (attempt,) = [one.id for one in attempts.attempts_of(db, contest.round_id, entry)]
        for grade, words in ((5, "Hay"), (3, None), (4, "100%_\\ đẹp")):
            service.answer(db, [entry], attempt, grade, words, OPENS)
        view = contest.view(OPENS)
        digest = service.digest(db, view)
        assert (digest.tally.counts, digest.people, digest.texts) == ((0, 1, 0, 0, 0), 1, 1)
        for words, count in (("dep", 1), ("%", 1), ("_x", 0), ("100 dep", 1), ("hay", 0)):
            assert service.count_texts(db, contest.round_id, service.Sieve(words)) == count, words
        assert service.texts(db, contest.round_id, service.Sieve(), 0, 9) == [(4, "100%_\\ đẹp")]
        assert list(service.given(db, [contest.round_id])) == [(contest.round_id, entry, 4, True)]
        assert list(service.given(db, [])) == []
