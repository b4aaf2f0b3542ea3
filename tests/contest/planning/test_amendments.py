"""Rules of an open round: changed for a reason, shown to everybody, ranked by at the close."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from docx import Document
from fastapi.testclient import TestClient

from contest.audit import service as audit
from contest.campaigns import amending as amendments
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid
from contest.planning import amending, readiness, rules, service
from contest.planning.states import Group
from contest.rounds.service import SETTLE
from contest.ruleset.rules import Counting, Criterion
from contest.web.database import Database, reading, writing
from contest.web.filters import NBSP, moment
from tests.conftest import Clock
from tests.contest.planning import plans
from tests.contest.rounds import world
from tests.contest.rounds.world import World

STAFF = "staff00000001"
WHY = "Theo đề nghị của các chi đoàn, mỗi người được thêm một lượt."


@pytest.fixture
def running(database: Database, clock: Clock) -> str:
    """A weekly contest of three attempts, just opened."""
    plans.fill_bank()
    made = plans.make(clock.now, base="weekly")
    return opened(made, clock)


def opened(made: str, clock: Clock) -> str:
    with writing() as db:
        readiness.schedule(db, STAFF, made, clock.now)
    clock.set(plans.view(made, clock.now).opens_at)
    return made


def told(round_id: str) -> tuple[amendments.Amendment, ...]:
    with reading() as db:
        return amendments.amendments(db, round_id)


def test_a_change_is_kept_with_its_reason(running: str, clock: Clock) -> None:
    before = plans.view(running, clock.now).rules
    made = plans.change(running, Group.RANKING, clock.now, attempts_allowed="4", reason=WHY)
    assert made.rules == before.changed(attempts_allowed=4)
    (found,) = told(running)
    assert (found.before, found.after, found.reason, found.at) == (before, made.rules, WHY, clock.now)
    assert plans.view(running, clock.now).amended_at == clock.now
    with reading() as db:
        ((row,), _) = audit.about(db, (running,), 0, 1)
        assert (row.action, row.actor) == ("planning.amend", STAFF)
        assert amendments.reasons(db, [str(row.detail["change"])]) == {row.detail["change"]: WHY}


def test_without_a_reason_nothing_changes(running: str, clock: Clock) -> None:
    before = plans.view(running, clock.now).rules_sha256
    with pytest.raises(Invalid) as wrong:
        plans.change(running, Group.RANKING, clock.now, attempts_allowed="4")
    assert wrong.value.fields == {"reason": amending.NO_REASON}
    assert (plans.view(running, clock.now).rules_sha256, told(running)) == (before, ())


def test_fewer_attempts_and_another_prediction_are_refused(running: str, clock: Clock) -> None:
    fields = {"attempts_allowed": "2", "prediction": "attempts", "reason": WHY}
    with pytest.raises(Invalid) as wrong:
        plans.change(running, Group.RANKING, clock.now, **fields)
    assert wrong.value.fields == {"attempts_allowed": amending.FEWER, "prediction": amending.KEPT}


def test_nothing_new_is_no_change_and_asks_no_reason(running: str, clock: Clock) -> None:
    plans.change(running, Group.RANKING, clock.now)
    assert told(running) == ()


def test_a_form_of_before_the_opening_stores_nothing_without_a_reason(running: str, clock: Clock) -> None:
    # Typed while the round waited, sent when it was open: it has no field for a reason.
    with pytest.raises(Invalid):
        plans.change(running, Group.PUBLICATION, clock.now, minimum_unit_size="9")
    assert told(running) == ()


def test_two_changes_stand_in_their_order(running: str, clock: Clock) -> None:
    plans.change(running, Group.RANKING, clock.now, attempts_allowed="4", reason=WHY)
    clock.set(clock.now + timedelta(hours=1))
    plans.change(running, Group.PUBLICATION, clock.now, minimum_unit_size="9", reason=WHY)
    first, second = told(running)
    assert first.after == second.before
    assert (second.before.minimum_unit_size, second.after.minimum_unit_size) == (5, 9)


def test_the_weeks_to_come_change_along_and_owe_no_reason(running: str, clock: Clock) -> None:
    with writing() as db:
        second = service.add_week(db, STAFF, running, running, clock.now)
    plans.change(running, Group.RANKING, clock.now, attempts_allowed="4", reason=WHY)
    assert plans.view(second, clock.now).rules.attempts_allowed == 4
    assert told(second) == ()


def test_in_a_round_to_come_no_reason_is_asked(database: Database, clock: Clock) -> None:
    plans.fill_bank()
    draft = plans.make(clock.now, base="weekly")
    plans.change(draft, Group.RANKING, clock.now, attempts_allowed="1", counting="best")
    assert told(draft) == ()


def test_once_over_everything_stands(running: str, clock: Clock) -> None:
    clock.set(plans.view(running, clock.now).closes_at)
    for group in (Group.PEOPLE, Group.RANKING, Group.PUBLICATION):
        with pytest.raises(Conflict) as refused:
            plans.change(running, group, clock.now, reason=WHY)
        assert refused.value.message == rules.OVER


def test_the_close_ranks_by_the_rules_of_then(running: str, clock: Clock) -> None:
    contest, opens_at = World(running), clock.now
    earlier, quicker = (contest.join(name).entry_id for name in ("Y Bích", "A Thanh"))
    for entry, starts, ends in ((earlier, 0, 5), (quicker, 4, 6)):
        attempt = contest.start(entry, opens_at + timedelta(minutes=starts))
        contest.hand_in(entry, attempt, opens_at + timedelta(minutes=ends))
    assert plans.view(running, opens_at).rules.criteria[2] is Criterion.SECONDS
    fields = {"rung3": "submitted", "rung4": "", "reason": WHY}
    made = plans.change(running, Group.RANKING, opens_at + timedelta(hours=1), **fields)
    world.work(made.closes_at + world.GRACE + SETTLE)
    assert [row.entry_id for row in contest.board()] == [earlier, quicker]


def test_which_attempt_counts_may_change_before_the_close(running: str, clock: Clock) -> None:
    made = plans.change(running, Group.RANKING, clock.now, counting="last", reason=WHY)
    assert made.rules.counting is Counting.LAST


# --- in the browser -------------------------------------------------------------------------------


@pytest.fixture
def shown(organiser: TestClient, clock: Clock) -> str:
    """The same, made in the browser; open at once, since a day later nobody is logged in any more."""
    plans.fill_bank()
    made = plans.made_by(organiser, base="weekly")
    with writing() as db:
        campaigns.set_window(db, made, clock.now, clock.now + timedelta(days=6))
        campaigns.set_state(db, made, RoundState.DRAFT, RoundState.READY)
    return made


def test_the_form_asks_why_and_keeps_what_was_typed(organiser: TestClient, shown: str, clock: Clock) -> None:
    given = plans.fields(organiser.get(f"/planning/{shown}/ranking").text)
    assert given["reason"] == ""
    answer = organiser.post(f"/planning/{shown}/ranking", data=given | {"attempts_allowed": "4"})
    page = plans.page(answer.text)
    assert answer.status_code == 422
    assert plans.text(page, "#reason-err") == amending.NO_REASON
    assert plans.text(page, ".banner.is-wrong a[href='#reason']") == "Lý do sửa"
    assert plans.fields(answer.text)["attempts_allowed"] == "4"
    again = plans.fields(answer.text) | {"reason": WHY}
    assert organiser.post(f"/planning/{shown}/ranking", data=again).status_code == 303
    assert plans.view(shown, clock.now).rules.attempts_allowed == 4


def test_only_open_groups_ask_why(organiser: TestClient, shown: str) -> None:
    for group in ("people", "ranking", "publication"):
        assert "reason" in plans.fields(organiser.get(f"/planning/{shown}/{group}").text)
    for group in ("name", "time", "paper"):
        assert "reason" not in plans.fields(organiser.get(f"/planning/{shown}/{group}").text)


def test_two_who_change_at_once(organiser: TestClient, shown: str) -> None:
    given = plans.fields(organiser.get(f"/planning/{shown}/ranking").text) | {"reason": WHY}
    assert organiser.post(f"/planning/{shown}/ranking", data=given | {"attempts_allowed": "4"}).is_redirect
    answer = organiser.post(f"/planning/{shown}/ranking", data=given | {"attempts_allowed": "5"})
    assert answer.status_code == 409
    kept = plans.fields(answer.text)
    assert (kept["attempts_allowed"], kept["reason"]) == ("5", WHY)
    assert "số lượt 4" in plans.text(plans.page(answer.text), ".banner.is-wrong")
    assert "Lý do" not in plans.text(plans.page(answer.text), ".banner.is-wrong")


def test_a_reason_is_shown_as_text(organiser: TestClient, shown: str, clock: Clock) -> None:
    nasty = "<script>alert(1)</script> vì lý do này"
    plans.change(shown, Group.RANKING, clock.now, attempts_allowed="4", reason=nasty)
    page = plans.page(organiser.get(f"/campaigns/{plans.view(shown, clock.now).slug}/rules").text)
    assert nasty in plans.text(page, ".amended")
    assert not page.css(".amended script")


def test_everybody_can_read_what_changed(organiser: TestClient, shown: str, clock: Clock) -> None:
    slug = plans.view(shown, clock.now).slug
    organiser.cookies.clear()
    assert "Thể lệ được sửa" not in organiser.get(f"/campaigns/{slug}").text
    plans.change(shown, Group.RANKING, clock.now, attempts_allowed="4", reason=WHY)
    landing = plans.page(organiser.get(f"/campaigns/{slug}").text)
    banner = f"Thể lệ được sửa lúc {moment(clock.now)}. Xem chỗ sửa và lý do"
    assert banner in [plans.text(each) for each in landing.css(".banner")]
    page = plans.page(organiser.get(f"/campaigns/{slug}/rules").text)
    assert plans.text(page, ".amended h2") == f"Thể lệ được sửa lúc {moment(clock.now)}"
    assert WHY in plans.text(page, ".amended")
    assert "3 lượt" in plans.text(page, ".amended del")
    assert "4 lượt" in plans.text(page, ".amended ins")


def test_the_document_and_the_timeline_tell_it(organiser: TestClient, shown: str, clock: Clock) -> None:
    plans.change(shown, Group.RANKING, clock.now, attempts_allowed="4", reason=WHY)
    answer = organiser.get(f"/planning/{shown}/rules.docx")
    said = " ".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)
    assert f"Thể lệ được sửa lúc {moment(clock.now)}" in said.replace(NBSP, " ")
    assert WHY.rstrip(".") in said
    row = plans.text(plans.page(organiser.get(f"/rounds/{shown}/timeline").text), "main")
    assert "Sửa thể lệ khi vòng đã mở" in row
    assert WHY in row


def test_who_only_looks_is_not_asked(viewer: TestClient, clock: Clock) -> None:
    contest = world.make(world.rules(attempts_allowed=3))
    clock.set(world.OPENS)
    page = viewer.get(f"/planning/{contest.round_id}/ranking")
    assert page.status_code == 200
    assert set(plans.fields(page.text)) == {"version"}
    given = plans.values(contest.round_id, Group.RANKING, clock.now) | {"attempts_allowed": "4"}
    answer = viewer.post(f"/planning/{contest.round_id}/ranking", data=given | {"reason": WHY})
    assert answer.status_code == 403
