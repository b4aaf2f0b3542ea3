"""`rounds.index`: every contest with its numbers, by a fixed number of statements."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import event

from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import Role
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundDraft
from contest.rounds import monitor
from contest.web.database import Database, current, reading, writing
from tests.conftest import Clock
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS

ADMIN = Member("staff00000001", "quantri", "Nguyễn Thanh Tùng", Role.ADMIN)


@contextmanager
def statements() -> Generator[list[str]]:
    """What the readers' connections are asked meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(current().reader, "before_cursor_execute", note)
    yield said
    event.remove(current().reader, "before_cursor_execute", note)


def test_without_a_contest(organiser: TestClient) -> None:
    answer = organiser.get("/rounds")
    assert answer.status_code == 200
    assert "Chưa có cuộc thi nào." in answer.text


def test_a_contest_of_others_is_not_listed(viewer: TestClient, clock: Clock) -> None:
    contest = world.make()
    assert contest.round_id in viewer.get("/rounds").text
    with writing() as db:
        campaign_id = campaigns.campaign_of(db, contest.round_id) or ""
        (member, part), *_ = accounts.parts_in(db, campaign_id)
        accounts.revoke(db, "test", member.id, campaign_id, part, clock.now)
    assert "Chưa có cuộc thi nào." in viewer.get("/rounds").text


def test_a_stranger(app_client: TestClient) -> None:
    assert app_client.get("/rounds").headers["location"] == "/accounts/login?next=%2Frounds"


def test_rounds_with_their_numbers(organiser: TestClient, sqlite_database: Database) -> None:
    contest = world.make()
    contest.sit("Y Bích", OPENS, 2)
    contest.start(contest.join("A Thui").entry_id, OPENS)
    with reading() as db:
        (campaign,) = monitor.index(db, ADMIN, OPENS + timedelta(minutes=2))
    (row,) = campaign.rounds
    assert (campaign.title, row.people, row.answering) == ("Tìm hiểu chuyển đổi số", 2, 1)
    with reading() as db:
        (later,) = monitor.index(db, ADMIN, CLOSES)
    assert (later.rounds[0].people, later.rounds[0].answering) == (2, 0)
    page = LexborHTMLParser(organiser.get("/rounds").text)
    links = [each.attributes["href"] for each in page.css("table a")]
    assert links == [f"/rounds/{contest.round_id}"]


def test_the_number_of_statements_does_not_grow(sqlite_database: Database) -> None:
    contest = world.make(bank=0)
    counted = []
    for rounds in (1, 30):
        with writing() as db:
            view = campaigns.view(db, contest.round_id, OPENS)
            for number in range(rounds):
                draft = RoundDraft(f"Tuần {number}", OPENS, CLOSES, world.rules())
                campaigns.add_round(db, view.campaign_id, draft, OPENS)
        with reading() as db, statements() as said:
            monitor.index(db, ADMIN, OPENS)
        counted.append(len(said))
    assert counted[0] == counted[1]
