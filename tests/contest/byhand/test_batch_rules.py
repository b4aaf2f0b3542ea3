"""Many papers at once: whose each is, what is wrong with it; nothing counts which was not read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.byhand import batch
from contest.byhand.batch import Judged, Known, Person, Row, judged
from contest.units.rules import fold
from tests.contest.byhand.test_fast import FOUR, line

HA = Person("e1", "Y Ngọc Hà", "Trường THCS Nguyễn Du", 2011, "9A")
HA_B = Person("e2", "Y Ngọc Hà", "Trường THCS Nguyễn Du", 2011, "9B")
THUI = Person("e3", "A Thui", "Thôn Đăk Rao", 1990)
KNOWN = Known(
    {"113": FOUR, "246": (line(),) * 3},
    {fold("Y Ngọc Hà"): (HA, HA_B), fold("A Thui"): (THUI,)},
    {"W6RD-3PZK": HA_B},
    {},
)


def one(**given: str) -> Judged:
    (found,) = judged([Row(1, **({"who": "A Thui", "code": "113", "answer": "ACĐB"} | given))], KNOWN)
    return found


def test_a_sound_row() -> None:
    found = one()
    assert (found.is_sound, found.person, found.problems) == (True, THUI, ())
    assert found.said == ("A", "C", "Đ", "B")
    assert found.answers[1] == FOUR[0].options[0]
    assert not found.was_seen


@pytest.mark.parametrize("who", ["A Thui", "a thui", "A  THUI", "A Thúi"])
def test_names_are_found_however_they_are_written(who: str) -> None:
    assert one(who=who).person == THUI


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        pytest.param({"who": ""}, batch.NO_PERSON, id="nobody named"),
        pytest.param({"who": "Y Lạ"}, batch.NOBODY, id="unknown"),
        pytest.param({"who": "Y Ngọc Hà"}, "Có 2 người tên này. Chọn đúng người.", id="two of a name"),
        pytest.param({"code": ""}, batch.NO_CODE, id="no code"),
        pytest.param({"code": "111"}, "Không có mã đề 111. Vòng này có: 113, 246.", id="wrong code"),
        pytest.param({"answer": ""}, batch.NO_ANSWERS, id="no answers"),
        pytest.param({"code": "246"}, "Có 4 câu trả lời mà đề có 3 câu. Câu bỏ trống gõ dấu -.", id="longer"),
        pytest.param({"answer": "AEĐB"}, "Câu 2: Câu này chỉ khoanh một chữ, từ A đến D.", id="letter"),
    ],
)
def test_each_problem_is_told(given: dict[str, str], problem: str) -> None:
    assert one(**given).problems == (problem,)
    assert not one(**given).is_sound


def test_all_problems_of_a_row_are_told_at_once() -> None:
    assert one(who="Y Lạ", code="", answer="").problems == (batch.NOBODY, batch.NO_CODE)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, ()),
        ({"who": "Y Lạ"}, ("who",)),
        ({"code": ""}, ("code",)),
        ({"code": "111"}, ("code",)),
        ({"answer": "AEĐB"}, ("answer",)),
        ({"who": "Y Lạ", "answer": ""}, ("who", "answer")),
    ],
)
def test_each_problem_names_its_field(given: dict[str, str], wrong: tuple[str, ...]) -> None:
    assert one(**given).wrong == wrong


def test_many_wrong_answers_are_counted() -> None:
    found = one(answer="EEXE")
    assert len(found.problems) == 4
    assert found.problems[-1] == "và 1 câu nữa"


def test_a_code_says_who_it_is() -> None:
    assert one(who="W6RD-3PZK").person == HA_B


@pytest.mark.parametrize(
    ("hint", "person"),
    [
        ("9A", HA),
        ("9b", HA_B),
        ("Nguyễn Du 9A", HA),
        ("9A, Trường THCS Nguyễn Du", HA),
        ("2011", None),
        ("9C", None),
    ],
)
def test_a_class_tells_two_of_a_name_apart(hint: str, person: Person | None) -> None:
    found = one(who="Y Ngọc Hà", hint=hint)
    assert found.person == person
    assert found.choices == (HA, HA_B)


def test_one_of_two_is_picked_by_hand() -> None:
    assert one(who="Y Ngọc Hà", entry="e2").person == HA_B
    assert one(who="Y Ngọc Hà", entry="e3").person is None, "picked for another name"
    assert one(who="A Thui", entry="e2").person == THUI


def test_a_blank_paper_is_one_sign() -> None:
    found = one(answer="-")
    assert (found.is_sound, found.said, found.blank) == (True, ("",) * 4, 4)


def test_who_has_a_paper_already() -> None:
    known = replace(KNOWN, taken={"e3": "đã có bài mã đề 246"})
    (found,) = judged([Row(1, "A Thui", code="113", answer="ACĐB")], known)
    assert found.problems == ("Người này đã có bài mã đề 246.",)


def test_nobody_stands_there_twice() -> None:
    rows = [Row(2, "A Thui", code="113", answer="ACĐB"), Row(5, "a thui", code="246", answer="AAA")]
    first, second = judged(rows, KNOWN)
    assert first.is_sound
    assert second.problems == ("Người này đã có ở dòng 2.",)
    assert second.wrong == ("who",)


def test_what_changed_after_it_was_read_back_is_read_back_again() -> None:
    seen = one().mark
    assert one(seen=seen).was_seen
    assert not one(seen=seen, answer="ACĐA").was_seen
    assert not one(seen=seen, code="246", answer="AAA").was_seen
    assert not one(seen=seen, who="W6RD-3PZK").was_seen
    assert one(seen=seen, answer="1A 2C 3Đ 4B").was_seen, "the same in other words"
    assert not one(seen=one(who="Y Lạ").mark, who="Y Lạ").was_seen


def test_a_row_of_a_name_alone_is_nothing() -> None:
    assert Row(1, "A Thui").is_empty
    assert not Row(1, "A Thui", code="113").is_empty


def test_what_tells_people_apart() -> None:
    assert HA.place == "9A, Trường THCS Nguyễn Du, sinh 2011"
    assert Person("e", "A", "").place == ""


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=4), st.text(max_size=30))
def test_whatever_is_typed_is_judged(who: str, hint: str, code: str, answer: str) -> None:
    (found,) = judged([Row(1, who, hint, code, answer)], KNOWN)
    assert found.is_sound or found.problems
