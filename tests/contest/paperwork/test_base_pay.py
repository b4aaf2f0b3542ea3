"""What goes with a giấy khen: by the day of signing, at the borders of the law."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from contest.paperwork import base_pay
from contest.paperwork.base_pay import PAYS, SHARES, reward
from contest.paperwork.facts import praise_money

CHANGE = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "person", "group"),
    [
        (date(2025, 7, 1), 702_000, 1_404_000),
        (CHANGE - timedelta(days=1), 702_000, 1_404_000),
        (CHANGE, 759_000, 1_518_000),
        (date(2026, 10, 12), 759_000, 1_518_000),
    ],
)
def test_amounts(on: date, person: int, group: int) -> None:
    found = reward(on)
    assert (found.person, found.group) == (person, group)


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2024, 6, 30), date(2000, 1, 1)])
def test_before_all_that_is_known_there_is_a_sentence(on: date) -> None:
    with pytest.raises(ValueError, match=f"cho ngày {on:%d/%m/%Y}"):
        reward(on)


def test_the_tables_are_in_the_order_of_their_days_and_give_whole_amounts() -> None:
    for table in (PAYS, SHARES):
        assert all(one.since < two.since for one, two in pairwise(table))
    for pay in PAYS:
        assert all(pay.dong * tenths % 10 == 0 for one in SHARES for tenths in (one.person, one.group))


def test_the_sentence_says_by_what() -> None:
    told = praise_money(reward(CHANGE), 2, 1).replace("\u00a0", " ")
    assert told == (
        "mỗi cá nhân 759.000 đồng (0,3 lần mức lương cơ sở); mỗi tập thể 1.518.000 đồng (0,6 lần mức "
        "lương cơ sở); áp dụng Điều 54 Nghị định số 152/2025/NĐ-CP, mức lương cơ sở 2.530.000 đồng "
        "theo Nghị định số 161/2026/NĐ-CP"
    )
    assert "tập thể" not in praise_money(reward(CHANGE), 1, 0)
    assert "cá nhân" not in praise_money(reward(CHANGE), 0, 1)


def test_no_amount_stands_anywhere_else() -> None:
    """What the law changes is data in one place."""
    assert base_pay.PAYS[-1].dong == 2_530_000
