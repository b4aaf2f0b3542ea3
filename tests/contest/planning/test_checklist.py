"""What is still to do before the opening: each line's yes and no, and what blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contest.planning import checklist
from contest.planning.checklist import Facts
from contest.planning.states import Group

NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)
READY = Facts(
    short=0,
    opens_at=NOW + timedelta(days=1),
    closes_at=NOW + timedelta(days=7),
    contact="0260 000 0000",
    organiser="UBND xã Đăk Tô",
    helpers=1,
    has_units=True,
    rehearsed=True,
    prizes=True,
    public_address=True,
)


def test_nothing_is_left_of_a_ready_contest() -> None:
    found = checklist.checks(READY, NOW)
    assert checklist.left(found) == checklist.blocking(found) == ()
    assert len({each.key for each in found}) == len(found) == 9


def test_rounds_that_are_to_share_no_question_are_told_whether_they_do() -> None:
    assert "shifts" not in {each.key for each in checklist.checks(READY, NOW)}
    (done,) = (each for each in checklist.checks(replace(READY, shared=()), NOW) if each.key == "shifts")
    assert done.done and not done.required
    wrong = checklist.checks(replace(READY, shared=("Ca 1", "Ca 5")), NOW)
    (missing,) = checklist.left(wrong)
    assert (missing.text, missing.group) == ("Có thể trùng câu với Ca 1, Ca 5", Group.PAPER)
    assert checklist.blocking(wrong) == ()


@pytest.mark.parametrize(
    ("change", "key", "said", "blocks", "group"),
    [
        ({"short": 2}, "bank", "Ngân hàng thiếu 2 câu cho đề", True, Group.PAPER),
        ({"closes_at": NOW}, "window", "Giờ đóng đã qua", True, Group.TIME),
        ({"opens_at": NOW}, "window", "Giờ mở đã qua", True, Group.TIME),
        ({"organiser": ""}, "organiser", "Chưa ghi đơn vị tổ chức", True, Group.NAME),
        ({"contact": ""}, "contact", "Chưa có cách liên hệ", False, Group.NAME),
        ({"helpers": 0}, "staff", "Mới một mình bạn điều hành", False, None),
        ({"has_units": False}, "units", "Chưa có đơn vị nào", False, None),
        ({"rehearsed": False}, "rehearsal", "Chưa chạy thử", False, None),
        ({"prizes": False}, "prizes", "Chưa có giải thưởng", False, Group.PRIZES),
        ({"expired": 3}, "expired", "3 câu của ngân hàng đã hết hạn vào ngày mở", False, Group.PAPER),
        ({"has_list": False}, "list", "Chỉ vào bằng mã mà chưa có danh sách", False, None),
        ({"public_address": False}, "address", "Chưa đặt địa chỉ công khai", False, None),
    ],
)
def test_each_line(change: dict[str, Any], key: str, said: str, blocks: bool, group: Group | None) -> None:
    found = checklist.checks(replace(READY, **change), NOW)
    (line,) = checklist.left(found)
    assert (line.key, line.text, line.group) == (key, said, group)
    assert (checklist.blocking(found) == (line,)) is blocks
    assert line.hint


def test_a_list_is_spoken_of_only_where_nobody_enters_without_it() -> None:
    assert "list" not in {each.key for each in checklist.checks(READY, NOW)}
    found = checklist.checks(replace(READY, has_list=True), NOW)
    assert checklist.left(found) == ()
    assert "list" in {each.key for each in found}


def test_what_ran_out_is_told_with_what_becomes_of_it() -> None:
    left_out, kept = replace(READY, expired=1), replace(READY, expired=1, keeps_expired=True)
    hints = [checklist.left(checklist.checks(facts, NOW))[0].hint for facts in (left_out, kept)]
    assert hints[0].startswith("Không rút vào đề") and hints[1].startswith("Vẫn được rút vào đề")


def test_a_moment_before_the_opening_is_still_ahead() -> None:
    found = checklist.checks(replace(READY, opens_at=NOW + timedelta(milliseconds=1)), NOW)
    assert checklist.left(found) == ()
