"""Forgetting a person is whole, done once, and touches nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from contest import settings
from contest.people import codes, same
from contest.people import service as people
from contest.people.models import Entry, Person
from contest.people.rules import ERASED_NAME
from contest.privacy import forgetting, store
from contest.web.database import Database, reading, writing
from tests.contest.rounds import world

NOW = world.CLOSES + timedelta(days=1)
STAFF = world.STAFF


@pytest.fixture(autouse=True)
def server_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made = settings.Settings(tmp_path, "", b"privacy tests' own server key 32")
    monkeypatch.setattr(settings, "_current", made)
    yield


def person_of(entry: str) -> str:
    with reading() as db:
        row = db.get(Entry, entry)
        assert row is not None
        return row.person_id


def forget(entry: str, **how: bool) -> forgetting.Forgotten:
    with writing() as db:
        return forgetting.forget(db, person_of(entry), by=STAFF, now=NOW, **how)


def test_a_person_has_no_name_and_no_code_any_more(database: Database) -> None:
    made = world.make()
    joined, other = made.join("Y Bích"), made.join("A Thui")
    done = forget(joined.entry_id)
    assert done.is_known and done.entries == (joined.entry_id,) and done.counts["people"] == 1
    with reading() as db:
        names = people.full_names(db, [joined.entry_id, other.entry_id])
        assert names[joined.entry_id].name == ERASED_NAME and names[other.entry_id].name == "A Thui"
        campaign = made.view(NOW).campaign_id
        assert people.by_code(db, campaign, joined.code) is None
        assert people.by_code(db, campaign, other.code) == other.entry_id
        row = db.get(Entry, joined.entry_id)
        assert row is not None and row.code_hash != codes.code_hash(joined.code, settings.current().secret)
        assert row.consent_version, "that somebody agreed, and to which notice, stays"


def test_the_second_time_changes_nothing(database: Database) -> None:
    made = world.make()
    entry = made.join("Y Bích").entry_id
    forget(entry)
    rows = made.audited()
    again = forget(entry)
    assert made.audited() == rows and not any(again.counts.values()) and again.is_known
    with reading() as db:
        (stone,) = store.tombstones(db)
        assert (stone.person_id, stone.at, stone.keep_result) == (person_of(entry), NOW, True)


def test_nobody_is_forgotten_where_nobody_is(database: Database) -> None:
    made = world.make()
    rows = made.audited()
    with writing() as db:
        done = forgetting.forget(db, "nobody0000000", by=STAFF, now=NOW)
    assert not done.is_known and not any(done.counts.values())
    assert made.audited() == rows


def test_who_registered_twice_is_one_human(database: Database) -> None:
    made = world.make()
    first, second, third, other = (
        made.join("Y Bích", year=year).entry_id for year in (1990, 1991, 1992, 1993)
    )
    with writing() as db:
        same.merge(db, [second, third], first, "deed000000001")
    assert set(forget(second).entries) == {first, second, third}
    with reading() as db:
        erased = [db.get_one(Person, person_of(each)).erased_at for each in (first, second, third, other)]
    assert erased == [NOW, NOW, NOW, None]
