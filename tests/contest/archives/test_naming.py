"""Texts that name revisions of questions: the borders of what such a text may say."""

from __future__ import annotations

import json

import pytest

from contest.archives import naming
from contest.archives.declared import Text
from contest.archives.shapes import Unfit

SLOT = [1, ["a"]]


def fits(kind: Text, told: object) -> bool:
    try:
        naming.revisions(kind, json.dumps(told))
    except Unfit as error:
        assert str(error) == naming.NO_PAPER
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "told", "wanted"),
    [
        *((Text.PAPER, [SLOT] * naming.MOST_SLOTS, True), (Text.PAPER, [SLOT] * 1_001, False)),
        *((Text.PAPER, [[1, ["a", "b"], 2, 3]], True), (Text.PAPER, [[1, ["a", 2]]], False)),
        *((Text.PAPER, [[1, ["a"], 2, "b"]], False), (Text.PAPER, [[1]], False), (Text.PAPER, [], True)),
        *((Text.PAIRS, [[1, 1, 2]] * 1_000, True), (Text.PAIRS, [[1, 1, 2]] * 1_001, False)),
        *(
            (Text.PAIRS, [[1, 0, 0]], True),
            (Text.PAIRS, [[0, 1, 2]], False),
            (Text.PAIRS, [[1, 1, 2, 3]], False),
        ),
        *((Text.KEYS, {"1": 1}, True), (Text.KEYS, {"1": 0}, False), (Text.KEYS, {"1": "1"}, False)),
        *((Text.KEYS, {"1": 999_999}, True), (Text.KEYS, {"1": 1_000_000}, False)),
        *((Text.KEYS, {"1": 2, "2": 0}, False), (Text.KEYS, {"-1": 2}, False), (Text.KEYS, {"": 2}, False)),
        *((Text.KEYS, {"9" * 12: 1}, True), (Text.KEYS, {"9" * 13: 1}, False), (Text.KEYS, {"²": 1}, False)),
    ],
)
def test_borders(kind: Text, told: object, wanted: bool) -> None:
    assert fits(kind, told) is wanted


@pytest.mark.parametrize("stored", ["", "{", "[" * 100_000])
def test_what_is_no_json(stored: str) -> None:
    for kind in (Text.PAPER, Text.KEYS, Text.PAIRS):
        with pytest.raises(Unfit, match=naming.NO_PAPER):
            naming.revisions(kind, stored)


def test_an_open_question_keeps_its_sign_and_a_prediction_stays() -> None:
    stored = '[[3,["a"],1],[-3,[]],[0,[],4],[1,[]]]'
    assert naming.revisions(Text.PAPER, stored) == {1, 3}
    assert naming.renamed(Text.PAPER, stored, {1: 2, 3: 1}) == '[[1,["a"],1],[-1,[]],[0,[],4],[2,[]]]'


def test_a_question_that_is_not_there_is_named() -> None:
    with pytest.raises(Unfit) as refused:
        naming.renamed(Text.KEYS, '{"1":2,"8":1}', {1: 5})
    assert str(refused.value) == "hỏi câu 8, câu này không có trong gói"
