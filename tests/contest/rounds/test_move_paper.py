"""Moving somebody to another audience while their paper waits for being typed in; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session

from contest.attempts import by_hand
from contest.campaigns import service as campaigns
from contest.errors import Conflict
from contest.rounds import moving
from contest.web.database import Database, writing
from tests.contest import groups
from tests.contest.attempts.by_hand_world import BY, deed, print_for
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of
from tests.contest.rounds import world
from tests.contest.rounds.test_move import NOW, move, moved
from tests.contest.rounds.test_races import Deed, one_behind_the_other, order
from tests.contest.rounds.world import CLOSES


@pytest.fixture
def on_paper(database: Database, fresh: None) -> Groups:
    """Audiences that take everybody, with papers for people without a phone."""
    free = (replace(PUPILS, youngest=None, oldest=None), replace(SERVANTS, youngest=None))
    return groups.make(rules_a=world.rules(by_hand=True), audiences=free)


def printing(made: Groups, entry: str) -> Deed:
    def run(db: Session) -> object:
        view = campaigns.view(db, made.a.round_id, NOW, held=True)
        return by_hand.print_for(db, view, [entry], BY, NOW)

    return run


def test_whoever_answers_on_paper_stays_until_it_is_put_away(on_paper: Groups) -> None:
    somebody = on_paper.join("A Thui", PUPILS)
    (sheet,) = print_for(on_paper.a, somebody, now=NOW).made
    with pytest.raises(Conflict) as refused:
        move(on_paper, somebody, SERVANTS.id)
    assert refused.value.message.replace("\u00a0", " ") == (
        "Đề giấy của người này ở Tuần 1, Bảng A còn chờ nhập. Nhập hoặc bỏ đề giấy ấy trước, "
        "rồi mới chuyển sang Bảng B được."
    )
    with writing() as db:
        view = campaigns.view(db, on_paper.a.round_id, NOW, held=True)
        by_hand.withdraw(db, view, sheet, deed(NOW))
    move(on_paper, somebody, SERVANTS.id)
    assert audience_of(somebody) == SERVANTS.id


def test_a_paper_of_a_round_that_is_over_is_in_nobodys_way(on_paper: Groups) -> None:
    somebody = on_paper.join("A Thui", PUPILS)
    print_for(on_paper.a, somebody, now=NOW)
    with writing() as db:
        moving.move(db, order(), on_paper.a.round_id, somebody, SERVANTS.id, CLOSES)
    assert audience_of(somebody) == SERVANTS.id


def test_a_move_behind_the_printing_of_a_paper_is_refused(on_paper: Groups) -> None:
    somebody = on_paper.join("A Thui", PUPILS)
    waiting = one_behind_the_other(printing(on_paper, somebody), moved(on_paper, somebody))
    assert isinstance(waiting.exception(), Conflict)
    assert audience_of(somebody) == PUPILS.id


def test_a_printing_behind_the_move_makes_no_paper(on_paper: Groups) -> None:
    somebody = on_paper.join("A Thui", PUPILS)
    printed = one_behind_the_other(moved(on_paper, somebody), printing(on_paper, somebody)).result()
    assert isinstance(printed, by_hand.Printed)
    assert printed.refused == {somebody: by_hand.OF_OTHERS}
