"""How many groups look like one person each: found once a change, by a marker that every process can read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contest.people import likeness, same, same_store
from contest.people import service as people
from contest.units import merging
from contest.web.database import Database, reading, writing
from tests.conftest import Clock
from tests.contest.people.conftest import Join
from tests.contest.selects import selects

NAME = "Trần Thị Mai Hương"
DEED, OTHER = "deed000000001", "deed000000002"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by each time that the groups are found."""
    runs: list[int] = []
    own = likeness.groups

    def groups(*given: object) -> tuple[likeness.Group, ...]:
        made = own(*given)  # ty: ignore[invalid-argument-type]
        runs.append(len(made))
        return made

    monkeypatch.setattr(likeness, "groups", groups)
    same._counts.clear()
    return runs


def count(campaign: str, clock: Clock) -> int:
    with reading() as db:
        return same.how_many(db, campaign, clock.now)


def pair(join: Join) -> tuple[str, str]:
    return join(name=NAME, device="one").entry_id, join(name=NAME, device="two").entry_id


def test_found_once_and_then_read(campaign: str, join: Join, clock: Clock, found: list[int]) -> None:
    pair(join)
    assert [count(campaign, clock) for _ in range(4)] == [1] * 4
    assert found == [1]


def test_another_process_finds_it_by_itself(
    campaign: str, join: Join, clock: Clock, found: list[int]
) -> None:
    pair(join)
    assert count(campaign, clock) == 1
    same._counts.clear()
    assert count(campaign, clock) == 1
    assert found == [1, 1]


def test_each_change_is_seen(campaign: str, join: Join, clock: Clock, found: list[int]) -> None:
    one, other = pair(join)
    assert count(campaign, clock) == 1
    third = join(name="Lê Thị Mai Hương", device="a").entry_id
    assert count(campaign, clock) == 1
    join(name="Lê Thị Mai Hương", device="b")
    assert count(campaign, clock) == 2
    with writing() as db:
        same.merge(db, [other], one, DEED)
    assert count(campaign, clock) == 1
    with writing() as db:
        same.part(db, other)
    assert count(campaign, clock) == 2
    with writing() as db:
        same.keep_apart(db, OTHER, [one, other])
    assert count(campaign, clock) == 1
    with writing() as db:
        same.forget_apart(db, OTHER)
    assert count(campaign, clock) == 2
    assert third and len(found) == 7


def test_one_parted_and_another_merged_between_two_looks(
    campaign: str, join: Join, clock: Clock, found: list[int]
) -> None:
    """As many are merged as before, but other ones."""
    one, other = pair(join)
    third, fourth = (join(name="Lê Thị Mai Hương", device=each).entry_id for each in ("a", "b"))
    with writing() as db:
        same.merge(db, [other], one, DEED)
    assert count(campaign, clock) == 1
    with writing() as db:
        same.part(db, other)
        same.merge(db, [fourth], third, OTHER)
    assert count(campaign, clock) == 1
    assert len(found) == 2


def test_merged_units_are_seen(
    campaign: str, join: Join, units: dict[str, str], clock: Clock, found: list[int]
) -> None:
    for unit in ("9a", "9b"):
        join(name=NAME, unit_id=units[unit], birth_year=None)
    assert count(campaign, clock) == 0
    with writing() as db:
        version = merging.plan(db, units["9b"], units["9a"], clock.now).version
        merging.merge(db, "tung", units["9b"], units["9a"], version, False, clock.now)
    assert count(campaign, clock) == 1


@pytest.mark.parametrize(("seconds", "groups"), [(299, 1), (300, 0), (301, 0), (-1, 0)])
def test_what_no_marker_tells_is_seen_within_five_minutes(
    campaign: str, join: Join, clock: Clock, found: list[int], seconds: int, groups: int
) -> None:
    pair(join)
    assert count(campaign, clock) == 1
    with writing() as db:
        people.forget_campaign(db, campaign, clock.now)
    clock.set(clock.now + timedelta(seconds=seconds))
    assert count(campaign, clock) == groups


def test_other_contests_are_other_counts(campaign: str, join: Join, clock: Clock, found: list[int]) -> None:
    pair(join)
    assert count("nobody0000000", clock) == 0
    assert count(campaign, clock) == 1


def test_a_look_that_finds_no_change_reads_little(
    database: Database, campaign: str, join: Join, clock: Clock, found: list[int]
) -> None:
    pair(join)
    count(campaign, clock)
    seen = selects(database)
    count(campaign, clock)
    assert len(seen) <= 4
    assert not any("person" in statement.lower().split("from")[1] for statement in seen)
    with reading() as db:
        assert same_store.marker(db, campaign) == same_store.marker(db, campaign)
