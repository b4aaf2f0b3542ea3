"""What a version changed of the one before: found, named by its kind, and said in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from contest.commendations import content as frozen
from contest.commendations import telling
from contest.commendations.comparing import Change, Kind, changes
from contest.commendations.content import Content, Decided, Left, Passed, PersonPrize, UnitPrize
from contest.commendations.states import Board, Way

NAMES = {"an": "An", "bich": "Bích", "chi": "Chi", "t1": "Thôn 1", "t2": "Thôn 2"}
PRIZES = {"Nhất": 1_000_000, "Nhì": 700_000, "Khuyến khích": 0}


def person(entry: str, prize: str = "Nhất", **more: Any) -> PersonPrize:
    """A person's row."""
    given_: dict[str, Any] = {
        "entry": entry,
        "unit_id": None,
        "unit": "",
        "rank": 1,
        "right": 15,
        "points": 1500,
        "seconds": 300,
        "prediction": None,
        "error": None,
        "prize": prize,
        "amount": PRIZES[prize],
    }
    return PersonPrize(**(given_ | more))


def unit(unit_id: str, board: Board = Board.RATE, **more: Any) -> UnitPrize:
    """A unit's row."""
    given_: dict[str, Any] = {
        "unit_id": unit_id,
        "unit": NAMES[unit_id],
        "board": board,
        "rank": 1,
        "people": 5,
        "headcount": 10,
        "prize": "Nhất",
        "amount": 500_000,
    }
    return UnitPrize(**(given_ | more))


def content(*people: PersonPrize, units: tuple[UnitPrize, ...] = (), **more: Any) -> Content:
    """A list of these."""
    given_: dict[str, Any] = {
        "round": "r" * 13,
        "rules": "0" * 64,
        "truth": None,
        "questions": 15,
        "ranked": len(people),
        "budget": None,
        "people": people,
        "units": units,
        "passed": (),
        "left": (),
        "decided": (),
        "barred": (),
    }
    return Content(**(given_ | more))


def told(before: Content, after: Content) -> list[str]:
    """The differences as a reader finds them."""
    return [line.replace("\u00a0", " ") for line in telling.change_lines(changes(before, after), NAMES)]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ((), (person("an"),), ["Thêm An, giải Nhất 1.000.000 đồng."]),
        ((person("an"),), (), ["Bỏ An, trước đây giải Nhất 1.000.000 đồng."]),
        (
            (person("an", "Nhì"),),
            (person("an"),),
            ["Đổi An: từ giải Nhì 700.000 đồng thành giải Nhất 1.000.000 đồng."],
        ),
        (
            (person("an"),),
            (person("an", amount=1_200_000),),
            ["Đổi An: từ giải Nhất 1.000.000 đồng thành giải Nhất 1.200.000 đồng."],
        ),
        # A prize without money names none.
        (
            (person("an", "Khuyến khích"),),
            (person("an", "Nhì"),),
            ["Đổi An: từ giải Khuyến khích thành giải Nhì 700.000 đồng."],
        ),
        ((), (person("an", prize="Nhất", amount=0),), ["Thêm An, giải Nhất."]),
        (
            (person("an"),),
            (person("an", seconds=299),),
            ["An giữ giải Nhất 1.000.000 đồng, kết quả hoặc đơn vị đã đổi."],
        ),
        # Somebody erased has no name left in any sentence.
        ((person("xoa"),), (), ["Bỏ Đã xóa tên, trước đây giải Nhất 1.000.000 đồng."]),
    ],
)
def test_a_difference_in_words(
    before: tuple[PersonPrize, ...], after: tuple[PersonPrize, ...], lines: list[str]
) -> None:
    assert told(content(*before), content(*after)) == lines


@pytest.mark.parametrize(
    "fact",
    [
        {"right": 14},
        {"points": 1400},
        {"seconds": 301},
        {"unit": "Thôn 2"},
        {"unit_id": "t2"},
        {"prediction": 9},
        {"error": 1},
    ],
)
def test_each_fact_of_a_result_counts(fact: dict[str, Any]) -> None:
    (change,) = changes(content(person("an")), content(person("an", **fact)))
    assert (change.kind, change.before, change.after) == (
        Kind.FACTS,
        ("Nhất", 1_000_000),
        ("Nhất", 1_000_000),
    )


def test_another_rank_alone_says_nothing_of_anybody() -> None:
    assert changes(content(person("an", rank=1)), content(person("an", rank=2))) == ()


def test_what_is_no_row_is_no_difference() -> None:
    """Leftovers, barred people and decisions are told elsewhere on the page."""
    other = content(
        person("an"),
        ranked=9,
        budget=5,
        barred=("chi",),
        left=(Left(board=Board.PEOPLE, prize="Nhì", unfilled=1),),
        passed=(Passed(id="bich", board=Board.PEOPLE, rank=2, reason="x"),),
    )
    assert changes(content(person("an")), other) == ()


def test_in_the_order_of_the_later_list_then_the_lost_then_units() -> None:
    before = content(person("an"), person("bich", "Nhì"), units=(unit("t1"),))
    after = content(person("chi"), person("bich"), units=(unit("t2"),))
    assert told(before, after) == [
        "Thêm Chi, giải Nhất 1.000.000 đồng.",
        "Đổi Bích: từ giải Nhì 700.000 đồng thành giải Nhất 1.000.000 đồng.",
        "Bỏ An, trước đây giải Nhất 1.000.000 đồng.",
        "Thêm Thôn 2, giải Nhất 500.000 đồng.",
        "Bỏ Thôn 1, trước đây giải Nhất 500.000 đồng.",
    ]


def test_a_unit_that_went_to_the_other_order_is_told() -> None:
    (change,) = changes(content(units=(unit("t1", Board.NUMBER),)), content(units=(unit("t1", Board.RATE),)))
    assert (change.kind, change.board) == (Kind.FACTS, Board.RATE)


def test_a_unit_with_another_headcount_keeps_its_prize() -> None:
    before, after = content(units=(unit("t1"),)), content(units=(unit("t1", headcount=12),))
    assert told(before, after) == ["Thôn 1 giữ giải Nhất 500.000 đồng, kết quả hoặc đơn vị đã đổi."]


# --- whatever two lists -----------------------------------------------------------------------------

PERSONS = st.builds(
    person,
    st.sampled_from(["an", "bich", "chi", "xoa"]),
    st.sampled_from(list(PRIZES)),
    seconds=st.integers(299, 301),
)
LISTS = st.lists(PERSONS, unique_by=lambda one: one.entry).map(lambda rows: content(*rows))
REVERSED = {Kind.GAINED: Kind.LOST, Kind.LOST: Kind.GAINED}


@given(LISTS, LISTS)
def test_read_backwards_the_gained_are_the_lost(before: Content, after: Content) -> None:
    there, back = (
        {change.id: change for change in found} for found in (changes(before, after), changes(after, before))
    )
    assert there.keys() == back.keys()
    for id, change in there.items():
        turned = Change(REVERSED.get(change.kind, change.kind), change.board, id, change.after, change.before)
        assert back[id] == turned


@given(LISTS, LISTS)
def test_the_differences_make_the_later_list_of_the_earlier(before: Content, after: Content) -> None:
    prizes = {one.entry: (one.prize, one.amount) for one in before.people}
    for change in changes(before, after):
        prizes.pop(change.id, None)
        if change.after is not None:
            prizes[change.id] = change.after
    assert prizes == {one.entry: (one.prize, one.amount) for one in after.people}


@given(LISTS)
def test_a_list_survives_its_text_and_differs_in_nothing(made: Content) -> None:
    again = frozen.from_json(made.to_json())
    assert (again, again.to_json(), changes(made, again)) == (made, made.to_json(), ())
    assert frozen.digest(made.to_json()) == frozen.digest(again.to_json())


@given(LISTS, LISTS)
def test_other_lists_have_other_digests(one: Content, other: Content) -> None:
    same = frozen.digest(one.to_json()) == frozen.digest(other.to_json())
    assert same == (one == other)


# --- what is frozen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["", "{}", "[]", '{"format":2}', "null"])
def test_a_text_that_is_no_list_is_refused(broken: str) -> None:
    with pytest.raises(ValidationError):
        frozen.from_json(broken)


def test_a_field_that_nobody_knows_is_refused() -> None:
    text = content(person("an")).to_json()
    with pytest.raises(ValidationError):
        frozen.from_json(text.replace('"budget":null', '"budget":null,"name":"An"'))


def test_whose_names_a_list_needs() -> None:
    tie = {"key": "k", "rank": 1, "seats": ("Nhất", None), "keep_lower": True, "order": ()}
    tie |= {"reason": "", "witness": "", "by": "s", "at": 0, "way": Way.EQUAL}
    made = content(
        person("an"),
        units=(unit("t1"),),
        passed=(
            Passed(id="bich", board=Board.PEOPLE, rank=2, reason="x"),
            Passed(id="t2", board=Board.RATE, rank=1, reason="x"),
        ),
        barred=("chi",),
        decided=(
            Decided.model_validate({**tie, "id": "1", "board": Board.PEOPLE, "ids": ("dung", "en")}),
            Decided.model_validate({**tie, "id": "2", "board": Board.NUMBER, "ids": ("t3", "t4")}),
        ),
    )
    assert made.entries == {"an", "bich", "chi", "dung", "en"}
    # A unit's own name is frozen in its row; those beside it are looked up.
    assert made.unit_ids == {"t2", "t3", "t4"}
    assert made.total == 1_500_000
