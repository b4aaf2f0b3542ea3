"""`rounds.move`: staff let somebody belong to another audience, unless what they did there counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.accounts.states import ContestRole, Role
from contest.attempts import starting
from contest.attempts.starting import Refusal, StartOutcome, StartRequest
from contest.errors import Conflict, Invalid, NotFound
from contest.rounds import judging, moving
from contest.rounds.deeds import Order, Used
from contest.web.database import Database, to_ms, writing
from tests.conftest import Clock
from tests.contest import groups
from tests.contest.groups import PUPILS, SERVANTS, Groups, audience_of
from tests.contest.rounds import world
from tests.contest.rounds.desk import Desk
from tests.contest.rounds.test_races import Deed, alone, one_behind_the_other, order, over
from tests.contest.rounds.world import CLOSES, OPENS, World
from tests.parsed import HTMLParser, first, text

__all__ = ["over"]
NOW = OPENS + timedelta(minutes=5)
NOBODY = "0" * 13


@pytest.fixture
def made(database: Database) -> Groups:
    return groups.make()


def move(made: Groups, entry: str, to: str, by: Order | None = None) -> None:
    with writing() as db:
        moving.move(db, by or order(), made.a.round_id, entry, to, NOW)


def void(round_: World, attempt: str) -> None:
    with writing() as db:
        judging.void(db, order(), round_.round_id, attempt, NOW)


# --- the deed, on both databases --------------------------------------------------------------------


def test_before_anything_was_done_it_is_free(made: Groups) -> None:
    somebody = made.join("A Thui", None)
    move(made, somebody, SERVANTS.id)
    assert audience_of(somebody) == SERVANTS.id
    assert made.b.start(somebody, NOW)


def test_the_same_form_twice_is_one_deed(made: Groups) -> None:
    somebody, form = made.join("A Thui", None), order()
    move(made, somebody, SERVANTS.id, form)
    audited = made.a.audited()
    move(made, somebody, SERVANTS.id, form)
    assert made.a.audited() == audited
    with pytest.raises(Used):
        move(made, made.join("A Nhân", None), SERVANTS.id, form)


def test_to_where_they_are_is_told(made: Groups) -> None:
    with pytest.raises(Conflict, match="rồi"):
        move(made, made.join("A Thui", SERVANTS), SERVANTS.id)


@pytest.mark.parametrize("wanted", ["", NOBODY, "A"])
def test_no_such_audience(made: Groups, wanted: str) -> None:
    with pytest.raises(Invalid) as wrong:
        move(made, made.join("A Thui", None), wanted)
    assert wrong.value.fields == {"audience": moving.CHOOSE}


def test_ages_hold_for_staff_too(made: Groups) -> None:
    with pytest.raises(Invalid) as wrong:
        move(made, made.join("A Thui", SERVANTS), PUPILS.id)
    assert "từ 11 đến 15" in wrong.value.fields["audience"]


def test_somebody_of_another_contest_is_not_there(made: Groups) -> None:
    elsewhere = world.make(bank=0, slug="khac").join("A Thui").entry_id
    with pytest.raises(NotFound):
        move(made, elsewhere, SERVANTS.id)


@pytest.fixture
def grown(database: Database) -> Groups:
    """A contest whose audiences take everybody."""
    free = (replace(PUPILS, youngest=None, oldest=None), replace(SERVANTS, youngest=None))
    return groups.make(audiences=free)


def test_whoever_has_sat_stays_until_the_attempt_is_void(grown: Groups) -> None:
    somebody = grown.join("A Thui", PUPILS)
    attempt = grown.a.start(somebody, OPENS)
    with pytest.raises(Conflict) as refused:
        move(grown, somebody, SERVANTS.id)
    assert refused.value.message.replace("\u00a0", " ") == (
        "Người này đã làm bài ở Tuần 1, Bảng A. Hủy bài ấy trước, rồi mới chuyển sang Bảng B được."
    )
    grown.a.hand_in(somebody, attempt, NOW, 3)
    with pytest.raises(Conflict):
        move(grown, somebody, SERVANTS.id)
    void(grown.a, attempt)
    move(grown, somebody, SERVANTS.id)
    assert grown.b.start(somebody, NOW)


def test_a_void_attempt_of_the_other_audience_is_not_recognised_again(grown: Groups) -> None:
    """Else somebody stood on two boards, and could win twice."""
    somebody = grown.join("A Thui", PUPILS)
    attempt = grown.a.start(somebody, OPENS)
    grown.a.hand_in(somebody, attempt, NOW, 3)
    void(grown.a, attempt)
    move(grown, somebody, SERVANTS.id)
    with pytest.raises(Conflict, match="đã chuyển sang bảng khác"), writing() as db:
        judging.unvoid(db, order(), grown.a.round_id, attempt, NOW)
    move(grown, somebody, PUPILS.id)
    with writing() as db:
        judging.unvoid(db, order(), grown.a.round_id, attempt, NOW)


def test_rounds_for_everybody_are_in_nobodys_way(grown: Groups) -> None:
    common = grown.common()
    somebody = grown.join("A Thui", PUPILS)
    common.start(somebody, OPENS)
    move(grown, somebody, SERVANTS.id)
    assert audience_of(somebody) == SERVANTS.id


# --- two at one moment ------------------------------------------------------------------------------


def start(round_: World, entry: str) -> Deed:
    request = StartRequest(round_.round_id, (entry,), entropy.new_id(), to_ms(NOW))
    return lambda db: starting.start_batch(db, [request])[0]


def moved(made: Groups, entry: str) -> Deed:
    form = order()
    return lambda db: moving.move(db, form, made.a.round_id, entry, SERVANTS.id, NOW)


def test_a_start_behind_the_move_is_refused(grown: Groups) -> None:
    somebody = grown.join("A Thui", PUPILS)
    outcome = one_behind_the_other(moved(grown, somebody), start(grown.a, somebody)).result()
    assert isinstance(outcome, StartOutcome)
    assert outcome.refusal is Refusal.AUDIENCE
    assert audience_of(somebody) == SERVANTS.id


def test_a_move_behind_the_start_is_refused(grown: Groups) -> None:
    somebody = grown.join("A Thui", PUPILS)
    moving_ = one_behind_the_other(start(grown.a, somebody), moved(grown, somebody))
    assert isinstance(moving_.exception(), Conflict)
    assert audience_of(somebody) == PUPILS.id
    assert alone(start(grown.a, somebody))(), "and the paper goes on"


# --- the page ---------------------------------------------------------------------------------------


@pytest.fixture
def desk(organiser: TestClient, clock: Clock) -> Desk:
    clock.set(NOW)
    return Desk(organiser, groups.make().a)


def here(desk: Desk, audience: groups.Audience | None) -> str:
    found = Groups(desk.contest, desk.contest)
    return f"/entries/{found.join('A Thui', audience)}"


def test_the_page_says_whom_somebody_belongs_to(desk: Desk) -> None:
    page = desk.page(here(desk, SERVANTS))
    facts = dict(zip((text(n) for n in page.css("dl dt")), (text(n) for n in page.css("dl dd")), strict=True))
    assert facts["Bảng"] == "Bảng B: Cán bộ, công chức"
    assert [text(node) for node in page.css("#audience option")] == ["Bảng A: Học sinh"]


def test_moved_with_a_reason(desk: Desk) -> None:
    path = here(desk, None)
    answer = desk.fill(f"{path}/moving", path, audience=SERVANTS.id, reason="Đăng ký nhầm bảng")
    assert (answer.status_code, answer.headers["location"]) == (303, desk.url(path))
    assert audience_of(path.split("/")[-1]) == SERVANTS.id
    timeline = text(first(desk.page("/timeline"), "main"))
    assert "Đổi bảng dự thi" in timeline and "Đăng ký nhầm bảng" in timeline


def test_what_is_wrong_is_said_in_its_own_form(desk: Desk) -> None:
    path = here(desk, SERVANTS)
    for typed in ({"audience": PUPILS.id}, {"audience": PUPILS.id, "reason": ""}, {"audience": "x"}):
        answer = desk.fill(f"{path}/moving", path, **typed)
        page = HTMLParser(answer.text)
        assert answer.status_code == 422
        (opened,) = page.css("details[open]")
        assert text(first(opened, "summary")) == "Đổi bảng dự thi"
        assert opened.css("[id$='-err']")


def test_a_contest_without_audiences_offers_nothing(organiser: TestClient, clock: Clock) -> None:
    desk = Desk(organiser, world.make())
    path = f"/entries/{desk.contest.join('A Thui').entry_id}"
    assert not desk.page(path).css("form[action$='/moving']")
    answer = organiser.post(
        desk.url(f"{path}/moving"), data={"once": entropy.new_id(), "reason": "x", "audience": NOBODY}
    )
    assert answer.status_code == 422


def test_who_may(viewer: TestClient, clock: Clock) -> None:
    made = groups.make()
    path = f"/rounds/{made.a.round_id}/entries/{made.join('A Thui', None)}/moving"
    data = {"once": entropy.new_id(), "reason": "Chưa chọn", "audience": SERVANTS.id}
    assert viewer.post(path, data=data).status_code == 403
    world.give_part(Role.VIEWER, made.a.round_id, ContestRole.PROCTOR)
    assert viewer.post(path, data=data).status_code == 303


def test_a_stranger(app_client: TestClient) -> None:
    made = groups.make()
    path = f"/rounds/{made.a.round_id}/entries/{made.join('A Thui', None)}/moving"
    assert app_client.post(path).status_code == 401
    assert made.a.audited() == 0


@pytest.mark.parametrize("bad", [NOBODY, "abc", "%00" * 13, "K7Q2M94X0A1BC"])
def test_bad_ids_and_wrong_method(desk: Desk, bad: str) -> None:
    data = {"once": entropy.new_id(), "reason": "x", "audience": SERVANTS.id}
    assert desk.browser.post(desk.url(f"/entries/{bad}/moving"), data=data).status_code == 404
    path = here(desk, None)
    assert desk.browser.post(f"/rounds/{bad}{path}/moving", data=data).status_code == 404
    assert desk.browser.get(desk.url(f"{path}/moving")).status_code == 405


def test_after_the_close_it_may_still_be_put_right(desk: Desk, clock: Clock) -> None:
    clock.set(CLOSES)
    path = here(desk, None)
    assert desk.fill(f"{path}/moving", path, audience=SERVANTS.id).status_code == 303


def test_the_list_of_people_says_whom_each_belongs_to(desk: Desk) -> None:
    made = Groups(desk.contest, desk.contest)
    made.join("Y Thu", PUPILS, 2013)
    made.join("A Thui", SERVANTS)
    made.join("A Nhân", None)
    rows = {
        text(first(row, "b")): text(first(row, "td small")) for row in desk.page("/entries").css("tbody tr")
    }
    assert rows == {"Y Thu": "Bảng A", "A Thui": "Bảng B", "A Nhân": ""}
