"""A question that stands in everybody's paper is not taken out of the bank while the round waits or runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.bank import holding, importing, service
from contest.bank.access import RIGHTS, AtBank
from contest.campaigns import fixing
from contest.campaigns import service as campaigns
from contest.campaigns.states import RoundState
from contest.errors import Conflict
from contest.web.database import Database, reading, writing
from questions import service as questions
from questions.authoring import banks
from questions.authoring.changes import Deed
from questions.models import QuestionState
from tests.conftest import Clock
from tests.contest import fixed
from tests.contest.bank import shelf
from tests.contest.planning import plans
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

BEFORE = OPENS - timedelta(hours=5)


@pytest.fixture(autouse=True)
def connected() -> Iterator[None]:
    """What rounds miss is told as in the application."""
    before = holding._missed
    holding.use_missed(fixing.missed)
    yield
    holding.use_missed(before)


@pytest.fixture
def always(database: Database, fresh: None) -> str:
    """One of nine questions."""
    world.fill_bank(9)
    return fixed.ids(1)[0]


def make(always: str, state: RoundState = RoundState.READY, **changes: Any) -> World:
    """A round with it in every paper."""
    return world.make(world.rules(fixed=(always,), **changes), state, bank=0)


def at() -> AtBank:
    with reading() as db:
        bank = next(one.bank for one in banks.every(db) if one.bank.slug == "bank")
    return AtBank(plans.member(BEFORE), bank, RIGHTS)


def version(question: str) -> int:
    return shelf.seen(fixed.bank_id(), question).version


def retire(db: Any, at: AtBank, always: str, now: Any) -> None:
    service.move(db, at, always, QuestionState.RETIRED, version(always), now)


def unapprove(db: Any, at: AtBank, always: str, now: Any) -> None:
    service.move(db, at, always, QuestionState.DRAFT, version(always), now)


def retire_all(db: Any, at: AtBank, always: str, now: Any) -> None:
    service.change(db, at, [one.id for one in fixed.stored()], Deed.STATE, "retired", now)


def let_expire(db: Any, at: AtBank, always: str, now: Any) -> None:
    wanted, seen = replace(shelf.told(at.bank.id, always), valid_until=date(2026, 10, 4)), version(always)
    service.save(db, at, always, wanted, seen, now)
    # Saying so takes nothing away yet; approving it does.
    service.move(db, at, always, QuestionState.APPROVED, seen + 1, now)


DEEDS: tuple[Callable[[Any, AtBank, str, Any], None], ...] = (retire, unapprove, retire_all, let_expire)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("now", [BEFORE, OPENS, CLOSES - timedelta(seconds=1)])
def test_nothing_takes_it_away_from_a_settled_round(always: str, deed: Any, now: Any) -> None:
    make(always)
    who, before = at(), shelf.audited()
    with pytest.raises(Conflict) as refused, writing() as db:
        deed(db, who, always, now)
    assert "nằm trong đề của mọi người" in refused.value.message
    assert "Tuần 1, Tìm hiểu chuyển đổi số" in refused.value.message
    assert shelf.seen(who.bank.id, always).state is QuestionState.APPROVED
    assert {one.state for one in fixed.stored()} == {QuestionState.APPROVED}, "none of it was done"
    assert shelf.audited() == before


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("now", [CLOSES, CLOSES + timedelta(days=1)])
def test_once_it_is_over_it_may_go(always: str, deed: Any, now: Any) -> None:
    make(always)
    who = at()
    with writing() as db:
        deed(db, who, always, now)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_draft_is_told_later_on_its_list(always: str, deed: Any) -> None:
    make(always, RoundState.DRAFT)
    who = at()
    with writing() as db:
        deed(db, who, always, BEFORE)


def test_what_keeps_expired_questions_lets_it_expire(always: str) -> None:
    make(always, keeps_expired=True)
    who = at()
    with writing() as db:
        let_expire(db, who, always, BEFORE)


def test_other_questions_and_other_words_are_nobodys_loss(always: str) -> None:
    make(always)
    other = next(one for one in fixed.ids(2) if one != always)
    who, asked = at(), shelf.told(fixed.bank_id(), always)
    with writing() as db:
        retire(db, who, other, BEFORE)
        wanted = replace(asked, text="Câu này vừa được viết lại, phải không?")
        service.save(db, who, always, wanted, version(always), BEFORE)


def test_a_change_that_approved_it_is_not_undone(always: str) -> None:
    fixed.move(always, QuestionState.DRAFT)
    who = at()
    with writing() as db:
        done = service.change(db, who, [always], Deed.STATE, "approved", BEFORE)
    make(always)
    with pytest.raises(Conflict, match="nằm trong đề"), writing() as db:
        service.undo(db, who, done.change_id, BEFORE)
    assert shelf.seen(fixed.bank_id(), always).state is QuestionState.APPROVED


def test_one_that_was_lost_before_stops_nobody(always: str) -> None:
    make(always)
    fixed.move(always)
    who = at()
    with writing() as db:
        retire_all(db, who, always, BEFORE)
    assert {one.state for one in fixed.stored()} == {QuestionState.RETIRED}


def test_a_rehearsal_counts_on_nothing(always: str) -> None:
    real = make(always, RoundState.DRAFT)
    campaign = real.view(BEFORE).campaign_id
    with writing() as db:
        first = campaigns.RoundDraft("Thử", OPENS, CLOSES, real.view(BEFORE).rules)
        tried = campaigns.CampaignDraft("thu", "Thử", "Xã", "bank", first, rehearsal_of=campaign)
        campaigns.create(db, tried, BEFORE)
    who = at()
    with writing() as db:
        retire(db, who, always, OPENS)


def test_an_import_with_it_is_not_taken_back(organiser: TestClient, clock: Clock) -> None:
    bank, _ = shelf.fill()
    rows = "Câu 1. Thủ đô của Việt Nam là thành phố nào?\n*A. Hà Nội\nB. Huế\nC. Đà Nẵng\n"
    sent = organiser.post(f"/bank/{bank}/upload", files={"file": ("cau.txt", rows.encode(), "text/plain")})
    assert sent.status_code == 303, sent.text
    batch = sent.headers["location"].split("/")[3].split("?")[0]
    member = plans.member(clock.now)
    with reading() as db:
        ready = importing.prepare(db, batch)
    with writing() as db:
        importing.confirm(db, member, ready, ready.version, clock.now, approver="an")
    (question,) = (one.id for one in fixed.stored())
    world.make(world.rules(blueprint=(), fixed=(question,)), bank=0)
    with pytest.raises(Conflict, match="nằm trong đề"), writing() as db:
        importing.take_back(db, member, batch, BEFORE)
    with reading() as db:
        assert len(questions.pool(db, "bank")) == 1


def test_it_is_said_on_the_pages(organiser: TestClient, fresh: None, clock: Clock) -> None:
    """The editor and the list show the reason, with what was there."""
    world.fill_bank(9)
    always = fixed.ids(1)[0]
    make(always)
    bank = fixed.bank_id()
    address = f"/bank/{bank}/questions/{always}"
    moved = organiser.post(f"{address}/state", data={"state": "retired", "version": str(version(always))})
    assert moved.status_code == 409
    assert "nằm trong đề của mọi người" in shelf.said(moved.text, "main")
    several = {"question": [always], "deed": "state:retired", "back": ""}
    page = shelf.page(organiser, f"/bank/{bank}")
    deeds = [str(one.attributes["value"]) for one in page.css("select[name=deed] option")]
    several["deed"] = next(one for one in deeds if "retired" in one)
    changed = organiser.post(f"/bank/{bank}/changes", data=several)
    assert changed.status_code == 409
    assert "Câu này nằm trong đề của mọi người" in shelf.said(changed.text, "main")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ([("a", "Tuần 1, Thi")], "Câu này nằm trong đề của mọi người ở vòng đã đặt lịch"),
        ([("a", "Tuần 1, Thi"), ("a", "Tuần 2, Thi")], "(Tuần 1, Thi; Tuần 2, Thi)"),
        ([("a", "Tuần 1, Thi"), ("b", "Tuần 1, Thi")], "2 câu trong số này nằm trong đề"),
    ],
)
def test_the_words(gone: list[tuple[str, str]], said: str) -> None:
    assert said in holding.said(gone)
    assert holding.said(gone).endswith(".")


def test_without_contests_nothing_is_kept(always: str) -> None:
    make(always)
    who = at()
    holding.use_missed(None)
    with writing() as db:
        retire(db, who, always, BEFORE)
