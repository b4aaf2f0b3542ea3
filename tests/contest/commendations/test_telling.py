"""Decisions, leftovers and sums in sentences."""

from __future__ import annotations

import pytest

from contest.commendations import telling
from contest.commendations.content import Decided, Left
from contest.commendations.states import Board, Way

NAMES = {"a": "An", "b": "Bích", "c": "Lớp 9A, Trường THCS Nguyễn Du", "d": "Thôn 1"}


def decided(
    way: Way, board: Board = Board.PEOPLE, ids: tuple[str, ...] = ("a", "b"), **more: object
) -> Decided:
    given: dict[str, object] = {
        "id": "x" * 13,
        "key": "0" * 32,
        "board": board,
        "rank": 3,
        "ids": ids,
        "seats": ("Nhì", None),
        "way": way,
        "keep_lower": True,
        "order": ids,
        "reason": "",
        "witness": "",
        "by": "s",
        "at": 0,
    }
    return Decided.model_validate(given | more)


def told(one: Decided) -> tuple[str, str]:
    view = telling.decided_view(one, NAMES, {"s": "Tùng"}, b"seed", 0)
    assert view.by == "Tùng"
    return view.title, view.text


def test_shared_prizes_say_what_became_of_the_lower_ones() -> None:
    title, text = told(decided(Way.EQUAL, order=()))
    assert title == "Hạng 3, 2 người bằng nhau: trao đồng hạng"
    assert text == "Cả nhóm nhận giải Nhì: An, Bích."
    for keep, said in ((True, "giải dưới vẫn đủ"), (False, "bớt giải dưới")):
        one = decided(Way.EQUAL, seats=("Nhì", "Ba"), keep_lower=keep)
        assert told(one)[0].endswith(f"trao đồng hạng, {said}")


def test_lots_and_choices_name_who_got_what() -> None:
    assert told(decided(Way.HAND))[1] == "Giải Nhì: An. Không có giải: Bích."
    title, text = told(decided(Way.PICK, Board.RATE, ("c", "d"), seats=("Nhất", "Nhất")))
    assert title == "Hạng 3, 2 đơn vị bằng nhau: Ban Tổ chức chọn"
    assert text == "Giải Nhất: Lớp 9A, Trường THCS Nguyễn Du; Thôn 1."


def test_only_lots_of_the_server_can_be_drawn_again() -> None:
    drawn = telling.decided_view(decided(Way.DRAW), NAMES, {}, b"seed", 2)
    assert [lot.name for lot in drawn.lots] == ["An (a)", "Bích (b)"]
    assert drawn.told == f"boc-tham|people|{'0' * 32}|"
    assert (drawn.by, drawn.frozen_in) == ("Ban Tổ chức", 2)
    assert telling.decided_view(decided(Way.HAND), NAMES, {}, b"seed", 0).lots == ()


def test_a_crowd_is_cut_short() -> None:
    ids = tuple(f"p{at}" for at in range(150))
    text = told(decided(Way.EQUAL, ids=ids, order=(), seats=("Ba", *[None] * 149)))[1]
    assert text.count("Đã xóa tên") == 100
    assert text.endswith("và 50 người nữa.")


@pytest.mark.parametrize(
    ("total", "budget", "said"),
    [
        (5, None, ""),
        (5, 5, "vừa đúng dự toán"),
        (5_000, 4_000, "vượt dự toán 1.000 đồng"),
        (0, 1_000, "còn 1.000 đồng trong dự toán"),
    ],
)
def test_beside_the_budget(total: int, budget: int | None, said: str) -> None:
    assert telling.against(total, budget).replace("\u00a0", " ") == said


def test_what_is_left_over_by_order() -> None:
    left = (
        Left(board=Board.PEOPLE, prize="Nhì", unfilled=2),
        Left(board=Board.RATE, prize="Nhất", unfilled=1, dropped=3),
        Left(board=Board.PEOPLE, prize="Ba", capped=2),
    )
    assert telling.left_lines(left, Board.PEOPLE) == (
        "2 giải Nhì chưa trao: không còn người nào đủ điều kiện.",
        "2 giải Ba không trao vì đã đủ tổng số giải mà thể lệ cho phép.",
    )
    assert telling.left_lines(left, Board.RATE) == (
        "1 giải Nhất chưa trao: không còn đơn vị nào đủ điều kiện.",
        "3 giải Nhất không trao vì giải trên đã trao đồng hạng.",
    )
    assert telling.left_lines(left, Board.NUMBER) == ()
