"""`documents.edit`: a document as it is kept, other facts, and the questions that rest on it."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from questions.documents import judging
from tests.contest.bank import shelf
from tests.contest.documents import register
from tests.contest.documents.register import BASED, DECREE, NEW


def test_the_form_holds_the_document_and_saves_it_unchanged(organiser: TestClient) -> None:
    document = register.add()
    address, before = f"/documents/{document}", shelf.audited()
    answer = organiser.post(address, data=shelf.form(shelf.page(organiser, address), ".document"))
    assert answer.headers["location"].endswith("?done=nothing") and shelf.audited() == before
    assert "không lưu gì" in shelf.said(shelf.page(organiser, answer.headers["location"]), "#done")


def test_other_facts_are_kept_and_told_both_ways(organiser: TestClient) -> None:
    document, new = register.add(), register.add(NEW)
    form = register.posted(replace(DECREE, replaced_by=new, in_force_until="31/12/2025"))
    answer = organiser.post(f"/documents/{document}", data=form)
    assert answer.headers["location"].endswith("?done=change")
    assert "Thay cho 13/2023/NĐ-CP" in shelf.said(shelf.page(organiser, f"/documents/{new}"), "main")
    circle = organiser.post(f"/documents/{new}", data=register.posted(replace(NEW, replaced_by=document)))
    assert circle.status_code == 422 and "vòng tròn" in shelf.said(circle.text, "#replaced_by-err")
    assert shelf.LexborHTMLParser(circle.text).css(f"option[value='{document}'][selected]")
    itself = organiser.post(f"/documents/{new}", data=register.posted(replace(NEW, replaced_by=new)))
    assert shelf.said(itself.text, "#replaced_by-err") == judging.ITSELF


def test_its_questions_are_one_click_away(organiser: TestClient) -> None:
    bank, _ = shelf.fill(BASED)
    page = shelf.page(organiser, f"/documents/{register.id_of()}")
    (link,) = [str(node.attributes["href"]) for node in page.css("#uses a")]
    assert link.startswith(f"/bank/{bank}?document=") and "1 câu" in shelf.said(page, "#uses")


def test_who_may_not_change_it_reads_it(viewer: TestClient) -> None:
    shelf.give(ContestRole.AUTHOR)
    page = shelf.page(viewer, f"/documents/{register.add()}")
    assert page.css(".document") == [] and "Chính phủ" in shelf.said(page, "#read")
    assert "Chưa có câu nào" in shelf.said(page, "#uses")
