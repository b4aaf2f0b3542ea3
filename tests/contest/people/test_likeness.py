"""Which entries may be one person: the borders of the rule, and its speed on a full contest."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.people.likeness import PAIRWISE, Group, Likeness, Marks, Reason, groups, is_long, likeness
from contest.units.rules import fold

NAME, SOUND, YEAR, UNIT, PHONE = Reason
HUONG = "Trần Thị Mai Hương"


def marks(
    id: str = "a",
    name: str = HUONG,
    year: int | None = 1998,
    unit_id: str | None = "u1",
    phone: str | None = None,
) -> Marks:
    """Somebody of unit u1 without a phone, unless said otherwise."""
    return Marks(id, fold(name), name, year, unit_id, phone)


# --- two entries ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        # A long name with year and unit is sure; the less is shared, the less is said.
        ({}, {}, Likeness(True, (NAME, YEAR, UNIT))),
        ({}, {"name": "TRẦN THỊ MAI HƯƠNG"}, Likeness(True, (NAME, YEAR, UNIT))),
        ({}, {"name": "Tran Thi Mai Huong"}, Likeness(False, (SOUND, YEAR, UNIT))),
        ({}, {"unit_id": "u2"}, Likeness(False, (NAME, YEAR))),
        ({}, {"unit_id": None}, Likeness(False, (NAME, YEAR))),
        ({}, {"year": None}, Likeness(False, (NAME, UNIT))),
        ({"year": None}, {"year": None}, Likeness(False, (NAME, UNIT))),
        # One year apart is somebody else, whatever else is shared.
        ({"phone": "09"}, {"year": 1999, "phone": "09"}, None),
        # Without a year the unit or the phone has to speak; nothing is not shared by two who gave none.
        ({"year": None}, {"unit_id": "u2"}, None),
        ({"year": None, "unit_id": None}, {"year": None, "unit_id": None}, None),
        # A phone is sure, but for sisters Hòa and Hoa whose years nobody knows.
        ({"phone": "09", "unit_id": None}, {"phone": "09"}, Likeness(True, (NAME, YEAR, PHONE))),
        ({"phone": "09", "year": None}, {"phone": "09"}, Likeness(True, (NAME, UNIT, PHONE))),
        (
            {"name": "Lê Thị Hòa", "year": None, "phone": "09"},
            {"name": "Lê Thị Hoa", "year": None, "phone": "09"},
            Likeness(False, (SOUND, UNIT, PHONE)),
        ),
        (
            {"name": "Lê Thị Hòa", "phone": "09"},
            {"name": "Lê Thị Hoa", "phone": "09"},
            Likeness(True, (SOUND, YEAR, UNIT, PHONE)),
        ),
        # Two phones speak for two people.
        ({"phone": "09"}, {"phone": "08"}, Likeness(False, (NAME, YEAR, UNIT))),
        ({"phone": "09"}, {}, Likeness(True, (NAME, YEAR, UNIT))),
        ({}, {"name": "Trần Thị Mai Hường Em"}, None),
    ],
)
def test_what_two_share(one: dict[str, Any], other: dict[str, Any], said: Likeness | None) -> None:
    first, second = marks("a", **one), marks("b", **other)
    assert likeness(first, second) == said
    assert likeness(second, first) == said


@pytest.mark.parametrize("name", ["A Biên", "Y Thu", "Y Thu Hà", "A Thui", "Nguyễn An", "Y Ngọc"])
def test_a_name_that_many_have_is_never_sure_without_a_phone(name: str) -> None:
    said = likeness(marks("a", name), marks("b", name))
    assert said is not None
    assert (said.sure, said.reasons) == (False, (NAME, YEAR, UNIT))
    by_phone = likeness(marks("a", name, phone="09"), marks("b", name, phone="09"))
    assert by_phone is not None and by_phone.sure


@pytest.mark.parametrize(
    ("name", "long"),
    [
        ("Trần Thị Hoa", True),
        ("Y Thị Mai Hoa", True),
        ("A Biên", False),
        ("Y Thu Hà", False),
        ("An", False),
        ("A", False),
        ("Ya Kim Thu", True),
        ("", False),
    ],
)
def test_long_names(name: str, long: bool) -> None:
    assert is_long(fold(name)) is long


def test_the_forgotten_are_nobodys_twin() -> None:
    gone = Marks("a", "", "", None, "u1", None)
    assert likeness(gone, replace(gone, id="b")) is None
    assert groups([gone, replace(gone, id="b")]) == ()


# --- groups ---------------------------------------------------------------------------------------


def test_groups_stand_sure_first_and_say_all_their_reasons() -> None:
    weak = [marks("a", "A Biên"), marks("b", "A Biên")]
    strong = [marks("c"), marks("e", unit_id="u2"), marks("d")]
    lonely = [marks("f", "Y Bích"), marks("g", "Lê An", 1990), marks("h", "Lê An", 1991)]
    assert groups([*weak, *lonely, *strong]) == (
        Group(("c", "d", "e"), True, (NAME, YEAR, UNIT)),
        Group(("a", "b"), False, (NAME, YEAR, UNIT)),
    )


def test_no_year_ties_two_years_together() -> None:
    three = [marks("a", year=1990), marks("b", year=None), marks("c", year=2001)]
    assert groups(three) == (Group(("a", "b", "c"), False, (NAME, UNIT)),)
    assert groups([three[0], three[2]]) == ()


def test_what_was_decided_does_not_come_again() -> None:
    two = [marks("a"), marks("b")]
    said = [("d1", "a"), ("d1", "b")]
    assert groups(two, said) == ()
    assert groups(two, [("d1", "a"), ("d2", "b")]) != ()
    # Somebody new: what is known to be apart stays beside them.
    (group,) = groups([*two, marks("c")], said)
    assert group.ids == ("a", "b", "c")
    assert groups([*two, marks("c")], [*said, ("d2", "a"), ("d2", "c")]) == (
        Group(("b", "c"), True, (NAME, YEAR, UNIT)),
    )


@pytest.mark.parametrize("count", [PAIRWISE, PAIRWISE + 1, 3 * PAIRWISE])
def test_a_crowd_is_one_group_and_is_decided_as_a_whole(count: int) -> None:
    crowd = [marks(f"{number:03d}", "A Biên") for number in range(count)]
    (group,) = groups(crowd)
    assert (len(group.ids), group.sure) == (count, False)
    assert set(group.reasons) == {NAME, YEAR, UNIT}
    twins = [replace(each, phone="09") if each.id in ("003", "017") else each for each in crowd]
    assert groups(twins)[0].sure, "two of them share a phone"
    said = [("d1", each.id) for each in crowd]
    assert groups(crowd, said) == ()
    assert len(groups([*crowd, marks("zzz", "A Biên")], said)) == 1


CROWD = st.lists(
    st.builds(
        lambda name, year, unit, phone: marks("", name, year, unit_id=unit, phone=phone),
        st.sampled_from(["Lê Thị Hòa", "Lê Thị Hoa"]),
        st.sampled_from([None, 1990, 1991]),
        st.sampled_from([None, "u1", "u2", "u3"]),
        st.sampled_from([None, "01", "02", "03", "04", "05", "06"]),
    ),
    min_size=PAIRWISE + 1,
    max_size=PAIRWISE + 10,
).map(lambda found: [replace(each, id=f"{place:02d}") for place, each in enumerate(found)])


@settings(max_examples=200, deadline=None)
@given(CROWD)
def test_of_a_crowd_all_are_known_who_surely_look_like_another(people: list[Marks]) -> None:
    for group in groups(people):
        if len(group.ids) <= PAIRWISE:
            continue
        here = [each for each in people if each.id in group.ids]
        pairs = [
            (one, other)
            for one, other in combinations(here, 2)
            if (like := likeness(one, other)) and like.sure
        ]
        assert set(group.certain) == {each.id for pair in pairs for each in pair}
        assert group.sure == bool(pairs)
        assert set(group.certain) <= set(group.ids)


PEOPLE = st.lists(
    st.builds(
        lambda name, year, unit, phone: marks("", name, year, unit_id=unit, phone=phone),
        st.sampled_from(["A Biên", "Lê Thị Hòa", "Lê Thị Hoa", HUONG]),
        st.sampled_from([None, 1990, 1991]),
        st.sampled_from([None, "u1", "u2", "u3"]),
        st.sampled_from([None, "01", "02"]),
    ),
    max_size=14,
).map(lambda found: [replace(each, id=f"{place:02d}") for place, each in enumerate(found)])
SAID = st.lists(st.tuples(st.sampled_from(["d1", "d2"]), st.integers(0, 13).map("{:02d}".format)), max_size=8)


def by_hand(people: list[Marks], said: list[tuple[str, str]]) -> list[set[str]]:
    """The same by comparing everybody with everybody."""
    deeds = {each.id: {deed for deed, entry in said if entry == each.id} for each in people}
    found = [{each.id} for each in people]
    for one, other in combinations(people, 2):
        if likeness(one, other) and not deeds[one.id] & deeds[other.id]:
            joined = [part for part in found if part & {one.id, other.id}]
            found = [part for part in found if part not in joined] + [set[str]().union(*joined)]
    return sorted((part for part in found if len(part) > 1), key=min)


@settings(max_examples=300, deadline=None)
@given(PEOPLE, SAID, st.randoms())
def test_groups_are_what_comparing_all_with_all_finds(
    people: list[Marks], said: list[tuple[str, str]], chance: Random
) -> None:
    found = groups(people, said)
    assert sorted((set(group.ids) for group in found), key=min) == by_hand(people, said)
    by_id = {each.id: each for each in people}
    for group in found:
        pairs = [likeness(by_id[one], by_id[other]) for one, other in combinations(group.ids, 2)]
        assert group.sure <= any(pair is not None and pair.sure for pair in pairs)
    mixed = list(people)
    chance.shuffle(mixed)
    assert groups(mixed, said) == found, "the order of the entries says nothing"


@pytest.mark.parametrize("names", [1, 700, 20_000])
def test_twenty_thousand_take_no_time(names: int) -> None:
    """One name for all, as many as in a commune, one each: none may grow with the square."""
    people = [
        marks(f"{n:05d}", f"Nguyễn Thị {n % names}", (None, 1990, 1991)[n % 3], unit_id=f"u{n % 40}")
        for n in range(20_000)
    ]
    begun = perf_counter()
    groups(people)
    assert perf_counter() - begun < 5, "it takes a fraction of a second on a machine that has nothing else"
