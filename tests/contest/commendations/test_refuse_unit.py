"""`commendations.refuse` of a unit: the next unit moves up with a trace, and the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from contest.audit.models import Audit
from contest.commendations import freezing, refusing, winners, winners_store
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.models import PrizeRefusal
from contest.commendations.refusing import Said
from contest.commendations.rules import Step
from contest.commendations.states import REFUSED, Board, Refusal, Way
from contest.errors import Conflict
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_units_listed import made_of
from tests.contest.commendations.world import NOW, STAFF
from tests.parsed import HTMLParser, attr, text

THREE = {"Thôn 1": 4, "Thôn 2": 3, "Thôn 3": 2, "Thôn 4": 1}
SIZES: dict[str, int | None] = {"Thôn 1": 40, "Thôn 2": 6, "Thôn 3": 8, "Thôn 4": 10}
BOTH = Ladder(
    (),
    (
        UnitStep("Nhất", 1, 500_000, Board.NUMBER),
        UnitStep("Nhì", 1, 300_000, Board.NUMBER),
        UnitStep("Nhất", 1, 200_000, Board.RATE),
    ),
)
FORM = {"kind": "declined", "reason": "Thôn xin nhường giải"}
Made = tuple[world.Prizes, dict[str, str]]


def make() -> Made:
    """Thôn 1 and Thôn 2 have prizes by number, Thôn 3 by rate."""
    return made_of(THREE, dict(SIZES), BOTH)


@pytest.fixture
def made(organiser: TestClient) -> Made:
    """The same, behind the organiser's pages."""
    return make()


def url(made: world.Prizes, path: str = "") -> str:
    return f"/commendations/{made.round_id}{path}"


def deed(made: Made, name: str = "Thôn 1") -> str:
    return url(made[0], f"/winners/{made[1][name]}/refusal")


def rows(made: world.Prizes) -> list[PrizeRefusal]:
    with reading() as db:
        return list(db.exec(select(PrizeRefusal).where(PrizeRefusal.occasion_id == made.round_id)))


def refuse(made: Made, name: str, kind: Refusal = Refusal.DECLINED, minutes: int = 0) -> None:
    with writing() as db:
        said, now = Said(kind, "Đã có công văn"), NOW + timedelta(minutes=minutes)
        refusing.refuse(db, STAFF, made[0].round_id, made[1][name], "Nhất", said, now)


def chained() -> list[dict[str, Any]]:
    with reading() as db:
        return [json.loads(row.content) for row in db.exec(select(Audit).order_by(col(Audit.seq)))]


def given(made: world.Prizes) -> dict[str, str]:
    return made.told(Board.NUMBER) | {f"{name} (tỷ lệ)": one for name, one in made.told(Board.RATE).items()}


# --- the page and the deed ------------------------------------------------------------------------


def test_what_will_come_of_it_before_it_is_written(organiser: TestClient, made: Made) -> None:
    before = made[0].audited()
    found = HTMLParser(organiser.get(deed(made)).text)
    assert text(found.css_first("h1")) == "Không trao giải Nhất cho Thôn 1?"
    assert "Hạng 1 theo số người dự thi." in text(found.css_first("h1 + p"))
    assert [text(line) for line in found.css("ul.moved li")] == [
        "Thôn 2 chuyển từ giải Nhì (giải đơn vị theo số người dự thi) "
        "sang giải Nhất (giải đơn vị theo số người dự thi).",
        "Thôn 3 chuyển từ giải Nhất (giải đơn vị theo tỷ lệ dự thi) "
        "sang giải Nhì (giải đơn vị theo số người dự thi).",
        "Thôn 4 nhận giải Nhất (giải đơn vị theo tỷ lệ dự thi).",
    ]
    assert made[0].audited() == before and rows(made[0]) == []


@pytest.mark.parametrize("kind", Refusal)
def test_the_next_units_move_up_and_the_page_says_which(
    organiser: TestClient, made: Made, kind: Refusal
) -> None:
    before = made[0].audited()
    answer = organiser.post(deed(made), data=FORM | {"kind": kind.value})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{url(made[0])}#refusals")
    assert made[0].audited() == before + 1
    assert given(made[0]) == {
        "Thôn 1": "passed",
        "Thôn 2": "Nhất",
        "Thôn 3": "Nhì",
        "Thôn 4 (tỷ lệ)": "Nhất",
        "Thôn 1 (tỷ lệ)": "passed",
        "Thôn 2 (tỷ lệ)": "passed",
        "Thôn 3 (tỷ lệ)": "passed",
    }
    assert made[0].draft().total == 1_000_000, "every prize is given, to others"
    (line,) = HTMLParser(organiser.get(url(made[0])).text).css("ul.refusals > li")
    what = f"{REFUSED[kind][0].lower()}{REFUSED[kind][1:]}"
    assert text(line.css_first("b")) == f"Thôn 1, giải Nhất: {what}"
    assert "Lý do: Thôn xin nhường giải. Thôn 2 chuyển từ giải Nhì" in text(line)
    assert "Thôn 4 nhận giải Nhất (giải đơn vị theo tỷ lệ dự thi). Nguyễn Thanh Tùng, " in text(line)
    assert "Đơn vị này lại được nhận giải" in text(line)


def test_taking_it_back_brings_the_same_list(organiser: TestClient, made: Made) -> None:
    before = freezing.content(made[0].draft()).to_json()
    assert organiser.post(deed(made), data=FORM).status_code == 303
    assert freezing.content(made[0].draft()).to_json() != before
    path = url(made[0], f"/refusals/{rows(made[0])[-1].id}/taking-back")
    assert [organiser.post(path).status_code for _ in range(2)] == [303, 404]
    assert freezing.content(made[0].draft()).to_json() == before
    (line,) = HTMLParser(organiser.get(url(made[0])).text).css("ul.refusals > li")
    assert "Nguyễn Thanh Tùng thu hồi lúc" in text(line) and "chuyển" not in text(line)
    assert organiser.post(deed(made), data=FORM).status_code == 303, "and it may decline again"


def test_the_chain_names_the_unit(organiser: TestClient, made: Made) -> None:
    organiser.post(deed(made), data=FORM)
    organiser.post(url(made[0], f"/refusals/{rows(made[0])[-1].id}/taking-back"))
    assert [(one["action"], one["detail"]["unit"]) for one in chained()[-2:]] == [
        ("commendations.refuse_unit", made[1]["Thôn 1"]),
        ("commendations.restore_unit", made[1]["Thôn 1"]),
    ]


def test_one_after_the_other_each_with_its_own_trace(organiser: TestClient, made: Made) -> None:
    refuse(made, "Thôn 1")
    refuse(made, "Thôn 2", Refusal.ABSENT, minutes=1)
    assert made[0].told(Board.NUMBER)["Thôn 3"] == "Nhất"
    last, first = (text(one) for one in HTMLParser(organiser.get(url(made[0])).text).css("ul.refusals > li"))
    assert "Thôn 2 chuyển từ giải Nhì" in first
    assert "Thôn 2" not in last.split("Lý do")[1] and "Thôn 3 chuyển từ giải Nhì" in last


def test_people_and_units_on_one_list(organiser: TestClient, made: Made) -> None:
    made[0].ladder(replace(BOTH, people=(Step("Nhất", 1, 100_000), Step("Nhì", 1, 50_000))))
    made[0].place("Thôn 2 0001", 11_000)
    made[0].place("Thôn 3 0001", 10_500)
    first = made[0].entries["Thôn 2 0001"]
    with writing() as db:
        said = Said(Refusal.DECLINED, "Đã nhắn tin")
        refusing.refuse(db, STAFF, made[0].round_id, first, "Nhất", said, NOW)
    refuse(made, "Thôn 1", minutes=1)
    found = HTMLParser(organiser.get(url(made[0])).text)
    unit, person = (text(one) for one in found.css("ul.refusals > li"))
    assert "Thôn 2 chuyển từ giải Nhì" in unit
    assert "Thôn 3 0001 chuyển từ giải Nhì sang giải Nhất." in person
    assert made[0].told()["Thôn 2 0001"] == "passed" == made[0].told(Board.NUMBER)["Thôn 1"]


def test_nobody_is_left(organiser: TestClient) -> None:
    one = made_of({"Thôn 1": 2}, {"Thôn 1": 5}, BOTH)
    lines = [text(line) for line in HTMLParser(organiser.get(deed(one)).text).css("ul.moved li")]
    assert lines == [winners.NO_UNIT_LEFT]
    assert organiser.post(deed(one), data=FORM).status_code == 303
    assert one[0].draft().total == 0


def test_a_tie_that_was_decided_stays_decided(database: Database) -> None:
    """Two equal units drew for the first prize; who comes next is no new question for them."""
    steps = (UnitStep("Nhất", 1, 500_000, Board.NUMBER), UnitStep("Nhì", 1, 300_000, Board.NUMBER))
    people, sizes = {"Thôn 1": 3, "Thôn 2": 2, "Thôn 3": 2, "Thôn 4": 1}, dict(SIZES)
    made = made_of(people, sizes, Ladder((), steps))
    prizes: dict[str, int | None] = {made[1]["Thôn 2"]: None, made[1]["Thôn 3"]: 1}
    made[0].decide(Way.PICK, Board.NUMBER, prizes=prizes)
    assert made[0].told(Board.NUMBER)["Thôn 3"] == "Nhì"
    refuse(made, "Thôn 1")
    told = made[0].told(Board.NUMBER)
    assert (told["Thôn 3"], told["Thôn 2"]) == ("Nhất", "Nhì")
    assert made[0].draft().pending == ()


def test_a_tie_will_wait(organiser: TestClient) -> None:
    steps = (UnitStep("Nhất", 1, 500_000, Board.NUMBER),)
    made = made_of({"Thôn 1": 3, "Thôn 2": 2, "Thôn 3": 2}, dict(SIZES), Ladder((), steps))
    lines = [text(line) for line in HTMLParser(organiser.get(deed(made)).text).css("ul.moved li")]
    assert lines == [winners.TIE_WAITS]


# --- who may not ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"kind": ""}, {"kind": refusing.NO_KIND}), ({"reason": " "}, {"reason": refusing.NO_REASON})],
)
def test_what_is_missing_with_the_rest_kept(
    organiser: TestClient, made: Made, changed: dict[str, str], wrong: dict[str, str]
) -> None:
    answer = organiser.post(deed(made), data=FORM | changed)
    assert answer.status_code == 422 and rows(made[0]) == []
    found = HTMLParser(answer.text)
    assert {name: text(found.css_first(f"#{name}-err")) for name in wrong} == wrong
    assert attr(found, "#reason", "value") == (FORM | changed)["reason"].strip()


def test_twice_is_once(organiser: TestClient, made: Made) -> None:
    assert [organiser.post(deed(made), data=FORM).status_code for _ in range(2)] == [303, 409]
    assert len(rows(made[0])) == 1
    assert "đã ghi lúc" in text(HTMLParser(organiser.get(deed(made)).text).css_first(".banner"))


def test_a_unit_without_a_prize(organiser: TestClient, made: Made) -> None:
    for answer in (organiser.get(deed(made, "Thôn 4")), organiser.post(deed(made, "Thôn 4"), data=FORM)):
        assert answer.status_code == 409
        assert refusing.NO_WINNING_UNIT in text(HTMLParser(answer.text).css_first(".banner"))
    assert rows(made[0]) == []


def test_who_reads_may_not(viewer: TestClient) -> None:
    made = make()
    assert viewer.get(deed(made)).status_code == 403
    assert viewer.post(deed(made), data=FORM).status_code == 403
    assert rows(made[0]) == []


def test_two_at_the_same_moment(database: Database) -> None:
    made = make()
    with writing() as db:
        said = Said(Refusal.DECLINED, "x")
        refusing.refuse(db, STAFF, made[0].round_id, made[1]["Thôn 1"], "Nhất", said, NOW)
        with pytest.raises(Conflict):
            refusing.refuse(db, STAFF, made[0].round_id, made[1]["Thôn 1"], "Nhất", said, NOW)


def test_the_database_keeps_one_refusal_of_a_unit(database: Database) -> None:
    made = make()

    def add() -> tuple[str, bool]:
        row = PrizeRefusal(
            occasion_id=made[0].round_id,
            round_id=made[0].round_id,
            unit_id=made[1]["Thôn 1"],
            kind="declined",
            prize="Nhất",
            reason="x",
            decided_by=STAFF,
            decided_at=NOW,
        )
        with writing() as db:
            return row.id, winners_store.add_refusal(db, row)

    first, is_first = add()
    assert is_first and not add()[1]
    with writing() as db:
        assert winners_store.take_back(db, made[0].round_id, first, STAFF, NOW) == (None, made[1]["Thôn 1"])
    assert add()[1]


@pytest.mark.parametrize("both", [True, False])
def test_a_refusal_is_of_one_winner(database: Database, *, both: bool) -> None:
    made = make()
    entry = made[0].entries["Thôn 1 0001"]
    whose: dict[str, Any] = {"unit_id": made[1]["Thôn 1"], "entry_id": entry} if both else {}
    row = PrizeRefusal(
        occasion_id=made[0].round_id,
        round_id=made[0].round_id,
        kind="declined",
        prize="Nhất",
        reason="x",
        decided_by=STAFF,
        decided_at=NOW,
        **whose,
    )
    with pytest.raises(IntegrityError), writing() as db:
        db.add(row)
        db.flush()
