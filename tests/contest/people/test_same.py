"""What staff said of people who entered twice, on both databases: what waits, what counts, who comes back."""

from __future__ import annotations

import pytest

from contest.people import listing, same
from contest.people import service as people
from contest.people.listing import Choice
from contest.people.same import Same
from contest.units import merging
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.people.conftest import Join

DEED = "deed000000001"


@pytest.fixture
def pair(join: Join) -> tuple[str, str]:
    """Somebody who entered twice, on two phones."""
    name = "Trần Thị Mai Hương"
    return join(name=name, device="one").entry_id, join(name=name, device="two").entry_id


def waiting(campaign: str) -> list[tuple[set[str], bool]]:
    with reading() as db:
        return [(set(group.ids), group.sure) for group in same.waiting(db, campaign)]


def test_what_waits(campaign: str, join: Join, units: dict[str, str], pair: tuple[str, str]) -> None:
    one, other = pair
    short = [join(name="Y Biên", device=device).entry_id for device in ("a", "b")]
    join(name="Lê An", birth_year=1990)
    join(name="Lê An", birth_year=1991)
    join(name="Trần Thị Mai Hương", birth_year=1970, unit_id=units["9b"])
    assert waiting(campaign) == [({one, other}, True), (set(short), False)]


def test_nobody_waits_in_a_contest_of_strangers(campaign: str, join: Join) -> None:
    assert waiting(campaign) == []
    join()
    join(name="Lê An")
    assert waiting(campaign) == []


def test_a_merged_unit_is_one_unit(campaign: str, join: Join, units: dict[str, str], clock: Clock) -> None:
    name = "Trần Thị Mai Hương"
    join(name=name, unit_id=units["9a"], birth_year=None)
    join(name=name, unit_id=units["9b"], birth_year=None)
    assert waiting(campaign) == []
    with writing() as db:
        version = merging.plan(db, units["9b"], units["9a"], clock.now).version
        merging.merge(db, "tung", units["9b"], units["9a"], version, False, clock.now)
    assert len(waiting(campaign)) == 1


def test_who_is_forgotten_waits_no_more(campaign: str, pair: tuple[str, str], clock: Clock) -> None:
    with writing() as db:
        people.forget_campaign(db, campaign, clock.now)
    assert waiting(campaign) == []


def test_different_people_do_not_come_again(campaign: str, join: Join, pair: tuple[str, str]) -> None:
    with writing() as db:
        same.keep_apart(db, DEED, pair)
    assert waiting(campaign) == []
    third = join(name="Trần Thị Mai Hương", device="three").entry_id
    assert waiting(campaign) == [({*pair, third}, True)]
    with writing() as db:
        same.forget_apart(db, DEED)
    assert waiting(campaign) == [({*pair, third}, True)]


def test_one_counts_for_the_other_and_back(campaign: str, pair: tuple[str, str]) -> None:
    keep, other = pair
    with writing() as db:
        same.merge(db, [other], keep, DEED)
    assert waiting(campaign) == []
    with writing() as db:
        assert same.of(db, pair) == {other: Same(keep, DEED)}
        assert same.counted_for(db, pair) == same.in_campaign(db, campaign) == {other: keep}
        assert same.fold(db, [*pair, "nobody0000000"]) == {keep, "nobody0000000"}
        assert people.hold(db, pair) == {other}, "no board takes it"
        assert people.count_entries(db, campaign) == 1
        assert sum(people.entries_by_unit(db, campaign).values()) == 1
        found, count = listing.listed(db, campaign, "", Choice(same=True), 0, 50)
        assert ([person.entry_id for person in found], count) == ([other], 1)
        same.part(db, other)
    with writing() as db:
        assert same.of(db, pair) == {} == same.in_campaign(db, campaign)
        assert people.hold(db, pair) == frozenset()
        assert people.count_entries(db, campaign) == 2
    assert len(waiting(campaign)) == 1


def test_nothing_is_asked_for_nobody(campaign: str) -> None:
    with reading() as db:
        assert same.of(db, []) == {} == same.counted_for(db, [])
        assert same.fold(db, []) == set()


@pytest.mark.parametrize("turned", [False, True])
def test_a_phone_with_both_goes_on_with_the_one_that_counts(
    campaign: str, pair: tuple[str, str], turned: bool
) -> None:
    keep, other = pair
    held = pair[::-1] if turned else pair
    with writing() as db:
        assert people.entry_of(db, campaign, held) == held[-1], "the newest"
        same.merge(db, [other], keep, DEED)
        assert people.entry_of(db, campaign, held) == keep
        assert people.entry_of(db, campaign, [other]) == other
        assert people.entry_of(db, campaign, []) is None


def test_the_code_of_one_is_not_the_code_of_the_other(campaign: str, join: Join) -> None:
    first, second = (join(name="Trần Thị Mai Hương", device=device) for device in ("one", "two"))
    with writing() as db:
        same.merge(db, [second.entry_id], first.entry_id, DEED)
        assert people.by_code(db, campaign, second.code) == second.entry_id
        assert people.by_code(db, campaign, first.code) == first.entry_id
