"""`documents.index`, `documents.take_in`: the register, found without diacritics, filled from ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from contest.accounts.states import ContestRole
from questions.documents.judging import Typed
from tests.contest.bank import shelf
from tests.contest.documents import register
from tests.contest.documents.register import BASED, DECREE, NEW


def numbers(browser: TestClient, **params: Any) -> list[str]:
    page = shelf.page(browser, "/documents", **params)
    return [node.text() for node in page.css("#rows th a")]


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, [DECREE.number, NEW.number]),
        ({"q": "bao ve du lieu"}, [DECREE.number]),
        ({"q": "13/2023"}, [DECREE.number]),
        ({"q": "CHÍNH PHỦ"}, [DECREE.number, NEW.number]),
        ({"q": "không có"}, []),
        ({"force": "thay"}, [DECREE.number]),
        ({"force": "con"}, [NEW.number]),
        ({"force": "x", "page": "99", "q": " "}, [DECREE.number, NEW.number]),
        ({"page": "abc"}, [DECREE.number, NEW.number]),
    ],
    ids=["all", "bare", "number", "issuer", "none", "replaced", "in-force", "odd", "odd-page"],
)
def test_documents_are_found(viewer: TestClient, params: dict[str, str], found: list[str]) -> None:
    new = register.add(NEW)
    register.add(replace(DECREE, replaced_by=new))
    assert numbers(viewer, **params) == found


def test_an_empty_register_says_how_it_fills(organiser: TestClient) -> None:
    page = shelf.page(organiser, "/documents")
    assert "tự đưa văn bản vào sổ" in shelf.said(page, ".empty") and page.css_first("#rows") is None


def test_fifty_on_a_page(organiser: TestClient) -> None:
    for number in range(1, 53):
        register.add(Typed(f"{number:03}/QĐ-UBND"))
    assert [len(numbers(organiser, page=str(page))) for page in (1, 2, 3)] == [50, 2, 2]


def test_only_banks_that_one_may_see_are_named(viewer: TestClient) -> None:
    bank, _ = shelf.fill(BASED)
    shelf.fill(BASED, slug="khac")
    assert "câu" not in shelf.said(shelf.page(viewer, "/documents"), "#rows tbody")
    shelf.give(ContestRole.AUTHOR)
    page = shelf.page(viewer, "/documents")
    (link,) = [str(node.attributes["href"]) for node in page.css("#rows td a")]
    assert link == f"/bank/{bank}?document={register.id_of()}"
    assert len(shelf.page(viewer, link).css("#rows tbody tr")) == 1
    assert f"dựa vào {DECREE.number}" in shelf.said(shelf.page(viewer, link), "main")


def test_what_comes_along_is_taken_in(organiser: TestClient) -> None:
    register.add()
    assert "Sổ đi kèm phần mềm biết thêm" in shelf.said(shelf.page(organiser, "/documents"), "#missing")
    before = shelf.audited()
    for said in ("Đã bổ sung", "Sổ đã có đủ"):
        answer = organiser.post("/documents/known")
        assert answer.status_code == 303
        page = shelf.page(organiser, answer.headers["location"])
        assert said in shelf.said(page, "#done") and page.css_first("#missing") is None
    assert shelf.audited() == before + 1


def test_who_may_do_what(viewer: TestClient) -> None:
    document = register.add()
    page = shelf.page(viewer, "/documents")
    assert page.css("main form[method=post]") == [] and page.css("a[href='/documents/new']") == []
    before = shelf.audited()
    assert viewer.get("/documents/new").status_code == 403
    for path in ("new", "known", document):
        assert viewer.post(f"/documents/{path}", data={"number": "9/2026/NĐ-CP"}).status_code == 403
    assert shelf.audited() == before


def test_a_stranger_sees_and_does_nothing(app_client: TestClient) -> None:
    document = register.add()
    for path in ("", "/new", f"/{document}"):
        assert app_client.get(f"/documents{path}").status_code == 303
    for path in ("new", "known", document):
        assert app_client.post(f"/documents/{path}").status_code == 401


@pytest.mark.parametrize("path", ["new", "known", "document"])
def test_another_site_and_unknown_fields_do_nothing(organiser: TestClient, path: str) -> None:
    document = register.add()
    before = shelf.audited()
    address = f"/documents/{document if path == 'document' else path}"
    assert organiser.post(address, headers={"Origin": "https://evil.example"}).status_code == 403
    assert organiser.post(address, data={"la": "1"}).status_code == 422
    assert shelf.audited() == before


@pytest.mark.parametrize("bad", ["0" * 13, "abc", "K7Q2M94X0A1BC", "%00" * 13])
def test_no_such_document(organiser: TestClient, bad: str) -> None:
    assert organiser.get(f"/documents/{bad}").status_code == 404
    assert organiser.post(f"/documents/{bad}", data=register.posted(NEW)).status_code == 404


def test_known_takes_no_get(organiser: TestClient) -> None:
    assert organiser.get("/documents/known").status_code in (404, 405)
