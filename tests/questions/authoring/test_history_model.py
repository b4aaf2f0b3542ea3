"""Whatever authors do in whatever order: what was approved stays, and what is told is what was written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from contest.web.database import Database
from questions import service
from questions.audiences import Audience
from questions.authoring import changes, editing, listing
from questions.authoring.changes import Deed
from questions.authoring.editing import Outcome
from questions.formats.model import ParsedQuestion
from questions.kinds import Level
from questions.models import Bank, QuestionRevision, QuestionState
from tests.questions.authoring import shelf
from tests.questions.authoring.shelf import BINH, CITY, NHUNG, STORED

UNUSED = {QuestionState.DRAFT, QuestionState.REVIEWED}

#: What an author may change, a few values each, so that the same ones come back.
EDITS: dict[str, list[Any]] = {
    "text": ["Thủ đô ở đâu?", "Thủ đô nước ta ở đâu?", "Cố đô ở đâu?"],
    "options": [("Hà Nội", "Huế"), ("Huế", "Hà Nội"), ("Hà Nội", "Huế", "Vinh")],
    "right": [(0,), (1,)],
    "explanation": ["", "Theo Hiến pháp."],
    "level": list(Level),
    "points": [50, 100],
    "topics": [("cds",), ("cds", "cchc"), ()],
    "audiences": [(), (Audience.PUPILS,), (Audience.OFFICIALS, Audience.PUPILS)],
}
edits = st.sampled_from(sorted(EDITS)).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(EDITS[name]))
)
states = st.sampled_from(QuestionState)
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), edits),
        st.tuples(st.just("state"), states),
        st.tuples(st.just("restore"), st.integers(0, 5)),
        st.tuples(st.just("level"), st.sampled_from(Level)),
        st.tuples(st.just("until"), st.sampled_from([None, date(2026, 10, 4), date(2027, 12, 31)])),
        st.tuples(st.just("many"), states),
        st.tuples(st.just("undo"), st.none()),
    ),
    min_size=1,
    max_size=14,
)


@dataclass
class Author:
    """What an author believes, beside the question itself; `asked` is what contests ask, once approved."""

    db: Session
    bank: str
    question: str
    wanted: ParsedQuestion
    state: QuestionState
    asked: ParsedQuestion | None = None
    settled: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    last: tuple[str, tuple[ParsedQuestion, QuestionState, ParsedQuestion | None]] | None = None

    @property
    def believed(self) -> tuple[ParsedQuestion, QuestionState, ParsedQuestion | None]:
        return self.wanted, self.state, self.asked

    def edit(self, change: tuple[str, Any]) -> None:
        self._wrote(replace(self.wanted, **dict([change])), None)

    def restore(self, place: int) -> None:
        entries = listing.history(self.db, self.bank, self.question)
        old = entries[place % len(entries)]
        self._wrote(old.parsed(self.wanted.topics, self.wanted.audiences), (old.number, old.key_version))

    def _wrote(self, wanted: ParsedQuestion, old: tuple[int, int] | None) -> None:
        before = shelf.seen(self.db, self.bank, self.question)
        loaded = shelf.load(self.db, self.bank, self.question)
        outcome = (
            editing.restore(self.db, loaded, old, NHUNG)
            if old
            else editing.save(self.db, loaded, wanted, NHUNG)
        )
        self.wanted = wanted
        if outcome is not Outcome.NOTHING:
            self.last = None
        if outcome is Outcome.KEY and before.drawn == before.newest.number:
            self.asked = wanted

    def move(self, state: QuestionState) -> None:
        if editing.set_state(self.db, shelf.load(self.db, self.bank, self.question), state, BINH):
            self.last = None
        self._moved(state)

    def many(self, state: QuestionState) -> None:
        before = self.believed
        done = changes.change(self.db, self.bank, [self.question], Deed.STATE, state, BINH)
        if done.count:
            self.last = (done.change_id, before)
        self._moved(state)

    def _moved(self, state: QuestionState) -> None:
        if state is QuestionState.APPROVED:
            self.asked = self.wanted
        if state is not QuestionState.REVIEWED:
            self.state = state

    def level(self, level: Level) -> None:
        before = self.believed
        done = changes.change(self.db, self.bank, [self.question], Deed.LEVEL, level, NHUNG)
        if done.count:
            self.last = (done.change_id, before)
        self.wanted = replace(self.wanted, level=level)

    def until(self, day: date | None) -> None:
        before = self.believed
        value = day.isoformat() if day else ""
        done = changes.change(self.db, self.bank, [self.question], Deed.UNTIL, value, NHUNG)
        if done.count:
            self.last = (done.change_id, before)
        self.wanted = replace(self.wanted, valid_until=day)

    def undo(self, _: None) -> None:
        if self.last is not None:
            changes.undo(self.db, self.bank, self.last[0], NHUNG)
            (self.wanted, self.state, self.asked), self.last = self.last[1], None

    def check(self, version: int) -> int:
        """All that must hold after any deed; the question's version now."""
        stored = shelf.seen(self.db, self.bank, self.question)
        assert stored.version >= version
        assert stored.state is self.state or {stored.state, self.state} == UNUSED
        told = replace(stored.parsed, topics=())
        assert told == replace(self.wanted, topics=())
        assert set(stored.topics) == set(self.wanted.topics)
        self._settled_never_change()
        self._only_what_was_approved_is_drawn()
        return stored.version

    def _only_what_was_approved_is_drawn(self) -> None:
        drawn = service.pool(self.db, "thu")
        assert len(drawn) == (self.state is QuestionState.APPROVED)
        for item in drawn:
            assert self.asked is not None
            assert service.contents(self.db, [item.revision])[item.revision] == self.asked.content()
            assert service.keys(self.db, [item.revision])[item.revision][1] == self.asked.key()

    def _settled_never_change(self) -> None:
        rows = self.db.exec(select(QuestionRevision)).all()
        now = {
            row.id or 0: (row.content, row.level, row.points, row.valid_until, row.number)
            for row in rows
            if row.settled
        }
        assert {key: now.get(key) for key in self.settled} == self.settled
        self.settled = now


@given(deeds, st.sampled_from(STORED))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_life_of_a_question(
    sqlite_database: Database, life: list[tuple[str, Any]], start: QuestionState
) -> None:
    with Session(sqlite_database.writer) as db:
        bank, (one,) = shelf.fill(db, replace(CITY, options=("Hà Nội", "Huế")), state=start)
        wanted = shelf.told(db, bank, one)
        author = Author(db, bank, one, wanted, start, wanted)
        ways = {
            "edit": author.edit,
            "state": author.move,
            "restore": author.restore,
            "level": author.level,
            "until": author.until,
            "many": author.many,
            "undo": author.undo,
        }
        version = author.check(1)
        for name, value in life:
            ways[name](value)
            version = author.check(version)
        assert db.exec(select(Bank.slug)).all() == ["thu"]
        db.rollback()
