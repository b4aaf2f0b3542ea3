"""What may be done when, and how two texts differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.bank.rules import Mark, Piece, Standing, differences, may_move

words = st.text("ab c\n", max_size=60)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("một hai", "một hai", ((Mark.SAME, "một hai"),)),
        ("", "mới", ((Mark.NEW, "mới"),)),
        ("cũ", "", ((Mark.GONE, "cũ"),)),
        ("Thông hiểu", "Vận dụng", ((Mark.GONE, "Thông hiểu"), (Mark.NEW, "Vận dụng"))),
        (
            "a\nb",
            "x\ny",
            ((Mark.GONE, "a"), (Mark.NEW, "x"), (Mark.SAME, "\n"), (Mark.GONE, "b"), (Mark.NEW, "y")),
        ),
        (
            "a b c",
            "x b y",
            ((Mark.GONE, "a"), (Mark.NEW, "x"), (Mark.SAME, " b "), (Mark.GONE, "c"), (Mark.NEW, "y")),
        ),
        (
            "Ngày 10/8 hằng năm",
            "Ngày 10/10 hằng năm",
            ((Mark.SAME, "Ngày "), (Mark.GONE, "10/8"), (Mark.NEW, "10/10"), (Mark.SAME, " hằng năm")),
        ),
        ("A. x\nB. y", "A. x\nB. z", ((Mark.SAME, "A. x\nB. "), (Mark.GONE, "y"), (Mark.NEW, "z"))),
    ],
)
def test_differences(old: str, new: str, pieces: tuple[tuple[Mark, str], ...]) -> None:
    assert differences(old, new) == tuple(Piece(*one) for one in pieces)


@given(words, words)
def test_both_texts_can_be_read_off_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(one.text for one in pieces if one.mark is not Mark.NEW) == old
    assert "".join(one.text for one in pieces if one.mark is not Mark.GONE) == new


def test_a_long_text_takes_no_time() -> None:
    old, new = " ".join("ab"[n % 2] for n in range(4000)), " ".join("ba"[n % 3 % 2] for n in range(4000))
    assert differences(old, new)


@pytest.mark.parametrize(
    ("state", "to", "writes", "approves", "may"),
    [
        ("draft", "approved", True, True, True),
        ("draft", "approved", False, True, True),
        ("draft", "approved", True, False, False),
        ("approved", "draft", True, False, False),
        ("approved", "retired", True, False, False),
        ("approved", "retired", False, True, True),
        ("draft", "retired", True, False, True),
        ("retired", "draft", True, False, True),
        ("retired", "approved", True, False, False),
        ("draft", "draft", True, True, False),
        ("draft", "retired", False, False, False),
        ("draft", "reviewed", True, False, True),
        ("draft", "reviewed", False, True, True),
        ("draft", "reviewed", False, False, False),
        ("retired", "reviewed", True, True, False),
        ("approved", "reviewed", True, True, False),
        ("reviewed", "reviewed", True, True, False),
        ("reviewed", "draft", True, False, True),
        ("reviewed", "approved", True, False, False),
        ("reviewed", "approved", False, True, True),
    ],
)
def test_who_may_move(state: str, to: str, writes: bool, approves: bool, may: bool) -> None:
    assert may_move(state, to, writes, approves) is may


@pytest.mark.parametrize(
    ("where", "to", "writes", "approves", "may"),
    [
        (Standing("draft", own=True), "approved", True, True, False),
        (Standing("draft", own=True, alone=True), "approved", True, True, True),
        (Standing("draft", own=True, alone=True), "approved", True, False, False),
        (Standing("draft", own=True, alone=True), "reviewed", True, True, False),
        (Standing("draft", own=True), "retired", True, False, True),
        (Standing("retired", own=True), "approved", True, True, False),
        (Standing("draft", read=True), "reviewed", True, True, False),
        (Standing("approved"), "approved", True, True, False),
        (Standing("approved", changed=True), "approved", True, True, True),
        (Standing("approved", changed=True), "approved", True, False, False),
        (Standing("approved", changed=True, own=True), "approved", True, True, False),
        (Standing("approved", changed=True, own=True, alone=True), "approved", True, True, True),
        (Standing("approved", changed=True), "reviewed", True, False, True),
        (Standing("approved", changed=True, read=True), "reviewed", True, False, False),
        (Standing("approved", changed=True), "draft", True, False, False),
        (Standing("approved", changed=True, own=True), "retired", True, True, True),
    ],
)
def test_where_it_stands_for_somebody(
    where: Standing, to: str, writes: bool, approves: bool, may: bool
) -> None:
    assert where.may(to, writes, approves) is may


@pytest.mark.parametrize(
    ("where", "approves", "needs"),
    [
        (Standing("draft", own=True), True, True),
        (Standing("draft", own=True), False, False),
        (Standing("draft"), True, False),
        (Standing("draft", own=True, alone=True), True, False),
        (Standing("approved", own=True), True, False),
        (Standing("approved", own=True, changed=True), True, True),
    ],
)
def test_who_needs_another(where: Standing, approves: bool, needs: bool) -> None:
    assert where.needs_another(approves) is needs
