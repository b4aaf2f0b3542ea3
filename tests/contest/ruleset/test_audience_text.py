"""The thể lệ of one audience: what it says beside, and that nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest

from contest.ruleset.rules import Ruleset
from contest.ruleset.text import Facts, Section, the_le
from tests.contest.rounds.world import rules

FACTS = Facts(
    title="Tìm hiểu chuyển đổi số",
    organiser="UBND xã Đăk Tô",
    round_name="Tuần 1",
    opens_at=datetime(2026, 10, 5, 1, tzinfo=UTC),
    closes_at=datetime(2026, 10, 11, 13, tzinfo=UTC),
    audience="học sinh các trường trung học cơ sở",
)
OF_A = replace(FACTS, round_name="Tuần 1, Bảng A", group="Bảng A", ages="từ 11 đến 15 tuổi")


def articles(facts: Facts, given: Ruleset | None = None) -> dict[str, tuple[str, ...]]:
    found: tuple[Section, ...] = the_le(given or rules(), facts)
    return {each.title.partition(". ")[2]: each.items for each in found}


def added(word: str, facts: Facts = OF_A) -> list[str]:
    """What the thể lệ of an audience says in an article that a plain one does not."""
    return [item for item in articles(facts)[word] if item not in articles(FACTS)[word]]


def test_whose_it_is() -> None:
    """Golden: these are the words of an official document."""
    assert added("Đối tượng dự thi") == [
        "Đối tượng dự thi Bảng A là học sinh các trường trung học cơ sở.",
        "Người dự thi Bảng A từ 11 đến 15 tuổi, tính theo năm sinh.",
        "Mỗi người chỉ dự thi một bảng, chọn khi đăng ký; việc đổi bảng do Ban Tổ chức quyết định.",
    ]
    assert articles(FACTS)["Đối tượng dự thi"][0] == (
        "Đối tượng dự thi là học sinh các trường trung học cơ sở."
    )


def test_how_units_are_ranked_is_said_honestly() -> None:
    assert added("Xếp hạng") == [
        "Người và đơn vị được xếp hạng riêng trong Bảng A.",
        "Tỷ lệ dự thi của đơn vị tính trên toàn bộ quân số của đơn vị, kể cả người thuộc bảng khác.",
    ]


def test_the_window_names_the_audience() -> None:
    assert articles(OF_A)["Thời gian"][0].startswith("Tuần 1, Bảng A mở từ 08:00")


def test_without_ages_nothing_is_said_of_them() -> None:
    assert not [item for item in articles(replace(OF_A, ages=""))["Đối tượng dự thi"] if "từ 11" in item]


@pytest.mark.parametrize("word", ["Đề thi và thời gian làm bài", "Công bố kết quả", "Khiếu nại và giải đáp"])
def test_nothing_else_changes(word: str) -> None:
    assert articles(OF_A)[word] == articles(FACTS)[word]


@pytest.mark.parametrize(("youngest", "ages"), [*product([None, 12], ["", "từ 11 đến 15 tuổi"])])
def test_both_ages_may_stand(youngest: int | None, ages: str) -> None:
    items = articles(replace(OF_A, ages=ages), rules(youngest=youngest))["Đối tượng dự thi"]
    assert any("đủ 12" in item for item in items) is (youngest is not None)
    assert any("từ 11 đến 15" in item for item in items) is bool(ages)
