"""`bank.show`, `bank.change`, `bank.undo`: the list, its filters, several questions at once and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from questions.audiences import Audience
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import ALL, CITY, NOBODY, NUMBER, SEVERAL, TRUE
from tests.contest.rounds.test_index import statements

MANY = [ParsedQuestion(Kind.number, f"Câu {one:03}?", number=one, topics=("cds",)) for one in range(120)]


def texts(page: LexborHTMLParser) -> list[str]:
    return [" ".join(link.text().split()) for link in page.css("#rows td a")]


def change(
    browser: TestClient, bank: str, ids: tuple[str, ...], deed: str, back: str = "", status: int = 303
) -> str:
    answer = browser.post(f"/bank/{bank}/changes", data={"question": list(ids), "deed": deed, "back": back})
    assert answer.status_code == status, answer.text
    return answer.headers.get("location", "") or answer.text


def undo_form(page: LexborHTMLParser) -> tuple[str, dict[str, list[str]]]:
    form = page.css_first("#result form")
    assert form is not None
    return str(form.attributes["action"]), shelf.form(page, "#result form")


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ALL),
        ({"q": "THU DO"}, (CITY,)),
        ({"q": "xe may"}, (SEVERAL,)),
        ({"topic": "cds"}, (CITY, SEVERAL)),
        ({"topic": "cchc", "level": "van-dung"}, (TRUE,)),
        ({"kind": "number"}, (NUMBER,)),
        ({"state": "draft"}, ()),
        ({"valid": "het-han"}, (NUMBER,)),
        ({"audience": "hoc-sinh"}, ALL),
        ({"audience": "moi-nguoi", "kind": "number"}, (NUMBER,)),
        (
            {
                "level": "khong-hieu",
                "state": "'--",
                "sort": "x",
                "valid": "?",
                "page": "abc",
                "audience": "x",
            },
            ALL,
        ),
        ({"page": "-1"}, ALL),
        ({"page": "99999999999999999999"}, ALL),
        ({"q": "\x00" + "a" * 5000}, ()),
    ],
)
def test_filters(organiser: TestClient, params: dict[str, str], found: tuple[ParsedQuestion, ...]) -> None:
    bank, _ = shelf.fill(*ALL)
    page = shelf.page(organiser, f"/bank/{bank}", **params)
    assert sorted(texts(page)) == sorted(one.text for one in found)
    if not found:
        assert "Không có câu nào hợp" in shelf.said(page, ".empty")


def test_a_row_tells_what_matters(organiser: TestClient) -> None:
    bank, _ = shelf.fill(NUMBER)
    row = shelf.said(shelf.page(organiser, f"/bank/{bank}"), "#rows tbody tr")
    for part in ("Mấy tỉnh?", "34 tỉnh", "Điền số", "Nhận biết", "An toàn thông tin", "Đã duyệt", "Hết hạn"):
        assert part in row
    assert "01/10/2026" in row and "08:00, 05/10/2026" in row


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (CITY, "A. Hà Nội"),
        (SEVERAL, "A. VNeID; B. Căn cước"),
        (TRUE, "Sai"),
        (ParsedQuestion(Kind.prediction, "Mấy người?"), ""),
    ],
)
def test_right_answers_in_words(organiser: TestClient, asked: ParsedQuestion, right: str) -> None:
    bank, _ = shelf.fill(asked)
    assert shelf.said(shelf.page(organiser, f"/bank/{bank}"), "#rows .right") == right


def test_the_filter_is_kept_in_the_form_and_the_links(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*MANY)
    page = shelf.page(organiser, f"/bank/{bank}", q="câu", topic="cds", sort="cu-nhat", page=2)
    assert texts(page) == [f"Câu {one:03}?" for one in range(30, 60)]
    assert shelf.form(page, ".sieve")["q"] == ["câu"]
    assert page.css_first('.sieve option[value="cds"][selected]') is not None
    following = page.css_first('a[rel="next"]')
    assert following is not None
    href = str(following.attributes["href"])
    assert texts(shelf.page(organiser, f"/bank/{bank}{href}")) == [f"Câu {one:03}?" for one in range(60, 90)]
    assert "trang 4/4" in shelf.page(organiser, f"/bank/{bank}?page=77").text()


def test_statements_do_not_grow(organiser: TestClient) -> None:
    counted = []
    for slug, asked in (("it", MANY[:3]), ("nhieu", MANY)):
        bank, _ = shelf.fill(*asked, slug=slug)
        organiser.get(f"/bank/{bank}")
        with statements() as said:
            organiser.get(f"/bank/{bank}?q=cau&topic=cds")
        counted.append(len(said))
    assert counted[0] == counted[1]


def test_several_at_once_and_back(organiser: TestClient) -> None:
    bank, ids = shelf.fill(*ALL)
    before = shelf.audited()
    address = change(organiser, bank, ids[:3], "state:retired", back="q=o&state=approved&page=1&evil=//x")
    assert "evil" not in address and "state=approved" in address
    page = shelf.page(organiser, address)
    assert "Đã đổi 3 câu" in shelf.said(page, "#result")
    assert [shelf.seen(bank, one).state.value for one in ids] == ["retired"] * 3 + ["approved"]
    action, form = undo_form(page)
    answer = organiser.post(action, data=form)
    assert answer.status_code == 303
    assert "Đã hoàn tác 3 câu" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#result")
    assert {shelf.seen(bank, one).state for one in ids} == {QuestionState.APPROVED}
    assert shelf.audited() == before + 2


def test_undo_holds_until_the_next_change(organiser: TestClient) -> None:
    bank, ids = shelf.fill(CITY, TRUE)
    page = shelf.page(organiser, change(organiser, bank, ids, "level:thong-hieu"))
    change(organiser, bank, ids[:1], "state:draft")
    action, form = undo_form(page)
    answer = organiser.post(action, data=form)
    assert answer.status_code == 409 and "Không hoàn tác được" in shelf.said(answer.text, ".banner")
    assert shelf.seen(bank, ids[1]).newest.level is Level.understand


def test_undoing_twice_is_told(organiser: TestClient) -> None:
    bank, ids = shelf.fill(CITY)
    action, form = undo_form(shelf.page(organiser, change(organiser, bank, ids, "add_topic:tag-nq57")))
    assert organiser.post(action, data=form).status_code == 303
    assert organiser.post(action, data=form).status_code == 409
    assert organiser.post(f"/bank/{bank}/changes/{NOBODY}/undo", data={"back": ""}).status_code == 404


@pytest.mark.parametrize(
    ("deed", "check"),
    [
        ("level:van-dung", replace(CITY, level=Level.apply)),
        ("add_topic:tag-nq57", replace(CITY, topics=(*CITY.topics, "tag-nq57"))),
        ("set_topic:cchc", replace(CITY, topics=("cchc",))),
        ("set_audience:hoc-sinh", replace(CITY, audiences=(Audience.PUPILS,))),
        ("add_audience:hoc-sinh", CITY),
        ("set_audience:", CITY),
        ("valid_until:", CITY),
    ],
)
def test_deeds(organiser: TestClient, deed: str, check: ParsedQuestion) -> None:
    bank, ids = shelf.fill(CITY)
    change(organiser, bank, ids, deed)
    assert shelf.told(bank, ids[0]) == check
    # Once more: nothing to change, and it says so.
    assert "vốn như vậy" in shelf.said(shelf.page(organiser, change(organiser, bank, ids, deed)), "#result")


@pytest.mark.parametrize(
    "deed",
    [
        "",
        "state:",
        "state:ready",
        "level:kho",
        "xoa:1",
        "add_topic:",
        "add_topic:tu-dat",
        "x" * 79,
        "add_audience:",
        "set_audience:phu-nu",
        "valid_until:2027-12-31",
        "valid_until:on:on",
    ],
)
def test_a_deed_that_is_none_keeps_what_was_chosen(organiser: TestClient, deed: str) -> None:
    bank, ids = shelf.fill(CITY, TRUE)
    text = change(organiser, bank, ids[:1], deed, status=422)
    assert "Chọn việc cần làm" in shelf.said(text, ".banner")
    assert shelf.form(text, "#rows")["question"] == [ids[0]]


def test_nothing_chosen(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    text = change(organiser, bank, (), "state:draft", status=422)
    assert "Chọn ít nhất một câu" in shelf.said(text, ".banner")
    assert LexborHTMLParser(text).css_first('option[value="state:draft"][selected]') is not None


def test_questions_of_another_bank_are_left_alone(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    other, ids = shelf.fill(CITY, slug="khac")
    change(organiser, bank, (*ids, NOBODY, "'"), "state:retired")
    assert shelf.seen(other, ids[0]).state is QuestionState.APPROVED


def test_an_author_changes_only_what_is_not_approved(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, ids = shelf.fill(CITY, TRUE)
    _, drafts = shelf.fill(NUMBER, state=QuestionState.DRAFT)
    address = change(viewer, bank, (*ids, *drafts), "state:retired")
    page = shelf.page(viewer, address)
    assert "Đã đổi 1 câu. 2 câu giữ nguyên" in shelf.said(page, "#result")
    assert page.css_first('option[value="state:approved"]') is None
    assert shelf.seen(bank, ids[0]).state is QuestionState.APPROVED
    change(viewer, bank, drafts, "state:approved", status=422)
    assert shelf.seen(bank, drafts[0]).state is QuestionState.RETIRED


def test_an_approver_approves_but_does_not_write(viewer: TestClient) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, ids = shelf.fill(CITY, TRUE, state=QuestionState.DRAFT)
    change(viewer, bank, ids, "state:approved")
    assert {shelf.seen(bank, one).state for one in ids} == {QuestionState.APPROVED}
    change(viewer, bank, ids, "level:van-dung", status=422)


def test_one_author_does_not_undo_anothers_change(viewer: TestClient, organiser: TestClient) -> None:
    # One browser, two people: whoever logged in last is at the desk.
    bank, ids = shelf.fill(CITY, state=QuestionState.DRAFT)
    page = shelf.page(organiser, change(organiser, bank, ids, "add_topic:tag-nq57"))
    action, form = undo_form(page)
    shelf.give(ContestRole.AUTHOR)
    shelf.log_in(viewer, "viewer")
    assert viewer.post(action, data=form).status_code == 403
