"""Each invariant, on both databases: a sound contest breaks none, a row that breaks one is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from contest.audit import service as audit
from contest.audit import triggers
from contest.doctor import data, invariants
from contest.doctor.opening import Place, look
from contest.doctor.rules import State
from contest.people import service as people
from contest.web.database import Database, to_ms, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

LATER = CLOSES + timedelta(hours=1)


def place(database: Database, folder: Path = Path()) -> Place:
    return Place(folder, database.url.render_as_string(hide_password=False), database.path)


def broken(database: Database, name: str) -> list[str]:
    return look(place(database), lambda db: invariants.ALL[name][0](db, LATER))


def sql(statement: str, **values: Any) -> None:
    with writing() as db:
        db.connection().execute(text(statement), values)


class Held:
    """A round that is closed with two people, one of them with a prediction, and one that is on."""

    def __init__(self) -> None:
        self.closed = world.make(world.predicting())
        self.ranked = self.closed.sit("Y Bích", OPENS, 3, 2)
        self.other = self.closed.sit("A Nhân", OPENS, 1)
        for _ in range(8):
            world.work(LATER)
        assert self.closed.view(LATER).state.value == "closed"
        self.on = world.make(slug="on", bank=0)
        self.sat = self.on.sit("Y Lan", OPENS, 2)
        self.working = self.on.start(self.on.join("A Tuấn").entry_id, OPENS)

    def attempt(self, entry: str) -> str:
        with writing() as db:
            found = db.connection().execute(text("SELECT id FROM attempt WHERE entry_id = :e"), {"e": entry})
            return str(found.scalar())


@pytest.fixture
def held(database: Database, entropy: object) -> Held:
    return Held()


def test_a_sound_contest_breaks_none(held: Held, database: Database) -> None:
    assert {name: broken(database, name) for name in invariants.ALL} == {name: [] for name in invariants.ALL}
    assert {one.state for one in data.hold(place(database), LATER)} == {State.OK}


def test_an_empty_installation_breaks_none(database: Database) -> None:
    assert all(broken(database, name) == [] for name in invariants.ALL)


def test_every_invariant_is_there_and_quotes_itself() -> None:
    assert list(invariants.ALL) == [f"I{number}" for number in range(1, 16)]
    for name, (check, holds, todo) in invariants.ALL.items():
        assert (check.__doc__ or "").startswith(f"{name} ") and holds and todo


def an_answer_without_its_tap(held: Held) -> str:
    attempt = held.attempt(held.sat)
    sql("UPDATE answer SET answer = 'zz' WHERE attempt_id = :a AND slot = 1", a=attempt)
    return f"{attempt}:1"


def a_digest_of_other_answers(held: Held) -> str:
    sql("UPDATE attempt SET digest = :d WHERE id = :a", d="0" * 64, a=held.attempt(held.sat))
    return held.attempt(held.sat)


def a_higher_tap_that_does_not_stand(held: Held) -> str:
    values = {"a": held.working, "at": to_ms(OPENS)}
    sql("INSERT INTO answer_event VALUES (:a, 'op', 1, 99, 2, 'a', :at, 'applied')", **values)
    return f"{held.working}:2"


def one_attempt_too_many(held: Held) -> str:
    sql("UPDATE attempt SET entry_id = :e, number = 2 WHERE entry_id = :o", e=held.ranked, o=held.other)
    return f"{held.closed.round_id}:{held.ranked}"


def an_answer_after_the_time(held: Held) -> str:
    attempt = held.attempt(held.sat)
    sql("UPDATE attempt SET deadline = started_at, accepts_until = started_at WHERE id = :a", a=attempt)
    return attempt


def another_mark(held: Held) -> str:
    sql("UPDATE grade SET points = points + 1 WHERE attempt_id = :a", a=held.attempt(held.other))
    return held.attempt(held.other)


def a_grade_before_the_close(held: Held) -> str:
    values = {"a": held.attempt(held.sat), "v": "0" * 64, "at": to_ms(OPENS)}
    sql("INSERT INTO grade VALUES (:a, :v, 0, 0, '[]', NULL, :at)", **values)
    return held.attempt(held.sat)


def a_place_by_anothers_paper(held: Held) -> str:
    other = held.attempt(held.other)
    sql("UPDATE standing SET attempt_id = :a WHERE entry_id = :e", a=other, e=held.ranked)
    return other


def a_person_of_another_contest(held: Held) -> str:
    sql("UPDATE attempt SET entry_id = :e WHERE id = :a", e=held.ranked, a=held.working)
    return held.working


def a_key_of_another_width(held: Held) -> str:
    sql("UPDATE standing SET sort_key = '5' WHERE entry_id = :e", e=held.ranked)
    return held.closed.round_id


def a_change_that_was_changed(held: Held) -> str:
    with writing() as db:
        dialect = db.get_bind().dialect.name
        for statement in triggers.drop(dialect):
            db.connection().exec_driver_sql(statement)
        db.connection().exec_driver_sql("UPDATE audit SET content = '{}' WHERE seq = 1")
        for statement in triggers.create(dialect):
            db.connection().execute(text(statement))
    return "1"


def a_chain_that_may_be_changed(held: Held) -> str:
    with writing() as db:
        for statement in triggers.drop(db.get_bind().dialect.name):
            db.connection().exec_driver_sql(statement)
    return "audit_head_forward"


def a_deadline_after_the_grace(held: Held) -> str:
    sql("UPDATE attempt SET deadline = accepts_until + 1 WHERE id = :a", a=held.working)
    return held.working


def an_end_without_a_receipt(held: Held) -> str:
    sql("UPDATE attempt SET receipt = NULL WHERE entry_id = :e", e=held.sat)
    return held.attempt(held.sat)


def one_receipt_twice(held: Held) -> str:
    sql("UPDATE attempt SET receipt = 'HT-SAME-SAME' WHERE state = 'handed_in'")
    return held.attempt(held.other)


def a_paper_left_open(held: Held) -> str:
    sql("UPDATE round SET state = 'closed' WHERE id = :r", r=held.on.round_id)
    return held.working


def work_that_broke(held: Held) -> str:
    sql("UPDATE job SET state = 'failed' WHERE subject = :r", r=held.closed.round_id)
    with writing() as db:
        found = db.connection().execute(text("SELECT id FROM job WHERE state = 'failed'"))
        return str(found.scalar())


def an_end_before_its_beginning(held: Held) -> str:
    sql("UPDATE attempt SET handed_in_at = started_at - 1 WHERE entry_id = :e", e=held.sat)
    return held.attempt(held.sat)


def an_answer_before_its_paper(held: Held) -> str:
    attempt = held.attempt(held.sat)
    sql("UPDATE answer_event SET received = received - 3600000 WHERE attempt_id = :a", a=attempt)
    return attempt


def a_change_dated_an_hour_back(held: Held) -> str:
    with writing() as db:
        for moment in (LATER, LATER - timedelta(hours=1)):
            audit.record(db, audit.SERVER, "test.note", "x", {}, moment)
        return str(audit.verify(db).rows)


def a_board_counted_as_larger(held: Held) -> str:
    sql("UPDATE standing_board SET ranked = ranked + 1 WHERE round_id = :r", r=held.closed.round_id)
    return held.closed.round_id


def a_block_counted_as_smaller(held: Held) -> str:
    sql("UPDATE standing_block SET number = number - 1 WHERE round_id = :r", r=held.closed.round_id)
    return held.closed.round_id


def other_points_on_the_board(held: Held) -> str:
    sql("UPDATE standing SET points = points + 1 WHERE entry_id = :e", e=held.other)
    return held.other


def nobody_on_the_board(held: Held) -> str:
    sql("DELETE FROM standing WHERE entry_id = :e", e=held.other)
    return held.other


def a_place_behind_which_nothing_stands(held: Held) -> str:
    sql("UPDATE attempt SET state = 'void', void_from = 'handed_in' WHERE entry_id = :e", e=held.other)
    return held.other


PLANTED = [
    ("I1", an_answer_without_its_tap),
    ("I1", a_digest_of_other_answers),
    ("I2", a_higher_tap_that_does_not_stand),
    ("I3", one_attempt_too_many),
    ("I4", an_answer_after_the_time),
    ("I5", another_mark),
    ("I6", a_grade_before_the_close),
    ("I7", a_place_by_anothers_paper),
    ("I7", a_person_of_another_contest),
    ("I8", a_key_of_another_width),
    ("I8", a_board_counted_as_larger),
    ("I8", a_block_counted_as_smaller),
    ("I9", a_change_that_was_changed),
    ("I9", a_chain_that_may_be_changed),
    ("I10", a_deadline_after_the_grace),
    ("I11", an_end_without_a_receipt),
    ("I11", one_receipt_twice),
    ("I12", a_paper_left_open),
    ("I13", work_that_broke),
    ("I14", an_end_before_its_beginning),
    ("I14", an_answer_before_its_paper),
    ("I14", a_change_dated_an_hour_back),
    ("I15", other_points_on_the_board),
    ("I15", nobody_on_the_board),
    ("I15", a_place_behind_which_nothing_stands),
]


@pytest.mark.parametrize(("name", "plant"), PLANTED, ids=[plant.__name__ for _, plant in PLANTED])
def test_what_is_planted_is_found(
    held: Held, database: Database, name: str, plant: Callable[[Held], str]
) -> None:
    named = plant(held)
    assert named in broken(database, name)
    (told,) = [one for one in data.hold(place(database), LATER) if one.check == name]
    assert told.state is State.WRONG and told.todo
    assert not {"Bích", "Nhân", "Lan", "Tuấn"} & set(told.said.split())


def test_attempts_over_all_rounds_are_counted_together(database: Database) -> None:
    contest: World = world.make(world.rules(attempts_allowed=None, attempts_in_all=1))
    entry = contest.sit("Y Bích", OPENS, 1)
    assert broken(database, "I3") == []
    second = contest.sit("A Nhân", OPENS, 1)
    sql("UPDATE attempt SET entry_id = :e, number = 2 WHERE entry_id = :o", e=entry, o=second)
    assert broken(database, "I3") == [entry]


def test_who_is_barred_needs_no_place(held: Held, database: Database) -> None:
    with writing() as db:
        assert people.bar(db, held.other, "Ban Tổ chức")
    nobody_on_the_board(held)
    assert broken(database, "I15") == []


def test_data_that_can_t_be_understood_are_a_finding(held: Held, database: Database) -> None:
    sql("UPDATE attempt SET paper = '{' WHERE entry_id = :e", e=held.sat)
    told = {one.check: one for one in data.hold(place(database), LATER)}
    assert told["I1"].state is State.WRONG and "không đọc nổi" in told["I1"].said
    assert told["I2"].state is State.OK
