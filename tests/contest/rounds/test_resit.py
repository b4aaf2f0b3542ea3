"""`rounds.resit`: an attempt is void and used no more, so that its person may begin another one for it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.attempts import by_hand, starting, used
from contest.attempts.starting import Refusal, StartOutcome, StartRequest
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.errors import Conflict
from contest.rounds import judging
from contest.rounds.deeds import Order, Used
from contest.web.database import Database, reading, to_ms, writing
from tests.conftest import Clock
from tests.contest.attempts.by_hand_world import one_for, print_for
from tests.contest.attempts.sitting import stored
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_races import Deed, alone, one_behind_the_other, order
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import first, text

MINUTE = timedelta(minutes=1)
NOW = OPENS + 30 * MINUTE


@pytest.fixture
def contest(database: Database) -> World:
    return world.make()


def sat(contest: World, name: str = "A Thui") -> tuple[str, str]:
    """Somebody who has used their only attempt; the entry and it."""
    entry = contest.join(name).entry_id
    attempt = contest.start(entry, OPENS)
    contest.hand_in(entry, attempt, OPENS + MINUTE, 3)
    return entry, attempt


def judge(deed: str, contest: World, attempt: str, now: Any = NOW, by: Order | None = None) -> None:
    with writing() as db:
        getattr(judging, deed)(db, by or order(), contest.round_id, attempt, now)


def begin(contest: World, entry: str, now: Any = NOW) -> StartOutcome:
    request = StartRequest(contest.round_id, (entry,), entropy.new_id(), to_ms(now))
    with writing() as db:
        return starting.start_batch(db, [request])[0]


# --- the deed, on both databases --------------------------------------------------------------------


def test_void_alone_leaves_nobody_another_attempt(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("void", contest, attempt)
    assert begin(contest, entry).refusal is Refusal.USED_UP


def test_whoever_may_sit_again_begins_one_and_no_more(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("resit", contest, attempt)
    assert stored(attempt, "state") == ("void",)
    again = begin(contest, entry)
    assert again.refusal is None
    assert stored(again.attempt_id, "number") == (2,)
    contest.hand_in(entry, again.attempt_id, NOW + MINUTE, 2)
    assert begin(contest, entry, NOW + 2 * MINUTE).refusal is Refusal.USED_UP


def test_who_is_still_answering_stops_and_begins_anew(contest: World) -> None:
    entry = contest.join("A Thui").entry_id
    attempt = contest.start(entry, OPENS)
    judge("resit", contest, attempt, OPENS + MINUTE)
    again = begin(contest, entry, OPENS + 2 * MINUTE)
    assert again.attempt_id not in ("", attempt)


def test_after_a_void_that_was_thought_over(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("void", contest, attempt)
    judge("resit", contest, attempt, NOW + MINUTE)
    assert begin(contest, entry, NOW + 2 * MINUTE).refusal is None
    with pytest.raises(Conflict, match="được thi lại cho bài này rồi"):
        judge("resit", contest, attempt, NOW + 3 * MINUTE)


def test_recognised_again_it_is_used_and_a_later_void_gives_nothing_back(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("resit", contest, attempt)
    judge("unvoid", contest, attempt, NOW + MINUTE)
    assert begin(contest, entry, NOW + 2 * MINUTE).refusal is Refusal.USED_UP
    judge("void", contest, attempt, NOW + 3 * MINUTE)
    assert begin(contest, entry, NOW + 4 * MINUTE).refusal is Refusal.USED_UP


def test_nobody_gets_two_attempts_by_it(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("resit", contest, attempt)
    again = begin(contest, entry).attempt_id
    with pytest.raises(Conflict, match="đã bắt đầu lượt khác"):
        judge("unvoid", contest, attempt, NOW + MINUTE)
    assert stored(attempt, "state") == ("void",)
    judge("resit", contest, again, NOW + 2 * MINUTE)
    judge("unvoid", contest, attempt, NOW + 3 * MINUTE)
    assert begin(contest, entry, NOW + 4 * MINUTE).refusal is Refusal.USED_UP


def test_after_the_close_nobody_is_sent_to_a_button_that_is_gone(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("resit", contest, attempt)
    contest.hand_in(entry, begin(contest, entry).attempt_id, NOW + MINUTE, 2)
    world.work(CLOSES + 5 * MINUTE)
    with pytest.raises(Conflict, match="Vòng đã đóng: lượt thi lại giữ nguyên kết quả"):
        judge("unvoid", contest, attempt, CLOSES + 10 * MINUTE)


def test_the_same_form_twice_is_one_deed(contest: World) -> None:
    _, attempt = sat(contest)
    form = order()
    judge("resit", contest, attempt, by=form)
    audited = contest.audited()
    judge("resit", contest, attempt, by=form)
    assert contest.audited() == audited
    with pytest.raises(Used):
        judge("resit", contest, sat(contest, "Y Bích")[1], by=form)


@pytest.mark.parametrize(("seconds", "may"), [(-1, True), (0, False), (1, False)])
def test_only_while_the_round_is_open(contest: World, seconds: int, may: bool) -> None:
    _, attempt = sat(contest)
    now = CLOSES + timedelta(seconds=seconds)
    if may:
        judge("resit", contest, attempt, now)
    else:
        with pytest.raises(Conflict, match="không mở"):
            judge("resit", contest, attempt, now)
    assert (stored(attempt, "state") == ("void",)) is may


def test_an_attempt_of_another_round_is_not_there(contest: World) -> None:
    other = world.make(bank=0, slug="khac")
    _, attempt = sat(contest)
    with pytest.raises(judging.NotFound):
        judge("resit", other, attempt)


def test_the_board_and_the_count_leave_it_out(database: Database) -> None:
    contest = world.make(world.rules(visibility=world.at_once()))
    _, attempt = sat(contest)
    assert len(contest.board()) == 1
    judge("resit", contest, attempt)
    assert contest.board() == []


# --- limits of other kinds --------------------------------------------------------------------------


@pytest.mark.parametrize("limits", [{"attempts_a_day": 1}, {"pause_minutes": 600}])
def test_neither_the_day_nor_the_pause_holds_it_up(database: Database, limits: dict[str, int]) -> None:
    contest = world.make(world.rules(attempts_allowed=2, **limits))
    entry, attempt = sat(contest)
    assert begin(contest, entry).refusal in (Refusal.TODAY, Refusal.PAUSE)
    judge("resit", contest, attempt)
    assert begin(contest, entry).refusal is None


def test_the_limit_over_all_rounds(database: Database) -> None:
    rules = world.rules(attempts_allowed=1, attempts_in_all=1)
    contest = world.make(rules)
    with writing() as db:
        draft = RoundDraft("Tuần 2", OPENS, CLOSES, rules)
        other = World(campaigns.add_round(db, contest.view(OPENS).campaign_id, draft, OPENS))
    entry, attempt = sat(contest)
    judge("void", contest, attempt)
    assert begin(other, entry).refusal is Refusal.USED_UP
    judge("resit", contest, attempt, NOW + MINUTE)
    with reading() as db:
        assert used.attempts(db, other.round_id, [entry]) == {}
    assert begin(other, entry, NOW + 2 * MINUTE).refusal is None
    assert begin(contest, entry, NOW + 2 * MINUTE).refusal is Refusal.USED_UP
    with pytest.raises(Conflict, match="đã bắt đầu lượt khác"):
        judge("unvoid", contest, attempt, NOW + 3 * MINUTE)


def test_on_paper_too(database: Database, fresh: None) -> None:
    contest = world.make(world.rules(by_hand=True))
    entry, attempt = sat(contest)
    assert print_for(contest, entry, now=NOW).refused == {entry: by_hand.USED_UP}
    judge("resit", contest, attempt)
    assert one_for(contest, entry, now=NOW)


def test_who_has_no_void_attempt_reads_nothing_more(contest: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is void")

    monkeypatch.setattr(used.adjusting_store, "returned", never)
    entry, _ = sat(contest)
    assert begin(contest, entry).refusal is Refusal.USED_UP


# --- two at one moment ------------------------------------------------------------------------------


def starts(contest: World, entry: str) -> Deed:
    request = StartRequest(contest.round_id, (entry,), entropy.new_id(), to_ms(NOW))
    return lambda db: starting.start_batch(db, [request])[0]


def test_a_start_behind_it_begins(contest: World) -> None:
    entry, attempt = sat(contest)
    form = order()
    waiting = one_behind_the_other(
        lambda db: judging.resit(db, form, contest.round_id, attempt, NOW), starts(contest, entry)
    )
    outcome = waiting.result()
    assert isinstance(outcome, StartOutcome) and outcome.refusal is None


def test_recognised_behind_the_start_is_refused(contest: World) -> None:
    entry, attempt = sat(contest)
    judge("resit", contest, attempt)
    form = order()
    waiting = one_behind_the_other(
        starts(contest, entry),
        lambda db: judging.unvoid(db, form, contest.round_id, attempt, NOW + MINUTE),
    )
    assert isinstance(waiting.exception(), Conflict)
    assert alone(starts(contest, entry))()


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    clock.set(NOW)
    return Desk(organiser, world.make())


def test_from_the_attempts_page(desk: Desk) -> None:
    _, attempt = sat(desk.contest)
    path = f"/attempts/{attempt}"
    button = first(desk.page(path), "button[formaction]")
    assert (text(button), button.attributes["formaction"]) == ("Hủy, cho thi lại", desk.url(f"{path}/resit"))
    fields = {"once": entropy.new_id(), "reason": "Máy treo"}
    answer = desk.browser.post(desk.url(f"{path}/resit"), data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(path))
    page = desk.page(path)
    assert "Được thi lại" in text(first(page, "h2"))
    assert page.css_first("button[formaction]") is None
    assert "Cho thi lại" in text(first(page, ".changes"))
    timeline = text(first(desk.page("/timeline"), "main"))
    assert "Hủy bài và cho thi lại" in timeline and "Máy treo" in timeline


def test_a_reason_is_asked_for_and_kept_on_the_page(desk: Desk) -> None:
    _, attempt = sat(desk.contest)
    path = desk.url(f"/attempts/{attempt}/resit")
    answer = desk.browser.post(path, data={"once": entropy.new_id(), "reason": ""})
    assert answer.status_code == 422
    assert stored(attempt, "state") == ("handed_in",)


def test_after_the_close_it_is_not_offered(desk: Desk, clock: Clock) -> None:
    _, attempt = sat(desk.contest)
    clock.set(CLOSES + MINUTE)
    assert desk.page(f"/attempts/{attempt}").css_first("button[formaction]") is None
