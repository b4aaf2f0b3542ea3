"""What becomes of a list when its setting changes, when names are erased, and where there is none."""

from __future__ import annotations

import pytest

from contest.errors import NotFound
from contest.rounds import keeping
from contest.ruleset.selection import Selection
from contest.selections import computing, service, store
from contest.web.database import Database, reading, writing
from tests.contest.selections import world
from tests.contest.selections.world import BETWEEN


def test_another_setting_forgets_the_list(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.change(entries["An"], False)
    final.change(entries["Bích"], True)
    final.confirm()
    world.choose(final, Selection(round=1, places=2))
    assert final.state().frozen is None and sorted(final.chosen()) == ["An", "Bích"]


def test_reasons_go_with_the_names(database: Database) -> None:
    final = world.make(1)
    entries = world.qualify(final, An=3, Bích=2)
    final.change(entries["Bích"], True)
    with writing() as db:
        assert keeping._forget_texts(db, [final.round_id]) == 1
        assert keeping._forget_texts(db, [final.round_id]) == 0
    with reading() as db:
        assert [row.reason for row in store.changes(db, final.round_id)] == [keeping.ERASED_REASON]


def test_rounds_without_a_selection_have_no_list(database: Database) -> None:
    final = world.make()
    with reading() as db:
        with pytest.raises(NotFound):
            computing.state(db, final.weeks.view(0), BETWEEN)
        assert service.why_not(db, final.weeks.view(0), "0" * 13, BETWEEN) == ""
        assert [each.id for each in computing.targets(db, final.weeks.view(0), BETWEEN)] == [final.round_id]
        assert computing.targets(db, final.view(), BETWEEN) == ()


def test_a_round_that_selects_and_is_gone(database: Database) -> None:
    final = world.make()
    world.choose(final, Selection(round=9, places=2))
    with reading() as db, pytest.raises(NotFound) as missing:
        computing.state(db, final.view(), BETWEEN)
    assert missing.value.message == computing.NO_ORIGIN
