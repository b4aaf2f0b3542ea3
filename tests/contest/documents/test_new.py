"""`documents.new`: put a document into the register."""

from __future__ import annotations

from dataclasses import replace

from fastapi.testclient import TestClient

from questions.documents import judging
from tests.contest.bank import shelf
from tests.contest.documents import register
from tests.contest.documents.register import DECREE, NEW, WRONG


def test_a_document_is_added(organiser: TestClient) -> None:
    before = shelf.audited()
    answer = organiser.post("/documents/new", data=register.posted(DECREE))
    assert answer.status_code == 303 and shelf.audited() == before + 1
    page = shelf.page(organiser, answer.headers["location"])
    assert shelf.said(page, "#done") == "Đã thêm văn bản vào sổ."
    assert shelf.said(page, "h1") == "13/2023/NĐ-CP ngày 17/04/2023"
    again = organiser.post("/documents/new", data=register.posted(DECREE))
    assert again.status_code == 422 and shelf.said(again.text, "#number-err").startswith("Sổ đã có")
    assert shelf.audited() == before + 1


def test_what_was_typed_is_kept_beside_what_is_wrong(organiser: TestClient) -> None:
    answer = organiser.post("/documents/new", data=register.posted(WRONG))
    assert answer.status_code == 422
    for name, told in (
        ("number", judging.BAD_NUMBER),
        ("dated", judging.NO_DAY),
        ("in_force_until", judging.UNTIL_BEFORE_FROM.format("02/01/2026")),
    ):
        assert shelf.said(answer.text, f"#{name}-err") == told
    form = {name: values[0] for name, values in shelf.form(answer.text, ".document").items()}
    assert form == register.posted(WRONG) and "3 chỗ cần sửa" in shelf.said(answer.text, ".banner")


def test_what_replaces_it_is_chosen_from_the_register(organiser: TestClient) -> None:
    new = register.add(NEW)
    page = shelf.page(organiser, "/documents/new")
    assert [node.attributes["value"] for node in page.css("#replaced_by option")] == ["", new]
    answer = organiser.post("/documents/new", data=register.posted(replace(DECREE, replaced_by=new)))
    page = shelf.page(organiser, answer.headers["location"])
    assert "Thay bằng 356/2025/NĐ-CP ngày 31/12/2025" in shelf.said(page, "main")
    strange = organiser.post("/documents/new", data=register.posted(replace(DECREE, replaced_by="x")))
    assert strange.status_code == 422


def test_texts_are_shown_as_text(organiser: TestClient) -> None:
    register.add(replace(DECREE, title="<img src=x onerror=y>"))
    for address in ("/documents", f"/documents/{register.id_of()}"):
        html = organiser.get(address).text
        assert "<img src=x" not in html and "&lt;img" in html
