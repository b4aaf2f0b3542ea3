"""Who goes on: computed from the earlier round, confirmed, changed for a reason; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from contest import entropy
from contest.audit import service as audit
from contest.errors import Conflict, NotFound
from contest.people import leaving
from contest.rounds import judging, twice
from contest.rounds.deeds import Order
from contest.rounds.twice import Choice
from contest.ruleset.selection import Border, By
from contest.selections import service, store
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world as rounds
from tests.contest.rounds.world import CLOSES, STAFF
from tests.contest.selections import world
from tests.contest.selections.world import BETWEEN, FINAL, Final

OVER = FINAL + timedelta(days=9)


def deed() -> Order:
    return Order(entropy.new_id(), STAFF, "Nhầm người")


def refused(message: str, act: Callable[..., None], *given: object, **named: object) -> None:
    with pytest.raises(Conflict) as caught:
        act(*given, **named)
    assert caught.value.message == message


# --- the computed list ----------------------------------------------------------------------------


def test_before_the_first_round_is_closed_there_is_no_list(database: Database) -> None:
    final = world.make()
    final.weeks.sit(0, final.weeks.enter("An"), 3)
    assert final.state(CLOSES - timedelta(minutes=1)).computed is None
    said = service.NOT_CLOSED.format(name="Tuần 1")
    refused(said, final.confirm, seen="0" * 64)
    entry = final.weeks.enter("Bích")
    refused(said, final.change, entry, True)


@pytest.mark.parametrize(
    ("places", "names"),
    [(1, ["An"]), (2, ["An", "Bích"]), (3, ["An", "Bích", "Cường"]), (9, ["An", "Bích", "Cường"])],
)
def test_the_best_people(database: Database, places: int, names: list[str]) -> None:
    final = world.make(places)
    world.qualify(final, An=3, Bích=2, Cường=1)
    assert final.chosen() == names


def test_ties_at_the_border_all_go_on(database: Database) -> None:
    final = world.make(2)
    world.qualify(final, An=3, Bích=2, Cường=2, Dung=1)
    found = final.state().computed
    assert found is not None and found.found.left == 1
    assert sorted(final.chosen()) == ["An", "Bích", "Cường"] and not found.undecided
    assert len(found.tied) == 2


def test_barred_people_are_skipped(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=1)
    with writing() as db:
        judging.bar(db, deed(), final.weeks[0].round_id, entries["An"], BETWEEN)
    assert final.chosen() == ["Bích", "Cường"]


def test_a_merged_registration_is_one_person(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=1)
    with writing() as db:
        choice = Choice(entries["Bích"], (entries["An"],))
        twice.merge(db, deed(), final.weeks[0].round_id, choice, BETWEEN)
    assert final.chosen() == ["Bích", "Cường"]


def units(final: Final) -> dict[str, str]:
    """Thôn 1: 3 of 10 people, Thôn 2: 2 of 6, Thôn 3: 1 of 10; Thôn 4: 1 of 2, too few to be ranked."""
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 6, "Thôn 3": 10, "Thôn 4": 2})
    for number, place in enumerate(("Thôn 1",) * 3 + ("Thôn 2",) * 2 + ("Thôn 3", "Thôn 4")):
        entry = final.weeks.enter(f"Người {number} {place}", made[place])
        final.weeks.sit(0, entry, number % 4)
    final.weeks.close(0)
    return made


@pytest.mark.parametrize(
    ("by", "places", "wanted"),
    [
        (By.NUMBER, 1, {"Thôn 1"}),
        (By.NUMBER, 2, {"Thôn 1", "Thôn 2"}),
        (By.RATE, 1, {"Thôn 2"}),
        (By.NUMBER, 9, {"Thôn 1", "Thôn 2", "Thôn 3"}),
    ],
)
def test_the_best_units(database: Database, by: By, places: int, wanted: set[str]) -> None:
    final = world.make(places, by=by)
    units(final)
    names = final.chosen()
    assert {name.split(maxsplit=2)[2] for name in names} == wanted
    assert len(names) == sum({"Thôn 1": 3, "Thôn 2": 2, "Thôn 3": 1}[unit] for unit in wanted)


def test_tied_units_wait_for_a_decision(database: Database) -> None:
    final = world.make(1, by=By.NUMBER, border=Border.DECIDE)
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 10})
    for place in made:
        final.weeks.sit(0, final.weeks.enter(f"Người {place}", made[place]), 1)
    final.weeks.close(0)
    assert final.chosen() == []
    refused(service.UNDECIDED.format(count=2, what="đơn vị"), final.confirm)
    final.decide(made["Thôn 2"])
    assert final.chosen() == ["Người Thôn 2"]
    final.confirm()
    assert final.state().frozen is not None


def test_a_unit_that_was_decided_on_and_is_gone_is_nobody(database: Database) -> None:
    final = world.make(1, by=By.NUMBER, border=Border.DECIDE)
    made = rounds.make_units({"Thôn 1": 10, "Thôn 2": 10})
    entries = {place: final.weeks.enter(f"Người {place}", made[place]) for place in made}
    for place in made:
        final.weeks.sit(0, entries[place], 1)
    final.weeks.close(0)
    final.decide(made["Thôn 2"])
    with writing() as db:
        judging.bar(db, deed(), final.weeks[0].round_id, entries["Thôn 2"], BETWEEN)
    assert final.chosen() == ["Người Thôn 1"]
    final.confirm()


# --- deciding and changing ------------------------------------------------------------------------


def test_the_organiser_decides_about_a_tie(database: Database) -> None:
    final = world.make(2, border=Border.DECIDE)
    entries = world.qualify(final, An=3, Bích=2, Cường=2, Dung=1)
    assert final.chosen() == ["An"]
    refused(service.UNDECIDED.format(count=2, what="người"), final.confirm)
    once = entropy.new_id()
    final.decide(entries["Cường"], once=once)
    final.decide(entries["Cường"], once=once)
    assert final.chosen() == ["An", "Cường"]
    refused(service.USED, final.decide, entries["Bích"], once=once)
    final.decide(entries["Bích"])
    assert final.chosen() == ["An", "Bích"], "the latest decision holds"
    with reading() as db:
        assert len(store.changes(db, final.round_id)) == 4
    refused(service.NO_TIE, final.decide, entries["An"])
    final.confirm()
    refused(service.NO_TIE, final.decide, entries["Bích"])


def test_a_decision_about_a_tie_sleeps_while_there_is_none(database: Database) -> None:
    final = world.make(2, border=Border.DECIDE)
    entries = world.qualify(final, An=3, Bích=2, Cường=2, Dung=1)
    final.decide(entries["Cường"])
    for act, wanted in ((judging.bar, ["Bích", "Cường"]), (judging.unbar, ["An", "Cường"])):
        with writing() as db:
            act(db, deed(), final.weeks[0].round_id, entries["An"], BETWEEN)
        assert sorted(final.chosen()) == wanted
    final.change(entries["Cường"], False)
    assert final.chosen() == ["An"], "single people are taken off whether tied or not"
    final.confirm()


def test_somebody_who_was_added_and_is_gone_is_left_out(database: Database) -> None:
    final = world.make(1)
    world.qualify(final, An=3, Bích=2)
    late = final.weeks.enter("Cường")
    final.change(late, True)
    assert sorted(final.chosen()) == ["An", "Cường"]
    with writing() as db:
        (person,) = leaving.people_behind(db, [late])
        assert leaving.drop_entry(db, late, person, forget_year=True)
    assert final.chosen() == ["An"]
    final.confirm()
    assert final.state().frozen is not None


def test_somebody_is_added_and_somebody_taken_off(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=1)
    once = entropy.new_id()
    final.change(entries["Bích"], False, once=once)
    final.change(entries["Bích"], False, once=once)
    refused(service.USED, final.change, entries["Bích"], True, once=once)
    refused(service.NOT_THERE, final.change, entries["Bích"], False)
    refused(service.THERE, final.change, entries["An"], True)
    final.change(entries["Cường"], True)
    assert final.chosen() == ["An", "Cường"]
    final.change(entries["Bích"], True)
    assert sorted(final.chosen()) == ["An", "Bích", "Cường"]


def test_whoever_is_of_no_such_contest_is_not_added(database: Database) -> None:
    final = world.make()
    world.qualify(final, An=3)
    with pytest.raises(NotFound):
        final.change("0" * 13, True)


# --- confirming -----------------------------------------------------------------------------------


def test_what_was_seen_is_frozen(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=2)
    seen = final.seen()
    final.confirm(seen=seen)
    final.confirm(seen=seen)
    refused(service.MOVED, final.confirm, seen="0" * 64)
    with writing() as db:
        judging.bar(db, deed(), final.weeks[0].round_id, entries["An"], BETWEEN)
    assert sorted(final.chosen()) == ["An", "Bích", "Cường"], "what happens later does not change it"
    with reading() as db:
        rows = {row.entry_id: (row.place, row.tied) for row in store.people(db, final.round_id)}
        assert audit.verify(db).whole
    assert rows == {
        entries["An"]: (1, False),
        entries["Bích"]: (2, True),
        entries["Cường"]: (2, True),
    }


def test_what_moved_meanwhile_is_not_frozen(database: Database) -> None:
    final = world.make(2)
    entries = world.qualify(final, An=3, Bích=2, Cường=1)
    seen = final.seen()
    with writing() as db:
        judging.bar(db, deed(), final.weeks[0].round_id, entries["An"], BETWEEN)
    refused(service.MOVED, final.confirm, seen=seen)
    assert final.state().frozen is None


def test_an_empty_list_is_not_confirmed(database: Database) -> None:
    final = world.make()
    final.weeks.close(0)
    refused(service.NOBODY, final.confirm)


def test_it_is_undone_until_the_round_opens(database: Database) -> None:
    final = world.make()
    world.qualify(final, An=3)
    refused(service.NOT_CONFIRMED, final.undo)
    final.confirm()
    final.undo(final.weeks.opens(1) - timedelta(milliseconds=1))
    assert final.state().frozen is None
    final.confirm()
    refused(service.OPENED, final.undo, final.weeks.opens(1))


def test_after_the_opening_people_come_and_go_for_a_reason(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.confirm(FINAL)
    final.change(entries["Bích"], True, FINAL)
    final.change(entries["An"], False, FINAL)
    frozen = final.state(FINAL).frozen
    assert final.chosen(FINAL) == ["Bích"] and frozen is not None
    assert (frozen.people, frozen.version) == (1, 3)
    with reading() as db:
        reasons = {row.subject: row.reason for row in store.changes(db, final.round_id)}
    assert set(reasons) == set(entries.values()) and all(reasons.values())


def test_once_closed_nothing_changes(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.confirm()
    final.weeks.close(1)
    for act in (
        lambda: final.change(entries["Bích"], True, OVER),
        lambda: final.undo(OVER),
    ):
        with pytest.raises(Conflict):
            act()
    with writing() as db:
        store.thaw(db, final.round_id)
    refused(service.OVER, final.confirm, OVER)
