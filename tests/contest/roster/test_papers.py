"""Guardians' papers: the tick list of a class, and what it means for who has come and who will."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from contest.accounts.guards import COOKIE
from contest.people import consents
from contest.people.drafts import Joined
from contest.people.inviting import Agreed
from contest.people.models import Entry
from contest.people.states import Consent, How
from contest.roster import coming, papers
from contest.roster.models import RosterMember
from contest.roster.states import Paper
from contest.web.database import Database, reading, writing
from tests.contest.roster.classroom import CHILD, PHONE, Classroom
from tests.contest.roster.desk import NOW, Roster
from tests.contest.roster.test_classes import bring, url
from tests.contest.rounds.world import World
from tests.contest.selects import selects
from tests.contest.units.desk import page

NAMES = ["Y Bích", "A Biên", "Y Thu Hằng", "A Phương"]


class Desk(Classroom):
    """A class whose teacher ticks papers."""

    def id_of(self, name: str) -> str:
        """Somebody's row of the list."""
        return {one.name: one.id for one in self.rows()}[name]

    def rows(self, called: str = "9A") -> tuple[papers.Signed, ...]:
        """The tick list."""
        with reading() as db:
            return papers.of_class(db, self.view(), self.listed()[called].id, NOW)[1]

    def sign(self, *join: str, publish: tuple[str, ...] = (), called: str = "9A") -> int:
        """Tick these."""
        ids = [[self.id_of(name) for name in names] for names in (join, publish)]
        with writing() as db:
            return papers.sign(db, self.roster.staff, self.view(), self.listed()[called].id, *ids, NOW)

    def arrive(self, name: str, agreed: Agreed) -> str:
        """They come with their class's code; the entry."""
        from contest.roster import pupils

        view = self.view()
        with writing() as db:
            joined = pupils.come(db, view, self.code(), self.id_of(name), PHONE, agreed, NOW)
        assert isinstance(joined, Joined)
        return joined.entry_id

    def publishes(self, entry: str) -> bool:
        """What boards read."""
        with reading() as db:
            row = db.get(Entry, entry)
            assert row is not None
            return row.consent_publish


@pytest.fixture
def room(roster: Roster) -> Desk:
    made = Desk(roster)
    made.open()
    return made


def test_a_class_is_listed_as_it_is_called_out(room: Desk) -> None:
    assert [one.name for one in room.rows()] == NAMES
    assert {one.paper for one in room.rows()} == {Paper.NONE}


def test_ticks_are_kept_with_who_and_when_and_can_be_taken_away(room: Desk) -> None:
    assert room.sign("A Biên", "Y Bích", publish=("Y Bích",)) == 2
    kept = {one.name: one.paper for one in room.rows()}
    assert (kept["A Biên"], kept["Y Bích"], kept["A Phương"]) == (Paper.JOIN, Paper.PUBLISH, Paper.NONE)
    with reading() as db:
        row = db.get(RosterMember, room.id_of("A Biên"))
        assert row is not None
        assert (row.paper_by, row.paper_at) == (room.roster.staff, NOW)
    assert room.sign("A Biên", "Y Bích", publish=("Y Bích",)) == 0
    assert room.sign("A Biên") == 1
    assert {one.name for one in room.rows() if one.paper is not Paper.NONE} == {"A Biên"}


def test_another_classes_ids_tick_nobody(room: Desk) -> None:
    other = next(one.id for one in room.rows("9B"))
    with writing() as db:
        assert (
            papers.sign(db, room.roster.staff, room.view(), room.listed()["9A"].id, [other], [other], NOW)
            == 0
        )
    assert room.rows("9B")[0].paper is Paper.NONE


def test_who_comes_later_has_what_the_paper_says(room: Desk) -> None:
    room.sign("Y Thu Hằng", "A Biên", publish=("Y Thu Hằng",))
    shown = room.arrive("Y Thu Hằng", Agreed(2011, publish=True))
    masked = room.arrive("A Biên", Agreed(2012, publish=True))
    assert room.publishes(shown) and not room.publishes(masked)
    with reading() as db:
        said = {one.what: one.how for one in consents.history(db, shown)}
    assert said == {
        Consent.JOIN: How.CLASS,
        Consent.PUBLISH: How.CLASS,
        Consent.GUARDIAN_JOIN: How.PAPER,
        Consent.GUARDIAN_PUBLISH: How.PAPER,
    }


def test_a_paper_alone_publishes_nobody(room: Desk) -> None:
    room.sign("Y Thu Hằng", publish=("Y Thu Hằng",))
    assert not room.publishes(room.arrive("Y Thu Hằng", Agreed(2011)))


def test_a_paper_that_comes_after_the_child_holds_at_once_and_ends_when_it_is_taken_back(room: Desk) -> None:
    entry = room.arrive("Y Thu Hằng", Agreed(2011, publish=True, guardian="Y Sen", guardian_join=True))
    assert not room.publishes(entry)
    room.sign("Y Thu Hằng", publish=("Y Thu Hằng",))
    assert room.publishes(entry)
    room.sign("Y Thu Hằng")
    assert not room.publishes(entry)
    with reading() as db:
        by = {one.by for one in consents.history(db, entry) if one.how is How.PAPER}
    assert by == {room.roster.staff}


def test_somebody_with_a_paper_is_not_asked_for_a_guardian_again(room: Desk) -> None:
    from contest.roster import pupils

    room.sign("Y Thu Hằng")
    with reading() as db:
        picked = pupils.pick(db, room.view(), room.code(), room.id_of("Y Thu Hằng"), NOW)
        other = pupils.pick(db, room.view(), room.code(), room.id_of("A Biên"), NOW)
    assert (getattr(picked, "on_paper", None), getattr(other, "on_paper", None)) == (True, False)


def test_without_a_paper_nothing_is_added() -> None:
    assert coming.signed(CHILD, Paper.NONE) is CHILD
    assert coming.signed(Agreed(2011, guardian_publish=True), Paper.JOIN).guardian_publish


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def address(organiser: TestClient, contest: World) -> str:
    """The tick list of the first class."""
    bring(organiser, contest)
    rows = page(organiser.get(url(contest))).css("table.classes a[href$='/papers']")
    return str(rows[0].attributes["href"])


def ticked(browser: TestClient, address: str, name: str) -> list[str]:
    """Whose boxes of this name are ticked."""
    found = page(browser.get(address)).css(f"input[name={name}]")
    return [str(box.attributes["value"]) for box in found if "checked" in box.attributes]


def test_the_page_ticks_and_unticks_a_class(organiser: TestClient, address: str) -> None:
    boxes = [str(box.attributes["value"]) for box in page(organiser.get(address)).css("input[name=join]")]
    answer = organiser.post(address, data={"join": boxes, "publish": boxes[:1]})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?done=saved")
    assert ticked(organiser, address, "join") == boxes
    assert ticked(organiser, address, "publish") == boxes[:1]
    organiser.post(address, data={})
    assert ticked(organiser, address, "join") == []


def test_the_page_costs_the_same_for_many(
    organiser: TestClient, address: str, sqlite_database: Database
) -> None:
    organiser.get(address)
    seen = selects(sqlite_database)
    organiser.get(address)
    assert len(seen) < 30


def test_a_stranger_is_led_to_the_door(organiser: TestClient, address: str) -> None:
    organiser.cookies.clear()
    assert organiser.get(address).headers["location"].startswith("/accounts/login")
    assert organiser.post(address, data={}).status_code == 401


def test_who_only_looks_may_not(organiser: TestClient, address: str, viewer: TestClient) -> None:
    assert viewer.cookies[COOKIE]
    assert viewer.get(address).status_code in (403, 404)
    assert viewer.post(address, data={}).status_code in (403, 404)


@pytest.mark.parametrize("sent", [{"x": "1"}, {"join": ["a"] * 401}])
def test_other_words_tick_nobody(organiser: TestClient, address: str, sent: dict[str, object]) -> None:
    assert organiser.post(address, data=sent).status_code in (400, 422)
    assert ticked(organiser, address, "join") == []


def test_a_class_that_is_not_there(organiser: TestClient, contest: World, address: str) -> None:
    assert organiser.get(f"/roster/{contest.round_id}/classes/0000000000000/papers").status_code == 404
    assert organiser.post(f"/roster/{contest.round_id}/classes/0000000000000/papers").status_code == 404
