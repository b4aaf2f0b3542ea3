"""Whom a question is for, from the author's form to the list, the history and the files."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from questions.audiences import AUDIENCE_NAMES, Audience
from questions.formats import detect
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY, NUMBER, TRUE
from tests.contest.bank.test_edit import save
from tests.contest.bank.test_new import typed
from tests.contest.bank.test_show import change, texts, undo_form

PUPILS = (Audience.PUPILS,)
FOR_PUPILS = replace(CITY, audiences=PUPILS)


def test_the_form_offers_each_and_keeps_what_is_ticked(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    page = shelf.page(organiser, f"/bank/{bank}/questions/new")
    offered = [one.attributes["value"] for one in page.css('#audiences input[type="checkbox"]')]
    assert offered == [one.value for one in Audience]
    assert "không tích là mọi đối tượng" in shelf.said(page, "#audiences legend")
    both = (Audience.OFFICIALS, Audience.PUPILS)
    bad = organiser.post(f"/bank/{bank}/questions/new", data=typed(replace(CITY, text="", audiences=both)))
    assert bad.status_code == 422 and shelf.form(bad.text)["audiences"] == [*both]
    good = organiser.post(f"/bank/{bank}/questions/new", data=typed(replace(CITY, audiences=both)))
    (one,) = shelf.every(bank)
    assert good.status_code == 303 and one.audiences == both
    assert shelf.form(shelf.page(organiser, good.headers["location"]))["audiences"] == [*both]


def test_a_made_up_one_is_told(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    data = typed(CITY) | {"audiences": ["hoc-sinh", "phu-nu"]}
    answer = organiser.post(f"/bank/{bank}/questions/new", data=data)
    assert answer.status_code == 422 and shelf.every(bank) == []
    assert shelf.said(answer.text, "#audiences-err") == "Không hiểu đối tượng “phu-nu”."
    assert shelf.form(answer.text)["audiences"] == ["hoc-sinh"]


def test_an_address_ticks_one(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    for asked, ticked in (("hoc-sinh", ["hoc-sinh"]), ("moi-nguoi", []), ("<x>", [])):
        page = shelf.page(organiser, f"/bank/{bank}/questions/new", audience=asked)
        assert shelf.form(page).get("audiences", []) == ticked


def test_another_audience_makes_no_revision(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(FOR_PUPILS)
    before = shelf.audited()
    answer = save(organiser, bank, one, CITY)
    assert answer.headers["location"].endswith("?done=details")
    assert "đối tượng" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#done")
    stored = shelf.seen(bank, one)
    assert (stored.audiences, stored.newest.number, stored.version) == ((), 1, 2)
    assert shelf.audited() == before + 1


def test_an_old_revision_comes_back_without_touching_it(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(FOR_PUPILS)
    save(organiser, bank, one, replace(FOR_PUPILS, text="Khác?"))
    form = {"number": "1", "key_version": "1", "version": "2"}
    assert organiser.post(f"/bank/{bank}/questions/{one}/history", data=form).status_code == 303
    assert shelf.told(bank, one) == FOR_PUPILS


def test_somebody_elses_mark_is_shown_beside_mine(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY)
    save(organiser, bank, one, FOR_PUPILS)
    answer = save(organiser, bank, one, replace(CITY, text="Của tôi?"))
    assert answer.status_code == 409
    theirs = shelf.said(answer.text, "#theirs")
    assert "Đối tượng" in theirs and "Học sinh" in theirs


def test_an_author_leaves_it_in_what_contests_draw(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, (one,) = shelf.fill(CITY)
    _, (draft,) = shelf.fill(TRUE, state=QuestionState.DRAFT)
    answer = save(viewer, bank, one, FOR_PUPILS)
    assert answer.status_code == 422 and "người duyệt" in shelf.said(answer.text, "#audiences-err")
    assert shelf.form(answer.text)["audiences"] == ["hoc-sinh"]
    address = change(viewer, bank, (one, draft), "set_audience:hoc-sinh")
    assert "refused=1" in address and shelf.told(bank, one) == CITY
    assert shelf.seen(bank, draft).audiences == PUPILS


def test_who_only_approves_reads_it(viewer: TestClient) -> None:
    shelf.give(ContestRole.APPROVER)
    bank, (one, other) = shelf.fill(replace(CITY, audiences=(*Audience,)), TRUE)
    assert "Dành cho: Cán bộ, công chức, viên chức; Đoàn viên" in shelf.said(
        shelf.page(viewer, f"/bank/{bank}/questions/{one}"), "#read"
    )
    assert "Dành cho" not in shelf.said(shelf.page(viewer, f"/bank/{bank}/questions/{other}"), "#read")
    change(viewer, bank, (one,), "set_audience:hoc-sinh", status=422)


def test_the_list_shows_and_filters(organiser: TestClient) -> None:
    bank, _ = shelf.fill(FOR_PUPILS, replace(TRUE, audiences=(Audience.OFFICIALS,)), NUMBER)
    page = shelf.page(organiser, f"/bank/{bank}", audience="hoc-sinh")
    assert sorted(texts(page)) == sorted([CITY.text, NUMBER.text])
    assert page.css_first('.sieve option[value="hoc-sinh"][selected]') is not None
    assert "Học sinh" in shelf.said(page, "#rows")
    assert texts(shelf.page(organiser, f"/bank/{bank}", audience="moi-nguoi")) == [NUMBER.text]
    export = organiser.get(f"/bank/{bank}/questions.txt?audience=hoc-sinh")
    assert len(detect.read_bytes(export.content).questions) == 2


@pytest.mark.parametrize("deed", ["set_audience:sinh-vien", "set_audience:", "add_audience:sinh-vien"])
def test_several_at_once_and_back_in_one_click(organiser: TestClient, deed: str) -> None:
    bank, ids = shelf.fill(FOR_PUPILS, replace(TRUE, audiences=tuple(Audience)[:3]))
    before, noted = [shelf.told(bank, one) for one in ids], shelf.audited()
    page = shelf.page(organiser, change(organiser, bank, ids, deed, back="audience=hoc-sinh"))
    assert "Đã đổi 2 câu" in shelf.said(page, "#result")
    assert [shelf.told(bank, one) for one in ids] != before
    action, form = undo_form(page)
    answer = organiser.post(action, data=form)
    assert answer.status_code == 303 and "audience=hoc-sinh" in answer.headers["location"]
    assert [shelf.told(bank, one) for one in ids] == before and shelf.audited() == noted + 2


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "txt", "moodle", "gift", "qti"])
def test_a_file_carries_it(organiser: TestClient, form: str) -> None:
    marked = [replace(CITY, audiences=tuple(Audience)), replace(NUMBER, audiences=PUPILS), TRUE]
    bank, _ = shelf.fill(*marked)
    read = detect.read_bytes(organiser.get(f"/bank/{bank}/questions.{form}").content).questions
    assert {one.text: one.audiences for one in read} == {one.text: one.audiences for one in marked}


def test_a_format_without_a_place_for_it_says_so(organiser: TestClient) -> None:
    bank, _ = shelf.fill(FOR_PUPILS)
    page = shelf.page(organiser, f"/bank/{bank}/export")
    lost = [row.attributes["id"] for row in page.css(".exports tbody tr") if "Đối tượng" in row.text()]
    assert lost == ["aiken"]


def test_the_words_of_a_file_come_in(organiser: TestClient) -> None:
    text = "Câu hỏi: Gì?\nĐối tượng: CBCCVC, phụ nữ\nA. a\n*B. b\n"
    bank, _ = shelf.fill()
    sent = {"file": ("a.txt", text.encode(), "text/plain")}
    where = organiser.post(f"/bank/{bank}/upload", files=sent).headers["location"]
    page = shelf.page(organiser, where)
    shown = " ".join(page.text().split())
    assert "Dành cho: Cán bộ, công chức, viên chức" in shown and "Không hiểu đối tượng “phụ nữ”" in shown
    mend = shelf.page(organiser, where.partition("?")[0] + "/rows/1")
    assert shelf.form(mend, "form.whole")["audiences"] == ["CBCCVC, phụ nữ"]
    offered = [one.attributes["value"] for one in mend.css("#audiences-list option")]
    assert offered == list(AUDIENCE_NAMES.values())
    data = {"version": "1", "audiences": "Cán bộ; Người dân"}
    assert organiser.post(where.partition("?")[0] + "/rows/1", data=data).status_code == 303
    assert "Dành cho: Cán bộ, công chức, viên chức; Người dân" in " ".join(
        shelf.page(organiser, where).text().split()
    )


def test_the_same_words_for_others_are_the_same_question(organiser: TestClient) -> None:
    """Whom it is for is no part of what is asked, so a second file makes no twin of it."""
    bank, _ = shelf.fill(FOR_PUPILS)
    other: ParsedQuestion = replace(CITY, audiences=(Audience.PEOPLE,))
    assert organiser.post(f"/bank/{bank}/questions/new", data=typed(other)).status_code == 409
    assert [one.audiences for one in shelf.every(bank)] == [PUPILS]
