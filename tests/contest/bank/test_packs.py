"""`bank.packs`, `bank.pack_file`, `bank.add_pack`: the packs that come along, listed, taken, brought in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from selectolax.lexbor import LexborHTMLParser

from contest.accounts.states import ContestRole
from contest.web.database import reading
from questions import packs, store
from questions.formats import detect
from questions.formats.model import ParsedQuestion
from questions.models import QuestionState
from questions.packs import Pack
from tests.contest.bank import shelf
from tests.contest.bank.shelf import CITY

PACK = next(pack for pack in packs.every() if pack.slug == "chuyen-doi-so")
ASKED = packs.questions_of(PACK)


def bare(asked: tuple[ParsedQuestion, ...]) -> list[ParsedQuestion]:
    """Questions without the line that they stood in."""
    return [replace(one, line=0) for one in asked]


def in_any_order(asked: Iterable[ParsedQuestion]) -> list[ParsedQuestion]:
    """Questions to compare: a bank has topics in the order of their tree."""
    sorted_ = (replace(one, line=0, topics=tuple(sorted(one.topics))) for one in asked)
    return sorted(sorted_, key=lambda one: one.text)


def listed(browser: TestClient, bank: str) -> dict[str, list[str]]:
    """The numbers of each pack on the page."""
    page = shelf.page(browser, f"/bank/{bank}/packs")
    rows = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in page.css(".packs tbody tr")]
    return {row[0]: row[1:3] for row in rows}


def add(browser: TestClient, bank: str, slug: str = PACK.slug) -> Response:
    return browser.post(f"/bank/{bank}/packs/{slug}")


def approvers(bank: str) -> set[tuple[QuestionState, bool, str]]:
    """(state, settled, approver) of all questions of a bank."""
    return {(one.state, one.newest.settled, one.newest.approver) for one in shelf.every(bank)}


# --- the page -------------------------------------------------------------------------------------


def test_what_was_added_says_that_it_may_be_drawn(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    page = shelf.page(organiser, add(organiser, bank).headers["location"])
    head = " ".join((page.css_first(".head") or page).text().split())
    assert f"Bộ “{PACK.name}”" in head and "rút được vào đề ngay" in head
    assert [link.attributes["href"] for link in page.css(".head .acts a")] == [f"/bank/{bank}"]


def test_every_pack_is_listed_with_what_the_bank_has_not(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ASKED[:3])
    found = listed(organiser, bank)
    assert list(found) == [pack.name for pack in packs.every()]
    assert found[PACK.name] == [str(len(ASKED)), str(len(ASKED) - 3)]


def test_the_page_leads_to_the_file_and_to_the_deed(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    page = shelf.page(organiser, f"/bank/{bank}/packs")
    links = [str(link.attributes["href"]) for link in page.css(".packs a")]
    forms = [str(form.attributes["action"]) for form in page.css(".packs form")]
    assert f"/bank/{bank}/packs/{PACK.slug}.xlsx" in links
    assert f"/bank/{bank}/packs/{PACK.slug}" in forms
    assert len(links) == len(forms) == len(packs.every())


def test_other_pages_of_the_bank_lead_here(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    for address in (f"/bank/{bank}", f"/bank/{bank}/upload", f"/bank/{bank}/coverage"):
        page = shelf.page(organiser, address)
        assert page.css_first(f"main a[href='/bank/{bank}/packs']") is not None, address


def test_a_pack_that_is_there_whole_has_no_button(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ASKED)
    page = shelf.page(organiser, f"/bank/{bank}/packs")
    actions = [str(form.attributes["action"]) for form in page.css(".packs form")]
    assert len(actions) == len(packs.every()) - 1 and f"/bank/{bank}/packs/{PACK.slug}" not in actions


def test_an_installation_without_packs_says_so(
    organiser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "every", lambda: ())
    bank, _ = shelf.fill()
    assert "không kèm bộ câu hỏi" in shelf.said(shelf.page(organiser, f"/bank/{bank}/packs"), ".empty")


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", packs.every(), ids=lambda pack: pack.slug)
def test_a_file_reads_back_as_the_pack(organiser: TestClient, pack: Pack) -> None:
    bank, _ = shelf.fill()
    answer = organiser.get(f"/bank/{bank}/packs/{pack.slug}.xlsx")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{pack.slug}.xlsx"'
    report = detect.read_bytes(answer.content)
    assert report.problems == ()
    assert bare(report.questions) == bare(packs.questions_of(pack))


def test_a_file_brought_back_is_the_same_questions(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    content = organiser.get(f"/bank/{bank}/packs/{PACK.slug}.xlsx").content
    sent = organiser.post(f"/bank/{bank}/upload", files={"file": ("bo.xlsx", content)})
    where = sent.headers["location"]
    form = shelf.form(shelf.page(organiser, where), "form[action$='confirming']")
    assert organiser.post(f"{where}/confirming", data=form).status_code == 303
    assert in_any_order(one.parsed for one in shelf.every(bank)) == in_any_order(ASKED)
    # Brought by hand they are drafts, whatever they are like.
    assert approvers(bank) == {(QuestionState.DRAFT, False, "")}


# --- the deed -------------------------------------------------------------------------------------


def test_a_pack_is_approved_in_its_own_name(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    before = shelf.audited()
    answer = add(organiser, bank)
    assert answer.status_code == 303
    page = shelf.page(organiser, answer.headers["location"])
    assert f"Đã nhập {len(ASKED)} câu vào ngân hàng." in shelf.said(page, "main")
    assert approvers(bank) == {(QuestionState.APPROVED, True, f"pack:{PACK.slug}")}
    assert len(shelf.every(bank)) == len(ASKED) and shelf.audited() == before + 2


def test_who_may_not_approve_brings_drafts(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    bank, _ = shelf.fill()
    page = shelf.page(viewer, f"/bank/{bank}/packs")
    assert "bản nháp, chờ người duyệt" in page.text()
    assert add(viewer, bank).status_code == 303
    assert approvers(bank) == {(QuestionState.DRAFT, False, "")}


def test_only_what_is_new_is_added(organiser: TestClient) -> None:
    bank, _ = shelf.fill(*ASKED[:3])
    page = shelf.page(organiser, add(organiser, bank).headers["location"])
    assert f"Đã nhập {len(ASKED) - 3} câu" in shelf.said(page, "main")
    assert len(shelf.every(bank)) == len(ASKED)


def test_twice_is_told(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    add(organiser, bank)
    before = shelf.audited()
    answer = add(organiser, bank)
    assert answer.status_code == 409
    assert "đã có trong ngân hàng" in shelf.said(answer.text, ".banner")
    assert len(shelf.every(bank)) == len(ASKED) and shelf.audited() == before


def test_a_pack_can_be_taken_back(organiser: TestClient) -> None:
    bank, _ = shelf.fill(CITY)
    where = add(organiser, bank).headers["location"].partition("?")[0]
    assert organiser.post(f"{where}/taking-back").status_code == 303
    assert [one.newest.content.text for one in shelf.every(bank)] == [CITY.text]
    assert add(organiser, bank).status_code == 303


def test_a_file_that_somebody_changed_is_not_approved_in_the_packs_name(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    data = PACK.path.read_bytes()
    waiting = organiser.post(f"/bank/{bank}/upload", files={"file": (PACK.path.name, data)})
    mend = {"version": "1", "deed": "save", "text": "Một câu do ai đó sửa?"}
    organiser.post(f"{waiting.headers['location']}/rows/1", data=mend)
    assert add(organiser, bank).status_code == 303
    assert {one.newest.content.text for one in shelf.every(bank)} == {one.text for one in ASKED}


def test_the_questions_page_and_history_name_the_pack(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    add(organiser, bank)
    one = shelf.every(bank)[0].id
    named = f"duyệt: bộ câu hỏi “{PACK.name}”"
    assert named in shelf.said(shelf.page(organiser, f"/bank/{bank}/questions/{one}"), ".standing")
    assert named in shelf.said(shelf.page(organiser, f"/bank/{bank}/questions/{one}/history"), ".entry")


def test_who_approves_it_anew_answers_for_it(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    add(organiser, bank)
    one = shelf.every(bank)[0].id
    for state, version in (("draft", 1), ("approved", 2)):
        moved = organiser.post(
            f"/bank/{bank}/questions/{one}/state", data={"state": state, "version": str(version)}
        )
        assert moved.status_code == 303
    page = shelf.page(organiser, f"/bank/{bank}/questions/{one}")
    assert "duyệt: Nguyễn Thanh Tùng" in shelf.said(page, ".standing")


def test_what_nobody_approved_names_nobody(organiser: TestClient) -> None:
    bank, (one,) = shelf.fill(CITY, state=QuestionState.DRAFT)
    assert "duyệt:" not in shelf.said(shelf.page(organiser, f"/bank/{bank}/questions/{one}"), ".standing")
    assert "duyệt:" not in shelf.said(shelf.page(organiser, f"/bank/{bank}/questions/{one}/history"), "main")


def test_contests_may_draw_it_at_once(organiser: TestClient) -> None:
    bank, _ = shelf.fill()
    add(organiser, bank)
    with reading() as db:
        assert len(store.approved(db, "bank")) == len(ASKED)
    page = LexborHTMLParser(organiser.get("/bank").text)
    assert re.search(rf"Đã duyệt {len(ASKED)}\b", shelf.said(page, ".banks tbody"))
