"""Campaigns and rounds in the database: made, seen, moved. On both databases."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlmodel import select

from contest.campaigns import progress, service
from contest.campaigns.models import Campaign, Round
from contest.campaigns.rules import Phase
from contest.campaigns.service import RoundDraft
from contest.campaigns.states import RoundState
from contest.errors import Conflict, Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, OPENS, SLUG, draft, rules
from tests.contest.selects import selects

WEEK = timedelta(days=7)


@pytest.fixture
def made(database: Database, clock: Clock) -> str:
    """A contest; its round's id."""
    with writing() as db:
        return service.create(db, draft(), clock.now)


def week(number: int, state: RoundState = RoundState.READY) -> RoundDraft:
    return RoundDraft(
        f"Tuần {number}", OPENS + (number - 1) * WEEK, CLOSES + (number - 1) * WEEK, rules(), state
    )


def test_a_round_as_others_see_it(made: str, clock: Clock) -> None:
    with reading() as db:
        view = service.view(db, made, clock.now)
    assert (view.id, view.number, view.name, view.slug) == (made, 1, "Tuần 1", SLUG)
    assert (view.opens_at, view.closes_at, view.state) == (OPENS, CLOSES, RoundState.READY)
    assert view.phase is Phase.OPEN
    assert view.rules == rules()
    assert view.rules_sha256 == rules().sha256()
    assert len(view.seed) == 32
    assert view.seed_commitment == hashlib.sha256(view.seed).hexdigest()
    assert (view.prediction_truth, view.is_sample, view.bank_slug) == (None, False, "cds")


def test_seeds_differ(made: str, clock: Clock) -> None:
    with writing() as db:
        campaign = service.view(db, made, clock.now).campaign_id
        other = service.add_round(db, campaign, week(2), clock.now)
        assert service.view(db, made, clock.now).seed != service.view(db, other, clock.now).seed
        assert service.view(db, other, clock.now).number == 2


def test_a_view_is_one_statement(made: str, database: Database, clock: Clock) -> None:
    statements = selects(database)
    with reading() as db:
        service.view(db, made, clock.now)
        assert len(statements) == 1
        service.current(db, SLUG, clock.now)
        service.on_show(db, clock.now)
        assert len(statements) == 3


def test_the_phase_follows_the_clock(made: str, clock: Clock) -> None:
    with reading() as db:
        for moment, shown in ((OPENS - WEEK, Phase.WAITING), (OPENS, Phase.OPEN), (CLOSES, Phase.CLOSING)):
            assert service.view(db, made, moment).phase is shown


@pytest.mark.parametrize("round_id", ["", "nowhere000000", "'", "x" * 500])
def test_no_such_round(database: Database, clock: Clock, round_id: str) -> None:
    with reading() as db:
        for see in (service.view, service.public_view):
            with pytest.raises(NotFound):
                see(db, round_id, clock.now)
        with pytest.raises(NotFound):
            service.current(db, round_id, clock.now)


def test_a_draft_is_there_for_staff_only(database: Database, clock: Clock) -> None:
    with writing() as db:
        made = service.create(db, draft(first=week(1, RoundState.DRAFT)), clock.now)
    with reading() as db:
        assert service.view(db, made, clock.now).phase is Phase.DRAFT
        assert len(service.every(db, clock.now)) == 1
        assert service.on_show(db, clock.now) == ()
        for see, name in ((service.public_view, made), (service.current, SLUG)):
            with pytest.raises(NotFound):
                see(db, name, clock.now)


def test_the_current_round_moves_on(made: str, clock: Clock) -> None:
    with writing() as db:
        campaign = service.view(db, made, clock.now).campaign_id
        service.add_round(db, campaign, week(2), clock.now)
    with reading() as db:
        assert service.current(db, SLUG, OPENS).number == 1
        assert service.current(db, SLUG, CLOSES).number == 2
        assert service.current(db, SLUG, OPENS + WEEK).number == 2
        assert service.current(db, SLUG, CLOSES + 9 * WEEK).number == 2


def test_what_can_be_entered_stands_first(made: str, clock: Clock) -> None:
    with writing() as db:
        service.create(db, draft(slug="cu", first=week(-3, RoundState.CLOSED)), clock.now)
        service.create(db, draft(slug="moi", first=week(3)), clock.now)
        service.create(db, draft(slug="nhap", first=week(1, RoundState.DRAFT)), clock.now)
    with reading() as db:
        assert [view.slug for view in service.on_show(db, clock.now)] == [SLUG, "moi", "cu"]


def test_a_taken_slug_is_told(made: str, clock: Clock) -> None:
    with pytest.raises(Conflict, match=SLUG), writing() as db:
        service.create(db, draft(), clock.now)
    with reading() as db:
        assert len(db.exec(select(Campaign)).all()) == 1


@pytest.mark.parametrize("slug", ["", "Có dấu", "a/b", "-a"])
def test_a_bad_slug_is_told(database: Database, clock: Clock, slug: str) -> None:
    with pytest.raises(Invalid) as wrong, writing() as db:
        service.create(db, draft(slug=slug), clock.now)
    assert list(wrong.value.fields) == ["slug"]


@pytest.mark.parametrize("closes", [OPENS, OPENS - WEEK])
def test_a_round_closes_after_it_opens(database: Database, clock: Clock, closes: object) -> None:
    with pytest.raises(Invalid, match="cần sửa"), writing() as db:
        service.create(db, draft(first=RoundDraft("T", OPENS, closes, rules())), clock.now)  # ty: ignore[invalid-argument-type]
    with reading() as db:
        assert db.exec(select(Campaign)).all() == []


def test_moving_the_window(made: str, clock: Clock) -> None:
    with writing() as db:
        service.set_window(db, made, OPENS + WEEK, CLOSES + WEEK)
        moved = service.view(db, made, clock.now)
    assert (moved.opens_at, moved.closes_at, moved.phase) == (OPENS + WEEK, CLOSES + WEEK, Phase.WAITING)
    with pytest.raises(Invalid), writing() as db:
        service.set_window(db, made, CLOSES, OPENS)


@pytest.mark.parametrize("state", [RoundState.CLOSING, RoundState.CLOSED])
def test_a_round_that_is_over_stays_where_it_is(made: str, state: RoundState) -> None:
    with writing() as db:
        service.set_state(db, made, RoundState.READY, state)
    with pytest.raises(Conflict), writing() as db:
        service.set_window(db, made, OPENS, CLOSES + WEEK)


def test_compare_and_set(made: str, clock: Clock) -> None:
    with writing() as db:
        service.set_state(db, made, RoundState.READY, RoundState.CLOSING)
        assert service.view(db, made, clock.now).state is RoundState.CLOSING
    with pytest.raises(Conflict, match="vừa đổi trạng thái"), writing() as db:
        service.set_state(db, made, RoundState.READY, RoundState.CLOSING)
    with pytest.raises(NotFound), writing() as db:
        service.set_state(db, "nowhere000000", RoundState.READY, RoundState.CLOSING)


def test_the_true_value_is_written_once(made: str, clock: Clock) -> None:
    with writing() as db:
        service.freeze_truth(db, made, 0)
        service.freeze_truth(db, made, 0)
        assert service.view(db, made, clock.now).prediction_truth == 0
    with pytest.raises(Conflict), writing() as db:
        service.freeze_truth(db, made, 1)
    with reading() as db:
        assert db.exec(select(Round.prediction_truth)).one() == 0


def test_progress_is_put_in_by_a_higher_feature(
    made: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_source", None)
    with reading() as db:
        view = service.view(db, made, clock.now)
        progress.use(None)
        assert progress.of(db, view, "entry", clock.now).attempts_left == 1
        progress.use(lambda db, view, entry, now: progress.Progress(open_attempt=entry))
        assert progress.of(db, view, "entry", clock.now).open_attempt == "entry"
