"""What a redirect tells of a change is read leniently: an address can be typed by anybody."""

from __future__ import annotations

import pytest

from contest.bank import present
from contest.bank.pages import Result

CHANGE = "k7q2m94x0a1bc"


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({}, None),
        ({"count": "3"}, None),
        ({"deleted": "1"}, Result(deleted=True)),
        ({"undone": "1", "count": "3"}, Result(3, undone=True)),
        ({"changed": CHANGE, "count": "3", "refused": "2"}, Result(3, CHANGE, 2)),
        # Nothing was changed, so there is nothing to undo.
        ({"changed": CHANGE, "count": "0"}, Result()),
        ({"changed": "", "count": "0", "refused": "2"}, Result(refused=2)),
        ({"changed": "../x", "count": "3"}, Result(3)),
        ({"changed": CHANGE, "count": "-1", "refused": "²"}, Result()),
        ({"changed": CHANGE, "count": "99999"}, Result()),
    ],
)
def test_what_was_done_just_now(params: dict[str, str], told: Result | None) -> None:
    assert present.result(params) == told
