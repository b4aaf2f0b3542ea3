"""Changing what was agreed to, putting right, leaving and being forgotten: from one's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.audit import service as audit
from contest.people import guessing
from contest.people import service as people
from contest.privacy import own, requests_store
from contest.privacy.own_rules import Facts, has_to_ask, may_correct, waits_for
from contest.web.database import reading
from tests.conftest import Clock
from tests.contest.privacy.own_phone import Phone, join, said
from tests.contest.rounds import world
from tests.contest.rounds.conftest import app_client, enter, fresh
from tests.contest.rounds.world import OPENS, World
from tests.parsed import HTMLParser

__all__ = ["app_client", "enter", "fresh"]


@pytest.fixture
def contest(app_client: TestClient, clock: Clock) -> World:
    """A contest that is open, its board live."""
    own.copies.forget()
    guessing.names.forget()
    made = world.make(world.rules(visibility=world.at_once(), show_minors_masked=False))
    clock.set(OPENS)
    return made


@pytest.fixture
def phone(app_client: TestClient, contest: World) -> Phone:
    """Lê Văn Nam's, who has not sat yet."""
    return Phone(app_client, join(contest, "Lê Văn Nam", 1990, phone="0912345678"))


def sit(contest: World, phone: Phone) -> str:
    """They sit; the attempt."""
    attempt = contest.start(phone.joined.entry_id, OPENS)
    contest.hand_in(phone.joined.entry_id, attempt, OPENS + timedelta(minutes=1), right=2)
    return attempt


def board(phone: Phone, contest: World, page: str = "") -> str:
    """What everybody sees, in words."""
    phone.browser.cookies.clear()
    answer = phone.browser.get(f"/standings/{contest.round_id}{page}")
    assert answer.status_code == 200
    body = HTMLParser(answer.text).body
    assert body is not None
    return body.text(separator=" ", strip=True)


def audited(contest: World) -> list[str]:
    """What was done, the newest first."""
    with reading() as db:
        rows, _ = audit.about(db, [contest.round_id, contest.view(OPENS).campaign_id], 0, 100)
    return [row.action for row in rows]


# --- what was agreed to ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "/hall"])
def test_a_name_is_off_the_boards_at_once(phone: Phone, contest: World, clock: Clock, page: str) -> None:
    sit(contest, phone)
    clock.move(minutes=2)
    assert "Lê Văn Nam" in board(phone, contest, page)
    answer = phone.post("/agreement", what="publish", given="0")
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds?done=agreed")
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest, page)
    phone.post("/agreement", what="publish", given="1")
    clock.move(seconds=1)
    assert "Lê Văn Nam" in board(phone, contest, page)


def test_twice_is_once_and_noted_once(phone: Phone, contest: World) -> None:
    for _ in range(2):
        assert phone.post("/agreement", what="publish", given="0").status_code == 303
    assert audited(contest).count("privacy.agree") == 1
    assert contest.audited() > 0


@pytest.mark.parametrize(
    "sent", [{}, {"what": "publish"}, {"what": "join", "given": "0"}, {"what": "publish", "given": "2"}]
)
def test_other_words_agree_to_nothing(phone: Phone, sent: dict[str, str]) -> None:
    assert phone.post("/agreement", **sent).status_code == 422
    assert phone.entry().consent_publish


# --- putting right --------------------------------------------------------------------------------


def test_before_sitting_all_of_it_is_put_right(phone: Phone, contest: World) -> None:
    sent = {"name": "  Lê   Văn Năm ", "birth_year": "1991", "phone": "0987 654 321"}
    answer = phone.post("/correction", **sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds?done=corrected")
    person = phone.person()
    assert (person.name, person.birth_year, person.phone) == ("Lê Văn Năm", 1991, "0987654321")
    assert person.folded == "le van nam"
    with reading() as db:
        assert [one.entry_id for one in people.search(db, phone.entry().campaign_id, "văn năm")]
    assert "privacy.correct" in audited(contest)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "", "birth_year": "1990"}, "name"),
        ({"name": "Lê Văn Nam", "birth_year": "90"}, "birth_year"),
        ({"name": "Lê Văn Nam", "birth_year": ""}, "birth_year"),
        ({"name": "Lê Văn Nam", "birth_year": "1990", "phone": "12"}, "phone"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    phone: Phone, sent: dict[str, str], field: str
) -> None:
    answer = phone.post("/correction", **sent)
    assert answer.status_code == 422
    page = HTMLParser(answer.text)
    assert page.css_first(f"#{field}-err") is not None
    box = page.css_first(f"input[name={field}]")
    assert box is not None and (box.attributes["value"] or "") == sent[field]
    assert phone.person().name == "Lê Văn Nam"


def test_a_year_that_makes_a_child_masks_the_name(phone: Phone) -> None:
    phone.post("/correction", name="Lê Văn Nam", birth_year="2014", phone="")
    assert not phone.entry().consent_publish


def test_another_unit_is_found_and_chosen(app_client: TestClient, contest: World) -> None:
    made = world.make_units({"Thôn Đăk Rao": 40, "Thôn Kon Tu": 30})
    phone = Phone(app_client, join(contest, "A Thui", unit=made["Thôn Đăk Rao"]))
    found = phone.post("/correction", q="kon tu", find="1", name="A Thui", unit=made["Thôn Đăk Rao"])
    assert found.status_code == 200
    values = {box.attributes["value"] for box in HTMLParser(found.text).css("input[name=unit]")}
    assert values == set(made.values())
    phone.post("/correction", name="A Thui", birth_year="1990", unit=made["Thôn Kon Tu"])
    assert phone.entry().unit_id == made["Thôn Kon Tu"]
    assert phone.post("/correction", name="A Thui", birth_year="1990", unit="").status_code == 422


def test_after_sitting_a_name_is_asked_for_and_a_phone_is_put_right(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    page = HTMLParser(phone.get("/correction").text)
    assert page.css_first("input[name=name]") is None and page.css_first("textarea[name=words]") is not None
    sent = {"name": "Kẻ Khác", "birth_year": "1950", "phone": "", "words": "Tên đúng là Lê Văn Năm"}
    answer = phone.post("/correction", **sent)
    assert answer.headers["location"] == "/privacy/mine/cds?done=asked"
    assert (phone.person().name, phone.person().birth_year, phone.person().phone) == (
        "Lê Văn Nam",
        1990,
        None,
    )
    assert "Tên đúng là Lê Văn Năm" in said(phone.get(), ".own-asked")


def test_after_sitting_nothing_to_say_is_said(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    answer = phone.post("/correction", phone="0912345678")
    assert answer.status_code == 422 and said(answer, "#words-err")


# --- asking ---------------------------------------------------------------------------------------


def test_what_is_asked_is_there_with_its_last_day(phone: Phone) -> None:
    answer = phone.post("/requests", kind="restrict", words="Đừng dùng ảnh của tôi")
    assert answer.headers["location"] == "/privacy/mine/cds?done=asked"
    told = said(phone.get(), ".own-asked")
    assert "Hạn chế sử dụng dữ liệu" in told and "07/10/2026" in told and "Đừng dùng ảnh" in told


def test_the_same_words_are_one_request_and_five_may_wait(phone: Phone, contest: World) -> None:
    for _ in range(2):
        phone.post("/requests", kind="view", words="a")
    assert len(HTMLParser(phone.get().text).css(".own-asked")) == 1
    answers = [phone.post("/requests", kind="view", words=str(number)).status_code for number in range(5)]
    assert answers == [303] * 4 + [409]
    assert audited(contest).count("privacy.ask") == 5


@pytest.mark.parametrize("sent", [{"kind": "khac"}, {}, {"kind": "view", "words": "a" * 1001}])
def test_other_words_ask_nothing(phone: Phone, sent: dict[str, str]) -> None:
    assert phone.post("/requests", **sent).status_code == 422


# --- leaving --------------------------------------------------------------------------------------


def test_leaving_says_what_follows_and_asks_once_more(phone: Phone, contest: World, clock: Clock) -> None:
    sit(contest, phone)
    assert "rời bảng xếp hạng" in said(phone.get("/withdrawal"), "ul.plain")
    assert phone.post("/withdrawal").status_code == 422
    assert len(contest.board()) == 1
    answer = phone.post("/withdrawal", sure="1")
    assert answer.headers["location"] == "/privacy/mine/cds?done=withdrawn"
    assert contest.board() == []
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest)
    assert {"privacy.withdraw", "rounds.bar"} <= set(audited(contest))
    assert "Bạn đã rút khỏi cuộc thi" in phone.get().text


def test_leaving_twice_says_so(phone: Phone) -> None:
    assert phone.post("/withdrawal", sure="1").status_code == 303
    answer = phone.post("/withdrawal", sure="1")
    assert answer.status_code == 409 and own.OUT in answer.text


@pytest.mark.parametrize("path", ["/withdrawal", "/deletion"])
def test_nobody_leaves_in_the_middle_of_a_paper(phone: Phone, contest: World, path: str) -> None:
    contest.start(phone.joined.entry_id, OPENS)
    assert "Bạn đang làm bài" in said(phone.get(path), ".banner")
    answer = phone.post(path, sure="1", **({"code": phone.joined.code} if path == "/deletion" else {}))
    assert answer.status_code == 409
    assert phone.person().name == "Lê Văn Nam"


# --- being forgotten ------------------------------------------------------------------------------


def erase(phone: Phone, **sent: str) -> Any:
    """Send the form, right in all but what is given."""
    return phone.post("/deletion", **({"code": phone.joined.code, "sure": "1"} | sent))


def test_one_is_forgotten_at_once(phone: Phone, contest: World, clock: Clock) -> None:
    sit(contest, phone)
    answer = erase(phone, code=phone.joined.code.lower())
    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy/mine/cds/deleted")
    assert 'hoithi_entry=""' in answer.headers["set-cookie"]
    assert (phone.person().name, phone.person().birth_year, phone.person().phone) == ("", None, None)
    assert len(contest.board()) == 1  # what they did stays, without a name
    clock.move(seconds=1)
    assert "Lê Văn Nam" not in board(phone, contest)
    assert phone.get("/deleted").status_code == 200
    assert phone.get().headers["location"] == "/campaigns/cds/entries/code"  # an old cookie opens nothing
    assert "privacy.forget" in audited(contest) or contest.audited() > 0


def test_the_result_goes_too_when_that_is_wanted(phone: Phone, contest: World) -> None:
    sit(contest, phone)
    erase(phone, results="1")
    assert contest.board() == []


def test_what_was_asked_goes_with_them(phone: Phone) -> None:
    phone.post("/requests", kind="view", words="Tôi là Lê Văn Nam ở thôn 3")
    erase(phone)
    with reading() as db:
        (row,) = requests_store.of_entry(db, phone.joined.entry_id)
        assert (row.words, row.kind) == ("", "view")


@pytest.mark.parametrize(
    ("sent", "field"), [({"code": "00000000"}, "code"), ({"code": ""}, "code"), ({"sure": ""}, "sure")]
)
def test_without_the_code_or_the_tick_nothing_is_deleted(
    phone: Phone, sent: dict[str, str], field: str
) -> None:
    answer = erase(phone, **sent)
    assert answer.status_code == 422 and said(answer, f"#{field}-err")
    assert phone.person().name == "Lê Văn Nam"


def test_anothers_code_deletes_nobody(app_client: TestClient, phone: Phone, contest: World) -> None:
    other = join(contest, "A Thui")
    assert erase(phone, code=other.code).status_code == 422
    assert phone.person().name == "Lê Văn Nam"


def test_codes_are_not_guessed_without_end(phone: Phone, clock: Clock) -> None:
    for _ in range(guessing.NAME_BURST):
        assert said(erase(phone, code="00000000"), "#code-err").endswith(own.WRONG_CODE)
    slow = erase(phone)  # the right one too: a guesser learns nothing
    assert slow.status_code == 422 and said(slow, "#code-err").endswith(own.SLOW)
    clock.move(minutes=1)
    assert erase(phone).status_code == 303


def test_twice_is_once(phone: Phone) -> None:
    assert erase(phone).status_code == 303
    assert erase(phone).headers["location"] == "/campaigns/cds/entries/code"


def test_the_last_page_is_the_same_for_everybody(phone: Phone) -> None:
    before = phone.get("/deleted").content
    erase(phone)
    phone.browser.cookies.clear()
    assert phone.browser.get("/privacy/mine/cds/deleted").content == before
    assert phone.browser.get("/privacy/mine/khong-co/deleted").status_code == 404


# --- the rules ------------------------------------------------------------------------------------


def test_who_stands_on_a_list_of_prizes_has_to_ask() -> None:
    assert has_to_ask(Facts(awarded=True)) and not has_to_ask(Facts(sat=True))


@pytest.mark.parametrize(
    ("facts", "word"),
    [(Facts(running=True), "làm bài"), (Facts(closing=True), "chốt"), (Facts(awarded=True, sat=True), "")],
)
def test_what_has_to_wait(facts: Facts, word: str) -> None:
    assert (word in waits_for(facts)) if word else waits_for(facts) == ""


def test_what_is_put_right_by_oneself() -> None:
    assert may_correct(Facts()) == {"name", "unit", "birth_year", "phone"}
    assert may_correct(Facts(sat=True)) == {"phone"}
