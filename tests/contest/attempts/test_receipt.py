"""GET /attempts/{attempt}/receipt: the receipt, and the result as far as the rules show it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from sqlalchemy import text as sql

from contest.campaigns import service as campaigns
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft
from contest.rounds.service import SETTLE
from contest.ruleset.rules import BlueprintLine, BoardShown, ReviewShown, Ruleset, ScoreShown, Visibility
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.sitting import Phone, close, count, statements, stored
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, GRACE, OPENS, World
from tests.parsed import first, text

DAY = timedelta(days=1)


def body(phone: Phone) -> str:
    return text(first(phone.page("/receipt"), "body"))


def sit(rules: Ruleset, new_phone: NewPhone, slug: str = "khac") -> Phone:
    made = world.make(rules, bank=0, slug=slug)
    return new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()


def test_before_the_end_there_is_none(sitting: Phone) -> None:
    answer = sitting.get("/receipt")
    assert (answer.status_code, answer.headers["location"]) == (303, sitting.url("/review"))


def test_what_it_says(sitting: Phone, clock: Clock) -> None:
    chosen = sitting.option(1, 1)
    sitting.tap(1, chosen)
    clock.move(seconds=75)
    sitting.hand_in()
    code, digest = stored(sitting.attempt, "receipt", "digest")
    page = sitting.page("/receipt")
    assert text(first(page, ".receipt code")) == code
    assert digest[:16] in text(first(page, ".receipt"))
    assert "Đã lưu 1/3 câu" in text(first(page, ".receipt"))
    assert [text(each) for each in page.css("ol.given li")] == ["B", "bỏ trống", "bỏ trống"]
    assert "Nhung" in text(first(page, "main"))


def test_before_close_nothing_depends_on_the_key(sitting: Phone) -> None:
    sitting.tap(1, sitting.option(1))
    with statements() as seen:
        sitting.hand_in()
        page = sitting.page("/receipt")
    assert not [one for one in seen if "question_key" in one]
    assert count("grade") == 0
    assert not page.css(".score, .reviewed, .tally")


def test_after_close_with_the_review(sitting: Phone, clock: Clock) -> None:
    sitting.tap(1, sitting.option(1))
    sitting.hand_in()
    close(clock)
    page = sitting.page("/receipt")
    assert len(page.css(".reviewed")) == 3
    assert text(first(page, ".tally")).endswith("trên 3 câu")
    assert "Hạng" in text(first(page, ".score"))


def test_between_the_end_and_the_ranking_there_is_no_review(sitting: Phone, clock: Clock) -> None:
    sitting.hand_in()
    clock.set(CLOSES)
    assert not sitting.page("/receipt").css(".score, .reviewed")


def another(contest: World, opens_at: datetime, closes_at: datetime, shifts: int | None = None) -> World:
    """One more round of the same contest, from the same bank."""
    with writing() as db:
        campaign = campaigns.campaign_of(db, contest.round_id)
        assert campaign is not None
        draft = RoundDraft("Vòng bù", opens_at, closes_at, world.rules(shifts=shifts))
        return World(campaigns.add_round(db, campaign, draft, OPENS))


def test_no_right_answer_while_another_round_asks_the_same(
    sitting: Phone, contest: World, clock: Clock
) -> None:
    later = another(contest, OPENS, CLOSES + DAY)
    sitting.hand_in()
    close(clock)
    with statements() as seen:
        page = sitting.page("/receipt")
    assert page.css(".score") and page.css("ol.given") and not page.css(".reviewed")
    assert "Đáp án có sau khi vòng bù đóng, vì còn vòng khác dùng chung" in text(first(page, "main"))
    assert not [one for one in seen if "question_key" in one]
    clock.set(CLOSES + DAY)
    assert not sitting.page("/receipt").css(".reviewed"), "it is not ranked yet"
    world.work(clock.set(CLOSES + DAY + GRACE + SETTLE))
    assert later.view(clock.now).phase is Phase.CLOSED
    page = sitting.page("/receipt")
    assert len(page.css(".reviewed")) == 3 and "Đáp án có sau" not in text(first(page, "main"))


def test_a_round_to_come_or_of_other_questions_keeps_nothing_back(
    contest: World, new_phone: NewPhone, clock: Clock
) -> None:
    one = (BlueprintLine(count=1),)
    made = world.make(world.rules(blueprint=one, shifts=2), bank=0, slug="ca-thi")
    phone = new_phone(made.join("Lê Thị Hoa").entry_id).to(made.round_id).start()
    another(made, OPENS, CLOSES + DAY, shifts=2)
    another(made, CLOSES + DAY, CLOSES + 2 * DAY)
    phone.hand_in()
    close(clock)
    assert len(phone.page("/receipt").css(".reviewed")) == 1


def test_a_review_that_is_never_shown(contest: object, new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(world.rules(visibility=Visibility(review=ReviewShown.NEVER)), new_phone)
    phone.hand_in()
    close(clock)
    page = phone.page("/receipt")
    assert page.css(".score")
    assert not page.css(".reviewed")


def test_the_score_at_once(contest: object, new_phone: NewPhone) -> None:
    live = Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE)
    phone = sit(world.rules(visibility=live), new_phone)
    phone.hand_in()
    page = phone.page("/receipt")
    assert text(first(page, ".tally")) == "0 trên 3 câu"
    assert "1 / 1 người" in text(first(page, ".score"))
    assert not page.css(".reviewed")


def test_the_next_attempt_is_offered(contest: object, new_phone: NewPhone, clock: Clock) -> None:
    phone = sit(world.rules(attempts_allowed=2), new_phone)
    phone.hand_in()
    offer = f"/attempts/new/{phone.round_id}"
    assert phone.page("/receipt").css(f'a[href="{offer}"]')
    clock.set(CLOSES)
    assert not phone.page("/receipt").css(f'a[href="{offer}"]')


def test_the_prediction_is_said_back(contest: object, new_phone: NewPhone) -> None:
    phone = sit(world.predicting(), new_phone)
    phone.tap(4, "1200")
    phone.hand_in()
    assert "Dự đoán: 1.200" in body(phone)
    assert "và 1 dự đoán" in body(phone)


def test_whoever_looks_first_records_that_time_ran_out(sitting: Phone, clock: Clock) -> None:
    sitting.tap(1, "abc")
    clock.move(seconds=620, milliseconds=1)
    answer = sitting.get("/receipt")
    assert (answer.status_code, answer.headers["location"]) == (303, sitting.url("/receipt"))
    assert stored(sitting.attempt, "state") == ("timed_out",)
    assert "Hết giờ" in text(first(sitting.page("/receipt"), "h1"))
    assert "gồm 1 câu đã lưu" in body(sitting)


def test_a_void_attempt_leads_nowhere_for_ever(sitting: Phone) -> None:
    with writing() as db:
        db.connection().execute(sql("UPDATE attempt SET state = 'void'"))
    answer = sitting.get("/receipt")
    assert answer.status_code == 410
    assert "không được công nhận" in text(first(HTMLParser(answer.text), "main"))


def test_a_stranger_and_somebody_else(sitting: Phone, stranger: Phone, other: Phone) -> None:
    sitting.hand_in()
    stranger.attempt = other.attempt = sitting.attempt
    assert stranger.get("/receipt").headers["location"] == "/"
    assert other.get("/receipt").status_code == 404


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "%00" * 13])
def test_no_such_attempt(sitting: Phone, bad: str) -> None:
    sitting.attempt = bad
    assert sitting.get("/receipt").status_code == 404


def test_only_a_get(sitting: Phone) -> None:
    assert sitting.post("/receipt").status_code == 405
