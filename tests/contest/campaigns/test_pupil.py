"""`campaigns.pupil`: a pupil who picked a name tells what the list knows, agrees, and is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from contest.campaigns import class_showing, editing
from contest.campaigns.class_showing import SHUT, SLOW_NAME
from contest.campaigns.listed_showing import NOT_YOU
from contest.campaigns.states import Way
from contest.people import service as people
from contest.people.asking import LEAST
from contest.people.drafts import EntryDraft
from contest.people.guards import CODE_COOKIE, ENTRY_COOKIE, read, read_codes
from contest.people.guessing import NAME_BURST, NAME_EVERY
from contest.people.joining import NOTICE_CHANGED
from contest.people.models import Entry, Person
from contest.web.database import reading, writing
from tests.conftest import Clock
from tests.contest.campaigns.conftest import CLOSES, SLUG
from tests.contest.campaigns.test_classmates import (
    CODE_URL,
    PUPIL_URL,
    Room,
    entered,
    offered,
    parsed,
    picked,
    room,
    said,
)

__all__ = ["room"]  # a fixture; pytest finds it by its name here
NewPhone = Callable[[], TestClient]
YES = {"consent_join": "1", "notice": "1"}


def rows() -> list[tuple[Entry, Person]]:
    with reading() as db:
        return [(entry, person) for entry, person in db.exec(select(Entry, Person).join(Person))]


def fields(answer: object) -> set[str]:
    found = parsed(answer).css(f"form[action='{PUPIL_URL}'] input")
    return {str(node.attributes["name"]) for node in found}


def test_who_tells_the_right_year_and_agrees_is_in(room: Room, phone_: TestClient) -> None:
    picked(phone_, room, "Lê Nhung")
    answer = entered(room, "Lê Nhung", phone_)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/campaigns/{SLUG}/entry")
    [(entry, person)] = rows()
    assert (person.name, person.birth_year, person.guardian) == ("Lê Nhung", 1990, None)
    [code] = read_codes(phone_.cookies[CODE_COOKIE]).values()
    card = phone_.get(f"/campaigns/{SLUG}/entry")
    assert f"{code[:4]}-{code[4:]}" in card.text
    who = read(phone_.cookies[ENTRY_COOKIE])
    assert who is not None
    assert who.entries == (entry.id,)


def test_the_code_of_the_card_leads_back_in_on_another_phone(
    room: Room, phone_: TestClient, new_phone: NewPhone
) -> None:
    entered(room, "Lê Nhung", phone_)
    [code] = read_codes(phone_.cookies[CODE_COOKIE]).values()
    other = new_phone()
    assert other.post(CODE_URL, data={"code": code}).status_code == 303
    assert len(rows()) == 1


def test_sent_twice_it_is_one_entry_with_one_code(room: Room, phone_: TestClient) -> None:
    picked(phone_, room, "Lê Nhung")
    first = entered(room, "Lê Nhung", phone_)
    code = read_codes(phone_.cookies[CODE_COOKIE])
    second = entered(room, "Lê Nhung", phone_)
    assert first.status_code == second.status_code == 303
    assert read_codes(phone_.cookies[CODE_COOKIE]) == code
    assert len(rows()) == 1


def test_two_phones_at_once_are_one_entry(room: Room, new_phone: NewPhone) -> None:
    phones = [new_phone(), new_phone()]
    for phone in phones:
        picked(phone, room, "Lê Nhung")
    answers = [entered(room, "Lê Nhung", phone) for phone in phones]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert "“Lê Nhung” đã vào thi lúc" in said(answers[1], "[role=alert]")
    assert CODE_COOKIE not in phones[1].cookies
    assert len(rows()) == 1


@pytest.mark.parametrize("proof", ["", "2012", "2011", "HS2", "năm 2011"])
def test_what_is_wrong_is_said_beside_it_and_kept(room: Room, phone_: TestClient, proof: str) -> None:
    answer = entered(room, "A Biên", phone_, proof=proof)
    assert answer.status_code == 422
    assert said(answer, "#proof-err").endswith(NOT_YOU)
    assert parsed(answer).css("#proof")[0].attributes["value"] == proof
    assert "2011" not in (answer.text.replace(proof, "") if proof else answer.text)
    assert rows() == []


def test_the_number_however_it_is_typed(room: Room, phone_: TestClient) -> None:
    assert entered(room, "A Biên", phone_, proof="hs 1").status_code == 303


def test_trying_all_years_of_a_name_slows_that_name(room: Room, phone_: TestClient, clock: Clock) -> None:
    for _ in range(NAME_BURST):
        assert said(entered(room, "A Biên", phone_, proof="1900"), "#proof-err").endswith(NOT_YOU)
    for proof in ({"proof": "1900"}, {}):
        answer = entered(room, "A Biên", phone_, **proof)
        assert said(answer, "#proof-err").endswith(SLOW_NAME), "right and wrong get one answer"
        assert answer.status_code == 422
    assert rows() == []
    clock.move(seconds=NAME_EVERY.total_seconds() - 1)
    assert said(entered(room, "A Biên", phone_), "#proof-err").endswith(SLOW_NAME)
    clock.move(seconds=1)
    assert entered(room, "A Biên", phone_).status_code == 303


def test_a_name_that_has_come_tries_out_no_namesakes_proof(
    room: Room, new_phone: NewPhone, clock: Clock
) -> None:
    """What is told beside a taken name may be meant for somebody of the same name: it counts as well."""
    entered(room, "A Biên", new_phone())
    came = room.ids()["A Biên"]
    namesake = room.ids()["Lê Nhung"]
    with writing() as db:
        db.get_one(Person, namesake).name = "A Biên"
    for _ in range(NAME_BURST):
        assert entered(room, "A Biên", new_phone(), member=came, proof="HS9").status_code == 409
    for proof in ("HS9", "1990"):
        answer = entered(room, "A Biên", new_phone(), member=came, proof=proof)
        assert (answer.status_code, len(rows())) == (409, 1), "right and wrong get one answer"
    clock.move(seconds=NAME_EVERY.total_seconds())
    assert entered(room, "A Biên", new_phone(), member=came, proof="1990").status_code == 303
    assert namesake in {entry.person_id for entry, _ in rows()}


def test_and_no_other_name_of_the_class(room: Room, new_phone: NewPhone) -> None:
    for _ in range(NAME_BURST + 5):
        entered(room, "A Biên", new_phone(), proof="1900")
    assert entered(room, "Lê Nhung", new_phone()).status_code == 303


def test_a_contest_may_ask_for_no_proof(room: Room, phone_: TestClient) -> None:
    room.entered_by(Way.CLASS, class_proof=False)
    assert "proof" not in fields(picked(phone_, room, "A Biên"))
    assert entered(room, "A Biên", phone_, proof="").status_code == 303


class TestConsent:
    def test_without_it_nobody_is_in(self, room: Room, phone_: TestClient) -> None:
        answer = entered(room, "Lê Nhung", phone_, consent_join="")
        assert (answer.status_code, bool(parsed(answer).css("#consent_join-err"))) == (422, True)
        assert rows() == []

    def test_a_notice_that_changed_is_read_again(self, room: Room, phone_: TestClient) -> None:
        answer = entered(room, "Lê Nhung", phone_, notice="99")
        assert said(answer, "#consent_join-err").endswith(NOTICE_CHANGED)
        assert not parsed(answer).css("#consent_join[checked]")

    def test_a_childs_guardian_agrees_without_the_year_being_told(
        self, room: Room, phone_: TestClient
    ) -> None:
        first = picked(phone_, room, "A Biên")
        assert {"guardian_name", "guardian_join"} <= fields(first)
        assert "birth_year" not in fields(first)
        assert "2011" not in first.text
        answer = entered(room, "A Biên", phone_, guardian_name="", guardian_join="")
        assert answer.status_code == 422
        assert parsed(answer).css("#guardian_name-err, #guardian_join-err")
        assert entered(room, "A Biên", phone_).status_code == 303
        [(entry, person)] = rows()
        assert (entry.guardian_consent, person.guardian) == (True, "A Bố")

    def test_what_guardians_signed_is_not_asked_again(self, room: Room, phone_: TestClient) -> None:
        room.entered_by(Way.CLASS, on_paper=True)
        first = picked(phone_, room, "A Biên")
        assert not fields(first) & {"guardian_name", "guardian_join"}
        answer = entered(room, "A Biên", phone_, guardian_name="", guardian_join="", consent_publish="1")
        assert answer.status_code == 303
        [(entry, person)] = rows()
        assert (entry.guardian_consent, entry.consent_publish, person.guardian) == (True, False, None)

    def test_a_year_that_the_list_has_not_is_asked_for(self, room: Room, phone_: TestClient) -> None:
        assert "birth_year" in fields(picked(phone_, room, "A Phương"))
        assert entered(room, "A Phương", phone_, birth_year="x").status_code == 422
        assert entered(room, "A Phương", phone_, birth_year="1990").status_code == 303
        assert rows()[0][1].birth_year == 1990

    def test_with_the_least_only_whether_they_are_16(
        self, room: Room, phone_: TestClient, clock: Clock
    ) -> None:
        with writing() as db:
            editing.set_fields(db, room.view().campaign_id, LEAST)
        asked = picked(phone_, room, "A Phương")
        shown = fields(asked)
        assert "grown" in shown
        assert "tên được che như của người dưới 16 tuổi" in said(asked, "main")
        assert "birth_year" not in shown
        assert entered(room, "A Phương", phone_, birth_year="").status_code == 422
        told = {"grown": "1", "consent_publish": "1", "guardian_publish": "1"}
        assert entered(room, "A Phương", phone_, birth_year="", **told).status_code == 303
        [(entry, person)] = rows()
        assert (person.guardian, person.birth_year) == (None, None)
        for masked in (True, False):
            with reading() as db:
                shown_names = people.public_names(db, [entry.id], clock.now, minors_masked=masked)
            assert shown_names[entry.id].name == "A P.", "no year is known: masked as a child's name is"


def test_closed_meanwhile_it_says_so(room: Room, phone_: TestClient) -> None:
    code = room.code
    picked(phone_, room, "Lê Nhung")
    room.shut()
    answer = entered(room, "Lê Nhung", phone_, code=code)
    assert (answer.status_code, said(answer, "#code-err").endswith(SHUT)) == (422, True)
    assert rows() == []


def test_after_the_close_nobody_is_in(room: Room, phone_: TestClient, clock: Clock) -> None:
    code = room.code
    clock.set(CLOSES)
    assert entered(room, "Lê Nhung", phone_, code=code).headers["location"] == f"/campaigns/{SLUG}"
    assert rows() == []


def test_the_wrong_one_of_a_class_is_shown_the_names_again(room: Room, phone_: TestClient) -> None:
    answer = entered(room, "Lê Nhung", phone_, member=room.ids()["A Thui"])
    assert "A Thui" not in offered(answer)
    assert len(offered(answer)) == 4
    assert rows() == []


def test_odd_fields_are_refused(room: Room, phone_: TestClient) -> None:
    assert entered(room, "Lê Nhung", phone_, evil="1").status_code == 422
    assert phone_.post("/campaigns/nowhere/entries/pupil", data=YES).status_code == 404
    assert rows() == []


def test_a_name_typed_into_the_open_form_is_a_hint_and_no_lock(
    room: Room, phone_: TestClient, clock: Clock
) -> None:
    with writing() as db:
        draft = EntryDraft("a bien", 2011, None, needs_unit=False)
        people.join(db, room.view().campaign_id, draft, clock.now)
    answer = phone_.post(CODE_URL, data={"code": room.code})
    assert offered(answer)[0] == f"A Biên({class_showing.ALIKE})"
    assert "vào lại bằng mã dự thi của em" in said(answer, "main")
    assert picked(phone_, room, "A Biên").status_code == 200
    assert entered(room, "A Biên", phone_).headers["location"] == f"/campaigns/{SLUG}/entry"


@pytest.mark.parametrize(
    ("name", "held", "asked"),
    [
        ("A Biên", "họ tên, lớp, đơn vị, năm sinh và mã do trường hoặc cơ quan cấp", True),
        ("A Phương", "họ tên, lớp và đơn vị", False),
    ],
)
def test_who_picked_a_name_reads_what_the_list_holds_and_what_is_kept(
    room: Room, phone_: TestClient, name: str, held: str, asked: bool
) -> None:
    told = said(picked(phone_, room, name), "#privacy")
    assert f"đang có: {held}." in told
    assert "giờ vào thi và một dấu cho biết những tên nào vào từ cùng một máy" in told
    assert ("chỉ được so với danh sách, không lưu lại" in told) is asked
