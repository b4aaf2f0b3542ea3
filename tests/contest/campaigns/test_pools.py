"""What a round draws from: questions valid on the day it opens, or all of them if its rules say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from contest.campaigns import pools
from contest.ruleset.rules import BlueprintLine, Ruleset
from contest.web.database import Database
from questions import service as questions
from questions.audiences import Audience
from questions.authoring import banks, changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import By
from questions.authoring.views import Wanted
from questions.blueprint import draw
from questions.formats.model import ParsedQuestion
from questions.models import Bank, QuestionState
from questions.service import Share
from questions.store import bank as bank_of
from tests.questions.authoring.shelf import CITY, NUMBER, SEVERAL

#: Midnight of 05/10/2026 in Việt Nam is 17:00 of the day before in UTC.
MIDNIGHT = datetime(2026, 10, 4, 17, 0, tzinfo=UTC)
DAY = date(2026, 10, 5)
LEFT_OUT = Ruleset(blueprint=(BlueprintLine(count=1),), seconds=600)
KEPT = LEFT_OUT.model_copy(update={"keeps_expired": True})
SHORT_LIVED = replace(NUMBER, valid_until=date(2026, 10, 4))


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A bank with one question that runs out on 04/10/2026, on both databases."""
    with Session(database.writer) as session:
        questions.save_bank(session, "thu", "Thử", (CITY, SEVERAL, SHORT_LIVED), approver="an")
        yield session


def bank(db: Session) -> Bank:
    found = bank_of(db, "thu")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("opens_at", "size"),
    [
        (MIDNIGHT - timedelta(days=30), 3),
        (MIDNIGHT - timedelta(seconds=1), 3),
        (MIDNIGHT, 2),
        (MIDNIGHT + timedelta(seconds=1), 2),
        (MIDNIGHT + timedelta(days=30), 2),
    ],
)
def test_the_day_is_that_of_the_opening_in_viet_nam(db: Session, opens_at: datetime, size: int) -> None:
    assert len(pools.pool(db, "thu", LEFT_OUT, opens_at, 1)) == size
    assert len(pools.pool(db, "thu", KEPT, opens_at, 1)) == 3
    assert pools.expired(db, "thu", opens_at) == 3 - size


def test_rules_that_keep_all_look_at_no_day() -> None:
    assert pools.checked_on(KEPT, MIDNIGHT) is None
    assert pools.checked_on(LEFT_OUT, MIDNIGHT) == DAY
    assert not LEFT_OUT.keeps_expired


def test_only_approved_questions_run_out(db: Session) -> None:
    every = [one.id for one in listing.search(db, bank(db).public_id, Wanted(), DAY).rows]
    changes.change(db, bank(db).public_id, every, Deed.STATE, "retired", By("an", MIDNIGHT))
    assert pools.expired(db, "thu", MIDNIGHT) == 0
    assert pools.expired(db, "khong-co", MIDNIGHT) == 0


def approve(db: Session, question: str) -> None:
    """Somebody else approves a question as it stands."""
    loaded = editing.load(db, bank(db).public_id, question)
    assert editing.set_state(db, loaded, QuestionState.APPROVED, By("binh", MIDNIGHT))


def test_only_the_newest_revision_counts(db: Session) -> None:
    (old,) = (
        one
        for one in listing.search(db, bank(db).public_id, Wanted(), DAY).rows
        if one.newest.valid_until == SHORT_LIVED.valid_until
    )
    loaded = editing.load(db, bank(db).public_id, old.id)
    editing.save(db, loaded, replace(SHORT_LIVED, valid_until=date(2030, 1, 1)), By("an", MIDNIGHT))
    # Until somebody approves it, contests ask what was approved.
    assert pools.expired(db, "thu", MIDNIGHT) == 1
    approve(db, old.id)
    assert pools.expired(db, "thu", MIDNIGHT) == 0
    assert len(pools.pool(db, "thu", LEFT_OUT, MIDNIGHT, 1)) == 3
    assert pools.expired(db, "thu", datetime(2030, 1, 1, 17, tzinfo=UTC)) == 1


# --- rounds that share no question ------------------------------------------------------------------


def shared(shifts: int) -> Ruleset:
    return LEFT_OUT.changed(shifts=shifts)


@pytest.fixture
def many(database: Database) -> Iterator[Session]:
    """A bank of thirty questions that came together, on both databases."""
    with Session(database.writer) as session:
        asked = [replace(CITY, text=f"{CITY.text} Câu số {number}.") for number in range(30)]
        questions.save_bank(session, "thu", "Thử", asked, approver="an")
        yield session


def drawn_from(db: Session, rules: Ruleset, number: int) -> set[int]:
    return {item.revision for item in pools.pool(db, "thu", rules, MIDNIGHT, number)}


@pytest.mark.parametrize("shifts", [2, 3, 4, 7, 20])
def test_the_shares_are_the_whole_bank_and_no_question_twice(many: Session, shifts: int) -> None:
    shares = [drawn_from(many, shared(shifts), number) for number in range(1, shifts + 1)]
    assert sum(map(len, shares)) == len(set.union(*shares)) == len(drawn_from(many, LEFT_OUT, 1)) == 30
    assert max(map(len, shares)) - min(map(len, shares)) <= 1, "those of one file are dealt out in turn"


@pytest.mark.parametrize("shifts", [2, 5])
def test_one_round_more_than_shares_asks_what_the_first_asked(many: Session, shifts: int) -> None:
    rules = shared(shifts)
    assert drawn_from(many, rules, shifts + 1) == drawn_from(many, rules, 1)


def test_a_share_stays_what_it_is_when_another_question_goes(many: Session) -> None:
    before = [drawn_from(many, shared(3), number) for number in (1, 2, 3)]
    rows = listing.search(many, bank(many).public_id, Wanted(), DAY).rows
    changes.change(many, bank(many).public_id, [rows[4].id], Deed.STATE, "retired", By("an", MIDNIGHT))
    after = [drawn_from(many, shared(3), number) for number in (1, 2, 3)]
    assert sum(map(len, after)) == 29
    assert all(now <= then for now, then in zip(after, before, strict=True))


def test_a_new_revision_stays_in_the_share_of_its_question(many: Session) -> None:
    before = [len(drawn_from(many, shared(3), number)) for number in (1, 2, 3)]
    row = listing.search(many, bank(many).public_id, Wanted(), DAY).rows[0]
    loaded = editing.load(many, bank(many).public_id, row.id)
    editing.save(many, loaded, replace(CITY, text="Câu được viết lại là câu nào?"), By("an", MIDNIGHT))
    approve(many, row.id)
    after = [drawn_from(many, shared(3), number) for number in (1, 2, 3)]
    assert [abs(len(now) - then) for now, then in zip(after, before, strict=True)].count(0) >= 2
    assert len(set.union(*after)) == sum(map(len, after))


SHARES = st.none() | st.integers(2, 20).flatmap(lambda of: st.tuples(st.integers(0, of - 1), st.just(of)))


@given(one=SHARES, other=SHARES)
def test_whether_two_rounds_may_ask_the_same(one: Share | None, other: Share | None) -> None:
    def takes(share: Share | None, number: int) -> bool:
        return share is None or number % share[1] == share[0]

    both = any(takes(one, number) and takes(other, number) for number in range(400))
    assert pools.overlap(one, other) is both


def test_without_the_setting_there_are_no_shares() -> None:
    assert pools.share(LEFT_OUT, 3) is None
    assert [pools.share(shared(3), number) for number in (1, 2, 3, 4)] == [(0, 3), (1, 3), (2, 3), (0, 3)]


# --- rounds for one audience ------------------------------------------------------------------------

MARKED = (
    CITY,
    replace(SEVERAL, audiences=(Audience.PUPILS,)),
    replace(NUMBER, valid_until=None, audiences=(Audience.OFFICIALS, Audience.PUPILS)),
)


@pytest.fixture
def marked(database: Database) -> Iterator[Session]:
    """A question for everybody, one for pupils, one for pupils and officials; a bank without marks beside."""
    with Session(database.writer) as session:
        questions.save_bank(session, "thu", "Thử", MARKED, approver="an")
        others = [replace(one, text=f"{one.text} Khác.", audiences=()) for one in MARKED]
        questions.save_bank(session, "khac", "Khác", others, approver="an")
        yield session


def asked(db: Session, rules: Ruleset, slug: str = "thu") -> set[str]:
    items = pools.pool(db, slug, rules, MIDNIGHT, 1)
    contents = questions.contents(db, [item.revision for item in items])
    return {content.text for content in contents.values()}


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        (None, MARKED),
        (Audience.PUPILS, MARKED),
        (Audience.OFFICIALS, (MARKED[0], MARKED[2])),
        (Audience.PEOPLE, (MARKED[0],)),
    ],
)
def test_what_is_for_others_alone_is_not_drawn(
    marked: Session, audience: Audience | None, found: tuple[ParsedQuestion, ...]
) -> None:
    assert asked(marked, LEFT_OUT.changed(asked_of=audience)) == {one.text for one in found}


@pytest.mark.parametrize("audience", [None, *Audience])
def test_a_bank_without_marks_draws_the_same_for_everybody(
    marked: Session, audience: Audience | None
) -> None:
    rules = LEFT_OUT.changed(asked_of=audience)
    pool = pools.pool(marked, "khac", rules, MIDNIGHT, 1)
    assert pool == pools.pool(marked, "khac", LEFT_OUT, MIDNIGHT, 1)
    for seed in (b"1", b"2", b"3"):
        assert draw(pools.blueprint(rules), pool, seed) == draw(pools.blueprint(LEFT_OUT), pool, seed)


def test_marks_change_nothing_where_nobody_asks_for_them(marked: Session) -> None:
    """Rules of before draw from a marked bank as they drew from it unmarked, to the byte."""
    before = pools.pool(marked, "khac", LEFT_OUT, MIDNIGHT, 1)
    (bank_id,) = (one.bank.id for one in banks.every(marked) if one.bank.slug == "khac")
    every = [one.id for one in listing.search(marked, bank_id, Wanted(), DAY).rows]
    assert (
        changes.change(marked, bank_id, every, Deed.SET_AUDIENCE, "hoc-sinh", By("an", MIDNIGHT)).count == 3
    )
    assert pools.pool(marked, "khac", LEFT_OUT, MIDNIGHT, 1) == before
    assert pools.pool(marked, "khac", LEFT_OUT.changed(asked_of=Audience.PEOPLE), MIDNIGHT, 1) == ()


def test_a_question_of_every_paper_is_asked_whomever_it_names(marked: Session) -> None:
    """Somebody chose it by name."""
    (bank_id,) = (one.bank.id for one in banks.every(marked) if one.bank.slug == "thu")
    (pupils,) = listing.search(marked, bank_id, Wanted("de an 06"), DAY).rows
    rules = LEFT_OUT.changed(asked_of=Audience.PEOPLE, fixed=(pupils.id,))
    assert asked(marked, rules) == {CITY.text, SEVERAL.text}
