"""Prizes of the whole contest: laid along the board that adds its rounds up, decided, frozen as a round's."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from contest.audit import service as audit
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.commendations import content as frozen
from contest.commendations import freezing, lists, occasions, rules, service
from contest.commendations.ladders import USUAL, USUAL_OF_ALL, ExtraStep, Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.errors import Conflict
from contest.people.models import Person
from contest.rounds import judging
from contest.ruleset.season import Season, SeasonRung
from contest.ruleset.season import Way as Adding
from contest.seasons import service as seasons
from contest.web.database import Database, reading, writing
from tests.contest.commendations import overall
from tests.contest.commendations.overall import ONE, TURNS, another, rounds_of, whole, winners
from tests.contest.commendations.world import CLOSES, LADDER, NOW, STAFF, Prizes
from tests.contest.seasons.test_service import order


def two_weeks(**given: object) -> Prizes:
    """An 10 + 9, Bích 12 + 0, Cường 0 + 15; Dũng was there once."""
    weeks = ({"An": 10, "Bích": 12, "Cường": 0}, {"An": 9, "Bích": 0, "Cường": 15, "Dũng": 8})
    return whole(*weeks, **given)  # ty: ignore[invalid-argument-type]


def test_the_sum_decides_not_a_round(database: Database) -> None:
    made = two_weeks()
    assert made.told() == {"An": "Nhất", "Cường": "Nhì", "Bích": "Nhì", "Dũng": "Khuyến khích"}
    assert made.draft().total == 1_000_000 + 2 * 700_000 + 300_000
    assert made.draft().ranked == 4


def test_a_round_keeps_prizes_of_its_own(database: Database) -> None:
    made = two_weeks()
    first, second = rounds_of(made)
    first.ladder(ONE)
    assert first.told() == {"Bích": "Nhất"}
    assert second.draft().ladder.version == 0
    assert made.draft().ladder.version == 1, "and the contest's are nobody else's"
    first.issue()
    with reading() as db:
        assert service.versions(db, made.round_id) == ()


def test_the_best_round_of_each(database: Database) -> None:
    made = two_weeks(season=Season(way=Adding.BEST, best=1, rungs=()), ladder=ONE)
    assert made.told() == {"Cường": "Nhất"}


def test_equal_sums_wait_for_the_committee(database: Database) -> None:
    made = whole({"An": 9, "Bích": 8}, {"An": 8, "Bích": 9}, ladder=ONE)
    assert set(made.told().values()) == {"tied"}
    with pytest.raises(Conflict, match="Còn nhóm bằng nhau"):
        made.issue()
    made.decide(Way.DRAW)
    assert made.draft().pending == ()
    assert made.issue() == 1


def test_what_the_season_tells_apart_is_no_tie(database: Database) -> None:
    faster = Season(rungs=(SeasonRung.SECONDS,))
    made = whole({"An": (9, 200), "Bích": (9, 100)}, season=faster, ladder=ONE)
    assert made.told() == {"Bích": "Nhất"}


def test_lots_of_the_contest_are_not_those_of_its_last_round(database: Database) -> None:
    """The same people may be equal in both; whoever drew first in the one must not know the other."""
    made = whole({"An": 9, "Bích": 9}, ladder=ONE)
    (only,) = rounds_of(made)
    only.ladder(ONE)
    made.decide(Way.DRAW)
    only.decide(Way.DRAW)
    (contest,), (week,) = made.board().decisions.values(), only.board().decisions.values()
    assert contest.tie_key == week.tie_key
    draft = made.draft()
    origin = draft.occasion.drawn_by(NOW)
    assert origin.seed == only.draft().occasion.view.seed
    (tie,) = made.board().allocation.decided
    expected = [id for id, _ in rules.drawn(origin.seed, tie, "boc-tham-chung-cuoc")]
    assert json.loads(contest.drawn) == expected
    assert rules.drawn(origin.seed, tie) != rules.drawn(origin.seed, tie, "boc-tham-chung-cuoc")


# --- one prize a person -----------------------------------------------------------------------------


@pytest.mark.parametrize(("once", "first"), [(False, "An"), (True, "Cường")])
def test_who_won_a_week_wins_the_contest_unless_the_rules_say_otherwise(
    database: Database, once: bool, first: str
) -> None:
    made = whole({"An": 15, "Bích": 9}, {"An": 15, "Cường": 14}, ladder=replace(ONE, once=once))
    for week in rounds_of(made):
        week.ladder(ONE)
        week.issue()
    assert winners(made) == {first: "Nhất"}
    if once:
        assert made.board().rows[0].reason == "Đã nhận giải Nhất tuần 1"


def test_prizes_of_every_round_count_whenever_it_was(database: Database) -> None:
    made = whole({"An": 1}, {"An": 9, "Bích": 8}, ladder=replace(ONE, once=True))
    first, second = rounds_of(made)
    for week in (first, second):
        week.ladder(ONE)
    assert made.draft().missing == ("Tuần 1", "Tuần 2")
    second.issue()
    assert made.draft().missing == ("Tuần 1",)
    assert made.told() == {"An": "passed", "Bích": "Nhất"}
    assert second.told() == {"An": "Nhất"}, "the contest's prizes take nothing from a week"


def test_the_most_prizes_are_of_all_who_took_part(database: Database) -> None:
    """Five people, at most half of them: two prizes, whoever was there how often."""
    made = whole({"An": 9, "Bích": 8, "Cường": 7}, {"An": 9, "Dũng": 6, "Y Lan": 5}, ladder=None)
    made.ladder(replace(LADDER, cap=50))
    assert winners(made) == {"An": "Nhất", "Bích": "Nhì"}
    assert made.board().cut == (0, 1, 2)


# --- by age, units ----------------------------------------------------------------------------------


def test_prizes_by_age_follow_the_sum(database: Database) -> None:
    by_age = (
        ExtraStep("Nhất", 1, 0, Board.AGE, 30, None),
        ExtraStep("Ít tuổi nhất", 1, 0, Board.YOUNGEST),
    )
    made = two_weeks(ladder=replace(ONE, extra=by_age))
    with writing() as db:
        for person in db.exec(select(Person)):
            person.birth_year = 2010 if person.name == "Dũng" else 1990
    assert winners(made) == {"An": "Nhất"}
    assert winners(made, Board.AGE) == {"Cường": "Nhất"}
    assert winners(made, Board.YOUNGEST) == {"Dũng": "Ít tuổi nhất"}


def test_units_by_how_often_their_people_came(database: Database) -> None:
    """One of a big unit and two of a small one: the turns count, no headcount does."""
    thon = overall.units("Thôn 1", "Thôn 2", "Thôn 3")
    of = {"An": thon["Thôn 1"], "Bích": thon["Thôn 2"], "Cường": thon["Thôn 2"], "Dũng": thon["Thôn 3"]}
    weeks = ({"An": 9, "Bích": 1, "Cường": 1}, {"An": 9, "Bích": 1}, {"An": 9, "Bích": 1, "Dũng": 15})
    made = whole(*weeks, units=of, ladder=Ladder((), TURNS))
    assert made.told(Board.TURNS) == {"Thôn 2": "Nhất", "Thôn 1": "Nhì"}
    first, second = freezing.content(made.draft()).units
    assert (first.people, second.people, first.headcount, first.score) == (4, 3, 0, None)


def test_equal_units_wait(database: Database) -> None:
    thon = overall.units("Thôn 1", "Thôn 2")
    of = {"An": thon["Thôn 1"], "Bích": thon["Thôn 2"]}
    made = whole({"An": 9, "Bích": 1}, units=of, ladder=Ladder((), TURNS[:1]))
    assert made.tie(Board.TURNS).board is Board.TURNS
    made.decide(Way.EQUAL, Board.TURNS)
    assert made.told(Board.TURNS) == {"Thôn 1": "Nhất", "Thôn 2": "Nhất"}


# --- what staff do afterwards -----------------------------------------------------------------------


def test_a_bar_and_a_void_come_through(database: Database) -> None:
    made = two_weeks(ladder=ONE)
    assert made.issue() == 1
    (first, _) = rounds_of(made)
    with writing() as db:
        judging.bar(db, order("Thành viên Ban Tổ chức"), first.round_id, made.entries["An"], NOW)
    assert winners(made) == {"Cường": "Nhất"}
    assert made.draft().barred == (made.entries["An"],)
    assert made.issue("Bỏ người của Ban Tổ chức") == 2


# --- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (14, "Tuần 3 chưa mở, đóng lúc 10:19, 05/10/2026. Không tổ chức nữa thì đưa vòng này về bản nháp."),
        (15, "Tuần 3 đang mở, đóng lúc 10:19, 05/10/2026."),
        (18, "Tuần 3 đang mở, đóng lúc 10:19, 05/10/2026."),
        (19, "Tuần 3 đang chốt kết quả."),
    ],
)
def test_before_the_last_round_is_over_it_says_what_is_open(
    database: Database, minutes: int, said: str
) -> None:
    made = two_weeks()
    another(made, 3)
    with pytest.raises(Conflict) as caught:
        made.draft(CLOSES + timedelta(minutes=minutes))
    assert caught.value.message == f"{lists.NOT_OVER} {said}"


def test_a_draft_of_another_week_hinders_nobody(database: Database) -> None:
    made = two_weeks()
    another(made, 3, RoundState.DRAFT)
    assert made.draft().occasion.drafts == ("Tuần 3",)
    assert winners(made)["An"] == "Nhất"


def test_while_results_come_in_it_waits(database: Database) -> None:
    made = two_weeks()
    (_, second) = rounds_of(made)
    with writing() as db:
        seasons.begin(db, campaigns.view(db, second.round_id, NOW), NOW)
    with pytest.raises(Conflict, match="Máy chưa cộng xong kết quả tuần 2"):
        made.draft()


def test_without_a_set_ladder_it_is_the_usual_one(database: Database) -> None:
    made = two_weeks(ladder=None)
    assert made.draft().ladder.ladder == USUAL_OF_ALL and USUAL_OF_ALL.units == ()
    assert rounds_of(made)[0].draft().ladder.ladder == USUAL
    with pytest.raises(Conflict, match="Cơ cấu giải chưa được lưu"):
        made.issue()


# --- frozen ----------------------------------------------------------------------------------------


def test_a_frozen_list_says_which_rounds_it_adds_up(database: Database) -> None:
    made = two_weeks(ladder=ONE)
    made.issue()
    with reading() as db:
        found = service.version(db, made.round_id, 1)[0].content
        occasion = occasions.of(db, made.round_id, NOW)
    assert found.round == made.round_id
    assert found.rounds == tuple(each.round_id for each in rounds_of(made))
    assert (found.questions, found.truth, found.rules) == (0, None, occasion.digest)
    (row,) = found.people
    assert (row.points, row.rounds, row.right, row.seconds) == (1900, 2, 0, 600)
    assert frozen.from_json(found.to_json()) == found


def test_a_round_s_list_keeps_its_bytes(database: Database) -> None:
    """What came later says nothing there, so old digests hold."""
    made = two_weeks(ladder=None)
    first = rounds_of(made)[0]
    first.ladder(ONE)
    told = json.loads(freezing.content(first.draft()).to_json())
    assert "rounds" not in told and all("rounds" not in row for row in told["people"])


def test_the_audit_names_the_contest_s_deeds(database: Database) -> None:
    made = whole({"An": 9, "Bích": 9}, ladder=ONE)
    made.decide(Way.HAND, prizes={made.entries["An"]: 0, made.entries["Bích"]: None})
    made.issue()
    with reading() as db:
        rows, _ = audit.about(db, [made.round_id], 0, 10)
    told = {row.action for row in rows if row.actor == STAFF}
    assert told >= {
        "commendations.ladder_of_all",
        "commendations.decide_of_all",
        "commendations.issue_of_all",
    }
    assert made.audited()


def test_a_step_more_does_not_undo_a_decision(database: Database) -> None:
    made = whole({"An": 9, "Bích": 9, "Cường": 3}, ladder=ONE)
    made.decide(Way.EQUAL)
    made.ladder(replace(ONE, people=(Step("Đặc biệt", 1, 3_000_000),)))
    assert winners(made) == {"An": "Đặc biệt", "Bích": "Đặc biệt"}
