"""What the register takes: numbers as they are written, days in their order, no circle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.documents import judging
from questions.documents.judging import Force, Kept, Typed, is_name, is_number, judge, typed
from questions.documents.register import shipped

OLD = Kept("a", "13/2023/NĐ-CP", date(2023, 4, 17), replaced_by="b")
NEW = Kept("b", "356/2025/NĐ-CP", date(2025, 12, 31))
LAW = Kept("c", "Luật Căn cước")
KNOWN = (OLD, NEW, LAW)
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "number",
    [
        "57-NQ/TW",
        "35/2023/UBTVQH15",
        "336-KH/TU",
        "141/KH-BCĐTKNQ18",
        "07/CT-TTg",
        "1588/QĐ-TTg",
        "13/2023/NĐ-CP",
        "91/2025/QH15",
        "01-KH/BCĐTW",
        "1677/NQ-UBTVQH15",
    ],
)
def test_every_real_style_is_a_number(number: str) -> None:
    assert is_number(number) and not is_name(number)
    one, errors = judge(Typed(number=number), ())
    assert one.number == number and errors == {}


def test_every_document_that_comes_along_is_taken() -> None:
    for one in shipped().documents:
        if one.number:
            assert is_number(one.number), one.number


@pytest.mark.parametrize(
    "name", ["Luật Thanh niên", "Luật Đất đai 2024", "Điều lệ Đoàn TNCS Hồ Chí Minh", "Hiến pháp năm 2013"]
)
def test_what_has_no_number_has_its_name(name: str) -> None:
    assert is_name(name) and judge(Typed(number=f"  {name} "), ())[0].number == name


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("", judging.NO_NUMBER),
        ("   ", judging.NO_NUMBER),
        ("57", judging.BAD_NUMBER),
        ("Luật", judging.BAD_NUMBER),
        ("57/NQ", None),
        ("Nghị quyết số 57-NQ/TW", judging.BAD_NUMBER),
        ("57-NQ/TW, 07/CT-TTg", judging.BAD_NUMBER),
        ("--", judging.BAD_NUMBER),
        ("x" * 81, judging.TOO_LONG.format(80)),
    ],
    ids=["none", "blank", "digits", "one-word", "short", "kind-before", "two", "dashes", "long"],
)
def test_what_is_no_number(number: str, why: str | None) -> None:
    assert judge(Typed(number=number), ())[1].get("number") == why


@pytest.mark.parametrize("name", ["dated", "in_force_from", "in_force_until"])
@pytest.mark.parametrize("day", ["31/02/2026", "hôm qua", "2026", "32/1/2026"])
def test_what_is_no_day(name: str, day: str) -> None:
    _, errors = judge(Typed(number="57-NQ/TW", **{name: day}), ())
    assert errors == {name: judging.NO_DAY}


@pytest.mark.parametrize(
    ("dated", "begins", "ends", "wrong"),
    [
        ("", "01/7/2026", "01/7/2026", False),
        ("", "01/7/2026", "30/6/2026", True),
        ("01/7/2026", "", "30/6/2026", True),
        ("01/7/2026", "", "01/7/2026", False),
        ("01/7/2026", "01/01/2026", "", False),
    ],
)
def test_days_stand_in_their_order(dated: str, begins: str, ends: str, wrong: bool) -> None:
    form = Typed(number="57-NQ/TW", dated=dated, in_force_from=begins, in_force_until=ends)
    assert ("in_force_until" in judge(form, ())[1]) is wrong


def test_a_number_may_come_again_on_another_day_only() -> None:
    assert judge(Typed(number="13/2023/NĐ-CP", dated="17/4/2023"), KNOWN)[1]["number"].startswith("Sổ đã có")
    assert judge(Typed(number="13/2023/NĐ-CP", dated="18/4/2023"), KNOWN)[1] == {}
    assert "chưa rõ ngày" in judge(Typed(number="luật căn cước"), KNOWN)[1]["number"]
    # Its own number is no other's.
    assert judge(typed(OLD), KNOWN, "a")[1] == {}


def test_nothing_replaces_itself_even_by_a_long_way() -> None:
    assert judge(replace(typed(NEW), replaced_by="b"), KNOWN, "b")[1] == {"replaced_by": judging.ITSELF}
    circle = judge(replace(typed(NEW), replaced_by="a"), KNOWN, "b")[1]["replaced_by"]
    assert "356/2025/NĐ-CP → 13/2023/NĐ-CP → 356/2025/NĐ-CP" in circle
    middle = Kept("d", "01/2026/NĐ-CP", replaced_by="a")
    long = judge(replace(typed(NEW), replaced_by="d"), (*KNOWN, middle), "b")[1]["replaced_by"]
    assert long.count("→") == 3


def test_a_circle_of_others_ends_the_search() -> None:
    one, two = Kept("x", "1/2026/NĐ-CP", replaced_by="y"), Kept("y", "2/2026/NĐ-CP", replaced_by="x")
    assert judge(Typed(number="3/2026/NĐ-CP", replaced_by="x"), (one, two))[1] == {}
    gone = Kept("z", "4/2026/NĐ-CP", replaced_by="nobody")
    assert judge(Typed(number="3/2026/NĐ-CP", replaced_by="z"), (gone,))[1] == {}


def test_what_replaces_is_there_and_younger() -> None:
    assert judge(Typed(number="9/2026/NĐ-CP", replaced_by="zz"), KNOWN)[1] == {
        "replaced_by": judging.NO_FOLLOWER
    }
    older = judge(Typed(number="9/2026/NĐ-CP", dated="01/9/2026", replaced_by="b"), KNOWN)[1]
    assert "31/12/2025" in older["replaced_by"]


@given(st.builds(Typed, *[st.text(max_size=90)] * 7))
def test_whatever_is_typed_gets_a_sentence_or_a_document(form: Typed) -> None:
    one, errors = judge(form, KNOWN)
    assert all(text.endswith(".") for text in errors.values())
    if not errors:
        assert judge(typed(one), KNOWN)[0] == one


@pytest.mark.parametrize(
    ("one", "force"),
    [
        (LAW, Force.IN_FORCE),
        (OLD, Force.REPLACED),
        (replace(LAW, in_force_until=date(2026, 11, 25)), Force.ENDED),
        (replace(LAW, in_force_until=TODAY), Force.SOON),
        (replace(LAW, in_force_until=TODAY + judging.AHEAD), Force.SOON),
        (replace(LAW, in_force_until=date(2027, 1, 26)), Force.IN_FORCE),
        (replace(LAW, in_force_from=date(2026, 11, 27)), Force.NOT_YET),
        (replace(LAW, in_force_from=TODAY), Force.IN_FORCE),
        (replace(OLD, in_force_until=date(2025, 12, 31)), Force.ENDED),
    ],
)
def test_how_it_stands_on_a_day(one: Kept, force: Force) -> None:
    assert one.force(TODAY) is force


def test_it_is_called_by_its_number_and_day() -> None:
    assert (OLD.name, LAW.name) == ("13/2023/NĐ-CP ngày 17/04/2023", "Luật Căn cước")
    assert "luat can cuoc" in LAW.folded
