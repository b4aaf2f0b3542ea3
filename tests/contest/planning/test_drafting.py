"""Settings as forms show and change them: untouched forms change nothing, wrong ones say where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.errors import Invalid
from contest.planning import cells, drafting, edits, forms
from contest.planning.drafting import Settings
from contest.planning.ranking_forms import RankingForm
from contest.planning.states import Group
from contest.planning.templates import TEMPLATES
from contest.ruleset.rules import (
    BOUNDS,
    CONTRADICTIONS,
    BoardShown,
    Criterion,
    ReviewShown,
    Ruleset,
    ScoreShown,
    Visibility,
)
from contest.web.forms import PostedForm
from tests.contest.ruleset.made import accepted, anything, rulesets

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
    return edits.edit_of(group, PostedForm(posted, {}, {})).edit(settings)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
@pytest.mark.parametrize("group", [group for group in Group if group is not Group.PRIZES])
def test_an_untouched_form_changes_nothing(template: Any, group: Group) -> None:
    settings = replace(SETTINGS, rules=template.rules, audience=template.audience)
    assert post(group, settings) == settings


@given(rulesets(), st.integers(30, 4 * 3600))
def test_whatever_the_rules_their_forms_give_them_back(rules: Ruleset, seconds: int) -> None:
    enough = max(seconds, sum(part.seconds for part in rules.parts))
    settings = drafting.ruled(replace(SETTINGS, rules=rules), {}, seconds=enough)
    for group in (Group.RANKING, Group.PAPER, Group.PUBLICATION, Group.PEOPLE):
        assert post(group, settings) == settings


@given(anything)
def test_even_rules_by_chance_come_back_from_their_forms(changes: dict[str, Any]) -> None:
    rules = accepted(changes)
    if isinstance(rules, Ruleset):
        settings = replace(SETTINGS, rules=rules)
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
        (Group.RANKING, {"rung2": "seconds", "rung3": "seconds"}, "criteria"),
        (Group.RANKING, {"rung5": "youngest", "rung7": "oldest"}, "criteria"),
        (Group.RANKING, {"attempts_allowed": "1", "rung5": "perfect_attempts"}, "criteria"),
        (Group.RANKING, {"attempts_allowed": "21"}, "attempts_allowed"),
        (Group.RANKING, {"attempts_a_day": "0"}, "attempts_a_day"),
        (Group.RANKING, {"attempts_a_day": "4"}, "attempts_a_day"),
        (Group.RANKING, {"attempts_in_all": "2"}, "attempts_allowed"),
        (Group.RANKING, {"attempts_in_all": "201"}, "attempts_in_all"),
        (Group.RANKING, {"pause": "10081"}, "pause"),
        (Group.RANKING, {"pause": "7,01", "pause_unit": "days"}, "pause"),
        (Group.RANKING, {"pause": "0,5"}, "pause"),
        (Group.RANKING, {"pause": "nửa", "pause_unit": "hours"}, "pause"),
        (Group.RANKING, {"pause": "30", "attempts_allowed": "1"}, "pause"),
        (Group.RANKING, {"pause_unit": "weeks"}, "pause_unit"),
        (Group.RANKING, {"counting": "mean", "attempts_allowed": "1"}, "counting"),
        (Group.RANKING, {"counting": "mean", "mean_decimals": "3"}, "mean_decimals"),
        (Group.RANKING, {"mean_decimals": "1"}, "mean_decimals"),
        (Group.RANKING, {"wrong_costs": "-0,25"}, "wrong_costs"),
        (Group.RANKING, {"wrong_costs": "10,01"}, "wrong_costs"),
        (Group.RANKING, {"wrong_costs": "0,25", "only_perfect": "1"}, "wrong_costs"),
        (Group.RANKING, {"below_zero": "1"}, "below_zero"),
        (Group.RANKING, {"counting": "mean", "only_perfect": "1"}, "only_perfect"),
        (Group.RANKING, {"prediction": "", "void_predicted": "1"}, "void_predicted"),
        (Group.RANKING, {"precise_seconds": "millisecond"}, "precise_seconds"),
        (Group.RANKING, {"rung3": "", "precise_seconds": "minute"}, "precise_seconds"),
        (Group.RANKING, {"rung4": "", "precise_moments": "second"}, "precise_moments"),
        (Group.RANKING, {"ties": "fight"}, "ties"),
        (Group.RANKING, {"only_perfect": "yes"}, "only_perfect"),
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


def test_every_sentence_of_the_ruleset_has_a_field_to_stand_beside() -> None:
    assert set(drafting.FIELD_OF) == {said for _, said in CONTRADICTIONS} | set(BOUNDS.values())
    known = {"blueprint", "fixed", "suggestions", "criteria", "form"} | {
        name
        for model in (*vars(forms).values(), RankingForm)
        if isinstance(model, type)
        for name in _fields(model)
    }
    for fields in drafting.FIELD_OF.values():
        assert set(fields) <= known


def _fields(model: type) -> list[str]:
    return list(getattr(model, "model_fields", {}))


def test_a_locked_name_takes_only_contact_and_introduction() -> None:
    posted = {"contact": "mới", "about": "Chào bạn"} | VERSION
    asked = edits.edit_of(Group.NAME, PostedForm(posted, {}, {}))
    assert asked.edit(SETTINGS) == replace(SETTINGS, contact="mới", about="Chào bạn")
    with pytest.raises(Invalid):
        edits.edit_of(Group.NAME, PostedForm(posted | {"title": "x"}, {}, {}))


def test_the_blueprint_of_the_paper_form_is_a_table_of_cells() -> None:
    made = post(Group.PAPER, **{"q|van-dung|several|tag-attt": "2", "q|*|*|cchc": "0"})
    assert [cells.name_of(line) for line in made.rules.blueprint] == [
        "q|*|*|cds",
        "q|van-dung|several|tag-attt",
    ]
