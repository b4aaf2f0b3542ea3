"""`commendations.restore`: a refusal taken back; and refusals of rounds and contests on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from contest import entropy
from contest.commendations import content as frozen
from contest.commendations import forgetting, freezing, refusing, winners_store
from contest.commendations.refusing import Said
from contest.commendations.states import Refusal, Way
from contest.errors import Conflict, Invalid, NotFound
from contest.people import same
from contest.people.forgetting import whom
from contest.people.models import Entry
from contest.web.database import Database, writing
from tests.contest.commendations import world
from tests.contest.commendations.overall import whole
from tests.contest.commendations.test_refuse import FIVE, FORM, back, deed, refuse, rows, url
from tests.contest.commendations.world import LATER, NOW, STAFF
from tests.contest.rounds.test_ladder import NOBODY
from tests.parsed import HTMLParser, text


def restore(made: world.Prizes, name: str) -> None:
    with writing() as db:
        (row,) = [
            one for one in winners_store.standing(db, made.round_id) if one.entry_id == made.entries[name]
        ]
        refusing.take_back(db, STAFF, made.round_id, row.id, LATER)


def digest(made: world.Prizes) -> str:
    return frozen.digest(freezing.content(made.draft()).to_json())


# --- taking back ----------------------------------------------------------------------------------


def test_taking_back_restores_the_list_and_leaves_a_trace(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    before = digest(made)
    organiser.post(deed(made), data=FORM)
    assert digest(made) != before
    rows_before = made.audited()
    assert organiser.get(back(made)).status_code == 405
    assert organiser.post(back(made)).status_code == 303
    assert digest(made) == before and made.audited() == rows_before + 1
    (line,) = HTMLParser(organiser.get(url(made)).text).css("ul.refusals > li")
    assert "Nguyễn Thanh Tùng thu hồi lúc" in text(line) and not line.css("form")
    assert organiser.post(back(made)).status_code == 404
    assert made.audited() == rows_before + 1


def test_refused_again_after_taking_back(organiser: TestClient) -> None:
    made = world.closed(FIVE)
    refuse(made, "An")
    restore(made, "An")
    assert organiser.post(deed(made), data=FORM).status_code == 303
    assert len(rows(made)) == 2 and made.told()["An"] == "passed"


def test_a_refusal_of_another_contest_is_not_taken_back_through_ones_own(organiser: TestClient) -> None:
    mine, other = world.closed(FIVE), world.closed(FIVE, slug="khac")
    refuse(other, "An")
    path = url(mine, f"/refusals/{rows(other)[0].id}/taking-back")
    assert organiser.post(path).status_code == 404
    assert other.told()["An"] == "passed"


# --- on both databases ----------------------------------------------------------------------------


def of_a_round() -> world.Prizes:
    return world.closed(FIVE)


def of_a_contest() -> world.Prizes:
    return whole(dict(FIVE), {"An": 1})


@pytest.mark.parametrize("make", [of_a_round, of_a_contest])
def test_of_a_round_and_of_a_contest(database: Database, make: Callable[[], world.Prizes]) -> None:
    made = make()
    before, told = digest(made), made.told()
    refuse(made, "An")
    with pytest.raises(Conflict, match="từ chối nhận giải"):
        refuse(made, "An")
    refuse(made, "Dung", Refusal.INELIGIBLE, minutes=1)
    with writing() as db, pytest.raises(NotFound, match=refusing.NO_PERSON):
        refusing.refuse(db, STAFF, made.round_id, NOBODY, "Nhất", Said(Refusal.DECLINED, "x"), NOW)
    assert made.told() == {
        "An": "passed",
        "Bích": "Nhất",
        "Chi": "Nhì",
        "Dung": "passed",
        "Em": "Nhì",
        "Giang": "Khuyến khích",
        "Hà": "Khuyến khích",
    }
    restore(made, "An")
    assert made.told()["An"] == "Nhất" and made.told()["Dung"] == "passed"
    restore(made, "Dung")
    assert (digest(made), made.told()) == (before, told)
    with writing() as db, pytest.raises(Invalid) as wrong:
        refusing.refuse(db, STAFF, made.round_id, made.entries["An"], "Nhất", Said(None, ""), NOW)
    assert set(wrong.value.fields) == {"kind", "reason"}


def test_lots_that_were_drawn_go_on_holding(database: Database) -> None:
    """Three for the last prize: when its winner refuses, the second lot has it, and the list says why."""
    made = world.closed([*FIVE[:4], ("Em", 5), ("Giang", 5), ("Hà", 5)])
    made.decide(Way.DRAW)
    (row,) = made.board().decisions.values()
    names = {entry: name for name, entry in made.entries.items()}
    order = [names[id] for id in made.board().said[row.tie_key].order]
    refuse(made, order[0])
    told = made.told()
    assert [told[name] for name in order] == ["passed", "Khuyến khích", "none"]
    decided = freezing.content(made.draft()).decided
    assert [(one.id, one.key, len(one.ids)) for one in decided] == [(row.id, row.tie_key, 2)]
    assert made.issue() == 1


def test_whoever_entered_twice_has_refused_under_both(database: Database) -> None:
    made = world.closed(FIVE)
    refuse(made, "Bích")
    with writing() as db:
        same.merge(db, [made.entries["Bích"]], made.entries["Chi"], entropy.new_id())
    assert [made.told()[name] for name in ("An", "Bích", "Chi", "Dung")] == [
        "Nhất",
        "passed",
        "passed",
        "Nhì",
    ]


def test_a_reason_that_grows_past_its_column_when_a_name_goes_is_cut(database: Database) -> None:
    """What stands instead of "An Vy" is longer than it, and PostgreSQL refuses what no column takes."""
    made = world.closed([("Bích", 14)])
    world.fill(made, [("An Vy", 15)], folded="an vi")
    with writing() as db:
        said = Said(Refusal.DECLINED, "x " * 97 + "An Vy")
        refusing.refuse(db, STAFF, made.round_id, made.entries["An Vy"], "Nhất", said, NOW)
    with writing() as db:
        entry = db.get(Entry, made.entries["An Vy"])
        assert entry is not None
        assert forgetting.forget(db, whom(db, entry.person_id), NOW)
    (row,) = rows(made)
    assert len(row.reason) == 200 and "Vy" not in row.reason
