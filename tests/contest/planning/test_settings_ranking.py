"""The page of attempts and ranking: every setting, kept when refused, one limit over all rounds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.campaigns import editing
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.planning import ranking, service
from contest.planning.states import Group
from contest.ruleset.rules import Counting, Criterion, Moment, Ruleset, Ties
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds.world import World

EVERYTHING = {
    "attempts_allowed": "",
    "attempts_a_day": "2",
    "attempts_in_all": "10",
    "pause": "1,5",
    "pause_unit": "hours",
    "counting": "mean",
    "mean_decimals": "1",
    "wrong_costs": "0,25",
    "below_zero": "1",
    "void_predicted": "1",
    "rung2": "perfect_attempts",
    "rung3": "prediction_error",
    "rung4": "first_start",
    "rung5": "seconds",
    "rung6": "oldest",
    "rung7": "submitted",
    "ties": "lot",
    "precise_seconds": "minute",
    "precise_moments": "second",
}


@pytest.fixture
def draft(organiser: TestClient) -> str:
    """A weekly contest made in the browser."""
    plans.fill_bank()
    return plans.made_by(organiser, base="weekly")


def form(browser: TestClient, round_id: str, **changes: str) -> dict[str, str]:
    return plans.fields(browser.get(f"/planning/{round_id}/ranking").text) | changes


def rules(round_id: str, clock: Clock) -> Ruleset:
    return plans.view(round_id, clock.now).rules


def opened(html: str) -> list[str]:
    """The folded parts that stand open, by their heads."""
    return [plans.text(node, "summary") for node in plans.page(html).css("#fields details[open]")]


def test_every_setting_is_stored_and_shown_again(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(organiser, draft, **EVERYTHING)
    assert organiser.post(f"/planning/{draft}/ranking", data=given).status_code == 303
    made = rules(draft, clock)
    assert (made.attempts_allowed, made.attempts_a_day, made.attempts_in_all) == (None, 2, 10)
    assert (made.pause_minutes, made.counting, made.ties) == (90, Counting.MEAN, Ties.LOT)
    assert (made.wrong_costs, made.below_zero, made.void_predicted) == (25, True, True)
    assert made.precision.model_dump() == {
        "seconds": Moment.MINUTE,
        "moments": Moment.SECOND,
        "mean_decimals": 1,
    }
    assert [rung.value for rung in made.criteria[1:]] == [EVERYTHING[name] for name in ranking.RUNGS]
    again = form(organiser, draft)
    assert {name: again[name] for name in EVERYTHING} == EVERYTHING | {"pause": "90", "pause_unit": "minutes"}
    assert organiser.post(f"/planning/{draft}/ranking", data=again).status_code == 303
    assert rules(draft, clock) == made


def test_the_text_beside_follows(organiser: TestClient, draft: str) -> None:
    given = form(organiser, draft, **EVERYTHING)
    answer = organiser.post(f"/planning/{draft}/ranking/preview", data=given)
    said = plans.text(plans.page(answer.text), "#draft .here")
    for words in (
        "nhiều nhất 10 lượt",
        "mỗi ngày mỗi người được thi nhiều nhất 2 lượt",
        "ít nhất 1 giờ 30 phút",
        "lấy trung bình các lượt",
        "đến 1 chữ số thập phân",
        "bị trừ 0,25 điểm",
        "có thể dưới 0",
        "Thứ bảy: nộp bài sớm hơn",
        "bốc thăm",
    ):
        assert words in said
    assert plans.page(answer.text).css("#draft mark")


def test_rarer_settings_are_folded_until_they_say_something(organiser: TestClient, draft: str) -> None:
    assert opened(organiser.get(f"/planning/{draft}/ranking").text) == []
    given = form(organiser, draft, **EVERYTHING)
    organiser.post(f"/planning/{draft}/ranking", data=given)
    assert len(opened(organiser.get(f"/planning/{draft}/ranking").text)) == len(ranking.FOLDED)


def test_what_is_refused_is_kept_and_unfolded(organiser: TestClient, draft: str, clock: Clock) -> None:
    given = form(
        organiser, draft, wrong_costs="0,255", attempts_a_day="hai", rung7="oldest", only_perfect="1"
    )
    answer = organiser.post(f"/planning/{draft}/ranking", data=given)
    page = plans.page(answer.text)
    assert answer.status_code == 422
    assert "hai chữ số sau dấu phẩy" in plans.text(page, "#wrong_costs-err")
    assert "Ghi bằng chữ số" in plans.text(page, "#attempts_a_day-err")
    assert plans.fields(answer.text) == given
    assert len(opened(answer.text)) == 3
    assert {link.attributes["href"] for link in page.css(".banner.is-wrong a")} == {
        "#wrong_costs",
        "#attempts_a_day",
    }
    assert rules(draft, clock).wrong_costs == 0


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        ({"rung3": "prediction_error"}, "#criteria-err", "tiêu chí lặp lại"),
        ({"rung5": "youngest", "rung6": "oldest"}, "#criteria-err", "ưu tiên người ít tuổi"),
        ({"below_zero": "1"}, "#below_zero-err", "không có bài nào dưới 0"),
        ({"attempts_a_day": "4"}, "#attempts_a_day-err", "Giảm số lượt một ngày"),
        ({"pause": "8", "pause_unit": "days"}, "#pause-err", "7 ngày"),
        ({"prediction": "", "void_predicted": "1"}, "#void_predicted-err", "không có câu dự đoán"),
    ],
)
def test_contradictions_are_said_in_the_rulesets_words_beside_their_field(
    organiser: TestClient, draft: str, changes: dict[str, str], where: str, said: str
) -> None:
    given = form(organiser, draft, **changes)
    answer = organiser.post(f"/planning/{draft}/ranking", data=given)
    assert answer.status_code == 422
    page = plans.page(answer.text)
    assert said in plans.text(page, where)
    described = where.removeprefix("#")
    assert page.css(f'[aria-invalid][aria-describedby~="{described}"]')
    assert page.css(f"#{described.removesuffix('-err')}")


def test_a_criterion_is_put_higher_without_saving(organiser: TestClient, draft: str, clock: Clock) -> None:
    before = rules(draft, clock)
    given = form(organiser, draft, up="rung4", counting="last")
    answer = organiser.post(f"/planning/{draft}/ranking", data=given)
    kept = plans.fields(answer.text)
    assert answer.status_code == 200
    assert [kept[name] for name in ranking.RUNGS[:3]] == ["prediction_error", "submitted", "seconds"]
    assert kept["counting"] == "last"
    assert [node.attributes["id"] for node in plans.page(answer.text).css("[autofocus]")] == ["rung3"]
    assert "Thứ ba: nộp bài sớm hơn" in plans.text(plans.page(answer.text), "#draft")
    assert rules(draft, clock) == before
    assert organiser.post(f"/planning/{draft}/ranking", data=kept).status_code == 303
    assert rules(draft, clock).criteria[2:] == (Criterion.SUBMITTED, Criterion.SECONDS)


@pytest.mark.parametrize("up", ["rung2", "rung9", "%00", "x" * 500])
def test_a_button_that_no_page_has_does_no_harm(
    organiser: TestClient, draft: str, clock: Clock, up: str
) -> None:
    before = rules(draft, clock)
    answer = organiser.post(f"/planning/{draft}/ranking", data=form(organiser, draft, up=up))
    assert answer.status_code == 200
    assert rules(draft, clock) == before


def test_each_button_and_select_of_the_ladder_has_a_name(organiser: TestClient, draft: str) -> None:
    page = plans.page(organiser.get(f"/planning/{draft}/ranking").text)
    assert len({plans.text(page, f"label[for={name}]") for name in ranking.RUNGS}) == len(ranking.RUNGS)
    buttons = page.css("button[name=up]")
    assert [node.attributes["value"] for node in buttons] == list(ranking.RUNGS[1:])
    assert len({node.attributes["aria-label"] for node in buttons}) == len(buttons)


def second_round(organiser: TestClient, round_id: str) -> str:
    given = plans.fields(organiser.get(f"/planning/{round_id}/time").text, "#weeks form")
    answer = organiser.post(f"/planning/{round_id}/weeks", data=given)
    return answer.headers["location"].split("/")[2]


def test_the_limit_over_all_rounds_is_one(organiser: TestClient, draft: str, clock: Clock) -> None:
    later = second_round(organiser, draft)
    plans.change(later, Group.PAPER, clock.now, minutes="20")
    # Rounds under the same rules changed together; now they differ.
    with writing() as db:
        other = rules(draft, clock).changed(seconds=1500)
        editing.set_rules(db, [draft], other, clock.now)
    plans.change(draft, Group.RANKING, clock.now, attempts_in_all="4")
    assert rules(draft, clock).attempts_in_all == rules(later, clock).attempts_in_all == 4
    assert (rules(draft, clock).seconds, rules(later, clock).seconds) == (1500, 1200)
    given = form(organiser, draft, attempts_allowed="2", attempts_in_all="2")
    answer = organiser.post(f"/planning/{draft}/ranking", data=given)
    assert answer.status_code == 422
    assert "Tuần 2: số lượt một vòng nhiều hơn" in plans.text(plans.page(answer.text), "#attempts_in_all-err")
    assert rules(draft, clock).attempts_in_all == 4


def begin(round_id: str, clock: Clock) -> None:
    """Let a round open and somebody start."""
    with writing() as db:
        campaigns.set_window(db, round_id, clock.now, clock.now + timedelta(days=1))
        campaigns.set_state(db, round_id, RoundState.DRAFT, RoundState.READY)
    World(round_id).start(World(round_id).join("Y Bích").entry_id, clock.now)


def test_once_one_round_has_begun_its_limit_stands_for_all(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    later = second_round(organiser, draft)
    begin(draft, clock)
    html = organiser.get(f"/planning/{later}/ranking").text
    box = plans.page(html).css_first("#attempts_in_all")
    assert box is not None and "readonly" in box.attributes
    assert service.SHARED in plans.text(plans.page(html), "#attempts_in_all-hint")
    answer = organiser.post(
        f"/planning/{later}/ranking", data=form(organiser, later, attempts_in_all="9", wrong_costs="0,5")
    )
    assert answer.status_code == 422
    assert service.SHARED in plans.text(plans.page(answer.text), "#attempts_in_all-err")
    assert (
        organiser.post(
            f"/planning/{later}/ranking", data=form(organiser, later, wrong_costs="0,5")
        ).status_code
        == 303
    )
    assert (rules(draft, clock).wrong_costs, rules(later, clock).wrong_costs) == (0, 50)


def test_once_open_a_form_of_before_is_told_what_stands_and_that_it_needs_a_reason(
    organiser: TestClient, draft: str, clock: Clock
) -> None:
    given = form(organiser, draft, **EVERYTHING)
    begin(draft, clock)
    before = rules(draft, clock)
    answer = organiser.post(f"/planning/{draft}/ranking", data=given)
    assert answer.status_code == 422
    assert {"reason-err", "wrong_costs-err"} <= {
        node.attributes.get("id") for node in plans.page(answer.text).css("small[id$='-err']")
    }
    assert rules(draft, clock) == before


def test_two_organisers_are_told_in_words(organiser: TestClient, draft: str, clock: Clock) -> None:
    mine = form(organiser, draft, attempts_a_day="1", wrong_costs="0,25", rung5="youngest")
    plans.change(draft, Group.RANKING, clock.now, only_perfect="1", ties="committee", rung5="oldest")
    answer = organiser.post(f"/planning/{draft}/ranking", data=mine)
    said = plans.text(plans.page(answer.text), ".banner.is-wrong")
    assert answer.status_code == 409
    for words in (
        "số lượt mỗi ngày không giới hạn",
        "trừ mỗi câu sai không trừ",
        "bài được xếp hạng chỉ bài đúng hết",
        "tiêu chí thứ năm Nhiều tuổi hơn",
        "Trưởng Ban Tổ chức quyết định",
    ):
        assert words in said
