"""The facts of an occasion out of a real database, on both of them."""

from __future__ import annotations

from dataclasses import replace

from contest.paperwork import fields, gathering, notice
from contest.paperwork.facts import TIED
from contest.paperwork.states import Kind
from contest.web.database import Database, reading
from tests.contest.commendations import overall, world
from tests.contest.commendations.test_deciding import THREE_LAST
from tests.contest.commendations.world import LADDER, NOW, UNITS, clear
from tests.contest.standings import world as boards


def test_the_facts_of_a_round(database: Database) -> None:
    thon = boards.make_units({"Thôn 1": 4})
    people = [("An", 15), ("Bích", 14), ("Cúc", 13)]
    made = world.closed(people, ladder=replace(LADDER, units=UNITS), unit=thon["Thôn 1"])
    made.bar("Cúc")
    made.issue()
    with reading() as db:
        found = gathering.facts(db, made.round_id, NOW)
    assert (found.stage, found.holder, found.budget) == ("Tuần 1", "UBND xã Đăk Tô", 3_000_000)
    assert found.contest.endswith("Ngày hội Chuyển đổi số")
    assert [(one.name, one.count, one.amount) for one in found.costs][:2] == [
        ("Giải Nhất", 1, 1_000_000),
        ("Giải Nhì", 2, 700_000),
    ]
    result = found.result
    assert result is not None
    assert (result.number, result.ranked, result.barred, result.perfect) == (1, 2, 1, 1)
    assert [(one.name, one.prize, one.is_person) for one in result.winners] == [
        ("An", "Nhất", True),
        ("Bích", "Nhì", True),
        ("Thôn 1", "Nhất", False),
    ]
    (stage,) = found.stages
    assert (stage.people, stage.attempts, stage.void) == (3, 3, 0)
    assert result.total == sum(one.amount for one in result.winners)


def test_the_draft_has_a_row_for_whose_tie_waits(database: Database) -> None:
    made = world.closed(THREE_LAST)
    with reading() as db:
        result = gathering.facts(db, made.round_id, NOW).result
    assert result is not None and result.number == 0 and result.sha256 == ""
    tied = [one for one in result.winners if one.is_tied]
    assert len(tied) == 3 and {one.prize for one in tied} == {TIED} and not sum(one.amount for one in tied)
    assert len(result.people) == len(result.winners) - 3 and len(result.ties) == 1
    assert [row.prize for row in result.sections[0].rows].count(TIED) == 3


def test_a_unit_leads_nobody_to_who_is_not_to_be_shown(database: Database) -> None:
    """As the winners' page has it: without the unit in what everybody may read, with it elsewhere."""
    thon = boards.make_units({"Thôn 1": 4})["Thôn 1"]
    made = world.closed([("An", 15)], unit=thon)
    world.fill(made, [("Bích", 14)], unit=thon, publish=False)
    made.issue()
    with reading() as db:
        found = gathering.facts(db, made.round_id, NOW)
    assert found.result is not None
    public = [fields._person(Kind.NOTICE, 1, one)["don_vi"] for one in found.result.winners]
    inside = [fields._person(Kind.AWARD, 1, one)["don_vi"] for one in found.result.winners]
    assert public == ["Thôn 1", ""] and inside == ["Thôn 1", "Thôn 1"]
    shown = (notice._table(found.result.winners).rows, notice._names(found.result.winners))
    assert [row[2] for row in shown[0]] == ["Thôn 1", ""] and shown[1].count("Thôn 1") == 1


def test_the_facts_of_a_whole_contest(database: Database) -> None:
    made = overall.whole({"An": 10, "Bích": 12}, {"An": 9})
    with reading() as db:
        found = gathering.facts(db, made.round_id, NOW)
    assert found.stage == "" and found.event == found.contest
    assert [one.name for one in found.stages] == ["Tuần 1", "Tuần 2"]
    assert found.result is not None and (found.result.perfect, found.result.truth) == (None, "")


def test_before_the_close_they_say_what_they_wait_for(database: Database) -> None:
    round_id = boards.make_round(world.RULES)
    with reading() as db:
        found = gathering.facts(db, round_id, boards.OPENS)
    assert found.result is None and "sau khi vòng thi đóng" in found.waits
    assert found.promises == (), "nobody has set any prizes"


def test_the_true_value_is_told(database: Database) -> None:
    made = world.closed(clear(2), world.PREDICTING)
    made.issue()
    with reading() as db:
        result = gathering.facts(db, made.round_id, NOW).result
    assert result is not None and result.truth == "10"


def test_who_is_on_a_reserve_list_is_in_no_annex(database: Database) -> None:
    """A decision gives prizes to those that its annex names: nobody else may stand there."""
    made = world.closed(clear(9), ladder=replace(LADDER, reserve=3))
    made.issue()
    with reading() as db:
        result = gathering.facts(db, made.round_id, NOW).result
    assert result is not None
    named = [row.name for section in result.sections for row in section.rows]
    assert named == [f"Người {number:04d}" for number in range(1, 6)]
    assert not any(section.is_reserve for section in result.sections)
