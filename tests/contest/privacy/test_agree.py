"""Agreeing and taking it back from one's own page, asking, and what may be done by oneself."""

from __future__ import annotations

import pytest

from contest.privacy.own_rules import Facts, has_to_ask, may_correct, waits_for
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, said
from tests.contest.privacy.own_world import app_client, audited, board, contest, fresh, phone, sit
from tests.contest.rounds.world import World
from tests.parsed import HTMLParser

__all__ = ["app_client", "contest", "fresh", "phone"]  # fixtures; pytest finds them by name


@pytest.mark.parametrize("page", ["", "/hall"])
def test_a_name_is_off_the_boards_at_once(phone: Phone, contest: World, clock: Clock, page: str) -> None:
    sit(contest, phone)
    clock.move(minutes=2)
    assert "Lê Văn Nam" in board(phone, contest, page)
    answer = phone.post("/agreement", what="publish", given="0")
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds?done=agreed")
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest, page)
    phone.post("/agreement", what="publish", given="1")
    clock.move(seconds=1)
    assert "Lê Văn Nam" in board(phone, contest, page)


def test_twice_is_once_and_noted_once(phone: Phone, contest: World) -> None:
    for _ in range(2):
        assert phone.post("/agreement", what="publish", given="0").status_code == 303
    assert audited(contest).count("privacy.agree") == 1
    assert contest.audited() > 0


@pytest.mark.parametrize(
    "sent", [{}, {"what": "publish"}, {"what": "join", "given": "0"}, {"what": "publish", "given": "2"}]
)
def test_other_words_agree_to_nothing(phone: Phone, sent: dict[str, str]) -> None:
    assert phone.post("/agreement", **sent).status_code == 422
    assert phone.entry().consent_publish


def test_what_is_asked_is_there_with_its_last_day(phone: Phone) -> None:
    answer = phone.post("/requests", kind="restrict", words="Đừng dùng ảnh của tôi")
    assert answer.headers["location"] == "/privacy/mine/cds?done=asked"
    told = said(phone.get(), ".own-asked")
    assert "Hạn chế sử dụng dữ liệu" in told and "07/10/2026" in told and "Đừng dùng ảnh" in told


def test_the_same_words_are_one_request_and_five_may_wait(phone: Phone, contest: World) -> None:
    for _ in range(2):
        phone.post("/requests", kind="view", words="a")
    assert len(HTMLParser(phone.get().text).css(".own-asked")) == 1
    answers = [phone.post("/requests", kind="view", words=str(number)).status_code for number in range(5)]
    assert answers == [303] * 4 + [409]
    assert audited(contest).count("privacy.ask") == 5


@pytest.mark.parametrize("sent", [{"kind": "khac"}, {}, {"kind": "view", "words": "a" * 1001}])
def test_other_words_ask_nothing(phone: Phone, sent: dict[str, str]) -> None:
    assert phone.post("/requests", **sent).status_code == 422


def test_who_stands_on_a_list_of_prizes_has_to_ask() -> None:
    assert has_to_ask(Facts(awarded=True)) and not has_to_ask(Facts(sat=True))


@pytest.mark.parametrize(
    ("facts", "word"),
    [(Facts(running=True), "làm bài"), (Facts(closing=True), "chốt"), (Facts(awarded=True, sat=True), "")],
)
def test_what_has_to_wait(facts: Facts, word: str) -> None:
    assert (word in waits_for(facts)) if word else waits_for(facts) == ""


def test_what_is_put_right_by_oneself() -> None:
    assert may_correct(Facts()) == {"name", "unit", "birth_year", "phone"}
    assert may_correct(Facts(sat=True)) == {"phone"}
