"""A page of one class reads that class: the same statements and rows however long the list, by an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from contest.people import service as people
from contest.people.class_codes import hashed
from contest.people.enrolled_store import marks_in
from contest.people.models import Person
from contest.roster import classes, classes_store, pupils
from contest.roster.models import RosterMember
from contest.roster.sheet_rules import MemberRow
from contest.web.database import reading, writing
from tests.contest.roster import desk
from tests.contest.roster.classroom import CHILD, PHONE, ROWS, SCHOOL, Classroom
from tests.contest.roster.desk import NOW, Roster

#: People of other classes, and people who came by the open form.
MANY = 300
INDEX = "ix_roster_member_class"


def loaded(deed: Callable[[Session], Any]) -> tuple[int, int]:
    """How many members and people a deed makes objects of."""
    seen: list[type] = []

    def note(target: object, context: object) -> None:
        seen.append(type(target))

    for model in (RosterMember, Person):
        event.listen(model, "load", note)
    try:
        with reading() as db:
            deed(db)
    finally:
        for model in (RosterMember, Person):
            event.remove(model, "load", note)
    return seen.count(RosterMember), seen.count(Person)


@pytest.fixture
def crowded(roster: Roster) -> Classroom:
    """The class of four beside a school of others, and a crowd that came by the form."""
    others = (MemberRow(10 + at, f"A Thui {at}", "2012", SCHOOL, f"8{at % 9}") for at in range(MANY))
    room = Classroom(roster, *ROWS, *others)
    room.open()
    campaign_id = room.view().campaign_id
    with writing() as db:
        for at in range(20):
            people.join(db, campaign_id, people.EntryDraft(f"Y Bích {at}", 2012, None, needs_unit=False), NOW)
        people.join(db, campaign_id, people.EntryDraft("A Biên", 2012, None, needs_unit=False), NOW)
    return room


@pytest.mark.parametrize("page", ["look", "pick", "tell"])
def test_only_the_class_is_read(crowded: Classroom, page: str) -> None:
    view, code, member = crowded.view(), crowded.code(), crowded.id("A Biên")
    deeds: dict[str, Callable[[Session], Any]] = {
        "look": lambda db: pupils.look(db, view, code, NOW),
        "pick": lambda db: pupils.pick(db, view, code, member, NOW),
        "tell": lambda db: pupils.tell(db, view, code, member, "2012", PHONE, NOW),
    }
    members, persons = loaded(deeds[page])
    assert members == 4
    assert persons <= 5


def test_the_projector_reads_the_class_alone(crowded: Classroom) -> None:
    found = crowded.listed()["9A"]
    assert loaded(lambda db: classes.one(db, crowded.view().campaign_id, found.id, NOW))[0] == 4
    with reading() as db:
        alone = classes.one(db, crowded.view().campaign_id, found.id, NOW)
    assert (alone.place, alone.people, alone.come, alone.code) == (
        found.place,
        found.people,
        found.come,
        found.code,
    )
    assert alone.come == 1, "who came by the form with that name and year"


def test_what_is_read_of_a_class_is_what_grouping_all_finds(crowded: Classroom) -> None:
    with reading() as db:
        campaign_id = crowded.view().campaign_id
        every = classes.grouped(db, classes.store.members(db, campaign_id))
        rows = classes_store.of(db, campaign_id)
        alone = {id: {one.id for one in classes.members_of(db, row)} for id, row in rows.items()}
        assert alone == {
            classes.id_of(campaign_id, key): {one.id for one in mates} for key, mates in every.items()
        }
        assert alone == {id: classes.ids_in(db, campaign_id, id) for id in rows}


def plan(db: Session, statement: Any) -> str:
    """How the database means to find the rows; PostgreSQL is kept from reading a small table whole."""
    sqlite = db.get_bind().dialect.name == "sqlite"
    if not sqlite:
        db.connection().execute(text("ANALYZE roster_member"))
        db.connection().execute(text("SET LOCAL enable_seqscan = off"))
    compiled = statement.compile(db.get_bind(), compile_kwargs={"render_postcompile": True})
    said = db.connection().exec_driver_sql(
        f"EXPLAIN {'QUERY PLAN ' if sqlite else ''}{compiled}",
        tuple(compiled.params[name] for name in compiled.positiontup)
        if compiled.positional
        else compiled.params,
    )
    return "\n".join(str(row) for row in said)


@pytest.mark.parametrize("units", [["a" * 13], ["a" * 13, "b" * 13], []])
def test_members_of_a_class_are_found_by_the_index(crowded: Classroom, units: list[str]) -> None:
    with writing() as db:
        if not units:  # everybody else is without a unit too, as in a list of names alone
            db.connection().execute(text("UPDATE roster_member SET unit_id = NULL"))
        found = plan(db, classes_store.in_class(crowded.view().campaign_id, units, "9a"))
    assert INDEX in found, found


def test_who_is_called_like_the_class_is_found_by_name(crowded: Classroom) -> None:
    view = crowded.view()
    with reading() as db:
        found = marks_in(db, view.campaign_id, ["a bien", "i bich"])
        assert [row[1] for row in found] == ["a bien"]
        assert len(marks_in(db, view.campaign_id)) == 21


def test_a_code_is_found_by_its_index_and_belongs_to_one_contest(crowded: Classroom) -> None:
    with reading() as db:
        row = classes_store.with_code(db, crowded.view().campaign_id, [hashed(crowded.code())])
        assert row is not None and (row.folded, bool(row.unit_id)) == ("9a", True)
        assert classes_store.one(db, "x" * 13, row.id) is None


def test_who_came_is_counted_as_before(crowded: Classroom) -> None:
    crowded.come("A Biên", CHILD)
    desk.come(crowded.roster.round_id, "Y Thu Hằng")
    assert crowded.listed()["9A"].come == 2
    with reading() as db:
        view = crowded.view()
        assert classes.one(db, view.campaign_id, crowded.listed()["9A"].id, NOW).come == 2
