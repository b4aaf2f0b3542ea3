"""A long list's slips come in parts: each is a file of its own with a button of its own; none comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from contest.errors import Conflict
from contest.people import service as people
from contest.people.inviting import Agreed
from contest.people.service import EntryDraft
from contest.roster import codes, coming
from contest.roster.codes import Asked, parts
from contest.roster.sheet_rules import MemberRow
from contest.roster.states import Whose
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest.roster import desk
from tests.contest.roster.desk import NOW, Roster
from tests.contest.roster.test_codes import page, printed, url
from tests.contest.roster.test_making_codes import FIRST, SECOND, counted, known, make
from tests.contest.rounds.world import World
from tests.contest.units.desk import text

HOUR = timedelta(hours=1)
NAMES = [f"A Thui {letter}" for letter in ("Một", "Hai", "Ba", "Bốn", "Năm")]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two slips a file, so that five people are three."""
    monkeypatch.setattr(codes, "A_PART", 2)


@pytest.fixture
def five(roster: Roster) -> Roster:
    roster.bring(*(MemberRow(n, name, "1990", "Thôn Đăk Rao") for n, name in enumerate(NAMES, 2)))
    return roster


def test_a_file_takes_no_longer_than_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six milliseconds a slip were measured; the page says so many at most."""
    monkeypatch.undo()
    assert codes.A_PART <= 300


@pytest.mark.parametrize(
    ("people_", "sizes"), [(0, ()), (1, (1,)), (2, (2,)), (3, (2, 1)), (4, (2, 2)), (5, (2, 2, 1))]
)
def test_how_many_slips_each_file_has(people_: int, sizes: tuple[int, ...]) -> None:
    assert parts(people_) == sizes


@pytest.mark.parametrize("whose", list(Whose))
@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 2, 1, 3, 1)])
def test_all_parts_of_one_page_are_everybody_once(five: Roster, whose: Whose, order: tuple[int, ...]) -> None:
    made: dict[int, dict[str, str]] = {}
    for part in order:
        again = make(five, whose, replace(FIRST, part=part))
        assert made.setdefault(part, again) == again, "pressed twice it is the same file"
    assert sorted(len(each) for each in made.values()) == [1, 2, 2]
    found = {name: code for each in made.values() for name, code in each.items()}
    assert set(found) == set(NAMES)
    assert all(known(five, code) == name for name, code in found.items())
    assert (counted(five).without, counted(five).waiting) == (0, 5)


def test_what_was_not_pressed_is_as_it_was(five: Roster) -> None:
    first = {
        name: code for part in (1, 2, 3) for name, code in make(five, form=replace(FIRST, part=part)).items()
    }
    anew = make(five, Whose.ALL, replace(SECOND, part=2))
    assert len(anew) == 2
    for name, code in first.items():
        assert known(five, code) == (None if name in anew else name)


@pytest.mark.parametrize("part", [4, 1_000])
def test_there_is_no_such_part(five: Roster, part: int) -> None:
    with pytest.raises(Conflict) as refused:
        make(five, form=replace(FIRST, part=part))
    assert refused.value.message == codes.NO_PART
    assert counted(five).without == 5


def test_two_pages_that_are_used_in_turn_make_nobodys_slip_void(five: Roster) -> None:
    first = make(five, form=replace(FIRST, part=1))
    others = make(five, form=replace(SECOND, part=1))
    rest = make(five, form=replace(FIRST, part=2))
    found = first | others | rest
    assert len(first) + len(others) + len(rest) == len(found) == 5
    assert all(known(five, code) == name for name, code in found.items())


def test_whoever_comes_meanwhile_gets_no_slip_and_nobody_two(five: Roster) -> None:
    made = make(five, form=replace(FIRST, part=1))
    member = next(one for name, one in desk.members(five.round_id).items() if name not in made)
    with writing() as db:
        people.join(db, member.campaign_id, EntryDraft("A Thui Một", 1990, member.unit_id), NOW)
    rest = [make(five, form=replace(FIRST, part=2))]
    names = [name for each in (made, *rest) for name in each]
    assert len(names) == len(set(names))
    assert counted(five).without <= 1, "who was missed is on the page when it is read again"


def test_no_part_moves_when_somebody_comes_with_the_slip_of_another(five: Roster) -> None:
    """After slips were lost all are made anew: each old one has to stop working, whoever comes meanwhile."""
    lost = {name: code for part in (1, 2, 3) for name, code in make(five, form=part_of(FIRST, part)).items()}
    anew = Asked(SECOND.token, SECOND.seen + HOUR, SECOND.now + HOUR)
    first = make(five, Whose.ALL, part_of(anew, 1))
    come = next(iter(first))
    member = desk.members(five.round_id)[come]
    with writing() as db:
        assert coming.come(db, member.campaign_id, first[come], Agreed(1990), anew.now)
    rest = [make(five, Whose.ALL, part_of(anew, part)) for part in (2, 3)]
    assert [len(each) for each in rest] == [2, 1]
    assert {*first, *rest[0], *rest[1]} == set(NAMES)
    assert all(known(five, code) is None for code in lost.values())
    assert list(make(five, Whose.ALL, part_of(anew, 1))) == [name for name in first if name != come]


def part_of(form: Asked, part: int) -> Asked:
    return replace(form, part=part)


# --- the page ---------------------------------------------------------------------------------------


def bring(browser: TestClient, contest: World, many: int) -> None:
    rows = [(name, 1990, "Thôn Đăk Rao") for name in NAMES[:many]]
    address = desk.draft(browser, contest.round_id, *rows)
    assert browser.post(f"{address}/saving", data={"version": "1"}).status_code == 303


def test_the_page_has_a_button_for_each_part(organiser: TestClient, contest: World, clock: Clock) -> None:
    bring(organiser, contest, 5)
    read = page(organiser.get(url(contest)))
    form = read.css("form[action$='/slips']")[0]
    buttons = form.css("button[name=part]")
    assert [" ".join(one.text().split()) for one in buttons] == [
        "Cấp mã, tải phần 1: 2 phiếu",
        "Cấp mã, tải phần 2: 2 phiếu",
        "Cấp mã, tải phần 3: 1 phiếu",
    ]
    hidden = {str(one.attributes["name"]): one.attributes["value"] for one in form.css("input[type=hidden]")}
    found: list[str] = []
    for one in buttons:
        clock.move(seconds=20)
        answer = organiser.post(url(contest, "/slips"), data=hidden | {"part": one.attributes["value"]})
        found += printed(answer)
        name = answer.headers["content-disposition"]
        assert f"-phan-{one.attributes['value']}.pdf" in name
    assert len(set(found)) == 5
    assert "0 người chưa có mã" in text(organiser.get(url(contest)))


def test_a_short_list_has_one_button_and_one_file(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, 1)
    read = page(organiser.get(url(contest)))
    assert not read.css("button[name=part]")
    assert "1 người" in read.css("form[action$='/slips'] button")[0].text()


@pytest.mark.parametrize("part", ["0", "-1", "1001", "x", ""])
def test_parts_that_no_page_offers(organiser: TestClient, contest: World, part: str) -> None:
    bring(organiser, contest, 5)
    data = {"whose": "missing", "token": FIRST.token, "seen": "0", "part": part}
    assert organiser.post(url(contest, "/slips"), data=data).status_code == 422
    assert all(one.code_hash is None for one in desk.members(contest.round_id).values())


def test_a_part_that_is_empty_by_now_is_told_on_the_page(organiser: TestClient, contest: World) -> None:
    bring(organiser, contest, 1)
    data = {"whose": "missing", "token": FIRST.token, "seen": "0", "part": "2"}
    answer = organiser.post(url(contest, "/slips"), data=data)
    assert (answer.status_code, text(answer, "[role=alert]")) == (409, codes.NO_PART)
