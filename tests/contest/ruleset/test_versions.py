"""Rules that were stored once are read for ever, with the digest that rounds are known by."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from contest.ruleset.rules import (
    LATER,
    SINCE_2,
    SINCE_3,
    BlueprintLine,
    Counting,
    Criterion,
    Moment,
    Part,
    Precision,
    PredictionTarget,
    Ruleset,
    Ties,
    Way,
    sentences,
)
from questions.audiences import Audience
from tests.contest.ruleset.made import TEN

#: A digest and a content a line, as version 1 wrote them before there was another.
FILES = Path(__file__).parent / "stored"


def stored(version: int) -> list[list[str]]:
    lines = (FILES / f"version-{version}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split(" ", 1) for line in lines]


STORED = stored(1)
STORED_2 = stored(2)


def rules(**changes: Any) -> Ruleset:
    given: dict[str, Any] = {"blueprint": TEN, "seconds": 600}
    return Ruleset(**(given | changes))


PLAIN = rules()


@pytest.mark.parametrize(("digest", "content"), STORED, ids=[digest[:8] for digest, _ in STORED])
def test_what_version_1_stored_is_read_and_written_as_before(digest: str, content: str) -> None:
    read = Ruleset.from_json(content)
    assert read.version == 1
    assert read.to_json() == content
    assert read.sha256() == digest == hashlib.sha256(content.encode()).hexdigest()
    assert {name: getattr(read, name) for name in SINCE_2} == SINCE_2


@pytest.mark.parametrize(("digest", "content"), STORED_2, ids=[digest[:8] for digest, _ in STORED_2])
def test_what_version_2_stored_is_read_and_written_as_before(digest: str, content: str) -> None:
    read = Ruleset.from_json(content)
    assert read.version == 2
    assert read.to_json() == content
    assert read.sha256() == digest == hashlib.sha256(content.encode()).hexdigest()
    assert {name: getattr(read, name) for name in SINCE_3} == SINCE_3


NEWER: tuple[dict[str, Any], ...] = (
    {"attempts_allowed": None},
    {"attempts_allowed": 5, "attempts_a_day": 1},
    {"attempts_allowed": None, "attempts_in_all": 9},
    {"attempts_allowed": 2, "pause_minutes": 30},
    {"attempts_allowed": 2, "counting": Counting.MEAN},
    {"wrong_costs": 25},
    {"wrong_costs": 25, "below_zero": True},
    {"only_perfect": True},
    {"prediction": PredictionTarget.ATTEMPTS, "void_predicted": True},
    {"precision": Precision(moments=Moment.SECOND)},
    {"ties": Ties.LOT},
    {"criteria": (Criterion.POINTS, Criterion.FIRST_START)},
    {"criteria": (Criterion.POINTS, Criterion.YOUNGEST)},
)


@pytest.mark.parametrize("changes", NEWER)
def test_what_version_1_could_not_say_is_version_2(changes: dict[str, Any]) -> None:
    made = rules(**changes)
    assert made.version == 2
    assert Ruleset.from_json(made.to_json()) == made
    undone = {name: getattr(PLAIN, name) for name in ("criteria", *changes)}
    assert made.changed(**undone) == PLAIN


NEWEST: tuple[dict[str, Any], ...] = (
    {"prediction": PredictionTarget.PERCENT},
    {"by_hand": True},
    {"way": Way.FORWARD},
    {"way": Way.PACED},
    {"way": Way.PACED, "question_seconds": 30},
    {"way": Way.PACED, "attempts_allowed": None},
    {"shifts": 4},
    {"fixed": ("k7q2m94x0a1bc",)},
    {"suggestions": ("k7q2m94x0a1bc",)},
    {"asked_of": Audience.PUPILS},
    {
        "way": Way.PARTS,
        "parts": (Part(seconds=60), Part(seconds=90, name="Tình huống")),
        "blueprint": (BlueprintLine(count=5), BlueprintLine(count=3, part=2)),
    },
)


@pytest.mark.parametrize("changes", NEWEST)
def test_what_version_2_could_not_say_is_version_3(changes: dict[str, Any]) -> None:
    for more in ({}, {"wrong_costs": 25}):
        made = rules(**changes, **more)
        assert made.version == 3
        assert Ruleset.from_json(made.to_json()) == made
        data = json.loads(made.to_json())
        for older in (1, 2):
            with pytest.raises(ValidationError) as wrong:
                Ruleset.from_json(json.dumps(data | {"version": older}))
            assert "phiên bản" in sentences(wrong.value)[0]
        undone = {name: getattr(PLAIN, name) for name in ("criteria", *changes)}
        assert made.changed(**undone) == PLAIN.changed(**more)
        assert not set(SINCE_3) & set(json.loads(made.changed(**undone).to_json()))


@pytest.mark.parametrize("changes", NEWER)
def test_a_server_of_version_1_is_not_led_to_half_understand(changes: dict[str, Any]) -> None:
    data = json.loads(rules(**changes).to_json())
    with pytest.raises(ValidationError) as wrong:
        Ruleset.from_json(json.dumps(data | {"version": 1}))
    assert "phiên bản" in sentences(wrong.value)[0]


def test_every_setting_that_is_new_is_tried_above() -> None:
    assert set(SINCE_2) <= {name for changes in NEWER for name in changes}
    assert set(LATER) - set(SINCE_2) - set(SINCE_3) == {"keeps_expired"}
    assert set(SINCE_3) <= {name for changes in NEWEST for name in changes}
