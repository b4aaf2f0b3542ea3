"""Settings as forms show and change them: untouched forms change nothing, wrong ones say where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.errors import Invalid
from contest.planning import cells, drafting, edits
from contest.planning.drafting import Settings
from contest.planning.states import Group
from contest.planning.templates import TEMPLATES
from contest.ruleset.rules import (
    CONTRADICTIONS,
    BoardShown,
    Counting,
    Criterion,
    PredictionTarget,
    ReviewShown,
    ScoreShown,
    Visibility,
)
from contest.web.forms import PostedForm

OPENS = datetime(2026, 10, 5, 1, 0, 30, tzinfo=UTC)
SETTINGS = Settings(
    title="Tìm hiểu\nchuyển đổi số",
    organiser="UBND xã Đăk Tô",
    contact="0260 000 0000",
    about="",
    slug="tim-hieu",
    audience="",
    bank="bank",
    round_name="Tuần 1",
    opens_at=OPENS,
    closes_at=OPENS + timedelta(days=6),
    rules=TEMPLATES[1].rules,
)
VERSION = {"version": "0" * 16}


def post(group: Group, settings: Settings = SETTINGS, **fields: Any) -> Settings:
    """A group's form with some fields changed, applied."""
    posted = drafting.values(group, settings) | VERSION | fields
    _, edit = edits.edit_of(group, PostedForm(posted, {}, {}))
    return edit(settings)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
@pytest.mark.parametrize("group", [group for group in Group if group is not Group.PRIZES])
def test_an_untouched_form_changes_nothing(template: Any, group: Group) -> None:
    settings = replace(SETTINGS, rules=template.rules, audience=template.audience)
    assert post(group, settings) == settings


@given(
    st.permutations([Criterion.PREDICTION_ERROR, Criterion.SECONDS, Criterion.SUBMITTED]),
    st.integers(0, 3),
    st.integers(1, 20),
    st.sampled_from(list(Counting)),
    st.sampled_from(list(PredictionTarget)) | st.none(),
    st.integers(30, 4 * 3600),
)
def test_whatever_the_rules_their_forms_give_them_back(
    rungs: list[Criterion],
    many: int,
    attempts: int,
    counting: Counting,
    prediction: PredictionTarget | None,
    seconds: int,
) -> None:
    criteria = drafting.criteria(prediction, tuple(rungs[:many]))
    allowed = max(2, attempts) if counting is Counting.MEAN else attempts
    changes = {"criteria": criteria, "attempts_allowed": allowed, "counting": counting}
    settings = drafting.ruled(SETTINGS, {}, **changes, prediction=prediction, seconds=seconds)
    for group in (Group.RANKING, Group.PAPER, Group.PUBLICATION, Group.PEOPLE):
        assert post(group, settings) == settings


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-10-05T20:00", datetime(2026, 10, 5, 13, 0, tzinfo=UTC)),
        ("2026-10-05T20:00:30", datetime(2026, 10, 5, 13, 0, 30, tzinfo=UTC)),
        ("20:00 05/10/2026", datetime(2026, 10, 5, 13, 0, tzinfo=UTC)),
        ("20:00, 05/10/2026", datetime(2026, 10, 5, 13, 0, tzinfo=UTC)),
        (" 5/10/2026  7:05 ", datetime(2026, 10, 5, 0, 5, tzinfo=UTC)),
        ("31/02/2026 20:00", None),
        ("0001-01-01T00:00", None),
        ("9999-12-31T23:59", None),
        ("hôm nay", None),
        ("", None),
    ],
)
def test_a_typed_moment(text: str, wanted: datetime | None) -> None:
    assert drafting.moment(text) == wanted


def test_an_untouched_field_keeps_its_seconds() -> None:
    assert post(Group.TIME, round_name="Tuần đầu").opens_at == OPENS
    later = post(Group.TIME, opens_at="2026-10-05T08:01")
    assert later.opens_at == datetime(2026, 10, 5, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("group", "fields", "field"),
    [
        (Group.NAME, {"title": " \n "}, "title"),
        (Group.NAME, {"title": "x" * 161}, "title"),
        (Group.NAME, {"organiser": "\u200b"}, "organiser"),
        (Group.TIME, {"opens_at": "mai"}, "opens_at"),
        (Group.TIME, {"closes_at": "2026-10-05T07:00"}, "closes_at"),
        (Group.TIME, {"round_name": ""}, "round_name"),
        (Group.PEOPLE, {"youngest": "hai"}, "youngest"),
        (Group.PEOPLE, {"youngest": "2"}, "youngest"),
        (Group.PAPER, {"minutes": "0", "seconds": "29"}, "minutes"),
        (Group.PAPER, {"minutes": "240", "seconds": "1"}, "minutes"),
        (Group.PAPER, {"seconds": "60"}, "seconds"),
        (Group.PAPER, {"q|*|*|cds": "0", "q|*|*|cchc": ""}, "blueprint"),
        (Group.PAPER, {"q|*|*|cds": "x"}, "q|*|*|cds"),
        (Group.PAPER, {"q|*|prediction|*": "1"}, "blueprint"),
        (Group.PAPER, {"q|*|*|cds": "200", "q|*|*|cchc": "1"}, "blueprint"),
        (Group.RANKING, {"attempts_allowed": "0"}, "attempts_allowed"),
        (Group.RANKING, {"prediction": "weather"}, "prediction"),
        (Group.RANKING, {"rung2": "seconds", "rung3": "seconds"}, "rung2"),
        (Group.PUBLICATION, {"board": "live"}, "board"),
        (Group.PUBLICATION, {"score": "at_once"}, "score"),
        (Group.PUBLICATION, {"minimum_unit_size": "0"}, "minimum_unit_size"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(group: Group, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        post(group, **fields)
    assert field in wrong.value.fields
    assert all(wrong.value.fields.values())


def test_several_attempts_want_the_channels_closed_and_one_tick_does_it() -> None:
    settings = replace(SETTINGS, rules=TEMPLATES[0].rules)
    with pytest.raises(Invalid) as wrong:
        post(Group.RANKING, settings, attempts_allowed="3")
    assert list(wrong.value.fields) == ["attempts_allowed"]
    closed = post(Group.RANKING, settings, attempts_allowed="3", close_channels="1")
    assert closed.rules.visibility == Visibility(score=ScoreShown.AFTER_CLOSE, board=BoardShown.AFTER_CLOSE)
    assert closed.rules.visibility.review is ReviewShown.AFTER_CLOSE


def test_the_predictions_rung_comes_and_goes_with_its_question() -> None:
    without = post(Group.RANKING, prediction="")
    assert without.rules.prediction is None
    assert Criterion.PREDICTION_ERROR not in without.rules.criteria
    again = post(Group.RANKING, without, prediction="attempts")
    assert again.rules.criteria[:2] == (Criterion.POINTS, Criterion.PREDICTION_ERROR)


def test_every_contradiction_has_a_field_to_stand_beside() -> None:
    assert set(drafting.FIELD_OF) == {said for _, said in CONTRADICTIONS}
    assert all(drafting.FIELD_OF.values())


def test_a_locked_name_takes_only_contact_and_introduction() -> None:
    posted = {"contact": "mới", "about": "Chào bạn"} | VERSION
    _, edit = edits.edit_of(Group.NAME, PostedForm(posted, {}, {}))
    assert edit(SETTINGS) == replace(SETTINGS, contact="mới", about="Chào bạn")
    with pytest.raises(Invalid):
        edits.edit_of(Group.NAME, PostedForm(posted | {"title": "x"}, {}, {}))


def test_the_blueprint_of_the_paper_form_is_a_table_of_cells() -> None:
    made = post(Group.PAPER, **{"q|van-dung|several|tag-attt": "2", "q|*|*|cchc": "0"})
    assert [cells.name_of(line) for line in made.rules.blueprint] == [
        "q|*|*|cds",
        "q|van-dung|several|tag-attt",
    ]
