"""Shuffled papers by their code, from the draw to the attempt and the board, on both databases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from contest.attempts import by_hand_looking, drawing, papers, service, store, variants
from contest.attempts.by_hand_rules import Stated
from contest.attempts.states import AttemptState, SheetState
from contest.attempts.variants import Variant
from contest.campaigns import service as campaigns
from contest.errors import Conflict, Invalid, NotFound
from contest.rounds.service import SETTLE
from contest.web.database import Database, reading, writing
from questions import service as questions
from questions.variants import MOST, Mixed
from tests.contest import fixed, opened
from tests.contest.attempts.by_hand_world import BY, LATER, MINUTE, deed, one_for, start
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World


@pytest.fixture
def contest(database: Database, fresh: None) -> World:
    return world.make(world.rules(by_hand=True))


def make(contest: World, count: int = 4, now: datetime = OPENS) -> tuple[str, ...]:
    with writing() as db:
        return variants.make(db, campaigns.view(db, contest.round_id, now, held=True), count, BY, now)


def made(contest: World) -> tuple[Variant, ...]:
    with reading() as db:
        return variants.made(db, contest.round_id)


def right_answers(contest: World, code: str, right: int = 3) -> dict[int, str]:
    with reading() as db:
        asked = variants.asked(db, contest.round_id, variants.find(variants.made(db, contest.round_id), code))
        keys = questions.keys(db, {one.drawn.revision for one in asked if one.drawn.revision})
    return {slot: keys[one.drawn.revision][1].right[0] for slot, one in enumerate(asked[:right], 1)}


def enter(contest: World, entry: str, code: str, right: int = 3, **more: Any) -> str:
    now = more.pop("now", LATER)
    began = more.pop("began", OPENS + 5 * MINUTE)
    stated = Stated(began, began + more.pop("minutes", 7) * MINUTE)
    answers = right_answers(contest, code, right)
    with writing() as db:
        view = campaigns.view(db, contest.round_id, now, held=True)
        return variants.enter(db, view, entry, code, stated, answers, deed(now))


def test_a_set_asks_everybody_the_same_in_other_orders(contest: World) -> None:
    codes = make(contest)
    found = made(contest)
    assert tuple(one.code for one in found) == codes
    assert [one.place for one in found] == [1, 2, 3, 4]
    orders = [papers.from_json(one.paper) for one in found]
    assert len(set(orders)) == 4
    assert len({frozenset(one.revision for one in order) for order in orders}) == 1
    assert {one.slots for one in found} == {3}


def test_another_four_are_added_and_the_first_stay(contest: World) -> None:
    first = make(contest)
    before = made(contest)
    later = OPENS + MINUTE
    assert make(contest, 4) == ()
    added = make(contest, 8, later)
    assert made(contest)[:4] == before
    assert tuple(one.code for one in made(contest)) == first + added
    assert {one.made_at for one in made(contest)[4:]} == {later}


def test_the_bank_may_change_between_both(contest: World) -> None:
    make(contest)
    world.fill_bank(30, "khac")
    papers.forget_pools()
    make(contest, MOST)
    asked = {frozenset(one.revision for one in papers.from_json(each.paper)) for each in made(contest)}
    assert len(asked) == 1


def test_codes_of_later_ask_the_open_questions_of_the_first(database: Database, fresh: None) -> None:
    contest = opened.make(2, by_hand=True)
    make(contest)
    one, other = opened.ids()
    fixed.rewrite(one, "Bạn muốn xã làm gì trước tiên?")
    fixed.delete(other)
    papers.forget_pools()  # as a restart does
    make(contest, 8, OPENS + MINUTE)
    asked = {papers.behind(each.paper) for each in made(contest)}
    assert len(made(contest)) == 8 and len(asked) == 1
    assert len(next(iter(asked))) == 2


@pytest.mark.parametrize("count", [3, 25, 0, -1])
def test_so_many_there_never_are(contest: World, count: int) -> None:
    with pytest.raises(Invalid) as wrong:
        make(contest, count)
    assert "từ 4 đến 24" in wrong.value.fields["count"]
    assert made(contest) == ()


def test_fewer_there_never_are(contest: World) -> None:
    make(contest, 6)
    with pytest.raises(Invalid) as wrong:
        make(contest, 5)
    assert wrong.value.fields["count"].startswith("Đã có 6 mã đề.")


@pytest.mark.parametrize(
    ("now", "problem"),
    [
        pytest.param(OPENS - MINUTE, variants.NOT_OPEN, id="before"),
        pytest.param(CLOSES, variants.NOT_OPEN, id="after"),
    ],
)
def test_none_are_made_outside_the_hours(contest: World, now: datetime, problem: str) -> None:
    with pytest.raises(Conflict) as refused:
        make(contest, now=now)
    assert refused.value.message == problem
    assert made(contest) == ()


def test_a_bank_that_is_too_small_is_told(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True), bank=2)
    with pytest.raises(Conflict, match="chưa đủ câu hỏi"):
        make(contest)


def test_without_papers_in_the_rules_there_are_none(database: Database, fresh: None) -> None:
    with pytest.raises(NotFound):
        make(world.make())


def test_with_variants_the_rules_stand_and_the_questions_are_drawn(contest: World) -> None:
    with reading() as db:
        assert service.begun(db, [contest.round_id]) == set()
    make(contest)
    after = CLOSES + world.GRACE + SETTLE
    world.work(after)
    asked = {one.revision for one in papers.from_json(made(contest)[0].paper)}
    with reading() as db:
        assert service.begun(db, [contest.round_id]) == {contest.round_id}
        assert drawing.drawn(db, "bank", {*asked, 10_000}, after) >= asked


def test_typed_in_it_is_an_attempt_like_all_others(contest: World) -> None:
    code = make(contest)[1]
    entry = contest.join("A Thui").entry_id
    attempt = enter(contest, entry, code, right=2)
    with reading() as db:
        row = store.one(db, contest.round_id, attempt)
        sheet = by_hand_looking.typed_in(db, [attempt])[attempt]
        assert variants.counts(db, contest.round_id) == {code: 1}
        assert by_hand_looking.counts(db, contest.round_id) == by_hand_looking.Counts(0, 1)
    assert row is not None
    assert (row.state, row.number, row.entry_id) == (AttemptState.HANDED_IN, 1, entry)
    assert row.paper == made(contest)[1].paper
    assert (row.started_at, row.handed_in_at) == (OPENS + 5 * MINUTE, OPENS + 12 * MINUTE)
    assert (sheet.variant, sheet.state, sheet.done_by) == (code, SheetState.ENTERED, BY)


def test_every_code_is_marked_by_its_own_order_and_the_board_agrees(contest: World) -> None:
    codes = make(contest)
    people = {}
    for right, (code, name) in enumerate(zip(codes, ("A Một", "A Hai", "A Ba", "A Bốn"), strict=True)):
        people[contest.join(name).entry_id] = right
        enter(contest, next(reversed(people)), code, right=right)
    phone = contest.sit("Y Máy", OPENS + MINUTE, 3)
    world.work(CLOSES + world.GRACE + SETTLE)
    scores = {row.entry_id: row.right for row in contest.board()}
    assert scores == {**people, phone: 3}


def test_nobody_has_two_papers_of_a_set(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True, attempts_allowed=3))
    codes = make(contest)
    entry = contest.join("A Thui").entry_id
    enter(contest, entry, codes[0])
    with pytest.raises(Conflict) as refused:
        enter(contest, entry, codes[1], began=OPENS + 15 * MINUTE)
    assert refused.value.message == f"đã có bài mã đề {codes[0]}, nhập lúc 08:30 ngày 05/10"


def test_whoever_sat_on_a_phone_has_used_their_attempt(contest: World) -> None:
    code = make(contest)[0]
    entry = contest.sit("A Thui", OPENS, 1)
    with pytest.raises(Conflict, match="đã dùng hết lượt thi"):
        enter(contest, entry, code)


def test_whoever_sits_on_a_phone_is_left_alone(contest: World) -> None:
    code = make(contest)[0]
    entry = contest.join("A Thui").entry_id
    start(contest, entry, LATER - MINUTE)
    with pytest.raises((Conflict, Invalid)):
        enter(contest, entry, code)


def test_an_attempt_that_ran_out_unseen_is_no_stumbling_block(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True, attempts_allowed=2))
    code = make(contest)[0]
    entry = contest.join("A Thui").entry_id
    start(contest, entry, OPENS)
    attempt = enter(contest, entry, code, began=OPENS + 15 * MINUTE)
    with reading() as db:
        row = store.one(db, contest.round_id, attempt)
    assert row is not None and row.number == 2


def test_a_paper_of_their_own_comes_first(contest: World) -> None:
    code = make(contest)[0]
    entry = contest.join("A Thui").entry_id
    one_for(contest, entry)
    with pytest.raises(Conflict, match="còn đề giấy riêng chờ nhập"):
        enter(contest, entry, code)


def test_times_are_held_to_the_rules_of_everybody(contest: World) -> None:
    code = make(contest, now=OPENS + 10 * MINUTE)[0]
    entry = contest.join("A Thui").entry_id
    with pytest.raises(Invalid) as early:
        enter(contest, entry, code)
    with pytest.raises(Invalid) as late:
        enter(contest, entry, code, began=OPENS + 11 * MINUTE, minutes=12)
    assert early.value.fields["began"].startswith("Đề in lúc 08:10")
    assert "hết giờ lúc 08:21" in late.value.fields["ended"]


def test_a_code_that_is_not_there(contest: World) -> None:
    make(contest)
    entry = contest.join("A Thui").entry_id
    with pytest.raises(Conflict) as refused, writing() as db:
        view = campaigns.view(db, contest.round_id, LATER, held=True)
        stated = Stated(OPENS + MINUTE, OPENS + 2 * MINUTE)
        variants.enter(db, view, entry, "100", stated, {}, deed())
    assert refused.value.message == "Vòng này không có mã đề 100."


def test_after_the_close_nothing_is_typed_in(contest: World) -> None:
    code = make(contest)[0]
    entry = contest.join("A Thui").entry_id
    with pytest.raises(Conflict, match="đã đóng"):
        enter(contest, entry, code, now=CLOSES)


def test_a_set_is_known_or_not_there(contest: World) -> None:
    with reading() as db, pytest.raises(NotFound, match="chưa lập mã đề"):
        variants.known(db, contest.round_id)
    make(contest)
    with reading() as db:
        assert len(variants.known(db, contest.round_id)) == 4


def test_what_all_ask_is_stored_and_read_alike() -> None:
    asked = (Mixed(1, ("a", "b"), True), Mixed(2, (), False, 2))
    assert variants.base_from_json(variants.base_to_json(asked)) == asked
