"""`commendations.winners` and `commendations.identify`: who each winner is, by fixed words alone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col, select

from contest.accounts.states import ContestRole, Role
from contest.audit.models import Audit
from contest.commendations import identifying, refusing, winners
from contest.commendations.ladders import Ladder
from contest.commendations.models import PrizeCheck
from contest.commendations.rules import Step
from contest.commendations.states import Check, Means
from contest.errors import Invalid, NotFound
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.overall import whole
from tests.contest.commendations.world import LATER, NOW, STAFF, clear
from tests.contest.rounds import world as rounds
from tests.contest.rounds.test_index import statements
from tests.contest.rounds.test_ladder import BAD, NOBODY
from tests.contest.standings import world as boards
from tests.parsed import HTMLParser, attr, text

FIRST = "Người 0001"


def url(made: world.Prizes, path: str = "/winners") -> str:
    return f"/commendations/{made.round_id}{path}"


def deed(made: world.Prizes, name: str = FIRST) -> str:
    return url(made, f"/winners/{made.entries[name]}/identity")


def rows(page: str) -> dict[str, str]:
    """Name → what the page says of them beside their name."""
    found = HTMLParser(page).css("table.winners tbody tr")
    return {text(row.css_first("td b")): text(row.css("td")[2]) for row in found}


def stored(made: world.Prizes) -> list[tuple[str, str, str, str]]:
    with reading() as db:
        found = db.exec(select(PrizeCheck).where(PrizeCheck.occasion_id == made.round_id)).all()
        return [(row.entry_id, row.state, row.means, row.checked_by) for row in found]


def test_everybody_with_a_prize_and_nobody_else(organiser: TestClient) -> None:
    made = world.closed(clear(8))
    page = organiser.get(url(made)).text
    assert list(rows(page)) == [f"Người {at:04d}" for at in range(1, 6)]
    assert all(said.startswith("Chưa xác minh") for said in rows(page).values())
    assert "Đã xác minh 0 trên 5." in text(HTMLParser(page).css_first("main"))
    choices = [text(one) for one in HTMLParser(page).css("table.winners select option")]
    assert choices[:4] == ["Chọn cách xác minh", *winners.MEANS.values()] and len(choices) == 4 * 5
    assert not HTMLParser(page).css("form.flat input[type=text], form.flat textarea"), "no words of one's own"


@pytest.mark.parametrize("means", Means)
@pytest.mark.parametrize(("state", "words"), [("done", "Đã xác minh"), ("failed", "Không xác minh được")])
def test_it_is_written_by_whom_when_and_how(
    organiser: TestClient, means: Means, state: str, words: str
) -> None:
    made = world.closed(clear(3))
    answer = organiser.post(deed(made), data={"state": state, "means": means.value})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{url(made)}#w-{made.entries[FIRST]}"
    said = rows(organiser.get(url(made)).text)[FIRST]
    assert said.startswith(words) and winners.MEANS[means] in said and "Nguyễn Thanh Tùng, " in said
    main = text(HTMLParser(organiser.get(url(made, "")).text).css_first("p.checked"))
    wanted = {
        "done": "Đã xác minh 1 trên 3. Người nhận giải",
        "failed": "Đã xác minh 0 trên 3, không xác minh được 1. Người nhận giải",
    }
    assert main == wanted[state]


def test_it_is_in_the_chain_without_a_name(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    before = made.audited()
    assert organiser.post(deed(made), data={"state": "done", "means": "unit"}).status_code == 303
    assert made.audited() == before + 1
    with reading() as db:
        last = db.exec(select(Audit).order_by(col(Audit.seq).desc()).limit(1)).one()
    told = json.loads(last.content)
    assert told["action"] == "commendations.identify"
    assert told["detail"] == {"entry": made.entries[FIRST], "state": "done", "means": "unit"}


def test_twice_is_once_and_another_word_is_another_deed(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    for _ in range(2):
        assert organiser.post(deed(made), data={"state": "done", "means": "unit"}).status_code == 303
    once = made.audited()
    organiser.post(deed(made), data={"state": "done", "means": "unit"})
    assert made.audited() == once and len(stored(made)) == 1
    organiser.post(deed(made), data={"state": "failed", "means": "phone"})
    assert [row[1:3] for row in stored(made)] == [("failed", "phone")]
    assert made.audited() == once + 1


def test_taken_out_again(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    organiser.post(deed(made), data={"state": "done", "means": "unit"})
    assert organiser.post(deed(made), data={"state": "open"}).status_code == 303
    assert stored(made) == []
    assert rows(organiser.get(url(made)).text)[FIRST].startswith("Chưa xác minh")
    before = made.audited()
    assert organiser.post(deed(made), data={"state": "open"}).status_code == 303
    assert made.audited() == before


def test_how_has_to_be_said(organiser: TestClient) -> None:
    made = world.closed(clear(2))
    before = made.audited()
    answer = organiser.post(deed(made), data={"state": "done", "means": ""})
    assert answer.status_code == 422
    found = HTMLParser(answer.text)
    row = found.css_first(f"#w-{made.entries[FIRST]}")
    assert row is not None and text(row.css_first("#means-err")) == identifying.NO_MEANS
    assert attr(row, "select[aria-invalid]", "aria-describedby") == "means-err"
    assert row.css_first("details[open]") is not None and len(found.css("details.ask[open]")) == 1
    assert made.audited() == before


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"state": "sure", "means": "unit"},
        {"state": "done", "means": "079123456789"},
        {"state": "done", "means": "unit", "note": "CCCD 079123456789"},
    ],
)
def test_bad_input_and_words_of_ones_own(organiser: TestClient, data: dict[str, str]) -> None:
    made = world.closed(clear(2))
    before = made.audited()
    assert organiser.post(deed(made), data=data).status_code == 422
    assert made.audited() == before and stored(made) == []


def test_who_has_no_prize(organiser: TestClient) -> None:
    made = world.closed(clear(8))
    other = world.closed(clear(2), slug="khac")
    before = made.audited()
    for entry, status in ((made.entries["Người 0008"], 409), (other.entries[FIRST], 404), (NOBODY, 404)):
        path = url(made, f"/winners/{entry}/identity")
        answer = organiser.post(path, data={"state": "done", "means": "unit"})
        assert answer.status_code == status
        assert (refusing.NO_WINNER in text(HTMLParser(answer.text).css_first("main"))) == (status == 409)
    assert made.audited() == before


@pytest.mark.parametrize("bad", BAD)
def test_bad_ids(organiser: TestClient, bad: str) -> None:
    made = world.closed(clear(1))
    path = url(made, f"/winners/{bad}/identity")
    assert organiser.post(path, data={"state": "done", "means": "unit"}).status_code == 404


def test_wrong_method(organiser: TestClient) -> None:
    made = world.closed(clear(1))
    assert organiser.get(deed(made)).status_code == 405
    assert organiser.post(url(made)).status_code == 405


def test_before_the_close(organiser: TestClient) -> None:
    round_id = boards.make_round(world.RULES)
    with writing() as db:
        rounds.give_parts(db, round_id)
    assert organiser.get(f"/commendations/{round_id}/winners").status_code == 409
    (entry,) = boards.enter(round_id, ["An"])
    path = f"/commendations/{round_id}/winners/{entry}/identity"
    assert organiser.post(path, data={"state": "done", "means": "unit"}).status_code == 409


@pytest.mark.parametrize(
    ("part", "status"),
    [
        (ContestRole.OWNER, 303),
        (ContestRole.AUTHOR, 303),
        (ContestRole.APPROVER, 403),
        (ContestRole.PROCTOR, 403),
        (ContestRole.VIEWER, 403),
    ],
)
def test_parts_in_the_contest(
    viewer: TestClient, monkeypatch: pytest.MonkeyPatch, part: ContestRole, status: int
) -> None:
    monkeypatch.setitem(rounds.PARTS, Role.VIEWER, part)
    made = world.closed(clear(2))
    page = viewer.get(url(made))
    assert page.status_code == 200
    assert bool(HTMLParser(page.text).css("table.winners form")) == (status == 303)
    assert viewer.post(deed(made), data={"state": "done", "means": "unit"}).status_code == status
    assert len(stored(made)) == (status == 303)


def test_a_stranger(app_client: TestClient) -> None:
    made = world.closed(clear(2))
    assert app_client.get(url(made)).headers["location"].startswith("/accounts/login")
    assert app_client.post(deed(made), data={"state": "done", "means": "unit"}).status_code == 401


def test_nobody_won(organiser: TestClient) -> None:
    made = world.closed(())
    assert "Chưa có ai nhận giải." in text(HTMLParser(organiser.get(url(made)).text).css_first("main"))


def of_a_contest() -> world.Prizes:
    return whole({"An": 9, "Bích": 8}, {"An": 7, "Bích": 6})


def of_a_round() -> world.Prizes:
    return world.closed([("An", 9), ("Bích", 8)])


@pytest.mark.parametrize("make", [of_a_round, of_a_contest])
def test_on_both_databases_of_a_round_and_of_a_contest(
    database: Database, make: Callable[[], world.Prizes]
) -> None:
    made = make()
    entry = made.entries["An"]

    def identify(state: Check, means: Means | None) -> bool:
        with writing() as db:
            return identifying.identify(db, STAFF, made.round_id, entry, state, means, LATER)

    assert identify(Check.DONE, Means.PAPER)
    assert not identify(Check.DONE, Means.PAPER)
    assert identify(Check.FAILED, Means.PAPER)
    assert stored(made) == [(entry, "failed", "paper", STAFF)]
    with pytest.raises(Invalid) as wrong:
        identify(Check.DONE, None)
    assert dict(wrong.value.fields) == {"means": identifying.NO_MEANS}
    assert identify(Check.OPEN, None) and stored(made) == []
    with writing() as db, pytest.raises(NotFound, match=refusing.NO_PERSON):
        identifying.identify(db, STAFF, made.round_id, NOBODY, Check.DONE, Means.UNIT, NOW)


def test_so_many_winners_so_few_statements(organiser: TestClient) -> None:
    """A page of 3 winners reads the database as often as one of 60, also when all of them are known."""
    counts = []
    for number, slug in ((3, "it"), (60, "nhieu")):
        made = world.closed(clear(number), ladder=Ladder(people=(Step("Nhất", 60, 0),)), slug=slug)
        with writing() as db:
            for entry in made.entries.values():
                identifying.identify(db, STAFF, made.round_id, entry, Check.DONE, Means.UNIT, NOW)
        organiser.get(url(made))
        with statements() as asked:
            page = organiser.get(url(made)).text
        assert len(rows(page)) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]
