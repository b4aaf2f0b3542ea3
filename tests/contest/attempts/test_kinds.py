"""Kinds of questions on the phone without script: asked, saved, asked again when wrong, marked, told."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from questions.answering import parse_answer
from questions.kinds import PAIRED, Kind
from tests.conftest import Clock
from tests.contest.attempts import kinds
from tests.contest.attempts.conftest import NewPhone
from tests.contest.attempts.kinds import ASKED
from tests.contest.attempts.sitting import answers, close, rows
from tests.contest.rounds import world
from tests.parsed import first, text

ALL = sorted(ASKED)
ROWS = sorted(PAIRED)


@pytest.mark.parametrize("kind", ALL)
def test_a_right_answer_is_saved_shown_again_and_earns_all(
    new_phone: NewPhone, clock: Clock, kind: Kind
) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, kind)
    assert kinds.saved(phone) == ""
    reply = phone.post("/questions/1", lease=1, **kinds.right(kind))
    assert (reply.status_code, reply.headers["location"]) == (303, phone.url("/review"))
    (kept,) = answers(phone.attempt).values()
    assert kept == parse_answer(ASKED[kind].content(), kept) == kinds.saved(phone)
    phone.hand_in()
    page = phone.page("/receipt")
    assert rows('SELECT points, "right" FROM grade') == [(100, 1)]
    assert text(first(page, "ol.given li")) != "bỏ trống"
    close(clock)
    told = text(first(phone.page("/receipt"), ".reviewed"))
    assert "Đúng" in told


@pytest.mark.parametrize("kind", ROWS)
def test_what_was_chosen_is_chosen_when_the_page_comes_again(
    new_phone: NewPhone, clock: Clock, kind: Kind
) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, kind)
    form = kinds.right(kind, 2)
    phone.post("/questions/1", lease=1, **form)
    page = phone.page("/questions/1")
    chosen = {
        one.attributes["value"] for one in page.css("input[type=radio][checked], select option[selected]")
    }
    assert chosen == set(form.values())


def test_two_of_four_statements_earn_a_quarter(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, Kind.statements)
    phone.post("/questions/1", lease=1, **kinds.right(Kind.statements, 2))
    phone.hand_in()
    assert "Điểm 0,25" in text(first(phone.page("/receipt"), "main"))
    assert rows('SELECT points, "right" FROM grade') == [(25, 0)]
    close(clock)
    assert text(first(phone.page("/receipt"), ".reviewed")).startswith("Đúng một phần")


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        (Kind.number, {"answer": "3.512"}, "hiểu được hai cách"),
        (Kind.number, {"answer": "ba rưỡi"}, "chỉ nhập chữ số"),
        (Kind.number, {"answer": "3,123"}, "nhiều nhất 2 chữ số"),
        (Kind.statements, {"answer-1": "zzzzz:dung"}, "không có trong câu hỏi"),
        (Kind.matching, {"answer-1": "zzzzz:zzzzz"}, "không có trong câu hỏi"),
        (Kind.short, {"answer": "a" * 201}, "dài quá 200"),
    ],
)
def test_what_is_no_answer_is_asked_again(
    new_phone: NewPhone, clock: Clock, kind: Kind, form: dict[str, str], said: str
) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, kind)
    reply = phone.post("/questions/1", lease=1, **form)
    assert reply.status_code == 422
    page = HTMLParser(reply.text)
    assert said in text(first(page, "section:not([hidden]) [role=alert]"))
    assert answers(phone.attempt) == {}
    if "answer" in form:
        assert first(page, "[name=answer]").attributes["value"] == form["answer"]


def test_two_rows_of_one_place_are_shown_as_they_were_chosen(new_phone: NewPhone, clock: Clock) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, Kind.ordering)
    ids = [option.id for option in ASKED[Kind.ordering].content().options]
    form = {"answer-1": f"{ids[0]}:2", "answer-2": f"{ids[1]}:2", "answer-3": f"{ids[2]}:"}
    reply = phone.post("/questions/1", lease=1, **form)
    assert reply.status_code == 422
    page = HTMLParser(reply.text)
    assert "cùng mang số thứ tự 2" in text(first(page, "[role=alert]"))
    chosen = {one.attributes["value"] for one in page.css("select option[selected]")}
    assert chosen == {f"{ids[0]}:2", f"{ids[1]}:2"}


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("forged", ["x", "aaaaa:dung,", ":", "a:b:c", "1,2"])
def test_a_forged_outbox_breaks_no_page_and_earns_nothing(
    new_phone: NewPhone, clock: Clock, kind: Kind, forged: str
) -> None:
    clock.set(world.OPENS)
    phone = kinds.sit(new_phone, kind)
    assert phone.tap(1, forged).status_code in (200, 204)
    assert phone.get("/questions/1").status_code == 200
    phone.hand_in()
    assert phone.get("/receipt").status_code == 200
    assert rows('SELECT points, "right" FROM grade') == [(0, 0)]
    close(clock)
    told = text(first(phone.page("/receipt"), ".reviewed"))
    assert told.startswith(("Chưa đúng", "Bỏ trống"))


@pytest.mark.parametrize("kind", ALL)
def test_the_page_holds_no_key(new_phone: NewPhone, clock: Clock, kind: Kind) -> None:
    """Neither the order of the rows nor of their ids says what is right."""
    clock.set(world.OPENS)
    shown = text(first(kinds.sit(new_phone, kind).page("/questions/1"), "main"))
    assert "3,5" not in shown
    assert "hòa" not in shown
    if kind is Kind.ordering:
        content = ASKED[kind].content()
        assert [one.id for one in content.options] == sorted(one.id for one in content.options)
