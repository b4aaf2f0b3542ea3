"""The page of one's own data: who gets it, what it tells, the copies of it, what it never tells."""

from __future__ import annotations

import json
from datetime import timedelta

import pypdf
import pytest
from fastapi.testclient import TestClient

from contest.people import guards
from contest.people.consent_rules import Text
from contest.people.states import Relation
from contest.privacy import own
from contest.rounds import service as rounds
from contest.web.database import writing
from tests.conftest import Clock
from tests.contest import opened
from tests.contest.privacy.own_phone import ROOT, Phone, join, said
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, fresh
from tests.contest.rounds.world import CLOSES, OPENS, STAFF, World

__all__ = ["app_client", "fresh"]

WORDS = Text((("Ai giữ", "UBND xã Đăk Tô"),), ("Tôi dự thi.",))


@pytest.fixture
def contest(app_client: TestClient, clock: Clock) -> World:
    """A contest that is open."""
    own.copies.forget()
    made = world.make()
    clock.set(OPENS)
    return made


@pytest.fixture
def phone(app_client: TestClient, contest: World) -> Phone:
    """Y Thu Hằng's, a child whose mother agreed to her taking part."""
    told = {"guardian": "Y Sen", "guardian_join": True, "relation": Relation.MOTHER, "phone": "0912345678"}
    return Phone(app_client, join(contest, "Y Thu Hằng", 2014, text=WORDS, **told))


def close(contest: World, clock: Clock) -> None:
    """Close the round and rank it."""
    clock.set(CLOSES + timedelta(minutes=1))
    with writing() as db:
        rounds.close_now(db, STAFF, contest.round_id, clock.now)
    for _ in range(20):
        clock.move(seconds=30)
        world.work(clock.now)


# --- who gets it ----------------------------------------------------------------------------------

PATHS = ("", "/agreed", "/correction", "/withdrawal", "/deletion")
POSTS = ("/agreement", "/copy", "/correction", "/requests", "/withdrawal", "/deletion")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_led_to_where_a_code_is_typed(
    app_client: TestClient, contest: World, path: str
) -> None:
    answer = app_client.get(ROOT + path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/campaigns/cds/entries/code")


@pytest.mark.parametrize("path", POSTS)
def test_a_strangers_form_does_nothing(app_client: TestClient, contest: World, path: str) -> None:
    assert app_client.post(ROOT + path, data={}).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_who_entered_another_contest_is_a_stranger_here(
    app_client: TestClient, phone: Phone, path: str
) -> None:
    other = world.make(slug="khac", bank=0)
    visitor = Phone(app_client, join(other, "A Thui"))
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/campaigns/cds/entries/code")


FORMS = {
    "/agreement": {"what": "publish", "given": "0"},
    "/copy": {"form": "json"},
    "/correction": {"name": "A", "phone": ""},
    "/requests": {"kind": "view"},
    "/withdrawal": {"sure": "1"},
    "/deletion": {"sure": "1", "code": "00000000"},
}


@pytest.mark.parametrize("path", POSTS)
def test_their_forms_change_nothing_here(app_client: TestClient, phone: Phone, path: str) -> None:
    other = world.make(slug="khac", bank=0)
    visitor = Phone(app_client, join(other, "A Thui"))
    answer = visitor.post(path, **FORMS[path])
    assert (answer.status_code, answer.headers["location"]) == (303, "/campaigns/cds/entries/code")
    assert phone.person().name == "Y Thu Hằng"


def test_a_contest_that_is_not_there(phone: Phone) -> None:
    phone.get()
    assert phone.browser.get("/privacy/mine/khong-co").status_code == 404
    assert phone.browser.post("/privacy/mine/khong-co/copy", data={"form": "json"}).status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_a_field_that_no_form_has_is_refused(phone: Phone, path: str) -> None:
    assert phone.post(path, **FORMS[path], la="1").status_code == 422
    assert phone.person().name == "Y Thu Hằng"


@pytest.mark.parametrize(("method", "path"), [("get", "/copy"), ("get", "/agreement"), ("post", "/agreed")])
def test_a_wrong_method_is_405(phone: Phone, method: str, path: str) -> None:
    assert getattr(phone, method)(path).status_code == 405


def test_a_forged_cookie_opens_nothing(app_client: TestClient, phone: Phone) -> None:
    app_client.cookies.set(guards.ENTRY_COOKIE, phone.cookies[guards.ENTRY_COOKIE][:-1] + "x")
    assert app_client.get(ROOT).status_code == 303


# --- what it tells --------------------------------------------------------------------------------


def test_everything_that_was_told_is_there(phone: Phone) -> None:
    facts = phone.facts("Bạn là ai")
    assert facts["Họ và tên"] == "Y Thu Hằng"
    assert facts["Năm sinh"] == "2014"
    assert facts["Số điện thoại"] == "0912345678"
    assert facts["Người giám hộ"] == "Y Sen (mẹ)"
    assert phone.joined.code not in phone.get().text


def test_what_was_agreed_to_is_there(phone: Phone) -> None:
    said_so = list(phone.facts("Bạn đã đồng ý gì").values())
    assert len(said_so) == 1  # all at one moment: one name in the list of facts


def test_a_childs_yes_says_that_it_waits(app_client: TestClient, phone: Phone, contest: World) -> None:
    assert "cần thêm cha, mẹ" in said(phone.get(), ".own-switch")
    grown = Phone(app_client, join(contest, "A Thui"))
    assert "Bạn đang đồng ý" in said(grown.get(), ".own-switch")


def test_an_attempt_tells_times_and_no_answer_while_the_round_is_open(phone: Phone, contest: World) -> None:
    attempt = contest.start(phone.joined.entry_id, OPENS)
    contest.hand_in(phone.joined.entry_id, attempt, OPENS + timedelta(minutes=1), right=2)
    facts = phone.facts("Bài làm: Tuần 1, lượt 1")
    assert facts["Trạng thái"] == "đã nộp"
    assert facts["Số câu đã lưu"] == "3"
    assert set(facts) == {"Trạng thái", "Bắt đầu", "Kết thúc", "Số câu đã lưu", "Mã biên nhận"}
    page = phone.get().text
    assert "Câu trả lời có ở đây sau khi Tuần 1 đóng." in page
    assert "Đúng một" not in page and "Câu hỏi số" not in page


def test_after_the_close_ones_own_answers_are_there(phone: Phone, contest: World, clock: Clock) -> None:
    attempt = contest.start(phone.joined.entry_id, OPENS)
    contest.hand_in(phone.joined.entry_id, attempt, OPENS + timedelta(minutes=1), right=2)
    close(contest, clock)
    facts = phone.facts("Bài làm: Tuần 1, lượt 1")
    assert facts["Số câu đúng"] == "2/3"
    answers = [value for name, value in facts.items() if name.startswith("Câu ")]
    assert len(answers) == 3 and sum(one.startswith("Đúng một") for one in answers) == 2


def test_ones_own_words_are_told_back_as_they_were(app_client: TestClient, clock: Clock) -> None:
    contest = opened.make()
    clock.set(OPENS)
    phone = Phone(app_client, join(contest, "Y Bích"))
    opened.hand_in(contest, phone.joined.entry_id, 1, "Mở lớp ở thôn")
    close(contest, clock)
    assert "Mở lớp ở thôn" in phone.facts("Bài làm: Tuần 1, lượt 1").values()


def test_who_did_what_tells_no_name_of_staff_and_no_number_of_others(phone: Phone, contest: World) -> None:
    phone.post("/agreement", what="publish", given="0")
    told = list(phone.facts("Ai đã làm gì với dữ liệu của bạn").values())
    assert told == ["Bạn: Đổi lựa chọn đồng ý"]


def test_neighbours_change_no_byte_of_it(app_client: TestClient, phone: Phone, contest: World) -> None:
    before = phone.get().content
    other = Phone(app_client, join(contest, "A Thui"))
    contest.start(other.joined.entry_id, OPENS)
    other.post("/requests", kind="view", words="Của người khác")
    other.post("/agreement", what="publish", given="0")
    assert phone.get().content == before


def test_markup_in_a_name_stays_text(app_client: TestClient, contest: World) -> None:
    phone = Phone(app_client, join(contest, "<script>alert(1)</script> An"))
    page = phone.get().text
    assert "<script>alert" not in page
    assert phone.facts("Bạn là ai")["Họ và tên"].startswith("<script>")


# --- copies ---------------------------------------------------------------------------------------


def test_the_copy_for_machines_says_what_the_page_says(phone: Phone) -> None:
    answer = phone.post("/copy", form="json")
    assert answer.headers["content-disposition"] == 'attachment; filename="du-lieu-cua-toi.json"'
    assert answer.headers["cache-control"] == "no-store"
    told = json.loads(answer.content)
    person = {one["name"]: one["value"] for one in told["sections"][0]["facts"]}
    assert person == phone.facts("Bạn là ai")
    assert told["contest"] == "Tìm hiểu chuyển đổi số"


def test_the_copy_on_paper_can_be_read(phone: Phone, tmp_path: object) -> None:
    import io

    answer = phone.post("/copy", form="pdf")
    assert answer.headers["content-type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert "Y Thu Hằng" in text and "Bản sao dữ liệu của tôi" in text and "Y Sen (mẹ)" in text


def test_a_copy_is_noted(phone: Phone) -> None:
    phone.post("/copy", form="json")
    assert "Bạn: Tải bản sao dữ liệu" in phone.facts("Ai đã làm gì với dữ liệu của bạn").values()


def test_copies_are_not_taken_without_end(phone: Phone, clock: Clock) -> None:
    answers = [phone.post("/copy", form="json").status_code for _ in range(6)]
    assert answers == [200] * 5 + [409]
    clock.move(minutes=1)
    assert phone.post("/copy", form="json").status_code == 200


def test_a_form_that_is_none_of_the_two(phone: Phone) -> None:
    assert phone.post("/copy", form="xml").status_code == 422


def test_the_copy_holds_no_answer_and_no_key_before_the_close(phone: Phone, contest: World) -> None:
    attempt = contest.start(phone.joined.entry_id, OPENS)
    contest.hand_in(phone.joined.entry_id, attempt, OPENS + timedelta(minutes=1), right=3)
    assert b"\\u0110\\u00fang" not in (body := phone.post("/copy", form="json").content)
    assert "Đúng một".encode() not in body
