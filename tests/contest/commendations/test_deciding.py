"""Decisions about ties: each way, what each needs, two organisers at once, taking them back."""

from __future__ import annotations

from typing import Any

import pytest

from contest.campaigns import service as campaigns
from contest.commendations import deciding, rules
from contest.commendations.deciding import Said
from contest.commendations.states import Board, Way
from contest.errors import Conflict, Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.world import LATER, NOW, STAFF

#: Rank 1 shared by two: one Nhất and one Nhì fall to them. Rank 3 has one Nhì.
TWO_FIRST = [("An", 15), ("Bích", 15), ("Chi", 13), ("Dũng", 12), ("Én", 11)]
#: One Khuyến khích left for three.
THREE_LAST = [("An", 15), ("Bích", 14), ("Chi", 13), ("Dũng", 12), ("Én", 9), ("Giang", 9), ("Hà", 9)]


def test_all_get_the_upper_prize(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL, keep_lower=True)
    assert list(made.told().values()) == ["Nhất", "Nhất", "Nhì", "Nhì", "Khuyến khích"]
    assert made.draft().total == 2_000_000 + 1_400_000 + 300_000


def test_all_get_the_upper_prize_and_use_up_the_lower(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL, keep_lower=False)
    assert list(made.told().values()) == ["Nhất", "Nhất", "Nhì", "Khuyến khích", "Khuyến khích"]


def test_the_server_draws_from_the_seed(database: Database) -> None:
    made = world.closed(THREE_LAST)
    tie = made.tie()
    with reading() as db:
        seed = campaigns.view(db, made.round_id, NOW).seed
    first = rules.drawn(seed, tie)[0][0]
    made.decide(Way.DRAW)
    winners = [row.id for row in made.board().rows if row.id in tie.ids and row.step is not None]
    assert winners == [first]


@pytest.mark.parametrize("way", [Way.HAND, Way.PICK])
def test_by_hand(database: Database, way: Way) -> None:
    made = world.closed(THREE_LAST)
    given: dict[str, int | None] = dict.fromkeys(made.tie().ids)
    given[made.entries["Hà"]] = 2
    made.decide(way, prizes=given)
    told = made.told()
    assert [told[name] for name in ("Én", "Giang", "Hà")] == ["none", "none", "Khuyến khích"]


def refused(made: world.Prizes, way: Way, **said: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        made.decide(way, **said)
    assert made.board().allocation.pending is not None
    return caught.value.fields


def test_what_each_way_needs(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    assert refused(made, Way.EQUAL, keep_lower=None) == {"lower": deciding.CHOOSE_LOWER}
    assert refused(made, Way.DRAW, witness="") == {"witness": deciding.NO_WITNESS}
    whole: dict[str, int | None] = dict(zip(made.tie().ids, (0, 1), strict=True))
    assert refused(made, Way.HAND, witness="", prizes=whole) == {"witness": deciding.NO_WITNESS}
    assert refused(made, Way.PICK, reason="", prizes=whole) == {"reason": deciding.NO_REASON}
    assert refused(made, Way.PICK, reason="", prizes={}) == {
        "reason": deciding.NO_REASON,
        "prizes": deciding.CHOOSE_ALL,
    }


@pytest.mark.parametrize("steps", [(0, 0), (1, 1), (None, 0), (0, 2)])
def test_prizes_that_do_not_fall_to_the_group(database: Database, steps: tuple[int | None, ...]) -> None:
    made = world.closed(TWO_FIRST)
    (told,) = refused(made, Way.PICK, prizes=dict(zip(made.tie().ids, steps, strict=True))).values()
    assert "1 giải Nhất, 1 giải Nhì" in told


@pytest.mark.parametrize("extra", [{"0" * 13: None}, {}])
def test_prizes_for_others_than_the_group(database: Database, extra: dict[str, int | None]) -> None:
    made = world.closed(TWO_FIRST)
    one = made.tie().ids[0]
    assert refused(made, Way.PICK, prizes={one: 0, **extra}) == {"prizes": deciding.CHOOSE_ALL}


def test_the_last_tie_needs_no_word_about_lower_prizes(database: Database) -> None:
    made = world.closed(THREE_LAST)
    made.decide(Way.EQUAL, keep_lower=None)
    assert list(made.told().values()).count("Khuyến khích") == 4


def test_two_decide_the_same_tie(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    key, before = made.tie().key, made.audited()
    made.decide(Way.EQUAL)
    assert made.audited() == before + 1
    with pytest.raises(Conflict) as caught, writing() as db:
        said = Said(Way.DRAW, witness="Ông A Thui")
        deciding.decide(db, STAFF, made.round_id, Board.PEOPLE, key, said, LATER)
    assert "đã quyết định nhóm này" in caught.value.message
    assert "trao đồng hạng cả nhóm" in caught.value.message
    assert made.audited() == before + 1


def test_the_group_changed_meanwhile(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    key = made.tie().key
    made.place("Bích", 14)
    with pytest.raises(Conflict, match=deciding.CHANGED), writing() as db:
        deciding.decide(db, STAFF, made.round_id, Board.PEOPLE, key, Said(Way.EQUAL, True), LATER)


def test_the_prizes_have_to_be_set_first(database: Database) -> None:
    made = world.closed(TWO_FIRST, ladder=None)
    with pytest.raises(Conflict, match="Cơ cấu giải chưa được lưu"):
        made.decide(Way.EQUAL)


# --- taking back ----------------------------------------------------------------------------------


def take_back(made: world.Prizes, decision: str) -> None:
    with writing() as db:
        deciding.take_back(db, STAFF, made.round_id, decision, LATER)


def decision(made: world.Prizes) -> str:
    (row,) = made.board().decisions.values()
    return row.id


def test_taken_back_the_tie_waits_again(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    key, one = made.board().allocation.decided[0].key, decision(made)
    take_back(made, one)
    assert made.tie().key == key
    with pytest.raises(NotFound):
        take_back(made, one)
    # And may be decided otherwise.
    made.decide(Way.DRAW)
    assert decision(made) != one


def test_of_another_round_or_nowhere(database: Database) -> None:
    made, other = world.closed(TWO_FIRST), world.closed(TWO_FIRST, slug="khac")
    made.decide(Way.EQUAL)
    for round_id, one in ((other.round_id, decision(made)), (made.round_id, "0" * 13)):
        with pytest.raises(NotFound), writing() as db:
            deciding.take_back(db, STAFF, round_id, one, LATER)


def test_not_once_a_list_was_issued_on_it(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    made.issue()
    with pytest.raises(Conflict, match="Danh sách số 1 đã phát hành"):
        take_back(made, decision(made))


def test_a_decision_without_its_group_sleeps_and_comes_back(database: Database) -> None:
    """A void that is undone brings the very group back, and with it what was decided."""
    made = world.closed(TWO_FIRST)
    made.decide(Way.EQUAL)
    made.place("Bích", 14)
    assert made.told()["Bích"] == "Nhì"
    made.place("Bích", 15)
    assert made.told()["Bích"] == "Nhất"
