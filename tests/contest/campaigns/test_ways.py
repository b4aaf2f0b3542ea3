"""The ways into a contest: stored in one order, told in words."""

from __future__ import annotations

from itertools import permutations

import pytest

from contest.campaigns import ways
from contest.campaigns.states import ALL_WAYS, USUAL_WAYS, Way, read_ways, written


def test_every_set_but_the_empty_one_may_be_stored() -> None:
    assert len(ALL_WAYS) == len(set(ALL_WAYS)) == 2 ** len(Way) - 1
    assert "" not in ALL_WAYS


@pytest.mark.parametrize("stored", ALL_WAYS)
def test_what_is_stored_is_read_and_written_the_same(stored: str) -> None:
    found = read_ways(stored)
    assert all(written(some) == stored for some in permutations(found))


def test_what_contests_had_before() -> None:
    assert written(USUAL_WAYS) == "form,code"
    assert ways.USUAL.ways == USUAL_WAYS


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((Way.CODE,), "Mã in trên phiếu của bạn."),
        ((Way.CLASS,), "Mã lớp do thầy cô cho."),
        ((Way.CLASS, Way.CODE), "Mã lớp do thầy cô cho, hoặc mã in trên phiếu của bạn."),
        ((Way.FORM,), "Mã in trên phiếu của bạn."),
    ],
)
def test_where_the_code_comes_from(chosen: tuple[Way, ...], said: str) -> None:
    assert ways.which_code(chosen) == said


@pytest.mark.parametrize(
    ("chosen", "slips", "classes"),
    [((Way.CODE,), True, False), ((Way.CLASS,), False, True), ((Way.CODE, Way.CLASS), True, True)],
)
def test_who_gives_it(chosen: tuple[Way, ...], slips: bool, classes: bool) -> None:
    said = ways.who_gives(chosen)
    assert ("phiếu" in said, "thầy cô" in said) == (slips, classes)
