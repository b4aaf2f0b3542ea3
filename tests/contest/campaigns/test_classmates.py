"""`campaigns.classmates`: a class code opens the names of the class, one of them is picked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.audit.service import SERVER
from contest.campaigns import classmates, editing, inviting, listed_showing, service
from contest.campaigns.class_showing import SHUT, WRONG_EITHER
from contest.campaigns.states import Way
from contest.campaigns.ways import Entrance
from contest.people import enrolling
from contest.people.codes import WRONG_CODE
from contest.people.enrolling import Named
from contest.people.guards import ENTRY_COOKIE, read
from contest.people.guessing import BURST, SLOW_DOWN
from contest.roster import classes, coming, importing, pupils, store
from contest.roster.states import Until
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG

CODE_URL, URL = f"/campaigns/{SLUG}/entries/code", f"/campaigns/{SLUG}/entries/class"
PUPIL_URL = f"/campaigns/{SLUG}/entries/pupil"
#: Name → birth year, number, class.
PEOPLE: dict[str, tuple[int | None, str, str]] = {
    "A Biên": (2011, "HS1", "9B"),
    "Y Thu Hằng": (2011, "", "9B"),
    "A Phương": (None, "", "9B"),
    "Lê Nhung": (1990, "", "9B"),
    "A Thui": (2011, "", "9C"),
}
NewPhone = Callable[[], TestClient]


class Room:
    """A class with its code."""

    def __init__(self, round_id: str, staff: str, now: Any) -> None:
        self.round_id, self.staff, self.now = round_id, staff, now

    def view(self) -> service.RoundView:
        with reading() as db:
            return service.view(db, self.round_id, self.now())

    def codes(self) -> dict[str, str]:
        """Class → code."""
        with reading() as db:
            found = classes.listed(db, self.view().campaign_id, self.now())
        return {each.place.partition(",")[0]: each.code for each in found}

    @property
    def code(self) -> str:
        return self.codes()["9B"]

    def ids(self) -> dict[str, str]:
        """Name → the one on the list."""
        with reading() as db:
            members = store.members(db, self.view().campaign_id)
            named = enrolling.named(db, [one.person_id for one in members])
        return {named[one.person_id].name: one.id for one in members}

    def shut(self) -> None:
        with writing() as db:
            classes.shut(db, self.staff, service.view(db, self.round_id, self.now()), "", self.now())

    def entered_by(self, *ways: Way, **changes: bool) -> None:
        with writing() as db:
            editing.set_entrance(db, self.view().campaign_id, Entrance(ways, **changes))


@pytest.fixture
def room(contest: str, units: dict[str, str], clock: Clock) -> Iterator[Room]:
    """Two classes of one school, both open until the round closes."""
    with writing() as db:
        view = service.view(db, contest, clock.now)
        staff = accounts.create_staff(db, SERVER, "nhung", "Lê Nhung", Role.ADMIN, "-", clock.now).id
        brought = importing.begin(db, staff, view, "ds.xlsx", (), clock.now)
        ids = enrolling.enrol(db, [Named(name, year) for name, (year, _, _) in PEOPLE.items()])
        about = {"campaign_id": view.campaign_id, "import_id": brought, "unit_id": units["nd"]}
        rows = [
            about
            | {"id": id, "person_id": id, "own_code": own, "class_name": called, "created_at": clock.now}
            for id, (_, own, called) in zip(ids, PEOPLE.values(), strict=True)
        ]
        store.add_members(db, rows)
        classes.open_classes(db, staff, view, "", Until.ROUND, clock.now)
    inviting.use_invitations(coming.invited, coming.come)
    classmates.use_classes(pupils.CLASSES)
    yield Room(contest, staff, lambda: clock.now)
    inviting.use_invitations(None, None)
    classmates.use_classes(None)


def parsed(answer: Any) -> HTMLParser:
    return HTMLParser(answer.text)


def said(answer: Any, selector: str) -> str:
    found = parsed(answer).css_first(selector)
    return " ".join(found.text().split()) if found else ""


def offered(answer: Any) -> list[str]:
    """The names that may be picked."""
    return [node.text(strip=True) for node in parsed(answer).css(".mates button[name=member]")]


def picked(phone: TestClient, room: Room, name: str) -> Any:
    return phone.post(URL, data={"code": room.code, "member": room.ids()[name]})


def entered(room: Room, name: str, phone: TestClient, **more: str) -> Any:
    year, own, _ = PEOPLE[name]
    told = {"proof": str(own or year or ""), "consent_join": "1", "notice": "1"}
    told |= {"guardian_name": "A Bố", "guardian_join": "1", "birth_year": "2011"}
    return phone.post(PUPIL_URL, data={"code": room.code, "member": room.ids()[name]} | told | more)


def test_a_class_code_in_the_one_field_for_codes_opens_the_names(room: Room, phone_: TestClient) -> None:
    answer = phone_.post(CODE_URL, data={"code": room.code.lower()})
    assert answer.status_code == 200
    assert offered(answer) == ["A Biên", "Y Thu Hằng", "Lê Nhung", "A Phương"]
    assert "9B" in said(answer, "header")
    assert "2011" not in answer.text, "no year and no number stands on the page"
    assert "HS1" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_the_same_answer_where_names_are_picked(room: Room, phone_: TestClient) -> None:
    assert offered(phone_.post(URL, data={"code": room.code})) == offered(
        phone_.post(CODE_URL, data={"code": room.code})
    )


def test_without_the_code_there_is_no_name_anywhere(room: Room, phone_: TestClient) -> None:
    for address in (
        f"/campaigns/{SLUG}",
        CODE_URL,
        f"/campaigns/{SLUG}/entries/new",
        f"/campaigns/{SLUG}/rules",
    ):
        assert "Thu Hằng" not in phone_.get(address).text
    for address in (CODE_URL, URL, PUPIL_URL):
        answer = phone_.post(address, data={"code": "000000", "member": room.ids()["A Biên"]})
        if address == CODE_URL:
            answer = phone_.post(address, data={"code": "000000"})
        assert "Biên" not in answer.text
        assert answer.status_code == 422
        assert said(answer, "#code-err").endswith(WRONG_EITHER)


def test_a_reload_begins_anew(room: Room, phone_: TestClient) -> None:
    for address in (URL, PUPIL_URL):
        answer = phone_.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, CODE_URL)


def test_who_picks_a_name_is_asked_whether_it_is_theirs(room: Room, phone_: TestClient) -> None:
    answer = picked(phone_, room, "A Biên")
    assert answer.status_code == 200
    assert "A Biên" in said(answer, ".keycard")
    assert said(answer, "label[for=proof]") == listed_showing.PROOFS["number"][0]
    assert "2011" not in answer.text
    back = parsed(answer).css(".keycard form input[name=code]")[0].attributes["value"]
    assert "A Biên" in offered(phone_.post(URL, data={"code": back}))
    cookie = phone_.cookies[ENTRY_COOKIE]
    assert read(cookie) is None, "a device id, and no entry"


@pytest.mark.parametrize("member", ["", "0" * 13])
def test_a_name_that_is_not_of_the_class_is_none(room: Room, phone_: TestClient, member: str) -> None:
    answer = phone_.post(URL, data={"code": room.code, "member": member})
    assert (answer.status_code, len(offered(answer))) == (200, 4)


def test_a_pupil_of_another_class_is_not_opened(room: Room, phone_: TestClient) -> None:
    answer = phone_.post(URL, data={"code": room.code, "member": room.ids()["A Thui"]})
    assert "A Thui" not in answer.text


def test_who_came_stands_below_with_when(
    room: Room, phone_: TestClient, new_phone: NewPhone, clock: Clock
) -> None:
    assert entered(room, "A Biên", phone_).status_code == 303
    came = clock.now
    clock.move(minutes=5)
    answer = new_phone().post(CODE_URL, data={"code": room.code})
    assert "A Biên" not in offered(answer)
    at = (came + timedelta(hours=7)).strftime("%H:%M")
    assert said(answer, ".mates-come") == f"A Biên đã vào thi lúc {at}"
    told = picked(new_phone(), room, "A Biên")
    assert told.status_code == 409
    assert f"Tên “A Biên” đã vào thi lúc {at}." in said(told, "[role=alert]")
    assert "báo thầy cô" in said(told, "[role=alert]")
    assert offered(told) == ["Y Thu Hằng", "Lê Nhung", "A Phương"]


def test_once_all_have_come_the_page_says_so(room: Room, new_phone: NewPhone) -> None:
    code = room.codes()["9C"]
    phone = new_phone()
    more = {"code": code, "member": room.ids()["A Thui"]}
    assert entered(room, "A Thui", phone, **more).status_code == 303
    answer = new_phone().post(CODE_URL, data={"code": code})
    assert "Cả lớp đã vào thi." in answer.text
    assert offered(answer) == []


def test_a_closed_code_is_told_and_is_no_guess(room: Room, phone_: TestClient) -> None:
    code = room.code
    room.shut()
    for _ in range(BURST + 1):
        answer = phone_.post(CODE_URL, data={"code": code})
    assert (answer.status_code, said(answer, "#code-err").endswith(SHUT)) == (422, True)
    assert said(phone_.post(URL, data={"code": code}), "#code-err").endswith(SHUT)


def test_a_right_class_code_passes_however_many_were_wrong(room: Room, phone_: TestClient) -> None:
    for _ in range(2 * BURST):
        phone_.post(CODE_URL, data={"code": "000000"})
    assert offered(phone_.post(CODE_URL, data={"code": room.code}))


def test_in_a_contest_that_is_guessed_at_class_codes_count_with_the_others(
    room: Room, attacked: None, phone_: TestClient, clock: Clock
) -> None:
    for number in range(BURST):
        at = (CODE_URL, URL, PUPIL_URL)[number % 3]
        phone_.post(at, data={"code": "000000"})
    for address in (CODE_URL, URL, PUPIL_URL):
        answer = phone_.post(address, data={"code": room.code})
        assert said(answer, "#code-err").endswith(SLOW_DOWN)
        assert "Biên" not in answer.text
    clock.move(seconds=1)
    assert offered(phone_.post(CODE_URL, data={"code": room.code}))


def test_where_it_is_no_way_in_the_code_opens_nothing(room: Room, phone_: TestClient) -> None:
    code = room.code
    room.entered_by(Way.FORM)
    assert "Biên" not in phone_.post(CODE_URL, data={"code": code}).text
    assert said(phone_.post(CODE_URL, data={"code": "000000"}), "#code-err").endswith(WRONG_CODE)


@pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (0, False)])
def test_at_the_close_the_door_is_shut(
    room: Room, phone_: TestClient, clock: Clock, seconds: int, opens: bool
) -> None:
    code, member = room.code, room.ids()["A Biên"]
    clock.set(CLOSES)
    clock.move(seconds=seconds)
    for address, data in ((CODE_URL, {"code": code}), (URL, {"code": code, "member": member})):
        answer = phone_.post(address, data=data)
        assert ("A Biên" in answer.text) is opens


@pytest.mark.parametrize("typed", ["", "<b>", "x" * 5000, "ế" * 200, "W6RD3P7"])
@pytest.mark.parametrize("address", [URL, PUPIL_URL])
def test_odd_codes_are_wrong_codes(room: Room, phone_: TestClient, address: str, typed: str) -> None:
    answer = phone_.post(address, data={"code": typed})
    assert (answer.status_code, said(answer, "#code-err").endswith(WRONG_EITHER)) == (422, True)


def test_odd_fields_are_refused(room: Room, phone_: TestClient) -> None:
    assert phone_.post(URL, data={"code": room.code, "evil": "1"}).status_code == 422
    assert phone_.post(URL, data={"code": room.code, "member": "x" * 14}).status_code == 422
    assert phone_.post("/campaigns/nowhere/entries/class", data={"code": room.code}).status_code == 404


def test_only_get_and_post(room: Room, phone_: TestClient) -> None:
    for address in (URL, PUPIL_URL):
        for method in ("PUT", "DELETE", "PATCH"):
            assert phone_.request(method, address).status_code == 405


class TestTheWayThere:
    def test_the_front_page_and_the_field_speak_of_class_codes(self, room: Room, phone_: TestClient) -> None:
        assert "Đã có mã dự thi hoặc mã lớp?" in said(phone_.get(f"/campaigns/{SLUG}"), "main")
        answer = phone_.get(CODE_URL)
        assert said(answer, "label[for=code]") == "Mã lớp hoặc mã dự thi"
        assert "6 ký tự" in said(answer, "#code-hint")

    def test_a_contest_of_classes_alone(self, room: Room, phone_: TestClient) -> None:
        room.entered_by(Way.CLASS)
        front = phone_.get(f"/campaigns/{SLUG}")
        assert parsed(front).css(f"main a.big[href='{CODE_URL}']")
        assert "Mã lớp do thầy cô cho." in said(front, "main")
        form = phone_.get(f"/campaigns/{SLUG}/entries/new")
        assert "thầy cô ghi mã lên bảng" in said(form, "main")
        assert "phiếu" not in said(form, "main p")
        assert "in trên phiếu" not in phone_.get(CODE_URL).text
        assert offered(phone_.post(CODE_URL, data={"code": room.code}))
